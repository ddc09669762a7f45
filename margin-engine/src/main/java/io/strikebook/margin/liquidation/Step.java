package io.strikebook.margin.liquidation;

import io.strikebook.common.instrument.Instrument;

/** A part of a position to be traded in the book, and what that is to bring. */
public final class Step {
    Instrument instrument;
    boolean buy;
    long lots;
    long priceE8;

    /** By how much balance less maintenance margin is to rise. */
    long reliefE12;

    /** What trading at the limit costs against the mark, with the fee; positive. */
    long costE12;

    /** Whether it brings the account's delta in the underlying nearer to zero. */
    boolean towardsNeutral;

    /** Whether it is of the kind, futures or options, that most of the account's delta comes from; futures where they are even. */
    boolean ofLargerKind;

    Step() {}

    /** What is traded. */
    public int instrumentId() {
        return instrument.instrumentId();
    }

    /** Whether a short position is bought back. */
    public boolean isBuy() {
        return buy;
    }

    /** How much, positive. */
    public long lots() {
        return lots;
    }

    /** Limit. */
    public long priceE8() {
        return priceE8;
    }

    /** By how much balance less maintenance margin is to rise at the limit, the fee paid. */
    public long reliefE12() {
        return reliefE12;
    }

    void set(final Step other) {
        instrument = other.instrument;
        buy = other.buy;
        lots = other.lots;
        priceE8 = other.priceE8;
        reliefE12 = other.reliefE12;
        costE12 = other.costE12;
        towardsNeutral = other.towardsNeutral;
        ofLargerKind = other.ofLargerKind;
    }

    /** Towards neutral first, then of the larger kind, then the most relief for what it costs. */
    boolean isBetterThan(final Step other) {
        if (towardsNeutral != other.towardsNeutral) {
            return towardsNeutral;
        }
        if (ofLargerKind != other.ofLargerKind) {
            return ofLargerKind;
        }
        return compareProducts(reliefE12, other.costE12, other.reliefE12, costE12) > 0;
    }

    private static int compareProducts(final long a, final long b, final long c, final long d) {
        final int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }
}
