package io.strikebook.orderflow.race;

import io.strikebook.common.instrument.InstrumentTerms;

/** What is known of one future: its newest mark, and the top of its book. Prices are 1e-8; 0 for none. */
final class RacedInstrument {
    private static final int MILLION = 1_000_000;

    final int instrumentId;
    final int underlyingId;
    final InstrumentTerms terms;
    long markE8;
    long bidE8;
    long bidLots;
    long askE8;
    long askLots;

    RacedInstrument(final int instrumentId, final int underlyingId, final InstrumentTerms terms) {
        this.instrumentId = instrumentId;
        this.underlyingId = underlyingId;
        this.terms = terms;
    }

    /** The tick at or below so many millionths under the mark. */
    long belowE8(final int distanceE6) {
        return Math.floorDiv(markE8 - markE8 / MILLION * distanceE6, terms.tickSizeE8()) * terms.tickSizeE8();
    }

    /** The tick at or above so many millionths over the mark. */
    long aboveE8(final int distanceE6) {
        return -Math.floorDiv(-(markE8 + markE8 / MILLION * distanceE6), terms.tickSizeE8()) * terms.tickSizeE8();
    }
}
