package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.multiply;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.math.FixedPointOverflowException;
import java.util.Arrays;

/**
 * What a lot of each option is worth and adds to a book, by instrument id, in two stretches of memory: the fast lane of
 * {@link PortfolioMargin#move} and of an option's value, for whoever values many positions at a time. An option is here with a most number of
 * lots, so that what {@link #MOST_POSITIONS} positions come to fits 64 bits, and a book, whatever they are: nothing has to be looked at
 * meanwhile. Whatever is not so, futures among it, has a most of {@link #NONE}.
 *
 * <p>Of one thread. Allocates only where ids grow.
 */
public final class DenseOptions {
    /** Most lots of what is not here. */
    public static final long NONE = -1;

    /** How many positions may be added to a book of zeros without looking at it. */
    public static final int MOST_POSITIONS = 1_024;

    private static final long MOST_E12 = PortfolioMargin.MOST_E12 / MOST_POSITIONS;

    /** Entries of an array, and one of zero: four numbers at a time are added faster than the last three one by one. */
    private static final int STEPS = PortfolioMargin.SCENARIOS + 1;

    private static final int MOST_LOTS = 0;
    private static final int WORTH = 1;
    private static final int STEP = 2;
    private static final int DELTA = 3;
    private static final int LARGEST = 4;
    private static final int EXPIRY_AND_LEG = 5;
    private static final int NUMBERS = 8;
    private static final long PRICE_TIMES_SIZE_TO_E12 = 10_000L;

    private final int expirySlots;
    private int[] steps = new int[0];
    private long[] numbers = new long[0];

    /** No options, for books with room for so many expiries. */
    public DenseOptions(final int expirySlots) {
        this.expirySlots = expirySlots;
        growTo(255);
    }

    /** Takes what is known of an instrument now. */
    public void take(final InstrumentRisk risk) {
        final Instrument instrument = risk.instrument();
        final int id = instrument.instrumentId();
        growTo(id);
        final int at = id * NUMBERS;
        numbers[at + MOST_LOTS] = NONE;
        if (risk.isOption() && risk.isKnown() && risk.expirySlot() < expirySlots) {
            final long worthE12 = worthPerLotE12(instrument, risk.markE8());
            final long largestE12 = Math.max(worthE12, risk.largestPerLotE12());
            numbers[at + MOST_LOTS] = worthE12 < 0 ? NONE : MOST_E12 / Math.max(1, largestE12);
            numbers[at + WORTH] = worthE12;
            numbers[at + STEP] = risk.stepE12();
            numbers[at + DELTA] = risk.deltaPerLotE12();
            numbers[at + LARGEST] = risk.largestPerLotE12();
            numbers[at + EXPIRY_AND_LEG] = (long) PortfolioLegs.legOf(instrument) << Integer.SIZE
                    | PortfolioMargin.EXPIRIES + risk.expirySlot();
            System.arraycopy(risk.steps(), 0, steps, id * STEPS, PortfolioMargin.SCENARIOS);
        }
    }

    /** What a lot is worth where that is exact, so that a position is worth as many times that, unrounded; else negative. */
    private static long worthPerLotE12(final Instrument option, final long markE8) {
        try {
            final long product = multiply(option.terms().lotSizeE8(), markE8);
            return product % PRICE_TIMES_SIZE_TO_E12 == 0 ? product / PRICE_TIMES_SIZE_TO_E12 : NONE;
        } catch (final FixedPointOverflowException overflow) {
            return NONE;
        }
    }

    /** Whether a position can be taken here. */
    public boolean takes(final int instrumentId, final long lots) {
        return Math.abs(lots) <= numbers[instrumentId * NUMBERS + MOST_LOTS];
    }

    /** Number of the leg of an option that is here. */
    public int leg(final int instrumentId) {
        return (int) (numbers[instrumentId * NUMBERS + EXPIRY_AND_LEG] >>> Integer.SIZE);
    }

    /** Value of a position that can be taken here, 1e-12, signed. */
    public long worthE12(final int instrumentId, final long lots) {
        return lots * numbers[instrumentId * NUMBERS + WORTH];
    }

    /** Adds a position that can be taken here to a book of its leg, of which less than {@link #MOST_POSITIONS} positions are. */
    public void add(final long[] book, final int instrumentId, final long lots) {
        final int at = instrumentId * NUMBERS;
        addScenarios(book, steps, instrumentId * STEPS, lots * numbers[at + STEP]);
        final long deltaE12 = lots * numbers[at + DELTA];
        book[lots > 0 ? PortfolioMargin.LONG_OPTIONS : PortfolioMargin.OTHERS] += deltaE12;
        book[(int) numbers[at + EXPIRY_AND_LEG]] += deltaE12;
        book[PortfolioMargin.BOUND] += Math.abs(lots) * numbers[at + LARGEST];
    }

    private static void addScenarios(final long[] book, final int[] steps, final int from, final long weightE12) {
        for (int i = 0; i < STEPS; i++) {
            book[i] += weightE12 * steps[from + i];
        }
    }

    /**
     * Moves a position that can be taken here before and after.
     *
     * @return whether it was taken; else nothing changed, because the book would leave its range
     */
    public boolean move(final long[] book, final int instrumentId, final long fromLots, final long toLots) {
        final int at = instrumentId * NUMBERS;
        final long boundE12 =
                book[PortfolioMargin.BOUND] + (Math.abs(toLots) - Math.abs(fromLots)) * numbers[at + LARGEST];
        if (boundE12 > PortfolioMargin.MOST_E12) {
            return false;
        }
        final long lots = toLots - fromLots;
        addScenarios(book, steps, instrumentId * STEPS, lots * numbers[at + STEP]);
        final long longLots = Math.max(toLots, 0) - Math.max(fromLots, 0);
        final long deltaPerLotE12 = numbers[at + DELTA];
        book[PortfolioMargin.LONG_OPTIONS] += longLots * deltaPerLotE12;
        book[PortfolioMargin.OTHERS] += (lots - longLots) * deltaPerLotE12;
        book[(int) numbers[at + EXPIRY_AND_LEG]] += lots * deltaPerLotE12;
        book[PortfolioMargin.BOUND] = boundE12;
        return true;
    }

    private void growTo(final int instrumentId) {
        final int known = numbers.length / NUMBERS;
        if (instrumentId < known) {
            return;
        }
        final int room = Math.max(instrumentId + 1, known * 2);
        steps = Arrays.copyOf(steps, room * STEPS);
        numbers = Arrays.copyOf(numbers, room * NUMBERS);
        for (int id = known; id < room; id++) {
            numbers[id * NUMBERS + MOST_LOTS] = NONE;
        }
    }
}
