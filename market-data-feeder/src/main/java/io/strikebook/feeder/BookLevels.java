package io.strikebook.feeder;

import io.strikebook.common.book.DepthSide;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/** Levels of one book update, in the order added; refilled again and again, grows and never shrinks. Not thread safe. */
public final class BookLevels {
    private long[] pricesE8 = new long[64];
    private long[] quantitiesE8 = new long[64];
    private boolean[] bids = new boolean[64];
    private int size;

    /** Forgets every level. */
    public void clear() {
        size = 0;
    }

    /** Appends a level; quantity 0 removes it from the book. */
    public void add(final boolean bid, final long priceE8, final long quantityE8) {
        growIfFull();
        pricesE8[size] = priceE8;
        quantitiesE8[size] = quantityE8;
        bids[size] = bid;
        size++;
    }

    /** Appends the levels that come next in an array, as long as each is a price and a quantity in quotes. */
    public void addPairs(final JsonReader reader, final boolean bid) {
        do {
            growIfFull();
            final int from = size;
            size += reader.pairsE8(pricesE8, quantitiesE8, from);
            Arrays.fill(bids, from, size, bid);
        } while (size == pricesE8.length);
    }

    private void growIfFull() {
        if (size == pricesE8.length) {
            pricesE8 = Arrays.copyOf(pricesE8, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
            bids = Arrays.copyOf(bids, size * 2);
        }
    }

    /** Forgets every level, and has room for as many as another before it has to grow. */
    public void clearWithRoomOf(final BookLevels other) {
        size = 0;
        if (pricesE8.length < other.pricesE8.length) {
            pricesE8 = new long[other.pricesE8.length];
            quantitiesE8 = new long[other.pricesE8.length];
            bids = new boolean[other.pricesE8.length];
        }
    }

    /** Sets these levels in a book, in their order. */
    public void applyTo(final DepthSide bidSide, final DepthSide askSide) {
        final long[] prices = pricesE8;
        final long[] quantities = quantitiesE8;
        final boolean[] sides = bids;
        final int count = size;
        for (int i = 0; i < count; i++) {
            (sides[i] ? bidSide : askSide).set(prices[i], quantities[i]);
        }
    }

    /** Number of levels. */
    public int size() {
        return size;
    }

    /** Price of a level, 1e-8. */
    public long priceE8(final int index) {
        return pricesE8[index];
    }

    /** Quantity of a level, 1e-8; 0 removes it. */
    public long quantityE8(final int index) {
        return quantitiesE8[index];
    }

    /** Whether a level is a bid. */
    public boolean isBid(final int index) {
        return bids[index];
    }

    /** Side of a level. */
    public Side side(final int index) {
        return bids[index] ? Side.BUY : Side.SELL;
    }

    /** Whether the best bid among these levels is at or above the best ask; removed levels do not count. */
    public boolean crossed() {
        long bestBid = Long.MIN_VALUE;
        long bestAsk = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            if (quantitiesE8[i] > 0) {
                if (bids[i]) {
                    bestBid = Math.max(bestBid, pricesE8[i]);
                } else {
                    bestAsk = Math.min(bestAsk, pricesE8[i]);
                }
            }
        }
        return bestBid != Long.MIN_VALUE && bestAsk != Long.MAX_VALUE && bestBid >= bestAsk;
    }
}
