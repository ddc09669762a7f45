package io.strikebook.matching.rules;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.Side;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Trades of orders of combinations with the orders that rest in the books of their legs.
 *
 * <ul>
 *   <li><b>When</b>: while the combination and every leg are open, every leg is continuous and without a volatility band, and neither the
 *       combination nor a leg shares by size. Otherwise orders of the combination meet each other only, as long as the legs are open.
 *   <li><b>Price</b>: a lot trades with what rests first in each leg's book, at the prices of those orders, as many lots of each as its ratio
 *       says; the sum is the price, the order's limit or better, and of whatever tick. Orders of the combination and the legs compete by
 *       price; at the same price the combination's own orders come first.
 *   <li><b>A resting order</b> of a combination takes what comes to rest in the legs: at the end of a command, and of what was due before it,
 *       each combination whose legs or phase changed is looked at in the order of ids, bids before asks, best and earliest orders first. So no
 *       order of a combination is left that its legs could fill ({@link #check}), whatever the number of legs; but for what a command's trade
 *       ids do not suffice for, which goes on with the next command that changes a leg, or the next tick or epoch of marks. An order of a leg never takes
 *       an order of a combination: it rests at its own price, and what is better than the combination's limit is the combination's.
 *   <li><b>Orders of legs</b> are makers, as in any trade: their place in time, icebergs, the clip of reduce-only orders, links, triggers by
 *       last price, statistics and market-maker protection are those of their book. A trade in all legs is one trade for protection: what it
 *       breaches goes off after its last leg.
 *   <li><b>Self-trade prevention</b> is that of the combination's order; where it asks for both to shrink, which lots of different
 *       instruments cannot, the leg's order is cancelled.
 *   <li><b>Post-only</b> looks at the prices of the legs too; an order that rests pays what resting orders pay, also where it takes from
 *       legs. <b>Fill-or-kill</b> and minimum quantity plan with the legs ({@link ImpliedPlan}).
 * </ul>
 *
 * <p>What the legs offer is published apart from the combination's own book, see {@link ImpliedTops}.
 *
 * <p>Nothing here is state: which combinations are to be looked at follows from what the command did, and a snapshot has them all looked at.
 */
public final class Implied {
    private static final int[] NONE = {};

    private final CurrentCommand command;
    private final Books books;
    private final Cancels cancels;
    private final SelfTrades selfTrades;
    private final Fills fills;
    private final Protections protections;
    private final ImpliedOffer offer;
    private final ImpliedPlan plan;

    /** Combinations by the instruments that are their legs. */
    private final int[][] combosOf;

    /** Combinations to be looked at in this command. */
    private final BitSet due;

    /** Those that trade ids did not suffice for. */
    private final BitSet left;

    private final ImpliedTops tops;
    private final ExecutionListener listener;
    private boolean any;
    private boolean timePassed;
    private boolean cutShort;

    Implied(
            final CurrentCommand command,
            final Books books,
            final Cancels cancels,
            final SelfTrades selfTrades,
            final Fills fills,
            final Protections protections,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.cancels = cancels;
        this.selfTrades = selfTrades;
        this.fills = fills;
        this.protections = protections;
        this.tops = books.impliedTops();
        this.listener = listener;
        this.offer = new ImpliedOffer(books, selfTrades, protections);
        this.plan = new ImpliedPlan(command, books, selfTrades, protections);
        this.combosOf = new int[books.capacity() + 1][];
        this.due = new BitSet(books.capacity() + 1);
        this.left = new BitSet(books.capacity() + 1);
    }

    /** An instrument was listed or loaded; its legs were before. */
    void listed(final OrderBook book) {
        if (!book.isCombo()) {
            return;
        }
        any = true;
        left.set(book.instrumentId());
        tops.changed(book.instrumentId());
        final ComboLegs legs = book.instrument().legs();
        for (int i = 0; i < legs.count(); i++) {
            final int leg = legs.leg(i).instrumentId();
            final int[] before = combosOf(leg);
            final int[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = book.instrumentId();
            combosOf[leg] = after;
        }
    }

    private int[] combosOf(final int instrumentId) {
        return combosOf[instrumentId] == null ? NONE : combosOf[instrumentId];
    }

    /** Whether orders of a combination may trade with the orders of its legs as things are. */
    boolean isActive(final OrderBook combo) {
        if (combo.phase() != InstrumentPhase.OPEN || combo.isProRata()) {
            return false;
        }
        final ComboLegs legs = combo.instrument().legs();
        for (int i = 0; i < legs.count(); i++) {
            final OrderBook leg = books.get(legs.leg(i).instrumentId());
            if (!leg.isPlain() || leg.isProRata()) {
                return false;
            }
        }
        return true;
    }

    /** Whether one price is no worse for an order than another. */
    static boolean isNoWorse(final Order order, final long priceE8, final long otherE8) {
        return order.side() == Side.BUY ? priceE8 <= otherE8 : priceE8 >= otherE8;
    }

    /** Whether the order would trade with its legs now. */
    boolean crosses(final OrderBook combo, final Order order) {
        return isActive(combo) && isOffered(combo, order);
    }

    private boolean isOffered(final OrderBook combo, final Order order) {
        return isNear(combo, order) && find(combo, order) && order.reaches(offer.priceE8());
    }

    private boolean find(final OrderBook combo, final Order order) {
        offer.begin(combo.instrument().legs(), order, command.nextPlanKey(), false);
        return offer.find();
    }

    /** Whether the best prices alone are within the order's limit: what takes most looks. */
    private boolean isNear(final OrderBook combo, final Order order) {
        final ComboLegs legs = combo.instrument().legs();
        final boolean buys = order.side() == Side.BUY;
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            final OrderBook leg = books.get(legs.leg(i).instrumentId());
            final PriceLevel level = leg.best(legs.buys(i, buys) ? Side.SELL : Side.BUY);
            if (level == null) {
                return false;
            }
            sumE8 += legs.ratio(i) * level.priceE8();
        }
        return order.reaches(sumE8);
    }

    /** The best price of the combination at which a post-only order that would trade does not. */
    long insideE8(final OrderBook combo, final Order order) {
        final PriceLevel level = combo.best(OrderBook.opposite(order.side()));
        final boolean implied = isActive(combo) && find(combo, order);
        final long impliedE8 = implied ? offer.priceE8() : 0;
        final long oppositeE8 =
                !implied || level != null && isNoWorse(order, level.priceE8(), impliedE8) ? level.priceE8() : impliedE8;
        final long tickE8 = combo.instrument().tickSizeE8();
        return order.side() == Side.BUY
                ? (Math.ceilDiv(oppositeE8, tickE8) - 1) * tickE8
                : (Math.floorDiv(oppositeE8, tickE8) + 1) * tickE8;
    }

    /** Lots that would trade if the order arrived now. */
    long tradableLots(final OrderBook combo, final Order taker) {
        return plan.tradableLots(combo, taker);
    }

    /**
     * Trades an order that arrives with the combination's own orders and with the legs, the best price first.
     *
     * @return why it is to be cancelled in place of a trade with its own group, or null
     */
    CancelReason trade(final OrderBook combo, final Order taker) {
        final Side makerSide = OrderBook.opposite(taker.side());
        cutShort = false;
        while (taker.remainingLots() > 0) {
            final boolean own = combo.crosses(taker);
            final boolean implied = isOffered(combo, taker);
            if (!own && !implied) {
                return null;
            }
            final CancelReason reason;
            if (!command.mayFill()) {
                cutShort = true;
                return null;
            } else if (own
                    && (!implied || isNoWorse(taker, combo.best(makerSide).priceE8(), offer.priceE8()))) {
                reason = meet(combo, taker, combo.best(makerSide).first());
            } else if (offer.obstacle() != null) {
                reason = remove(taker, offer.obstacle());
            } else if (command.fillsLeft() <= offer.turns()) {
                cutShort = true;
                return null;
            } else {
                fill(combo, taker, taker.remainingLots(), false);
                reason = null;
            }
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** Another order trades, maybe not here. */
    void forget() {
        cutShort = false;
    }

    /** Whether the order that traded last could trade more, had the command more trade ids. */
    boolean isCutShort() {
        return cutShort;
    }

    /** The order of the combination trades with another one of it; neither is reduce-only, linked or protected. */
    private CancelReason meet(final OrderBook combo, final Order taker, final Order maker) {
        command.touch(combo);
        if (!selfTrades.allowedTo(taker) && selfTrades.isSelf(taker, maker)) {
            return selfTrades.prevent(combo, taker, maker);
        }
        fills.fill(combo, taker, maker, Math.min(taker.remainingLots(), maker.shownLots()));
        traded(combo, maker);
        return null;
    }

    /** What becomes of a resting order that has traded. */
    private void traded(final OrderBook book, final Order order) {
        if (order.remainingLots() == 0) {
            cancels.end(order);
        } else if (order.shownLots() == 0) {
            book.replenish(order, command.lastTradeId());
        }
    }

    /** Deals with an order of a leg that is not to trade, or that may not. */
    private CancelReason remove(final Order taker, final Order maker) {
        if (selfTrades.allowedTo(taker) || !selfTrades.isSelf(taker, maker)) {
            cancels.resting(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            return null;
        }
        return selfTrades.preventInLeg(taker, maker);
    }

    /** Trades what is offered, of so many lots. */
    private void fill(final OrderBook combo, final Order taker, final long openLots, final boolean rested) {
        final long lots = offer.lots(openLots);
        final ComboLegs legs = combo.instrument().legs();
        command.touch(combo);
        final long tradeId = fills.implied(combo, taker, lots, offer.priceE8(), rested);
        for (int i = 0; i < legs.count(); i++) {
            final OrderBook leg = books.get(legs.leg(i).instrumentId());
            final Side makerSide = legs.buys(i, taker.side() == Side.BUY) ? Side.SELL : Side.BUY;
            long openLegLots = legs.lots(i, lots);
            command.touch(leg);
            while (openLegLots > 0) {
                final Order maker = leg.best(makerSide).first();
                final long clipLots = maker.clipLots();
                final long legLots = Math.min(openLegLots, Math.min(maker.shownLots(), clipLots));
                if (legLots > 0) {
                    fills.impliedLeg(tradeId, combo, i, leg, taker, maker, legLots, rested);
                    openLegLots -= legLots;
                }
                if (maker.remainingLots() > 0 && clipLots == legLots) {
                    cancels.resting(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
                } else {
                    traded(leg, maker);
                }
            }
        }
        if (protections.isDue()) {
            protections.stop(combo, null);
        }
    }

    /** Time has passed, by a tick or an epoch of marks: what trade ids did not suffice for goes on, and prices are published. */
    public void timePassed() {
        due.or(left);
        left.clear();
        timePassed = true;
    }

    /** Has resting orders of combinations trade where the command brought their legs to where they can; whether it looked at any. */
    boolean settle() {
        if (!any) {
            return false;
        }
        note();
        boolean looked = false;
        for (int id = due.nextSetBit(0); id >= 0; id = due.nextSetBit(id + 1)) {
            final OrderBook combo = books.get(id);
            if (!isActive(combo) || settle(combo, Side.BUY) && settle(combo, Side.SELL)) {
                due.clear(id);
            }
            looked = true;
        }
        return looked;
    }

    /** Notes which combinations are concerned by what the command has done so far. */
    private void note() {
        for (int i = 0; i < command.touchedCount(); i++) {
            concerns(command.touched(i));
        }
        if (command.changed() != null) {
            concerns(command.changed());
        }
    }

    private void concerns(final OrderBook book) {
        if (book.isCombo()) {
            due.set(book.instrumentId());
            tops.changed(book.instrumentId());
        }
        for (final int combo : combosOf(book.instrumentId())) {
            due.set(combo);
            tops.changed(combo);
        }
    }

    /** Ends the command. */
    void end() {
        if (!any) {
            timePassed = false;
            return;
        }
        if (!due.isEmpty()) {
            left.or(due);
            due.clear();
        }
        for (int i = 0; i < command.touchedCount(); i++) {
            for (final int combo : combosOf(command.touched(i).instrumentId())) {
                tops.changed(combo);
            }
        }
        if (timePassed) {
            tops.publish(command.timestampNs(), this, listener);
            timePassed = false;
        }
    }

    /** False where the trade ids of the command do not suffice. */
    private boolean settle(final OrderBook combo, final Side side) {
        PriceLevel level = combo.best(side);
        while (level != null && isOffered(combo, level.first())) {
            final Order order = level.first();
            if (offer.obstacle() != null) {
                final CancelReason reason = remove(order, offer.obstacle());
                if (reason != null) {
                    cancels.resting(order, reason);
                }
            } else if (command.fillsLeft() <= offer.turns()) {
                return false;
            } else {
                fill(combo, order, order.shownLots(), true);
                traded(combo, order);
            }
            level = combo.best(side);
        }
        return true;
    }

    /** Throws where an order of a combination rests that its legs could fill now, but for those that are to go on. */
    public void check() {
        for (int id = 1; id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null && book.isCombo() && !left.get(id) && isActive(book)) {
                check(book, Side.BUY);
                check(book, Side.SELL);
            }
        }
    }

    private void check(final OrderBook combo, final Side side) {
        final PriceLevel level = combo.best(side);
        if (level != null && isOffered(combo, level.first())) {
            throw new IllegalStateException(level.first() + " rests, and its legs offer " + offer.priceE8() + "e-8");
        }
    }
}
