package io.strikebook.common.book;

/**
 * The price levels of one side, found by their tick in a tree of nodes with sixty-four children each. The tree is as high as the levels are
 * far apart, counted from the first: one node for 64 ticks, two levels of nodes for 4,096. Leaves used of late are tried first, because
 * orders move by few ticks. A level's neighbours are found in the bits of its node and those above, when they are wanted: so a level that
 * comes or goes touches no other. Single-threaded; allocates nothing once its nodes are there.
 *
 * @param <L> what a level is
 */
public final class LevelTree<L extends BookLevel> {
    /** Key of the first tick: half way in every digit of base 64, so that the tree grows alike in both directions. */
    private static final long CENTRE = 0x0820_8208_2082_0820L;

    /** A power of two: as many leaves as 1,024 ticks in a row have. */
    private static final int RECENT = 16;

    private final boolean highestFirst;
    private final TickGrid grid;
    private final LevelNodes nodes;
    private LevelNode root;

    /** Nodes between the root and a leaf. */
    private int height;

    /** Tick of the first level, since the side was empty. */
    private long firstTick;

    /** Leaves used of late, each in the place that its number says, or null. */
    private final LevelNode[] recent = new LevelNode[RECENT];

    /** Key that was last sought, and its leaf. */
    private long soughtKey;

    private LevelNode soughtLeaf;

    private BookLevel best;
    private long bestKey;

    /** A side without levels; {@code highestFirst} where the highest price is the best, as of bids. */
    public LevelTree(final boolean highestFirst, final TickGrid grid, final LevelNodes nodes) {
        this.highestFirst = highestFirst;
        this.grid = grid;
        this.nodes = nodes;
    }

    /** The best level, or null. */
    public L best() {
        return typed(best);
    }

    @SuppressWarnings("unchecked")
    private L typed(final BookLevel level) {
        return (L) level;
    }

    /** Greater is better. */
    private long key(final long priceE8) {
        final long away = grid.ticks(priceE8) - firstTick;
        return CENTRE + (highestFirst ? away : -away);
    }

    /** The level at a price on the grid; null where there is none, and then {@link #insert} has to put it there next. */
    public L seek(final long priceE8) {
        if (root == null) {
            firstTick = grid.ticks(priceE8);
        }
        final long key = key(priceE8);
        final long number = key >> LevelNode.BITS;
        LevelNode leaf = recent[place(number)];
        if (leaf == null || leaf.number != number) {
            leaf = leafOf(key);
            recent[place(number)] = leaf;
        }
        soughtKey = key;
        soughtLeaf = leaf;
        return typed(leaf.levels[LevelNode.slot(key)]);
    }

    /** The level at a price on the grid, or null where there is none; changes nothing. */
    public L find(final long priceE8) {
        if (root == null) {
            return null;
        }
        final long key = key(priceE8);
        if (key >> LevelNode.BITS * (height + 1) != root.number) {
            return null;
        }
        LevelNode node = root;
        for (int below = height; below > 0; below--) {
            node = node.children[LevelNode.slot(key >> LevelNode.BITS * below)];
            if (node == null) {
                return null;
            }
        }
        return typed(node.levels[LevelNode.slot(key)]);
    }

    private static int place(final long leafNumber) {
        return (int) leafNumber & RECENT - 1;
    }

    /** Puts a level where its price was just sought and not found. */
    public void insert(final L level) {
        final LevelNode leaf = soughtLeaf;
        final long key = soughtKey;
        final int slot = LevelNode.slot(key);
        level.leaf = leaf;
        level.slot = slot;
        leaf.put(slot, level);
        if (best == null || key > bestKey) {
            best = level;
            bestKey = key;
        }
    }

    /** Takes a level out. */
    public void remove(final L level) {
        final LevelNode leaf = level.leaf;
        if (leaf == null || leaf.levels[level.slot] != level) {
            throw new IllegalStateException("level " + level.priceE8 + " is not in its book");
        }
        if (level == best) {
            best = leaf.worse(level.slot);
            bestKey = best == null ? 0 : best.leaf.number << LevelNode.BITS | best.slot;
        }
        leaf.clear(level.slot);
        if (leaf.occupied == 0) {
            remove(leaf);
        }
        level.leaf = null;
    }

    /** Takes an empty node out, and those above that become empty. */
    private void remove(final LevelNode empty) {
        if (recent[place(empty.number)] == empty) {
            recent[place(empty.number)] = null;
        }
        final LevelNode parent = empty.parent;
        if (parent == null) {
            root = null;
            height = 0;
        } else {
            parent.clear(LevelNode.slot(empty.number));
            if (parent.occupied == 0) {
                remove(parent);
            }
        }
        nodes.release(empty);
    }

    /** The leaf that a key belongs into, made where there is none. */
    private LevelNode leafOf(final long key) {
        if (root == null) {
            root = nodes.acquireLeaf(key >> LevelNode.BITS);
        }
        while (key >> LevelNode.BITS * (height + 1) != root.number) {
            final LevelNode above = nodes.acquireBranch(root.number >> LevelNode.BITS);
            above.put(root);
            root = above;
            height++;
        }
        LevelNode node = root;
        for (int below = height; below > 0; below--) {
            final long number = key >> LevelNode.BITS * below;
            LevelNode child = node.children[LevelNode.slot(number)];
            if (child == null) {
                child = below == 1 ? nodes.acquireLeaf(number) : nodes.acquireBranch(number);
                node.put(child);
            }
            node = child;
        }
        return node;
    }

    /** Walks all levels and throws where the tree, the order or the best is not what it has to be. */
    public void check() {
        BookLevel better = null;
        int walked = 0;
        for (BookLevel level = best; level != null; level = level.worse()) {
            if (level.leaf == null || level.leaf.levels[level.slot] != level) {
                throw new IllegalStateException("level " + level.priceE8 + " is filed under no price or book");
            }
            final long key = key(level.priceE8);
            if (level.leaf.number != key >> LevelNode.BITS || level.slot != LevelNode.slot(key)) {
                throw new IllegalStateException("level " + level.priceE8 + " is filed under the wrong price");
            }
            if (level.better() != better || better != null && key >= key(better.priceE8)) {
                throw new IllegalStateException("levels are out of order at " + level.priceE8);
            }
            better = level;
            walked++;
        }
        final int filed = root == null ? 0 : count(root, height);
        if (filed != walked || best != null && key(best.priceE8) != bestKey) {
            throw new IllegalStateException(
                    "a side has " + filed + " levels and " + walked + " from the best on, or another best");
        }
    }

    /** Levels below a node, of which none may be empty. */
    private int count(final LevelNode node, final int above) {
        if (node.occupied == 0 || node.isLeaf() != (above == 0)) {
            throw new IllegalStateException("a side has an empty or misplaced node " + node.number);
        }
        if (node.isLeaf()) {
            return Long.bitCount(node.occupied);
        }
        int levels = 0;
        for (final LevelNode child : node.children) {
            if (child != null) {
                if (child.parent != node || child.number >> LevelNode.BITS != node.number) {
                    throw new IllegalStateException("a side has a node " + child.number + " under the wrong one");
                }
                levels += count(child, above - 1);
            }
        }
        return levels;
    }
}
