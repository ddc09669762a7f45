package io.strikebook.matching.protection;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.math.FixedPointOverflowException;

/**
 * What the trades of a group came to since its window opened: coins traded, whichever side; net transaction delta in coins; net vega in USD
 * per volatility point; all 1e-8. A trade opens a window that lasts an interval; one at its end or later opens the next. Greeks are those of
 * the newest marks when the trade is counted, and stay what they were. Fractions of 1e-8 are dropped. What 62 bits cannot hold counts as
 * {@link #UNCOUNTABLE}, which is at every limit.
 */
final class ProtectionWindow {
    /** More than any limit. */
    static final long UNCOUNTABLE = (1L << 62) - 1;

    private static final long NONE = Long.MIN_VALUE;

    long startNs = NONE;
    long quantityE8;
    long deltaE8;
    long vegaE8;

    void clear() {
        startNs = NONE;
        quantityE8 = 0;
        deltaE8 = 0;
        vegaE8 = 0;
    }

    void copy(final ProtectionWindow other) {
        startNs = other.startNs;
        quantityE8 = other.quantityE8;
        deltaE8 = other.deltaE8;
        vegaE8 = other.vegaE8;
    }

    void count(
            final long nowNs,
            final long intervalNs,
            final NewestMarks marks,
            final Instrument instrument,
            final boolean buy,
            final long lots,
            final long priceE8) {
        if (startNs == NONE || nowNs - startNs >= intervalNs) {
            startNs = nowNs;
            quantityE8 = 0;
            deltaE8 = 0;
            vegaE8 = 0;
        }
        final long coinsE8 = coinsE8(instrument, lots, priceE8);
        final long deltaOfE8 = product(coinsE8, marks.transactionDeltaE9(instrument), 10 * FixedPoint.E8);
        final long vegaOfE8 = product(coinsE8, marks.vegaE8(instrument.instrumentId()), FixedPoint.E8);
        quantityE8 = clamp(quantityE8 + coinsE8);
        deltaE8 = clamp(buy ? deltaE8 + deltaOfE8 : deltaE8 - deltaOfE8);
        vegaE8 = clamp(buy ? vegaE8 + vegaOfE8 : vegaE8 - vegaOfE8);
    }

    /** Coins in a quantity; inverse futures have their dollars divided by the price, which has to be one. */
    private static long coinsE8(final Instrument instrument, final long lots, final long priceE8) {
        try {
            return clamp(instrument.coinsE8(lots, priceE8));
        } catch (final FixedPointOverflowException overflow) {
            return UNCOUNTABLE;
        }
    }

    private static long product(final long coinsE8, final long perCoin, final long scale) {
        try {
            return clamp(FixedPoint.multiplyDivideTruncate(coinsE8, perCoin, scale));
        } catch (final FixedPointOverflowException overflow) {
            return perCoin < 0 ? -UNCOUNTABLE : UNCOUNTABLE;
        }
    }

    private static long clamp(final long value) {
        return Math.max(-UNCOUNTABLE, Math.min(value, UNCOUNTABLE));
    }
}
