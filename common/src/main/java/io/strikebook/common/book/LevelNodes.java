package io.strikebook.common.book;

/** Free nodes of trees in stacks, shared by many trees; they grow by many at once. Single-threaded. */
public final class LevelNodes {
    private static final int NODES = 16;

    private LevelNode freeLeaf;
    private LevelNode freeBranch;

    LevelNode acquireLeaf(final long number) {
        if (freeLeaf == null) {
            for (int i = 0; i < NODES; i++) {
                release(LevelNode.leaf());
            }
        }
        final LevelNode leaf = freeLeaf;
        freeLeaf = leaf.nextFree;
        return open(leaf, number);
    }

    LevelNode acquireBranch(final long number) {
        if (freeBranch == null) {
            for (int i = 0; i < NODES; i++) {
                release(LevelNode.branch());
            }
        }
        final LevelNode branch = freeBranch;
        freeBranch = branch.nextFree;
        return open(branch, number);
    }

    private static LevelNode open(final LevelNode node, final long number) {
        node.nextFree = null;
        node.number = number;
        return node;
    }

    /** Takes an empty node back. */
    void release(final LevelNode node) {
        node.parent = null;
        if (node.isLeaf()) {
            node.nextFree = freeLeaf;
            freeLeaf = node;
        } else {
            node.nextFree = freeBranch;
            freeBranch = node;
        }
    }
}
