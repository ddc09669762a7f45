package io.strikebook.margin.standard;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.margin.StandardRates;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.margin.position.Position;

/**
 * Values positions at the newest marks. A position without a mark is worth what it cost, and the price last traded stands in for the
 * mark in its margin; where there is no index, the strike of an option or the mark of a future stands in. Stateless.
 *
 * <p>Never overflows, whatever the mark: a position that is worth {@link NumberRange#MAX_HELD_E12} or more counts as worth that, and where
 * margin is charged on it, or the margin itself comes to more, both margins are that amount: see {@link Position#isBeyondRange}.
 */
final class Valuation {
    private final StandardRates rates;
    private final NewestMarks marks;

    Valuation(final StandardRates rates, final NewestMarks marks) {
        this.rates = rates;
        this.marks = marks;
    }

    /** Puts profit and value into an open position, and its margins where its wallet's are the sum of them. */
    void value(final Wallet wallet, final Position position) {
        final Instrument instrument = position.instrument();
        final long size = Math.abs(position.lots());
        final long knownMarkE8 = marks.markE8(instrument.instrumentId());
        final boolean marked = knownMarkE8 != NewestMarks.NONE;
        final long markE8 = marked ? knownMarkE8 : position.lastPriceE8();
        final long sizeE12 = sizeE12(instrument, size, markE8);
        final long valueE12 = marked ? position.lots() < 0 ? -sizeE12 : sizeE12 : position.costE12();
        if (wallet.isPortfolio()) {
            valueAlone(position, valueE12);
        } else if (instrument.isOption()) {
            valueOption(position, size, markE8, sizeE12, valueE12);
        } else {
            valueFuture(position, size, markE8, sizeE12, valueE12);
        }
    }

    /** Without margins, which are of the whole portfolio. */
    private static void valueAlone(final Position position, final long valueE12) {
        if (position.instrument().isOption()) {
            position.valuation(valueE12);
        } else {
            final long costE12 = position.costE12();
            position.valuation(position.instrument().isInverseFuture() ? costE12 - valueE12 : valueE12 - costE12);
        }
    }

    private void valueOption(
            final Position position, final long size, final long markE8, final long sizeE12, final long valueE12) {
        final Instrument option = position.instrument();
        if (position.lots() > 0) {
            position.valuation(valueE12, 0, 0);
            return;
        }
        long initialE12 = NumberRange.MAX_HELD_E12;
        long maintenanceE12 = NumberRange.MAX_HELD_E12;
        if (sizeE12 < NumberRange.MAX_HELD_E12) {
            try {
                final long indexE8 = indexE8(option, markE8);
                final StandardMargin margin = rates.newest(option.underlyingId());
                maintenanceE12 = margin.shortOptionMaintenanceE12(option, size, markE8, indexE8);
                initialE12 = margin.shortOptionInitialE12(option, size, markE8, indexE8);
            } catch (final FixedPointOverflowException overflow) {
                initialE12 = NumberRange.MAX_HELD_E12;
            }
        }
        position.valuation(valueE12, NumberRange.clampE12(initialE12), NumberRange.clampE12(maintenanceE12));
    }

    private void valueFuture(
            final Position position, final long size, final long markE8, final long sizeE12, final long valueE12) {
        final Instrument future = position.instrument();
        long initialE12 = NumberRange.MAX_HELD_E12;
        long maintenanceE12 = NumberRange.MAX_HELD_E12;
        if (sizeE12 < NumberRange.MAX_HELD_E12) {
            try {
                final StandardMargin margin = rates.newest(future.underlyingId());
                final long slopeE12 = margin.futureSlopeE12(future, size, indexE8(future, markE8));
                maintenanceE12 = margin.futureMaintenanceE12(sizeE12, slopeE12);
                initialE12 = margin.futureInitialE12(sizeE12, slopeE12);
            } catch (final FixedPointOverflowException overflow) {
                initialE12 = NumberRange.MAX_HELD_E12;
            }
        }
        final long costE12 = position.costE12();
        position.valuation(
                future.isInverseFuture() ? costE12 - valueE12 : valueE12 - costE12,
                NumberRange.clampE12(initialE12),
                NumberRange.clampE12(maintenanceE12));
    }

    /** Index of an instrument's underlying, or the stand-in where there is none yet. */
    long indexE8(final Instrument instrument, final long priceE8) {
        final long known = marks.indexE8(instrument.underlyingId());
        if (known != NewestMarks.NONE) {
            return known;
        }
        final long standInE8 = instrument.isOption() ? instrument.terms().strikeE8() : priceE8;
        return Math.min(standInE8, NumberRange.MAX_PRICE_E8);
    }

    /** Value of a size, rounded the same for both sides, so that long and short values of equal size sum to zero; bounded. */
    private static long sizeE12(final Instrument instrument, final long size, final long markE8) {
        try {
            return NumberRange.clampE12(instrument.valueE12(size, markE8));
        } catch (final FixedPointOverflowException overflow) {
            return NumberRange.MAX_HELD_E12;
        }
    }
}
