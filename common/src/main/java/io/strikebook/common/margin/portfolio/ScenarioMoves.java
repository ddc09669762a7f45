package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.Ratio;

/**
 * The scenarios of a portfolio, in the order of a risk array: nine moves of the price from -range to range, each with volatility down, same
 * and up; then eight extended moves with volatility up. And what futures earn in them, which is the same for every volatility: a value
 * at the mark times x / (1 + x) of inverse ones, times x of linear ones. An extended move counts in the ratio of the range to it and as if
 * it had ended at the edge of the range, so a future earns there what it earns at that edge. Unchangeable.
 */
final class ScenarioMoves {
    static final int MOVES = 9;
    static final int VOLATILITIES = 3;
    static final int STANDARD = MOVES * VOLATILITIES;
    static final int EXTENDED = 8;
    static final int SIZE = STANDARD + EXTENDED;

    /** The entry where nothing happens. */
    static final int UNMOVED = STANDARD / 2;

    private static final int STEPS = MOVES / 2;
    private static final int EXTENDED_DOWN = 2;
    private static final long[] EXTENDED_E8 = {
        -66_000_000, -33_000_000, 50_000_000, 100_000_000, 200_000_000, 300_000_000, 400_000_000, 500_000_000
    };

    private final Ratio[] earned = new Ratio[MOVES];
    private final Ratio extendedDown;
    private final Ratio extendedUp;
    private final long rangeE8;

    ScenarioMoves(final PortfolioParameters parameters, final boolean inverse) {
        rangeE8 = parameters.priceRangeE8();
        for (int i = 0; i < MOVES; i++) {
            earned[i] = earned((i - STEPS) * rangeE8, STEPS * E8, 1, 1, inverse);
        }
        extendedDown = earned(-rangeE8, E8, parameters.extendedFactorE8(), E8, inverse);
        extendedUp = earned(rangeE8, E8, parameters.extendedFactorE8(), E8, inverse);
    }

    /** Of a move of x / one, weighted. */
    private static Ratio earned(
            final long x, final long one, final long weight, final long wholeWeight, final boolean inverse) {
        return new Ratio(x * weight, (inverse ? one + x : one) * wholeWeight);
    }

    /** Fills in what futures worth so much earn in each scenario, rounded down, so that whoever holds them loses the remainder. */
    void futures(final long valueE12, final long[] earnedE12) {
        for (int i = 0; i < MOVES; i++) {
            final long moveE12 = earned[i].floor(valueE12);
            earnedE12[VOLATILITIES * i] = moveE12;
            earnedE12[VOLATILITIES * i + 1] = moveE12;
            earnedE12[VOLATILITIES * i + 2] = moveE12;
        }
        final long downE12 = extendedDown.floor(valueE12);
        final long upE12 = extendedUp.floor(valueE12);
        for (int i = 0; i < EXTENDED; i++) {
            earnedE12[STANDARD + i] = i < EXTENDED_DOWN ? downE12 : upE12;
        }
    }

    /** Futures in a book are worth something else: what they earn in each scenario changes. */
    void change(final long[] book, final int at, final long fromE12, final long toE12) {
        for (int i = 0; i < MOVES; i++) {
            final long changeE12 = earned[i].floor(toE12) - earned[i].floor(fromE12);
            book[at + VOLATILITIES * i] += changeE12;
            book[at + VOLATILITIES * i + 1] += changeE12;
            book[at + VOLATILITIES * i + 2] += changeE12;
        }
        final long downE12 = extendedDown.floor(toE12) - extendedDown.floor(fromE12);
        final long upE12 = extendedUp.floor(toE12) - extendedUp.floor(fromE12);
        for (int i = 0; i < EXTENDED; i++) {
            book[at + STANDARD + i] += i < EXTENDED_DOWN ? downE12 : upE12;
        }
    }

    /** How far the price moves in a scenario; of extended ones only to the edge of the range, which is where they are counted; 1e-8. */
    long countedMoveE8(final int scenario) {
        if (scenario >= STANDARD) {
            return isDown(scenario) ? -rangeE8 : rangeE8;
        }
        return (scenario / VOLATILITIES - STEPS) * rangeE8 / STEPS;
    }

    /** Whether the price falls. */
    static boolean isDown(final int scenario) {
        return scenario >= STANDARD ? scenario < STANDARD + EXTENDED_DOWN : scenario < STEPS * VOLATILITIES;
    }

    /** By how much of the range an extended move goes beyond it, times an amount, rounded down and not beyond the range. */
    long beyondRange(final int scenario, final long amountE8) {
        final long beyondE8 = Math.max(Math.abs(EXTENDED_E8[scenario - STANDARD]) - rangeE8, 0);
        final boolean fits = amountE8 == 0 || beyondE8 / rangeE8 < NumberRange.MAX_HELD_E12 / amountE8;
        return fits ? multiplyDivideFloor(beyondE8, amountE8, rangeE8) : NumberRange.MAX_HELD_E12;
    }
}
