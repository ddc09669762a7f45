package io.strikebook.auditor.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a tree from its leaves, one after the other, and keeps of it only the whole subtrees that are still to be joined: one for each
 * bit of the number of leaves so far. On the way it notes the path of one leaf, where that is asked for. After the first tree it allocates
 * nothing but paths.
 */
public final class LiabilityTree {
    /** Leaves are counted by an int, and so there are never more subtrees than this. */
    private static final int DEEPEST = Integer.SIZE;

    private final FieldHash hash = new FieldHash();
    private final Node[] subtrees = new Node[DEEPEST + 1];
    private final List<PathStep> path = new ArrayList<>();
    private int count;
    private int leaves;

    /** A subtree. */
    private static final class Node {
        private final byte[] hash = new byte[FieldHash.LENGTH];
        private final Sums sums;
        private boolean onPath;

        Node(final int columns) {
            sums = new Sums(columns);
        }
    }

    /** A tree of leaves with so many currencies. */
    public LiabilityTree(final int columns) {
        for (int i = 0; i < subtrees.length; i++) {
            subtrees[i] = new Node(columns);
        }
    }

    /** Begins anew. */
    public void begin() {
        count = 0;
        leaves = 0;
        path.clear();
    }

    /**
     * Adds a leaf.
     *
     * @param onPath whether its path is to be noted; of one leaf of a tree at most
     */
    public void add(
            final long sequence, final int accountId, final byte[] nonce, final Sums balances, final boolean onPath) {
        final Node leaf = subtrees[count++];
        hash.begin(FieldHash.LEAF)
                .putLong(sequence)
                .putInt(accountId)
                .putBytes(nonce)
                .putSums(balances)
                .end(leaf.hash);
        leaf.sums.copy(balances);
        leaf.onPath = onPath;
        leaves = Math.incrementExact(leaves);
        for (int joins = Integer.numberOfTrailingZeros(leaves); joins > 0; joins--) {
            joinLast();
        }
    }

    /** Joins what is left; to be called once, after the last leaf, of which there is at least one. */
    public void end() {
        if (count == 0) {
            throw new IllegalStateException("a tree without a leaf");
        }
        while (count > 1) {
            joinLast();
        }
    }

    private void joinLast() {
        final Node right = subtrees[count - 1];
        final Node left = subtrees[count - 2];
        if (left.onPath) {
            path.add(step(false, right));
        } else if (right.onPath) {
            path.add(step(true, left));
        }
        hash.begin(FieldHash.INNER)
                .putBytes(left.hash)
                .putSums(left.sums)
                .putBytes(right.hash)
                .putSums(right.sums)
                .end(left.hash);
        left.sums.add(right.sums);
        left.onPath |= right.onPath;
        count--;
    }

    private static PathStep step(final boolean siblingIsLeft, final Node sibling) {
        return PathStep.of(siblingIsLeft, sibling.hash, sibling.sums);
    }

    /** How many leaves were added. */
    public int leaves() {
        return leaves;
    }

    /** Hash of the root node, once the tree has ended; valid until it begins anew. */
    public byte[] hash() {
        return subtrees[0].hash;
    }

    /** Sums of the root node, once the tree has ended; valid until it begins anew. */
    public Sums sums() {
        return subtrees[0].sums;
    }

    /** The path of the leaf that was asked for, from its sibling to the child of the root; empty for none, and for a tree of one leaf. */
    public List<PathStep> path() {
        return List.copyOf(path);
    }
}
