package io.strikebook.matching.book;

import io.strikebook.schemas.Side;

/**
 * The price levels of one side: linked from the best to the worst, and found by their tick in a tree of nodes with sixty-four children each.
 * The tree is as high as the levels are far apart, counted from the first: one node for 64 ticks, two levels of nodes for 4,096. The leaf
 * last used is tried first, because orders move by few ticks. A level's neighbours are found in the bits of its node and those above.
 */
final class BookSide {
    /** Key of the first tick: half way in every digit of base 64, so that the tree grows alike in both directions. */
    private static final long CENTRE = 0x0820_8208_2082_0820L;

    private final Side side;
    private final TickGrid grid;
    private final LevelPool pool;
    private LevelNode root;

    /** Nodes between the root and a leaf. */
    private int height;

    /** Tick of the first level, since the side was empty. */
    private long firstTick;

    /** The leaf last used, or null. */
    private LevelNode recent;

    private PriceLevel best;
    private long bestKey;

    BookSide(final Side side, final TickGrid grid, final LevelPool pool) {
        this.side = side;
        this.grid = grid;
        this.pool = pool;
    }

    PriceLevel best() {
        return best;
    }

    /** Greater is better. */
    private long key(final long priceE8) {
        final long away = grid.ticks(priceE8) - firstTick;
        return CENTRE + (side == Side.BUY ? away : -away);
    }

    /** The level at a price, made where there is none. */
    PriceLevel findOrInsert(final OrderBook book, final long priceE8) {
        if (root == null) {
            firstTick = grid.ticks(priceE8);
        }
        final long key = key(priceE8);
        LevelNode leaf = recent;
        if (leaf == null || leaf.number != key >> LevelNode.BITS) {
            leaf = leafOf(key);
            recent = leaf;
        }
        final PriceLevel level = leaf.levels[LevelNode.slot(key)];
        return level != null ? level : insert(book, priceE8, leaf, key);
    }

    private PriceLevel insert(final OrderBook book, final long priceE8, final LevelNode leaf, final long key) {
        final PriceLevel level = pool.acquire(book, priceE8);
        final int slot = LevelNode.slot(key);
        final PriceLevel better = best == null || key > bestKey ? null : leaf.better(slot);
        final PriceLevel worse = better == null ? best : better.worse;
        level.leaf = leaf;
        level.slot = slot;
        level.better = better;
        level.worse = worse;
        if (worse != null) {
            worse.better = level;
        }
        if (better == null) {
            best = level;
            bestKey = key;
        } else {
            better.worse = level;
        }
        leaf.put(slot, level);
        return level;
    }

    /** Takes an empty level out and back. */
    void remove(final PriceLevel level) {
        final LevelNode leaf = level.leaf;
        if (leaf == null || leaf.levels[level.slot] != level) {
            throw new IllegalStateException(side + " level " + level.priceE8 + " is not in its book");
        }
        final PriceLevel worse = level.worse;
        final PriceLevel better = level.better;
        if (worse != null) {
            worse.better = better;
        }
        if (better == null) {
            best = worse;
            bestKey = worse == null ? 0 : worse.leaf.number << LevelNode.BITS | worse.slot;
        } else {
            better.worse = worse;
        }
        leaf.clear(level.slot);
        if (leaf.occupied == 0) {
            remove(leaf);
        }
        pool.release(level);
    }

    /** Takes an empty node out, and those above that become empty. */
    private void remove(final LevelNode empty) {
        if (recent == empty) {
            recent = null;
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
        pool.release(empty);
    }

    /** The leaf that a key belongs into, made where there is none. */
    private LevelNode leafOf(final long key) {
        if (root == null) {
            root = pool.acquireLeaf(key >> LevelNode.BITS);
        }
        while (key >> LevelNode.BITS * (height + 1) != root.number) {
            final LevelNode above = pool.acquireBranch(root.number >> LevelNode.BITS);
            above.put(root);
            root = above;
            height++;
        }
        LevelNode node = root;
        for (int below = height; below > 0; below--) {
            final long number = key >> LevelNode.BITS * below;
            LevelNode child = node.children[LevelNode.slot(number)];
            if (child == null) {
                child = below == 1 ? pool.acquireLeaf(number) : pool.acquireBranch(number);
                node.put(child);
            }
            node = child;
        }
        return node;
    }

    void check(final OrderBook book) {
        PriceLevel better = null;
        int linked = 0;
        for (PriceLevel level = best; level != null; level = level.worse) {
            if (level.book != book || level.leaf == null || level.leaf.levels[level.slot] != level) {
                throw new IllegalStateException(side + " level " + level.priceE8 + " is filed under no price or book");
            }
            final long key = key(level.priceE8);
            if (level.leaf.number != key >> LevelNode.BITS || level.slot != LevelNode.slot(key)) {
                throw new IllegalStateException(side + " level " + level.priceE8 + " is filed under the wrong price");
            }
            if (level.better != better || better != null && key >= key(better.priceE8)) {
                throw new IllegalStateException(side + " levels are out of order at " + level.priceE8);
            }
            if (level.first != null && level.first.side != side) {
                throw new IllegalStateException(level.first + " is on the wrong side");
            }
            level.check();
            better = level;
            linked++;
        }
        final int filed = root == null ? 0 : count(root, height);
        if (filed != linked || best != null && key(best.priceE8) != bestKey) {
            throw new IllegalStateException(
                    side + " has " + filed + " levels and " + linked + " that are linked, or another best");
        }
    }

    /** Levels below a node, of which none may be empty. */
    private int count(final LevelNode node, final int above) {
        if (node.occupied == 0 || node.isLeaf() != (above == 0)) {
            throw new IllegalStateException(side + " has an empty or misplaced node " + node.number);
        }
        if (node.isLeaf()) {
            return Long.bitCount(node.occupied);
        }
        int levels = 0;
        for (final LevelNode child : node.children) {
            if (child != null) {
                if (child.parent != node || child.number >> LevelNode.BITS != node.number) {
                    throw new IllegalStateException(side + " has a node " + child.number + " under the wrong one");
                }
                levels += count(child, above - 1);
            }
        }
        return levels;
    }
}
