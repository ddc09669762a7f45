package io.strikebook.common.margin.pm2;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.model.MarginModel;
import io.strikebook.common.math.FixedPointOverflowException;
import java.util.Arrays;

/**
 * Derive's second portfolio margin of contracts on one coin that are settled in dollars. Equity has to be at least
 *
 * <pre>
 * initial       (1.0 + depeg) x largest loss + contingencies + doubt
 * maintenance    0.8          x largest loss + contingencies
 * largest loss   of 23 scenarios, 8 tail moves (damped), 2 changes of the smile, forwards moving against each expiry
 * contingencies  a part of the price per perpetual and per short option; haircuts of collateral
 * </pre>
 *
 * <p>An expiry's options are worth what they are together, times less than one where that is something and more than one where it is owed; so
 * their values are summed by expiry, and a book has for each the value at the marks, the change of it in every scenario, and how many options
 * there are. An array here has {@link #SCENARIOS} entries: (+18 %, up), (+13.5 %, up, same, down), ... (-13.5 %, up, same, down),
 * (-18 %, up); the tail moves -66 %, -33 %, +50 %, +100 % ... +500 %, up; the smile tilted, and tightened.
 *
 * <p>Of short options, each instrument counts by itself: a long call is not set off against a short put of the same strike. Rounding is
 * against the account.
 */
public final class Pm2Margin implements MarginModel {
    /** Entries of an option's array. */
    public static final int SCENARIOS = 33;

    private static final int REGULAR = 23;
    private static final int TAILS = 8;
    private static final int STEPS = 4;
    private static final int FORWARD_UP = 8;
    private static final int FORWARD_DOWN = 14;
    private static final long[] TAIL_E8 = {
        -66_000_000, -33_000_000, 50_000_000, 100_000_000, 200_000_000, 300_000_000, 400_000_000, 500_000_000
    };

    private static final int PERPETUALS = 0;
    private static final int PERPETUAL_COINS = 1;
    private static final int SHORT_OPTION_COINS = 2;
    private static final int COLLATERAL = 3;
    private static final int INITIAL_HAIRCUT = 4;
    private static final int MAINTENANCE_HAIRCUT = 5;
    private static final int BOUND = 6;
    private static final int EXPIRIES = 7;
    private static final int VALUE = SCENARIOS;
    private static final int OPTION_COINS = VALUE + 1;
    private static final int EXPIRY_LENGTH = OPTION_COINS + 1;
    private static final long MOST_E12 = 1L << 59;

    private final Pm2Parameters parameters;
    private final int slots;
    private final long[] movesE8 = new long[SCENARIOS];
    private final long[] dampingE8 = new long[SCENARIOS];
    private final long[] ownedE12;
    private final long[] owedE12;
    private final long[] forwardE12;
    private final long[] confidenceE8;
    private final long[] lossesE12 = new long[SCENARIOS];
    private final Pm2Figures scratch = new Pm2Figures();
    private long indexE8 = E8;
    private long dollarE8 = E8;
    private long perpetualConfidenceE8 = E8;

    /**
     * A model.
     *
     * @param expirySlots how many numbers of expiries there are, perpetuals' 0 included
     */
    public Pm2Margin(final Pm2Parameters parameters, final int expirySlots) {
        this.parameters = parameters;
        this.slots = expirySlots;
        this.ownedE12 = filled(E12);
        this.owedE12 = filled(E12);
        this.forwardE12 = filled(0);
        this.confidenceE8 = filled(E8);
        Arrays.fill(dampingE8, 0, REGULAR, E8);
        for (int i = 0; i < REGULAR; i++) {
            movesE8[i] = (STEPS - (i + 2) / 3) * parameters.priceStepE8();
        }
        System.arraycopy(TAIL_E8, 0, movesE8, REGULAR, TAILS);
        System.arraycopy(parameters.tailDampingE8(), 0, dampingE8, REGULAR, TAILS);
        System.arraycopy(parameters.skewDampingE8(), 0, dampingE8, REGULAR + TAILS, SCENARIOS - REGULAR - TAILS);
    }

    private long[] filled(final long value) {
        final long[] numbers = new long[slots];
        Arrays.fill(numbers, value);
        return numbers;
    }

    /**
     * Takes prices.
     *
     * @param newIndexE8    of the coin, positive
     * @param newDollarE8   of the stable coin
     * @param newConfidenceE8 in the price of the coin
     */
    public void prices(final long newIndexE8, final long newDollarE8, final long newConfidenceE8) {
        indexE8 = newIndexE8;
        dollarE8 = newDollarE8;
        perpetualConfidenceE8 = newConfidenceE8;
    }

    /**
     * Takes what follows from an expiry's time and rate, 1e-12: below, T is years, r the rate.
     *
     * @param slot             from 1
     * @param newOwnedE12      0.98 exp(-0.10 T)
     * @param newOwedE12       the smaller of exp(r T) and 1.02 exp(0.10 T)
     * @param newForwardE12    0.5 + 2 T
     * @param newConfidenceE8  the smallest in coin, forward and volatility, 1e-8
     */
    public void expiry(
            final int slot,
            final long newOwnedE12,
            final long newOwedE12,
            final long newForwardE12,
            final long newConfidenceE8) {
        ownedE12[slot] = newOwnedE12;
        owedE12[slot] = newOwedE12;
        forwardE12[slot] = newForwardE12;
        confidenceE8[slot] = newConfidenceE8;
    }

    @Override
    public int bookLength() {
        return EXPIRIES + slots * EXPIRY_LENGTH;
    }

    @Override
    public boolean move(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        if (!risk.isKnown() || risk.isInverse() || risk.expirySlot() >= slots) {
            return false;
        }
        try {
            return risk.isOption()
                    ? moveOption(book, at, risk, fromLots, toLots)
                    : movePerpetual(book, at, risk, fromLots, toLots);
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }

    private static boolean moveOption(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        final long fromE12 = risk.valueE12(fromLots);
        final long toE12 = risk.valueE12(toLots);
        final long boundE12 =
                add(book[at + BOUND], subtract(boundE12(risk, toLots, toE12), boundE12(risk, fromLots, fromE12)));
        if (boundE12 > MOST_E12) {
            return false;
        }
        final int expiry = at + EXPIRIES + risk.expirySlot() * EXPIRY_LENGTH;
        final long weightE12 = (toLots - fromLots) * risk.stepE12();
        final int[] steps = risk.steps();
        for (int i = 0; i < SCENARIOS; i++) {
            book[expiry + i] += weightE12 * steps[i];
        }
        book[expiry + VALUE] += toE12 - fromE12;
        book[expiry + OPTION_COINS] += Math.abs(risk.coinsE12(toLots)) - Math.abs(risk.coinsE12(fromLots));
        book[at + SHORT_OPTION_COINS] += risk.coinsE12(Math.min(fromLots, 0)) - risk.coinsE12(Math.min(toLots, 0));
        book[at + BOUND] = boundE12;
        return true;
    }

    private static long boundE12(final InstrumentRisk risk, final long lots, final long valueE12) {
        final long scenariosE12 = multiply(Math.abs(lots), risk.largestPerLotE12());
        return add(Math.max(scenariosE12, Math.abs(risk.coinsE12(lots))), Math.abs(valueE12));
    }

    private static boolean movePerpetual(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        final long fromE12 = risk.valueE12(fromLots);
        final long toE12 = risk.valueE12(toLots);
        final long fromCoinsE12 = risk.coinsE12(fromLots);
        final long toCoinsE12 = risk.coinsE12(toLots);
        final long boundE12 = add(
                book[at + BOUND],
                subtract(
                        Math.max(Math.abs(toE12), Math.abs(toCoinsE12)),
                        Math.max(Math.abs(fromE12), Math.abs(fromCoinsE12))));
        if (boundE12 > MOST_E12) {
            return false;
        }
        book[at + PERPETUALS] += toE12 - fromE12;
        book[at + PERPETUAL_COINS] += Math.abs(toCoinsE12) - Math.abs(fromCoinsE12);
        book[at + BOUND] = boundE12;
        return true;
    }

    /**
     * Collateral changes in value.
     *
     * @param changeE12      dollars
     * @param cancelsRisk    whether it is the coin itself, or as good as that, so that scenarios move it
     * @param initialE8      haircut for initial margin
     * @param maintenanceE8  haircut for maintenance margin
     */
    public void collateral(
            final long[] book,
            final int at,
            final long changeE12,
            final boolean cancelsRisk,
            final long initialE8,
            final long maintenanceE8) {
        book[at + COLLATERAL] = add(book[at + COLLATERAL], cancelsRisk ? changeE12 : 0);
        book[at + INITIAL_HAIRCUT] = add(book[at + INITIAL_HAIRCUT], multiplyDivideCeil(changeE12, initialE8, E8));
        book[at + MAINTENANCE_HAIRCUT] =
                add(book[at + MAINTENANCE_HAIRCUT], multiplyDivideCeil(changeE12, maintenanceE8, E8));
    }

    @Override
    public void evaluate(final long[] book, final int at, final MarginFigures figures) {
        explain(book, at, scratch);
        figures.set(scratch.initialE12(), scratch.maintenanceE12());
    }

    /** Computes every component. */
    public void explain(final long[] book, final int at, final Pm2Figures figures) {
        try {
            losses(book, at);
            figures.regularLossE12 = largest(0, REGULAR);
            figures.tailLossE12 = largest(REGULAR, REGULAR + TAILS);
            figures.skewLossE12 = largest(REGULAR + TAILS, SCENARIOS);
            figures.forwardLossE12 = forwardLossE12(book, at);
            final long perpetualsE12 = book[at + PERPETUAL_COINS];
            final long shortsE12 = book[at + SHORT_OPTION_COINS];
            figures.initialContingencyE12 = add(
                    add(book[at + INITIAL_HAIRCUT], doubtE12(book, at)),
                    add(
                            ofPriceE12(perpetualsE12, parameters.perpetualInitialE8()),
                            ofPriceE12(shortsE12, parameters.optionInitialE8())));
            figures.maintenanceContingencyE12 = add(
                    book[at + MAINTENANCE_HAIRCUT],
                    add(
                            ofPriceE12(perpetualsE12, parameters.perpetualMaintenanceE8()),
                            ofPriceE12(shortsE12, parameters.optionMaintenanceE8())));
            final long lossE12 = figures.maxLossE12();
            final long depegE8 =
                    multiplyDivideCeil(Math.max(parameters.leastDollarE8() - dollarE8, 0), parameters.depegE8(), E8);
            final long initialE12 = multiplyDivideCeil(lossE12, add(parameters.initialE8(), depegE8), E8);
            final long maintenanceE12 = multiplyDivideCeil(lossE12, parameters.maintenanceE8(), E8);
            figures.set(
                    inRangeE12(add(initialE12, figures.initialContingencyE12)),
                    inRangeE12(add(maintenanceE12, figures.maintenanceContingencyE12)));
        } catch (final FixedPointOverflowException overflow) {
            figures.set(NumberRange.MAX_HELD_E12, NumberRange.MAX_HELD_E12);
        }
    }

    /** Haircuts are of what may be a debt. */
    private static long inRangeE12(final long amountE12) {
        return Math.max(0, Math.min(amountE12, NumberRange.MAX_HELD_E12));
    }

    /** What is lost in each scenario, damped; negative for what is gained. */
    private void losses(final long[] book, final int at) {
        final long movedE12 = add(book[at + PERPETUALS], book[at + COLLATERAL]);
        for (int i = 0; i < SCENARIOS; i++) {
            final boolean skewed = i >= REGULAR + TAILS;
            long gainE12 = multiplyDivideFloor(multiplyDivideFloor(movedE12, movesE8[i], E8), dampingE8[i], E8);
            for (int slot = 1; slot < slots; slot++) {
                final int expiry = at + EXPIRIES + slot * EXPIRY_LENGTH;
                if (book[expiry + OPTION_COINS] != 0) {
                    final long valueE12 = add(book[expiry + VALUE], book[expiry + i]);
                    final long ratioE12 = valueE12 >= 0 ? ownedE12[slot] : owedE12[slot];
                    final long changeE12 = subtract(multiplyDivideFloor(valueE12, ratioE12, E12), book[expiry + VALUE]);
                    gainE12 = add(
                            gainE12, multiplyDivideFloor(skewed ? -Math.abs(changeE12) : changeE12, dampingE8[i], E8));
                }
            }
            lossesE12[i] = -gainE12;
        }
    }

    private long largest(final int from, final int to) {
        long largestE12 = 0;
        for (int i = from; i < to; i++) {
            largestE12 = Math.max(largestE12, lossesE12[i]);
        }
        return largestE12;
    }

    /** Of each expiry by itself, the larger loss of a step up and a step down. */
    private long forwardLossE12(final long[] book, final int at) {
        long sumE12 = 0;
        for (int slot = 1; slot < slots; slot++) {
            final int expiry = at + EXPIRIES + slot * EXPIRY_LENGTH;
            final long leastE12 = Math.min(book[expiry + FORWARD_UP], book[expiry + FORWARD_DOWN]);
            sumE12 = add(sumE12, multiplyDivideCeil(-Math.min(leastE12, 0), forwardE12[slot], E12));
        }
        return sumE12;
    }

    /** Where prices are doubtful, a part of the price of all that depends on them, long options too. */
    private long doubtE12(final long[] book, final int at) {
        long sumE12 = ofDoubtE12(book[at + PERPETUAL_COINS], perpetualConfidenceE8);
        for (int slot = 1; slot < slots; slot++) {
            final int expiry = at + EXPIRIES + slot * EXPIRY_LENGTH;
            final long leastE8 = Math.min(perpetualConfidenceE8, confidenceE8[slot]);
            sumE12 = add(sumE12, ofDoubtE12(book[expiry + OPTION_COINS], leastE8));
        }
        return sumE12;
    }

    private long ofDoubtE12(final long coinsE12, final long confidence) {
        return confidence < parameters.leastConfidenceE8() ? ofPriceE12(coinsE12, E8 - confidence) : 0;
    }

    private long ofPriceE12(final long coinsE12, final long partE8) {
        return multiplyDivideCeil(coinsE12, multiplyDivideCeil(indexE8, partE8, E8), E8);
    }
}
