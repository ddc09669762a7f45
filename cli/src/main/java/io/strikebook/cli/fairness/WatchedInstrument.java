package io.strikebook.cli.fairness;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MarketMode;

/** One instrument as a recording goes by: its mark, its top and for how long it was what, what a trade in it is worth. */
final class WatchedInstrument {
    private static final double E8 = 1e8;
    private static final double BASIS_POINTS = 1e4;

    final int underlyingId;
    private final InstrumentTerms terms;
    private final double unitsPerLot;
    MarketMode mode = MarketMode.CONTINUOUS;
    long delayNs;

    /** 0 where there is none yet. */
    private long markE8;

    /** Command that announced this mark. */
    private long markedBy;

    private long bidE8;
    private long askE8;
    private boolean twoSided;
    private long topNs;
    private double twoSidedNs;
    private double observedNs;
    private double spreadBpsNs;

    WatchedInstrument(final int underlyingId, final InstrumentTerms terms) {
        this.underlyingId = underlyingId;
        this.terms = terms;
        this.unitsPerLot = terms.lotSizeE8() / E8;
    }

    void mark(final long newMarkE8, final long command) {
        if (newMarkE8 != markE8) {
            markE8 = newMarkE8;
            markedBy = command;
        }
    }

    long markE8() {
        return markE8;
    }

    long markedBy() {
        return markedBy;
    }

    /** The top is another from now on; counting begins with the first that has both sides. */
    void top(final long nowNs, final boolean hasBoth, final long newBidE8, final long newAskE8) {
        pass(nowNs);
        twoSided = hasBoth;
        bidE8 = newBidE8;
        askE8 = newAskE8;
        topNs = hasBoth && topNs == 0 ? nowNs : topNs;
    }

    /** Counts how long the top was what it is. */
    void pass(final long nowNs) {
        if (topNs == 0) {
            return;
        }
        final double passedNs = nowNs - topNs;
        observedNs += passedNs;
        if (twoSided && askE8 >= bidE8) {
            twoSidedNs += passedNs;
            spreadBpsNs += passedNs * BASIS_POINTS * (askE8 - bidE8) / ((askE8 + bidE8) / 2.0);
        }
        topNs = nowNs;
    }

    double twoSidedNs() {
        return twoSidedNs;
    }

    double observedNs() {
        return observedNs;
    }

    /** Spread in basis points of the middle, times nanoseconds. */
    double spreadBpsNs() {
        return spreadBpsNs;
    }

    /** Value in USD of lots at a price. */
    double valueUsd(final long lots, final long priceE8, final double indexUsd) {
        final double units = lots * unitsPerLot;
        if (terms.style() == ContractStyle.LINEAR) {
            return units * priceE8 / E8;
        }
        return terms.kind() == InstrumentKind.OPTION ? units * priceE8 / E8 * indexUsd : units;
    }

    /** What who bought lots at a price has gained once they are worth another, in USD. */
    double gainUsd(final long lots, final long priceE8, final long worthE8, final double indexUsd) {
        return valueUsd(lots, priceE8, indexUsd) * (worthE8 - priceE8) / priceE8;
    }
}
