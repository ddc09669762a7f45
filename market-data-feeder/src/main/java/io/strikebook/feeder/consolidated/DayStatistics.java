package io.strikebook.feeder.consolidated;

import io.strikebook.common.math.FixedPoint;

/** Trades of one instrument on one UTC day, in the time of the events; a trade on the next day begins anew. */
public final class DayStatistics {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final int instrument;
    private long dayStartNs = Long.MIN_VALUE;
    private long lastE8;
    private long highE8;
    private long lowE8;
    private long volumeE8;
    private long trades;

    /** Sum of price times quantity, 1e-16, as 128 bits. */
    private long valueHigh;

    private long valueLow;

    /** Whether a trade came since it was last published. */
    boolean dirty;

    DayStatistics(final int instrument) {
        this.instrument = instrument;
    }

    void onTrade(final long timeNs, final long priceE8, final long quantityE8) {
        final long day = Math.floorDiv(timeNs, DAY_NS) * DAY_NS;
        if (day != dayStartNs) {
            dayStartNs = day;
            highE8 = priceE8;
            lowE8 = priceE8;
            volumeE8 = 0;
            trades = 0;
            valueHigh = 0;
            valueLow = 0;
        }
        lastE8 = priceE8;
        highE8 = Math.max(highE8, priceE8);
        lowE8 = Math.min(lowE8, priceE8);
        trades++;
        if (quantityE8 > Long.MAX_VALUE - volumeE8) {
            // stays at what was counted: neither the volume nor the average says more than 64 bits can
            return;
        }
        volumeE8 += quantityE8;
        final long low = valueLow + priceE8 * quantityE8;
        valueHigh += Math.multiplyHigh(priceE8, quantityE8) + (Long.compareUnsigned(low, valueLow) < 0 ? 1 : 0);
        valueLow = low;
    }

    /** The instrument. */
    public int instrument() {
        return instrument;
    }

    /** First nanosecond of the day. */
    public long dayStartNs() {
        return dayStartNs;
    }

    /** Price of the last trade. */
    public long lastE8() {
        return lastE8;
    }

    /** Highest price. */
    public long highE8() {
        return highE8;
    }

    /** Lowest price. */
    public long lowE8() {
        return lowE8;
    }

    /** Price by quantity, rounded half up. */
    public long averageE8() {
        return FixedPoint.divideHalfUp(valueHigh, valueLow, volumeE8);
    }

    /** Sum of the quantities, in the venue's unit. */
    public long volumeE8() {
        return volumeE8;
    }

    /** How many trades. */
    public long trades() {
        return trades;
    }
}
