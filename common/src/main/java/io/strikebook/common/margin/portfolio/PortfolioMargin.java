package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.divideHalfUp;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.model.MarginModel;
import io.strikebook.common.math.FixedPointOverflowException;

/**
 * Portfolio margin of one underlying in one settlement currency, as Deribit publishes it.
 *
 * <pre>
 * worst case     largest loss in 27 scenarios and 8 extended moves, each of which counts in part and is softened by a dampener; 0 or more
 * roll shock     sum over expiries of |net delta| x factor of the expiry
 * delta shock    of the net delta beyond a threshold; long options only ever reduce it
 * risk matrix    worst case to the ninth decimal + roll shock + delta shock
 * initial        risk matrix + open orders + market-maker protection + spot orders, to the ninth decimal
 * maintenance    0.8 x risk matrix
 * </pre>
 *
 * <p>Rounding: what futures earn down, dampeners down, shocks and maintenance up (all against the account); to the ninth decimal
 * half-up, which is what the published answers do.
 *
 * <p>A book of positions has what they earn in each scenario, the value of futures (what those earn is worked out from it), deltas of
 * long options, of everything else, and by expiry; and a bound on all of it, so that no sum can wrap. A book of open orders is another
 * stretch of numbers: see {@link OpenOrders}. Where nothing happens positions earn zero, so margin is never negative.
 */
public final class PortfolioMargin implements MarginModel {
    /** Entries of an option's array. */
    public static final int SCENARIOS = ScenarioMoves.SIZE;

    /** What the entries of a book may come to: positions, orders and one order more fit 64 bits together. */
    static final long MOST_E12 = 1L << 61;

    static final int FUTURES = SCENARIOS;
    static final int LONG_OPTIONS = FUTURES + 1;
    static final int OTHERS = LONG_OPTIONS + 1;
    static final int BOUND = OTHERS + 1;
    static final int EXPIRIES = BOUND + 1;
    private static final long NINTH_DECIMAL_E12 = 1_000L;
    private static final long E8_TO_E12 = 10_000L;
    private static final long HALF_UP_TO_CEIL = E12 - 1 - (E12 >> 1);
    private static final long MOST_INDEX_RATIO = 4_000_000L;
    private static final long[] NO_ORDERS = new long[0];

    private final PortfolioParameters parameters;
    private final boolean inverse;
    private final int slots;
    private final ScenarioMoves moves;
    private final OpenOrders order;
    private final DeltaShock deltaShock;
    private final long[] factorsE12;

    /** By how much each scenario is moved towards zero; standard ones by nothing. */
    private final long[] dampenersE12 = new long[SCENARIOS];

    private final long[] totalsE12 = new long[SCENARIOS];
    private long indexE8;

    /** Expiries behind it have neither a roll shock nor orders: nothing there counts. */
    private int lastSlot;

    /** What the last pass over expiries found besides the roll shock. */
    private long boughtE12;

    private long soldE12;

    /**
     * A model.
     *
     * @param inverse     whether the positions are settled in the coin; else in dollars
     * @param expirySlots how many numbers of expiries there are, perpetuals' 0 included
     */
    public PortfolioMargin(final PortfolioParameters parameters, final boolean inverse, final int expirySlots) {
        this.parameters = parameters;
        this.inverse = inverse;
        this.slots = expirySlots;
        this.moves = new ScenarioMoves(parameters, inverse);
        this.order = new OpenOrders(moves, expirySlots);
        this.deltaShock = new DeltaShock(parameters);
        this.factorsE12 = new long[expirySlots];
        index(E8);
    }

    /** Takes the price of the underlying, positive. */
    public void index(final long newIndexE8) {
        indexE8 = newIndexE8;
        for (int i = ScenarioMoves.STANDARD; i < SCENARIOS; i++) {
            dampenersE12[i] = dampenerE12(i);
        }
        deltaShock.index(newIndexE8);
    }

    /** Takes the roll shock of an expiry's delta: of slot 0, perpetuals, the least annualised move. */
    public void expiryFactor(final int slot, final long factorE12) {
        factorsE12[slot] = factorE12;
        lastSlot = factorE12 == 0 ? lastSlot : Math.max(lastSlot, slot);
    }

    private long dampenerE12(final int scenario) {
        final long dollarsE8 = moves.beyondRange(scenario, parameters.dampenerE8());
        if (!inverse) {
            return dollarsE8 >= NumberRange.MAX_HELD_E12 / E8_TO_E12 ? NumberRange.MAX_HELD_E12 : dollarsE8 * E8_TO_E12;
        }
        return dollarsInCoinsE12(dollarsE8, multiplyDivideCeil(indexE8, E8 + moves.countedMoveE8(scenario), E8));
    }

    /** Rounded down; what would be more than is counted with as that. */
    static long dollarsInCoinsE12(final long dollarsE8, final long priceE8) {
        return dollarsE8 / priceE8 >= MOST_INDEX_RATIO
                ? NumberRange.MAX_HELD_E12
                : multiplyDivideFloor(dollarsE8, E12, priceE8);
    }

    @Override
    public int bookLength() {
        return EXPIRIES + slots;
    }

    /** How many numbers of an account's open orders there are. */
    public int ordersLength() {
        return OpenOrders.length(slots);
    }

    @Override
    public boolean move(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        if (!risk.isKnown() || risk.expirySlot() >= slots) {
            return false;
        }
        try {
            if (risk.isOption()) {
                return moveOption(book, at, risk, fromLots, toLots);
            }
            return moveFuture(book, at, risk, fromLots, toLots);
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }

    private boolean moveOption(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        final long largestE12 = risk.largestPerLotE12();
        final long boundE12 = add(
                book[at + BOUND],
                subtract(multiply(Math.abs(toLots), largestE12), multiply(Math.abs(fromLots), largestE12)));
        if (boundE12 > MOST_E12) {
            return false;
        }
        final long lots = toLots - fromLots;
        addScenarios(book, at, risk.steps(), lots * risk.stepE12());
        final long longLots = Math.max(toLots, 0) - Math.max(fromLots, 0);
        book[at + LONG_OPTIONS] += longLots * risk.deltaPerLotE12();
        book[at + OTHERS] += (lots - longLots) * risk.deltaPerLotE12();
        book[at + EXPIRIES + risk.expirySlot()] += lots * risk.deltaPerLotE12();
        book[at + BOUND] = boundE12;
        return true;
    }

    private static void addScenarios(final long[] book, final int at, final int[] steps, final long weightE12) {
        for (int i = 0; i < SCENARIOS; i++) {
            book[at + i] += weightE12 * steps[i];
        }
    }

    private boolean moveFuture(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        final long fromE12 = risk.valueE12(fromLots);
        final long toE12 = risk.valueE12(toLots);
        final long fromDeltaE12 = inverse ? fromE12 : risk.futureDeltaE12(fromLots);
        final long toDeltaE12 = inverse ? toE12 : risk.futureDeltaE12(toLots);
        final long boundE12 = add(
                book[at + BOUND],
                Math.max(Math.abs(toE12), Math.abs(toDeltaE12)) - Math.max(Math.abs(fromE12), Math.abs(fromDeltaE12)));
        if (boundE12 > MOST_E12) {
            return false;
        }
        final long beforeE12 = book[at + FUTURES];
        final long afterE12 = beforeE12 + toE12 - fromE12;
        moves.change(book, at, beforeE12, afterE12);
        book[at + FUTURES] = afterE12;
        book[at + OTHERS] += toDeltaE12 - fromDeltaE12;
        book[at + EXPIRIES + risk.expirySlot()] += toDeltaE12 - fromDeltaE12;
        book[at + BOUND] = boundE12;
        return true;
    }

    /**
     * An order joins the open ones.
     *
     * @param lots    signed, what is open of it
     * @param priceE8 its limit, or the worst price it may trade at
     * @param feeE12  what all of it is charged at most
     * @return whether it was taken, as of positions
     */
    public boolean joinOrder(
            final long[] orders,
            final int ordersAt,
            final InstrumentRisk risk,
            final long lots,
            final long priceE8,
            final long feeE12) {
        return compute(risk, lots, priceE8, feeE12) && order.change(orders, ordersAt, true);
    }

    /** What equity gains at once where the order that joined last trades at its price, fee included: its price against the mark. */
    public long effectOfLastE12() {
        return order.effectE12();
    }

    /** An order leaves that joined with the same risk, lots, price and fee. */
    public void leaveOrder(
            final long[] orders,
            final int ordersAt,
            final InstrumentRisk risk,
            final long lots,
            final long priceE8,
            final long feeE12) {
        if (compute(risk, lots, priceE8, feeE12)) {
            order.change(orders, ordersAt, false);
        }
    }

    private boolean compute(final InstrumentRisk risk, final long lots, final long priceE8, final long feeE12) {
        lastSlot = Math.max(lastSlot, Math.min(risk.expirySlot(), slots - 1));
        return order.compute(risk, lots, priceE8, feeE12);
    }

    @Override
    public void evaluate(final long[] book, final int at, final MarginFigures figures) {
        final long matrixE12 = matrixE12(worstCaseE12(book, at), book, at, NO_ORDERS, 0, 0, 0);
        figures.set(toNinthDecimalE12(matrixE12), maintenanceE12(matrixE12));
    }

    /**
     * Initial margin of positions and all open orders at their worst, if one more joined; without protection and spot orders.
     *
     * @return the margin; {@link NumberRange#MAX_HELD_E12} where that order's effect cannot be told or counted
     */
    public long initialWithOrderE12(
            final long[] book,
            final int at,
            final long[] orders,
            final int ordersAt,
            final InstrumentRisk risk,
            final long lots,
            final long priceE8,
            final long feeE12) {
        if (!compute(risk, lots, priceE8, feeE12) || !order.fits(orders, ordersAt)) {
            return NumberRange.MAX_HELD_E12;
        }
        final long[] losses = order.losses();
        long least = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            least = Math.min(least, book[at + i] + dampenersE12[i] + orders[ordersAt + i] + losses[i]);
        }
        return toNinthDecimalE12(matrixE12(lossE12(least), book, at, orders, ordersAt, order.slot(), order.deltaE12()));
    }

    /** Initial margin of positions and all open orders at their worst; without protection and spot orders. */
    public long initialWithOrdersE12(final long[] book, final int at, final long[] orders, final int ordersAt) {
        final long worstE12 = worstCaseE12(book, at, orders, ordersAt);
        return toNinthDecimalE12(matrixE12(worstE12, book, at, orders, ordersAt, 0, 0));
    }

    /**
     * Computes every component.
     *
     * @param protectionE12 what is held for market-maker protection
     * @param spotE12       what is held for orders in spot
     */
    public void explain(
            final long[] book,
            final int at,
            final long[] orders,
            final int ordersAt,
            final long protectionE12,
            final long spotE12,
            final PortfolioFigures figures) {
        copy(book, at);
        figures.worstScenario = worstScenario();
        figures.worstCaseE12 = worstCaseE12(book, at);
        figures.rollShockE12 = rollShockE12(book, at, NO_ORDERS, 0, 0, 0);
        figures.deltaShockE12 = deltaShockE12(book, at);
        figures.correlationContingencyE12 = 0;
        figures.riskMatrixE12 = matrixE12(figures.worstCaseE12, book, at, NO_ORDERS, 0, 0, 0);
        final long withOrdersE12 = worstCaseE12(book, at, orders, ordersAt);
        figures.openOrdersE12 = matrixE12(withOrdersE12, book, at, orders, ordersAt, 0, 0) - figures.riskMatrixE12;
        figures.protectionE12 = protectionE12;
        figures.spotE12 = spotE12;
        final long initialE12 = sum(sum(figures.riskMatrixE12, figures.openOrdersE12), sum(protectionE12, spotE12));
        figures.set(toNinthDecimalE12(initialE12), maintenanceE12(figures.riskMatrixE12));
    }

    /** What positions earn in each scenario, before dampening; the venue calls it the initial risk vector. */
    public void earned(final long[] book, final int at, final long[] earnedE12) {
        System.arraycopy(book, at, earnedE12, 0, SCENARIOS);
    }

    /** The same after dampening, where profits count in part; the venue calls it the aggregated risk vector. */
    public void aggregated(final long[] book, final int at, final long[] aggregatedE12) {
        copy(book, at);
        for (int i = 0; i < SCENARIOS; i++) {
            final long dampedE12 = dampedE12(i);
            aggregatedE12[i] = dampedE12 > 0 ? multiplyDivideFloor(dampedE12, parameters.pnlOffsetE8(), E8) : dampedE12;
        }
    }

    /**
     * What a book earns in each scenario after dampening, with orders at their worst unless they are null, for margin across legs.
     *
     * @return the roll shock
     */
    long damped(final long[] book, final long[] orders, final long[] dampedE12) {
        copy(book, 0);
        for (int i = 0; orders != null && i < SCENARIOS; i++) {
            totalsE12[i] += orders[i];
        }
        for (int i = 0; i < SCENARIOS; i++) {
            dampedE12[i] = dampedE12(i);
        }
        return rollShockE12(book, 0, orders == null ? NO_ORDERS : orders, 0, 0, 0);
    }

    /** Delta of the long options of a book. */
    static long longOptionsE12(final long[] book) {
        return book[LONG_OPTIONS];
    }

    /** Delta of everything else in it. */
    static long othersE12(final long[] book) {
        return book[OTHERS];
    }

    /** What orders of the book last looked at could add to deltas. */
    long boughtE12() {
        return boughtE12;
    }

    /** What they could take away. */
    long soldE12() {
        return soldE12;
    }

    /** What a net delta costs, in coins. */
    DeltaShock deltaShock() {
        return deltaShock;
    }

    PortfolioParameters parameters() {
        return parameters;
    }

    long indexE8() {
        return indexE8;
    }

    ScenarioMoves moves() {
        return moves;
    }

    private void copy(final long[] book, final int at) {
        System.arraycopy(book, at, totalsE12, 0, SCENARIOS);
    }

    /** A scenario's total; extended ones are moved towards zero by the dampener, no further. */
    private long dampedE12(final int scenario) {
        final long totalE12 = totalsE12[scenario];
        final long dampenerE12 = dampenersE12[scenario];
        return totalE12 < 0 ? Math.min(totalE12 + dampenerE12, 0) : Math.max(totalE12 - dampenerE12, 0);
    }

    /** The largest loss, not negative. Gains are cut off at zero, so that the dampener need not look at signs. */
    private long worstCaseE12(final long[] book, final int at) {
        long least = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            least = Math.min(least, book[at + i] + dampenersE12[i]);
        }
        return lossE12(least);
    }

    private long worstCaseE12(final long[] book, final int at, final long[] orders, final int ordersAt) {
        long least = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            least = Math.min(least, book[at + i] + dampenersE12[i] + orders[ordersAt + i]);
        }
        return lossE12(least);
    }

    private static long lossE12(final long least) {
        return Math.min(-least, NumberRange.MAX_HELD_E12);
    }

    private int worstScenario() {
        int worst = 0;
        for (int i = 1; i < SCENARIOS; i++) {
            worst = dampedE12(i) < dampedE12(worst) ? i : worst;
        }
        return worst;
    }

    /** A worst case to the ninth decimal, and the shocks, with one more order's delta. */
    private long matrixE12(
            final long worstE12,
            final long[] book,
            final int at,
            final long[] orders,
            final int ordersAt,
            final int orderSlot,
            final long orderDeltaE12) {
        final long rollE12 = rollShockE12(book, at, orders, ordersAt, orderSlot, orderDeltaE12);
        return sum(sum(toNinthDecimalE12(worstE12), rollE12), deltaShockE12(book, at));
    }

    /** Of amounts in range, not beyond it. */
    private static long sum(final long aE12, final long bE12) {
        return Math.min(aE12 + bE12, NumberRange.MAX_HELD_E12);
    }

    /** Sum of the products in 128 bits, divided once, up. With orders, each expiry has whichever of its extremes is larger. */
    private long rollShockE12(
            final long[] book,
            final int at,
            final long[] orders,
            final int ordersAt,
            final int orderSlot,
            final long orderDeltaE12) {
        final boolean none = orders.length == 0;
        final int bought = ordersAt + OpenOrders.BOUGHT;
        final int sold = bought + slots;
        long high = 0;
        long low = 0;
        long allBoughtE12 = Math.max(orderDeltaE12, 0);
        long allSoldE12 = Math.min(orderDeltaE12, 0);
        for (int slot = 0; slot <= lastSlot; slot++) {
            final long heldE12 = book[at + EXPIRIES + slot];
            long upE12 = heldE12;
            long downE12 = heldE12;
            if (!none) {
                upE12 += orders[bought + slot];
                downE12 += orders[sold + slot];
                allBoughtE12 += orders[bought + slot];
                allSoldE12 += orders[sold + slot];
            }
            if (slot == orderSlot) {
                upE12 += Math.max(orderDeltaE12, 0);
                downE12 += Math.min(orderDeltaE12, 0);
            }
            final long deltaE12 = Math.max(Math.abs(upE12), Math.abs(downE12));
            final long productLow = deltaE12 * factorsE12[slot];
            low += productLow;
            high += Math.multiplyHigh(deltaE12, factorsE12[slot]) + (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
        }
        boughtE12 = allBoughtE12;
        soldE12 = allSoldE12;
        return inSettlementE12(wholeE12(high, low));
    }

    private long deltaShockE12(final long[] book, final int at) {
        return inSettlementE12(deltaShock.coinsE12(book[at + LONG_OPTIONS], book[at + OTHERS], boughtE12, soldE12));
    }

    /** Coins in what the positions are settled in, rounded up, not beyond the range. */
    private long inSettlementE12(final long coinsE12) {
        if (inverse) {
            return Math.min(coinsE12, NumberRange.MAX_HELD_E12);
        }
        return coinsE12 / E8 >= NumberRange.MAX_HELD_E12 / indexE8
                ? NumberRange.MAX_HELD_E12
                : multiplyDivideCeil(coinsE12, indexE8, E8);
    }

    /** A product of two numbers of 1e-12, which is not negative, rounded up to one of them. */
    private static long wholeE12(final long high, final long low) {
        if (high == 0 && low >= 0) {
            return Math.ceilDiv(low, E12);
        }
        final long biasedLow = low + HALF_UP_TO_CEIL;
        return divideHalfUp(high + (Long.compareUnsigned(biasedLow, low) < 0 ? 1 : 0), biasedLow, E12);
    }

    private long maintenanceE12(final long matrixE12) {
        return multiplyDivideCeil(matrixE12, parameters.maintenanceE8(), E8);
    }

    private static long toNinthDecimalE12(final long amountE12) {
        final long roundedE12 = Math.floorDiv(amountE12 + NINTH_DECIMAL_E12 / 2, NINTH_DECIMAL_E12) * NINTH_DECIMAL_E12;
        return Math.min(roundedE12, NumberRange.MAX_HELD_E12);
    }
}
