package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.math.FixedPointOverflowException;

/**
 * What open orders can cost at their worst, as sums. An order that trades changes equity at once by how much worse than the mark it trades,
 * and its fee; and every scenario by what it brings. The two together, where they are a loss, are what any part of the order can lose in
 * that scenario, since the effect of a part is a part of the effect. So the sum of the losses covers every subset and partial fill of all
 * orders. Deltas are summed by expiry and direction for the shocks that take them at their worst corner.
 *
 * <p>The layout of a book of orders: losses of the 35 scenarios, the bound on all of them, then deltas bought by expiry, then deltas sold.
 */
final class OpenOrders {
    static final int BOUND = ScenarioMoves.SIZE;
    static final int BOUGHT = BOUND + 1;

    private final ScenarioMoves moves;
    private final int slots;
    private final long[] losses = new long[ScenarioMoves.SIZE];
    private int slot;
    private long deltaE12;
    private long boundE12;
    private long effectE12;

    OpenOrders(final ScenarioMoves moves, final int slots) {
        this.moves = moves;
        this.slots = slots;
    }

    static int length(final int slots) {
        return BOUGHT + 2 * slots;
    }

    /** Where deltas sold begin. */
    int sold() {
        return BOUGHT + slots;
    }

    /** What the order last computed loses by scenario, none above 0. */
    long[] losses() {
        return losses;
    }

    /** Expiry of the order last computed. */
    int slot() {
        return slot;
    }

    /** What equity gains at once where the order last computed trades at its price, fee included. */
    long effectE12() {
        return effectE12;
    }

    /** Delta of the order last computed. */
    long deltaE12() {
        return deltaE12;
    }

    /** Computes what an order does; false where it cannot be told. */
    boolean compute(final InstrumentRisk risk, final long lots, final long priceE8, final long feeE12) {
        if (!risk.isKnown() || risk.expirySlot() >= slots) {
            return false;
        }
        try {
            slot = risk.expirySlot();
            final long paidE12 = subtract(againstMarkE12(risk, lots, priceE8), feeE12);
            effectE12 = paidE12;
            final long size = Math.abs(lots);
            if (risk.isOption()) {
                final long boundOfSizeE12 = multiply(size, risk.largestPerLotE12());
                boundE12 = add(boundOfSizeE12, Math.abs(paidE12));
                deltaE12 = lots * risk.deltaPerLotE12();
                option(risk.steps(), multiply(lots, risk.stepE12()), paidE12);
            } else {
                deltaE12 = risk.futureDeltaE12(lots);
                final long valueE12 = risk.valueE12(lots);
                boundE12 = add(Math.max(Math.abs(valueE12), Math.abs(deltaE12)), Math.abs(paidE12));
                if (Math.abs(valueE12) > PortfolioMargin.MOST_E12) {
                    return false;
                }
                moves.futures(valueE12, losses);
                for (int i = 0; i < losses.length; i++) {
                    losses[i] = Math.min(losses[i] + paidE12, 0);
                }
            }
            return boundE12 <= PortfolioMargin.MOST_E12;
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }

    private void option(final int[] steps, final long weightE12, final long paidE12) {
        for (int i = 0; i < ScenarioMoves.SIZE; i++) {
            losses[i] = Math.min(weightE12 * steps[i] + paidE12, 0);
        }
    }

    /** What equity gains by a trade at a price in place of the mark; for whom a price is worse it is negative. */
    private static long againstMarkE12(final InstrumentRisk risk, final long lots, final long priceE8) {
        final Instrument instrument = risk.instrument();
        final long size = Math.abs(lots);
        final long tradedE12 = instrument.valueE12(size, priceE8);
        final long markedE12 = instrument.valueE12(size, risk.markE8());
        return instrument.isInverseFuture() == lots > 0
                ? subtract(tradedE12, markedE12)
                : subtract(markedE12, tradedE12);
    }

    /** Whether a book has room for the order last computed. */
    boolean fits(final long[] orders, final int at) {
        return orders[at + BOUND] + boundE12 <= PortfolioMargin.MOST_E12;
    }

    /** Adds the order last computed to a book, or takes it out. */
    boolean change(final long[] orders, final int at, final boolean joins) {
        final long newBoundE12 = orders[at + BOUND] + (joins ? boundE12 : -boundE12);
        if (newBoundE12 > PortfolioMargin.MOST_E12) {
            return false;
        }
        orders[at + BOUND] = newBoundE12;
        for (int i = 0; i < ScenarioMoves.SIZE; i++) {
            orders[at + i] += joins ? losses[i] : -losses[i];
        }
        final int side = deltaE12 > 0 ? BOUGHT : sold();
        orders[at + side + slot] += joins ? deltaE12 : -deltaE12;
        return true;
    }
}
