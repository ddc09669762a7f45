package io.strikebook.matching.book;

import io.strikebook.schemas.Side;
import java.util.Arrays;

/**
 * The price levels of one side: linked from the best to the worst, and found by price in sorted chunks, the best at the end. A search
 * gallops from the best chunk over one dense {@code long[]}, so that near the top it touches a cache line or two; an insertion moves some
 * levels of one chunk, however many there are.
 */
final class BookSide {
    private static final int INITIAL_CHUNKS = 8;

    /** A chunk that has fewer levels joins its neighbour, if both together are far from full. */
    private static final int FEW = LevelChunk.CAPACITY / 4;

    private static final int FAR_FROM_FULL = LevelChunk.CAPACITY * 3 / 4;

    private final Side side;
    private final long sign;
    private final LevelPool pool;

    /** Chunks, and for each a key that is not above its own and above all of the one before. */
    private LevelChunk[] chunks = new LevelChunk[INITIAL_CHUNKS];

    private long[] bounds = new long[INITIAL_CHUNKS];
    private int chunkCount;
    private PriceLevel best;

    BookSide(final Side side, final LevelPool pool) {
        this.side = side;
        this.sign = side == Side.BUY ? 1 : -1;
        this.pool = pool;
    }

    PriceLevel best() {
        return best;
    }

    /** The level at a price, made where there is none. */
    PriceLevel findOrInsert(final OrderBook book, final long priceE8) {
        final long key = sign * priceE8;
        if (chunkCount == 0) {
            insertChunk(0, key);
        }
        int at = chunkOf(key);
        LevelChunk chunk = chunks[at];
        int index = chunk.indexOf(key);
        if (index < chunk.size && chunk.keys[index] == key) {
            return chunk.levels[index];
        }
        if (chunk.size == LevelChunk.CAPACITY) {
            split(at);
            if (index > chunk.size) {
                index -= chunk.size;
                at++;
                chunk = chunks[at];
            }
        }
        final PriceLevel level = pool.acquire(book, priceE8);
        link(level, at, index);
        chunk.insert(index, key, level);
        bounds[at] = Math.min(bounds[at], key);
        return level;
    }

    /** Takes an empty level out, back into the pool. */
    void remove(final PriceLevel level) {
        final long key = sign * level.priceE8;
        final LevelChunk chunk = level.chunk;
        final int index = chunk == null ? 0 : chunk.indexOf(key);
        if (chunk == null || index >= chunk.size || chunk.levels[index] != level) {
            throw new IllegalStateException(side + " level " + level.priceE8 + " is not in its book");
        }
        unlink(level);
        chunk.remove(index);
        pool.release(level);
        if (chunk.size < FEW) {
            join(chunkOf(key));
        }
    }

    private void link(final PriceLevel level, final int at, final int index) {
        final LevelChunk chunk = chunks[at];
        final PriceLevel worse =
                index > 0 ? chunk.levels[index - 1] : at > 0 ? chunks[at - 1].levels[chunks[at - 1].size - 1] : null;
        final PriceLevel better = index < chunk.size ? chunk.levels[index] : worse == null ? null : worse.better;
        level.worse = worse;
        level.better = better;
        if (worse != null) {
            worse.better = level;
        }
        if (better == null) {
            best = level;
        } else {
            better.worse = level;
        }
    }

    private void unlink(final PriceLevel level) {
        if (level.worse != null) {
            level.worse.better = level.better;
        }
        if (level.better == null) {
            best = level.worse;
        } else {
            level.better.worse = level.worse;
        }
        level.worse = null;
        level.better = null;
    }

    /** The chunk that a key belongs into. */
    private int chunkOf(final long key) {
        int high = chunkCount;
        int low = chunkCount - 1;
        int step = 1;
        while (low > 0 && bounds[low] > key) {
            high = low;
            low = Math.max(0, low - step);
            step <<= 1;
        }
        while (high - low > 1) {
            final int middle = low + high >>> 1;
            if (bounds[middle] > key) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private void split(final int at) {
        final LevelChunk chunk = chunks[at];
        final int half = chunk.size / 2;
        insertChunk(at + 1, chunk.keys[half]);
        chunks[at + 1].append(chunk, half);
    }

    /** Makes one of two neighbours, or none of an empty chunk. */
    private void join(final int at) {
        if (chunks[at].size == 0) {
            removeChunk(at);
        } else if (at + 1 < chunkCount && chunks[at].size + chunks[at + 1].size <= FAR_FROM_FULL) {
            chunks[at].append(chunks[at + 1], 0);
            removeChunk(at + 1);
        } else if (at > 0 && chunks[at - 1].size + chunks[at].size <= FAR_FROM_FULL) {
            chunks[at - 1].append(chunks[at], 0);
            removeChunk(at);
        }
    }

    private void insertChunk(final int at, final long bound) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
            bounds = Arrays.copyOf(bounds, chunkCount * 2);
        }
        System.arraycopy(chunks, at, chunks, at + 1, chunkCount - at);
        System.arraycopy(bounds, at, bounds, at + 1, chunkCount - at);
        chunks[at] = pool.acquireChunk();
        bounds[at] = bound;
        chunkCount++;
    }

    private void removeChunk(final int at) {
        pool.release(chunks[at]);
        chunkCount--;
        System.arraycopy(chunks, at + 1, chunks, at, chunkCount - at);
        System.arraycopy(bounds, at + 1, bounds, at, chunkCount - at);
        chunks[chunkCount] = null;
    }

    void check(final OrderBook book) {
        int count = 0;
        PriceLevel previous = null;
        for (int at = 0; at < chunkCount; at++) {
            final LevelChunk chunk = chunks[at];
            if (chunk.size == 0 || chunk.keys[0] < bounds[at]) {
                throw new IllegalStateException(side + " chunk " + at + " is empty or begins below its bound");
            }
            for (int i = 0; i < chunk.size; i++) {
                final PriceLevel level = chunk.levels[i];
                if (level.book != book || level.chunk != chunk || sign * level.priceE8 != chunk.keys[i]) {
                    throw new IllegalStateException(
                            side + " level " + count + " is filed under the wrong price or book");
                }
                if (previous != null && sign * previous.priceE8 >= chunk.keys[i]) {
                    throw new IllegalStateException(side + " levels are out of order at " + level.priceE8);
                }
                if (level.worse != previous || previous != null && previous.better != level) {
                    throw new IllegalStateException(side + " levels are not linked at " + level.priceE8);
                }
                if (level.first != null && level.first.side != side) {
                    throw new IllegalStateException(level.first + " is on the wrong side");
                }
                level.check();
                previous = level;
                count++;
            }
        }
        if (previous != best || best != null && best.better != null) {
            throw new IllegalStateException(side + " has another best level than the last of its " + count);
        }
    }
}
