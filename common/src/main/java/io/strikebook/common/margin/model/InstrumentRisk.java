package io.strikebook.common.margin.model;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideHalfUp;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.ContractStyle;

/**
 * What models need to know of an instrument at one epoch of marks. Options bring the pricer's array: the change of value of one long unit
 * in each scenario. It is turned once into multiples of a step per lot, so that books change by whole numbers: where a lot is a multiple
 * of a thousandth of a coin (of a millionth for linear options) that is exact, else each entry is to the nearest step.
 *
 * <p>Filled anew by whoever follows marks; not while books still hold what it was before, see {@link MarginModel}. An engine that needs two
 * epochs at once keeps two.
 */
public final class InstrumentRisk {
    private static final long E9_TO_E12 = 1_000L;
    private static final long E8_TO_E12 = 10_000L;
    private static final long BEYOND_RANGE = Long.MAX_VALUE;

    private final boolean option;
    private final int[] steps;
    private Instrument instrument;
    private int expirySlot;
    private boolean inverse;
    private long lotSizeE8;
    private boolean marked;
    private boolean scenariosKnown;
    private long largestStep;
    private long stepE12;
    private long largestPerLotE12;
    private long deltaPerLotE12;
    private long markE8;
    private long indexE8;

    /**
     * An instrument without marks.
     *
     * @param expirySlot 0 for perpetuals, else the number, from 1, that the engine gave the expiry; of those that have ended numbers are
     *                   used again
     * @param scenarios  entries of an array; options only
     */
    public InstrumentRisk(final Instrument instrument, final int expirySlot, final int scenarios) {
        this.instrument = instrument;
        this.expirySlot = expirySlot;
        this.option = instrument.isOption();
        this.lotSizeE8 = instrument.terms().lotSizeE8();
        this.inverse = instrument.terms().style() == ContractStyle.INVERSE;
        this.steps = new int[option ? scenarios : 0];
    }

    /**
     * Takes a mark.
     *
     * @param newMarkE8  in the instrument's quotation, positive
     * @param deltaE9    Black delta of an option
     * @param newIndexE8 price of the underlying, positive
     */
    public void mark(final long newMarkE8, final long deltaE9, final long newIndexE8) {
        markE8 = newMarkE8;
        indexE8 = newIndexE8;
        if (option) {
            takeDelta(deltaE9);
        }
        marked = true;
    }

    private void takeDelta(final long deltaE9) {
        try {
            // An inverse option was paid for in coins, which are a position as well: net transaction delta.
            final long paidE12 = inverse ? multiply(markE8, E8_TO_E12) : 0;
            deltaPerLotE12 = multiplyDivideHalfUp(subtract(deltaE9 * E9_TO_E12, paidE12), lotSizeE8, E8);
        } catch (final FixedPointOverflowException overflow) {
            deltaPerLotE12 = BEYOND_RANGE;
        }
        bound();
    }

    /**
     * Takes an option's array.
     *
     * @param values  change of value of one long unit, in multiples of the unit
     * @param unitE12 positive
     */
    public void scenarios(final int[] values, final int unitE12) {
        final long high = Math.multiplyHigh(lotSizeE8, unitE12);
        final long perLot = lotSizeE8 * unitE12;
        if (high != 0 || perLot < 0 || perLot > Long.MAX_VALUE - E8) {
            forgetScenarios();
            return;
        }
        final long newStepE12 = Math.ceilDiv(perLot, E8);
        final boolean exact = newStepE12 * E8 == perLot;
        long largest = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = exact ? values[i] : (int) multiplyDivideHalfUp(values[i], perLot, newStepE12 * E8);
            largest = Math.max(largest, Math.abs((long) steps[i]));
        }
        largestStep = largest;
        stepE12 = newStepE12;
        scenariosKnown = true;
        bound();
    }

    /** No array of an option is known any more. */
    public void forgetScenarios() {
        scenariosKnown = false;
    }

    /** Becomes what another is, of whatever instrument, as long as both are of options or neither is. */
    public void copy(final InstrumentRisk other) {
        instrument = other.instrument;
        expirySlot = other.expirySlot;
        inverse = other.inverse;
        lotSizeE8 = other.lotSizeE8;
        restore(
                other.marked,
                other.markE8,
                other.indexE8,
                other.deltaPerLotE12,
                other.scenariosKnown,
                other.stepE12,
                other.steps);
    }

    /** Sets all that {@link #mark} and {@link #scenarios} made of what they were told. */
    public void restore(
            final boolean isMarked,
            final long newMarkE8,
            final long newIndexE8,
            final long newDeltaPerLotE12,
            final boolean hasScenarios,
            final long newStepE12,
            final int[] newSteps) {
        marked = isMarked;
        markE8 = newMarkE8;
        indexE8 = newIndexE8;
        deltaPerLotE12 = newDeltaPerLotE12;
        stepE12 = newStepE12;
        scenariosKnown = hasScenarios;
        long largest = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = newSteps[i];
            largest = Math.max(largest, Math.abs((long) steps[i]));
        }
        largestStep = largest;
        bound();
    }

    private void bound() {
        final boolean fits = Math.multiplyHigh(largestStep, stepE12) == 0 && largestStep * stepE12 >= 0;
        largestPerLotE12 = fits ? Math.max(largestStep * stepE12, Math.abs(deltaPerLotE12)) : BEYOND_RANGE;
    }

    /** The instrument. */
    public Instrument instrument() {
        return instrument;
    }

    /** Whether it is an option. */
    public boolean isOption() {
        return option;
    }

    /** Number of its expiry; 0 for perpetuals. */
    public int expirySlot() {
        return expirySlot;
    }

    /** Whether it is settled in the coin that it is on. */
    public boolean isInverse() {
        return inverse;
    }

    /** Whether margin can be computed: once a mark is known, and of options an array; never where the expiry has no number. */
    public boolean isKnown() {
        return marked && (scenariosKnown || !option) && expirySlot >= 0;
    }

    /** Whether a mark was taken. */
    public boolean isMarked() {
        return marked;
    }

    /** Whether an array was taken, and not forgotten. */
    public boolean hasScenarios() {
        return scenariosKnown;
    }

    /** Change of value of one long lot of an option in each scenario, in multiples of {@link #stepE12}; not to be changed. */
    public int[] steps() {
        return steps;
    }

    /** What a step is, 1e-12 of the settlement currency. */
    public long stepE12() {
        return stepE12;
    }

    /** No scenario changes a lot of an option, and no delta of it is, by more than this; where that does not fit, the largest number. */
    public long largestPerLotE12() {
        return largestPerLotE12;
    }

    /** Delta of one long lot of an option, 1e-12 coins; of inverse ones the net transaction delta. */
    public long deltaPerLotE12() {
        return deltaPerLotE12;
    }

    /** Mark in the instrument's quotation. */
    public long markE8() {
        return markE8;
    }

    /** Price of the underlying. */
    public long indexE8() {
        return indexE8;
    }

    /** Value of a position at the mark, 1e-12 of the settlement currency, signed; of inverse futures that is their coins. */
    public long valueE12(final long lots) {
        final long sizeE12 = instrument.valueE12(Math.abs(lots), markE8);
        return lots < 0 ? -sizeE12 : sizeE12;
    }

    /** Lots of anything but inverse futures as coins, 1e-12, signed. */
    public long coinsE12(final long lots) {
        return multiply(multiply(lots, lotSizeE8), E8_TO_E12);
    }

    /** Coins that a position of a future is worth in a move of the price, 1e-12, signed. */
    public long futureDeltaE12(final long lots) {
        return inverse ? valueE12(lots) : multiply(multiply(lots, lotSizeE8), E8_TO_E12);
    }

    /** Hash of the instrument's id and all that is known of it. */
    public long hash() {
        long hash = StateHash.of(instrument.instrumentId(), markE8, indexE8, deltaPerLotE12, isKnown() ? 1 : 0);
        if (scenariosKnown) {
            hash = StateHash.and(hash, stepE12);
            for (final int step : steps) {
                hash = StateHash.and(hash, step);
            }
        }
        return hash;
    }
}
