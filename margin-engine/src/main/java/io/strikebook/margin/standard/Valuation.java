package io.strikebook.margin.standard;

import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.margin.position.Position;

/**
 * Values positions at the newest marks. A position without a mark is worth what it cost, and the price last traded stands in for the
 * mark in its margin; where there is no index, the strike of an option or the mark of a future stands in. Stateless.
 */
final class Valuation {
    private final StandardMargin margin;
    private final MarkTable marks;

    Valuation(final StandardMargin margin, final MarkTable marks) {
        this.margin = margin;
        this.marks = marks;
    }

    /** Puts profit, value and margins into an open position. */
    void value(final Position position) {
        final Instrument instrument = position.instrument();
        final long lots = position.lots();
        final long size = Math.abs(lots);
        final long knownMarkE8 = marks.markE8(instrument.instrumentId());
        final boolean marked = knownMarkE8 != MarkTable.NONE;
        final long markE8 = marked ? knownMarkE8 : position.lastPriceE8();
        final long indexE8 = indexE8(instrument, markE8);
        final long costE12 = position.costE12();
        final long valueE12 = marked ? signedValueE12(instrument, lots, markE8) : costE12;
        if (instrument.isOption()) {
            final boolean isShort = lots < 0;
            position.valuation(
                    0,
                    valueE12,
                    isShort ? margin.shortOptionInitialE12(instrument, size, markE8, indexE8) : 0,
                    isShort ? margin.shortOptionMaintenanceE12(instrument, size, markE8, indexE8) : 0);
            return;
        }
        final long sizeE12 = marked ? Math.abs(valueE12) : instrument.valueE12(size, markE8);
        final long slopeE12 = margin.futureSlopeE12(instrument, size, indexE8);
        position.valuation(
                instrument.isInverseFuture() ? subtract(costE12, valueE12) : subtract(valueE12, costE12),
                0,
                margin.futureInitialE12(sizeE12, slopeE12),
                margin.futureMaintenanceE12(sizeE12, slopeE12));
    }

    /** Index of an instrument's underlying, or the stand-in where there is none yet. */
    long indexE8(final Instrument instrument, final long priceE8) {
        final long known = marks.indexE8(instrument.underlyingId());
        if (known != MarkTable.NONE) {
            return known;
        }
        return instrument.isOption() ? instrument.terms().strikeE8() : priceE8;
    }

    /** Rounded the same way for both sides, so that long and short values of equal size sum to zero. */
    private static long signedValueE12(final Instrument instrument, final long lots, final long markE8) {
        final long valueE12 = instrument.valueE12(Math.abs(lots), markE8);
        return lots < 0 ? -valueE12 : valueE12;
    }
}
