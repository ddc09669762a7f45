package io.strikebook.feeder.venue;

import io.strikebook.feeder.MarketDataListener;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/** Trades of one message, in their order; used again and again, grows and never shrinks. */
public final class TradeBatch {
    private long[] ids = new long[16];
    private long[] timesNs = new long[16];
    private long[] pricesE8 = new long[16];
    private long[] quantitiesE8 = new long[16];
    private boolean[] buys = new boolean[16];
    private int size;

    /** Forgets every trade. */
    public void clear() {
        size = 0;
    }

    /** Number of trades. */
    public int size() {
        return size;
    }

    /** Number of a trade at its venue. */
    public long id(final int index) {
        return ids[index];
    }

    /** Appends a trade; false where its price or quantity is none. */
    public boolean add(
            final long id, final long timeNs, final long priceE8, final long quantityE8, final boolean takerBuys) {
        if (priceE8 <= 0 || quantityE8 <= 0) {
            return false;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            timesNs = Arrays.copyOf(timesNs, size * 2);
            pricesE8 = Arrays.copyOf(pricesE8, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
            buys = Arrays.copyOf(buys, size * 2);
        }
        ids[size] = id;
        timesNs[size] = timeNs;
        pricesE8[size] = priceE8;
        quantitiesE8[size] = quantityE8;
        buys[size] = takerBuys;
        size++;
        return true;
    }

    /** Within an event: gives every trade. */
    public void give(final int instrumentNumber, final MarketDataListener listener) {
        for (int i = 0; i < size; i++) {
            give(i, instrumentNumber, listener);
        }
    }

    /** Within an event: gives one trade. */
    public void give(final int index, final int instrumentNumber, final MarketDataListener listener) {
        listener.trade(
                instrumentNumber,
                timesNs[index],
                ids[index],
                pricesE8[index],
                quantitiesE8[index],
                buys[index] ? Side.BUY : Side.SELL);
    }
}
