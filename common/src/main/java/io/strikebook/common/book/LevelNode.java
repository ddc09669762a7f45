package io.strikebook.common.book;

/**
 * Sixty-four neighbouring ticks, each with its level or none, or sixty-four neighbouring nodes: what {@link LevelTree} finds its levels by.
 * Pooled; empty while free.
 */
final class LevelNode {
    /** Children of a node, as a power of two: one bit of a word each. */
    static final int BITS = 6;

    private static final int CHILDREN = 1 << BITS;
    private static final int LAST = CHILDREN - 1;

    /** Of a leaf, else null. */
    final BookLevel[] levels;

    /** Of a node above leaves, else null. */
    final LevelNode[] children;

    /** Which of them are there, the worst in the lowest bit. */
    long occupied;

    /** The keys below it, without the bits that tell them apart. */
    long number;

    LevelNode parent;
    LevelNode nextFree;

    private LevelNode(final BookLevel[] levels, final LevelNode[] children) {
        this.levels = levels;
        this.children = children;
    }

    static LevelNode leaf() {
        return new LevelNode(new BookLevel[CHILDREN], null);
    }

    static LevelNode branch() {
        return new LevelNode(null, new LevelNode[CHILDREN]);
    }

    boolean isLeaf() {
        return levels != null;
    }

    /** Which child of its node something with this number is. */
    static int slot(final long number) {
        return (int) number & LAST;
    }

    void put(final int slot, final BookLevel level) {
        levels[slot] = level;
        occupied |= 1L << slot;
    }

    void put(final LevelNode child) {
        final int slot = slot(child.number);
        children[slot] = child;
        occupied |= 1L << slot;
        child.parent = this;
    }

    void clear(final int slot) {
        if (isLeaf()) {
            levels[slot] = null;
        } else {
            children[slot] = null;
        }
        occupied &= ~(1L << slot);
    }

    /** The first of its levels that is better than the one in that place, here or in the nodes beside it; null where none is. */
    BookLevel better(final int slot) {
        int from = slot;
        for (LevelNode node = this; node != null; node = node.parent) {
            final long above = node.occupied & -2L << from;
            if (above != 0) {
                final int at = Long.numberOfTrailingZeros(above);
                return node.isLeaf() ? node.levels[at] : node.children[at].worst();
            }
            from = slot(node.number);
        }
        return null;
    }

    /** The first of its levels that is worse than the one in that place, here or in the nodes beside it; null where none is. */
    BookLevel worse(final int slot) {
        int from = slot;
        for (LevelNode node = this; node != null; node = node.parent) {
            final long below = node.occupied & (1L << from) - 1;
            if (below != 0) {
                final int at = highest(below);
                return node.isLeaf() ? node.levels[at] : node.children[at].best();
            }
            from = slot(node.number);
        }
        return null;
    }

    private BookLevel best() {
        LevelNode node = this;
        while (!node.isLeaf()) {
            node = node.children[highest(node.occupied)];
        }
        return node.levels[highest(node.occupied)];
    }

    private static int highest(final long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    private BookLevel worst() {
        LevelNode node = this;
        while (!node.isLeaf()) {
            node = node.children[Long.numberOfTrailingZeros(node.occupied)];
        }
        return node.levels[Long.numberOfTrailingZeros(node.occupied)];
    }
}
