package io.strikebook.matching.book;

/** Free price levels of all books, and the nodes that they are found by, in stacks; never more than there are live orders. Grows by many at once. */
public final class LevelPool {
    private static final int LEVELS = 512;

    private static final int NODES = 16;

    private PriceLevel free;
    private LevelNode freeLeaf;
    private LevelNode freeBranch;

    PriceLevel acquire(final OrderBook book, final long priceE8) {
        if (free == null) {
            for (int i = 0; i < LEVELS; i++) {
                push(new PriceLevel());
            }
        }
        final PriceLevel level = free;
        free = level.nextFree;
        level.nextFree = null;
        level.open(book, priceE8);
        return level;
    }

    void release(final PriceLevel level) {
        if (level.book == null || level.first != null) {
            throw new IllegalStateException("a price level was released twice or with orders in it");
        }
        level.poison();
        push(level);
    }

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

    private void push(final PriceLevel level) {
        level.nextFree = free;
        free = level;
    }
}
