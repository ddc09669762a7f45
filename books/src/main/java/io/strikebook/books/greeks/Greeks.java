package io.strikebook.books.greeks;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.schemas.ContractStyle;

/**
 * Sensitivities of a position, or a sum of them, in fixed point. Deltas are in coins of the underlying, 1e-9; gamma is their change per USD,
 * 1e-12; vega is USD per volatility point and theta USD per day, 1e-8. A position's are rounded to the nearest, so that a sum is the same
 * whichever way it came about.
 */
public final class Greeks {
    private static final long E9 = 1_000_000_000L;
    private static final long E9_PER_E8 = 10;

    private long deltaE9;
    private long transactionDeltaE9;
    private long gammaE12;
    private long vegaE8;
    private long thetaE8;

    /** Those of a position at a mark; nothing without lots, or of an inverse future without a price. */
    void set(final Instrument instrument, final long lots, final MarkedInstrument mark) {
        clear();
        if (lots == 0 || !mark.isMarked() || instrument.isInverseFuture() && mark.priceE8() <= 0) {
            return;
        }
        final long coinsE8 = instrument.coinsE8(lots, mark.priceE8());
        deltaE9 = times(coinsE8, instrument.isOption() ? mark.deltaE9() : E9);
        transactionDeltaE9 = deltaE9;
        if (instrument.isOption()) {
            gammaE12 = times(coinsE8, mark.gammaE12());
            vegaE8 = times(coinsE8, mark.vegaE8());
            thetaE8 = times(coinsE8, mark.thetaE8());
            if (instrument.terms().style() == ContractStyle.INVERSE) {
                transactionDeltaE9 = times(coinsE8, mark.deltaE9() - E9_PER_E8 * mark.priceE8());
            }
        }
    }

    private static long times(final long coinsE8, final long perCoin) {
        return FixedPoint.multiplyDivideHalfUp(coinsE8, perCoin, FixedPoint.E8);
    }

    void clear() {
        deltaE9 = 0;
        transactionDeltaE9 = 0;
        gammaE12 = 0;
        vegaE8 = 0;
        thetaE8 = 0;
    }

    void add(final Greeks other) {
        deltaE9 += other.deltaE9;
        transactionDeltaE9 += other.transactionDeltaE9;
        gammaE12 += other.gammaE12;
        vegaE8 += other.vegaE8;
        thetaE8 += other.thetaE8;
    }

    void subtract(final Greeks other) {
        deltaE9 -= other.deltaE9;
        transactionDeltaE9 -= other.transactionDeltaE9;
        gammaE12 -= other.gammaE12;
        vegaE8 -= other.vegaE8;
        thetaE8 -= other.thetaE8;
    }

    /** Black delta of options, coins of futures; 1e-9. */
    public long deltaE9() {
        return deltaE9;
    }

    /** Net transaction delta: of inverse options the delta less the mark, since they were paid for in coins; 1e-9. */
    public long transactionDeltaE9() {
        return transactionDeltaE9;
    }

    /** Change of delta per USD, 1e-12. */
    public long gammaE12() {
        return gammaE12;
    }

    /** USD per volatility point, 1e-8. */
    public long vegaE8() {
        return vegaE8;
    }

    /** USD per day, 1e-8. */
    public long thetaE8() {
        return thetaE8;
    }
}
