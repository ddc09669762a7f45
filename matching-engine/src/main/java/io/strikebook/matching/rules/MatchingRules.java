package io.strikebook.matching.rules;

import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * What each accepted command does.
 *
 * <ul>
 *   <li><b>New order</b>: accepted first, always. Then the first that applies ends it whole: post-only that would
 *       cross; reduce-only with nothing to reduce; fill-or-kill that cannot fill in full now. Then it trades, best
 *       price first, earliest order first, at the makers' prices. What is left of it is cancelled (market,
 *       immediate-or-cancel, reduce-only that has nothing left to reduce, more than {@link #MAX_FILLS} fills) or rests.
 *       A market order is immediate-or-cancel at the limit its command carries.
 *   <li><b>Reduce-only</b> is clipped when it trades, not before: the taker to the position it met when it arrived, a
 *       resting order to the position when it is hit. A resting order that used up its position is cancelled then;
 *       until it is hit it shows its full size.
 *   <li><b>Replace</b>: new price and new total. The same price with no more than the old total keeps the place in the
 *       queue; anything else leaves the book, is announced, and arrives like a new order. A total not above what was
 *       filled cancels.
 *   <li><b>Mass cancel, kill switch on</b>: in order id order.
 *   <li><b>Halted</b>: orders keep resting and can be cancelled; new orders and replaces are refused.
 * </ul>
 *
 * <p>Self-trades are allowed: an account's orders trade with each other, and its position does not move. (A reduce-only
 * order that meets its own account is still clipped as if it had reduced.)
 *
 * <p>Business refusals are returned; values that no sequencer accepts throw before anything has changed.
 */
public final class MatchingRules {
    /** Most fills of one command: trade ids have that many ordinals. */
    public static final int MAX_FILLS = OrderIds.MAX_ORDINAL + 1;

    private static final long NO_CLIP = Long.MAX_VALUE;

    private final Books books;
    private final LiveOrders orders;
    private final PositionMirror positions;
    private final ExecutionListener listener;
    private final OrderBook[] touched;

    private int touchedCount;
    private long sequence;
    private int fills;

    /** Rules over state that a snapshot may have filled. */
    public MatchingRules(
            final Books books,
            final LiveOrders orders,
            final PositionMirror positions,
            final ExecutionListener listener) {
        this.books = books;
        this.orders = orders;
        this.positions = positions;
        this.listener = listener;
        this.touched = new OrderBook[books.capacity()];
    }

    /** Starts a command; ids of fills and priorities come from its sequence. */
    public void beginCommand(final long commandSequence) {
        sequence = commandSequence;
        fills = 0;
    }

    /** Ends a command: announces the tops that it changed, in the order in which it first touched the books. */
    public void endCommand() {
        for (int i = 0; i < touchedCount; i++) {
            final OrderBook book = touched[i];
            touched[i] = null;
            if (book.settleTop()) {
                listener.onTopOfBook(book);
            }
        }
        touchedCount = 0;
    }

    /** A new order, whose id is that of the command; market orders carry the band's edge as their price. */
    public RejectCode newOrder(
            final long clientOrderId,
            final int accountId,
            final int instrumentId,
            final Side side,
            final OrderType orderType,
            final TimeInForce timeInForce,
            final long priceE8,
            final long quantityLots,
            final boolean postOnly,
            final boolean reduceOnly) {
        final OrderBook book = books.require(instrumentId, sequence);
        require(orders.isAccount(accountId), "account", accountId);
        require(side == Side.BUY || side == Side.SELL, "side of account", accountId);
        require(orderType == OrderType.LIMIT || orderType == OrderType.MARKET, "type for account", accountId);
        require(isKnown(timeInForce), "time in force for account", accountId);
        requireQuantity(quantityLots);
        requirePrice(priceE8);
        if (book.phase() == InstrumentPhase.HALTED) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        final Order order = orders.create(
                OrderIds.of(sequence, 0),
                clientOrderId,
                accountId,
                instrumentId,
                side,
                orderType,
                timeInForce,
                priceE8,
                quantityLots,
                postOnly,
                reduceOnly);
        listener.onAccepted(order);
        final CancelReason reason = arrive(book, order);
        if (reason != null) {
            listener.onCancelled(order, reason);
        }
        if (reason != null || order.remainingLots() == 0) {
            orders.discard(order);
        } else {
            orders.add(order);
            rest(book, order);
        }
        return RejectCode.ACCEPTED;
    }

    /** Takes one order off. The instrument, where given, and the account must be the order's. */
    public RejectCode cancel(final long orderId, final int accountId, final int instrumentId) {
        final Order order = find(orderId, accountId, instrumentId);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        cancelResting(order, CancelReason.REQUESTED);
        return RejectCode.ACCEPTED;
    }

    /**
     * Gives an order a new price and total.
     *
     * @param quantityLots new total, what was filled included
     */
    public RejectCode replace(
            final long orderId,
            final int accountId,
            final int instrumentId,
            final long priceE8,
            final long quantityLots) {
        requireQuantity(quantityLots);
        requirePrice(priceE8);
        final Order order = find(orderId, accountId, instrumentId);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        final OrderBook book = books.require(order.instrumentId(), sequence);
        if (book.phase() == InstrumentPhase.HALTED) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        if (quantityLots <= order.filledLots()) {
            cancelResting(order, CancelReason.REPLACED_BELOW_FILLED);
        } else if (priceE8 == order.priceE8() && quantityLots <= order.quantityLots()) {
            touch(book);
            book.shrink(order, quantityLots - order.filledLots());
            listener.onReplaced(order, true);
        } else {
            reenter(book, order, priceE8, quantityLots - order.filledLots());
        }
        return RejectCode.ACCEPTED;
    }

    /**
     * Cancels an account's orders in order id order.
     *
     * @param accountId    0: every account
     * @param instrumentId 0: every instrument
     */
    public void cancelAll(final int accountId, final int instrumentId, final CancelReason reason) {
        Order order = accountId == 0 ? orders.first() : orders.firstOfAccount(accountId);
        while (order != null) {
            final Order next = accountId == 0 ? order.nextLive() : order.nextOfAccount();
            if (instrumentId == 0 || order.instrumentId() == instrumentId) {
                cancelResting(order, reason);
            }
            order = next;
        }
    }

    /** Opens a book for the next instrument. */
    public void list(final int instrumentId) {
        books.open(instrumentId);
    }

    /** Sets the phase of an instrument and says so, even where it was that already. */
    public void phase(final int instrumentId, final InstrumentPhase phase) {
        final OrderBook book = books.require(instrumentId, sequence);
        require(phase == InstrumentPhase.OPEN || phase == InstrumentPhase.HALTED, "phase of instrument", instrumentId);
        book.phase(phase);
        listener.onPhase(book);
    }

    private void reenter(final OrderBook book, final Order order, final long priceE8, final long remainingLots) {
        touch(book);
        book.remove(order);
        orders.reenter(order, priceE8, remainingLots, OrderIds.of(sequence, 0));
        listener.onReplaced(order, false);
        final CancelReason reason = arrive(book, order);
        if (reason != null) {
            listener.onCancelled(order, reason);
        }
        if (reason != null || order.remainingLots() == 0) {
            orders.end(order);
        } else {
            rest(book, order);
        }
    }

    /**
     * Trades an order that rests nowhere; the reason to cancel what is left of it, or null where that may rest or
     * nothing is left.
     */
    private CancelReason arrive(final OrderBook book, final Order taker) {
        if (taker.postOnly() && book.crosses(taker)) {
            return CancelReason.POST_ONLY_WOULD_CROSS;
        }
        final long clip = taker.reduceOnly() ? taker.position().reducibleLots(taker.side()) : NO_CLIP;
        if (clip == 0) {
            return CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        }
        if (taker.timeInForce() == TimeInForce.FILL_OR_KILL && !canFill(book, taker, clip)) {
            return CancelReason.FILL_OR_KILL_NOT_FILLABLE;
        }
        final long unclipped = trade(book, taker, clip);
        if (taker.remainingLots() == 0) {
            return null;
        }
        if (unclipped == 0) {
            return CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        }
        if (fills == MAX_FILLS && book.crosses(taker)) {
            return CancelReason.TOO_MANY_FILLS;
        }
        if (taker.orderType() == OrderType.MARKET) {
            return CancelReason.MARKET_REMAINDER;
        }
        return taker.timeInForce() == TimeInForce.GOOD_TIL_CANCELLED
                ? null
                : CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER;
    }

    /** Trades until nothing crosses, nothing is left, or a bound is met; returns what is left of the clip. */
    private long trade(final OrderBook book, final Order taker, final long takerClip) {
        final Side makerSide = OrderBook.opposite(taker.side());
        long clip = takerClip;
        while (taker.remainingLots() > 0 && clip > 0 && fills < MAX_FILLS && book.crosses(taker)) {
            touch(book);
            final Order maker = book.best(makerSide).first();
            final long makerClip = maker.reduceOnly() ? maker.position().reducibleLots(makerSide) : NO_CLIP;
            final long lots =
                    Math.min(Math.min(taker.remainingLots(), clip), Math.min(maker.remainingLots(), makerClip));
            if (lots > 0) {
                fill(book, taker, maker, lots);
                clip -= clip == NO_CLIP ? 0 : lots;
            }
            if (maker.remainingLots() == 0) {
                orders.end(maker);
            } else if (makerClip == lots) {
                cancelResting(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            }
        }
        return clip;
    }

    private void fill(final OrderBook book, final Order taker, final Order maker, final long lots) {
        book.fill(maker, lots);
        orders.fillIncoming(taker, lots);
        positions.onFill(taker, maker, lots);
        listener.onFill(OrderIds.of(sequence, fills), maker, taker, lots);
        fills++;
    }

    /**
     * Whether the order would fill in full now: the same walk as {@link #trade}, with positions planned instead of
     * moved.
     */
    private boolean canFill(final OrderBook book, final Order taker, final long clip) {
        long needed = taker.remainingLots();
        if (clip < needed) {
            return false;
        }
        final Side makerSide = OrderBook.opposite(taker.side());
        int plannedFills = 0;
        for (PriceLevel level = book.best(makerSide);
                level != null && taker.reaches(level.priceE8());
                level = level.worse()) {
            Order maker = level.first();
            while (maker != null) {
                final long makerClip =
                        maker.reduceOnly() ? maker.position().reducibleLotsInPlan(makerSide, taker.orderId()) : NO_CLIP;
                final long lots = Math.min(needed, Math.min(maker.remainingLots(), makerClip));
                if (lots > 0) {
                    if (maker.position() != taker.position()) {
                        maker.position().plan(taker.orderId(), lots);
                    }
                    needed -= lots;
                    plannedFills++;
                }
                if (needed == 0 || plannedFills > MAX_FILLS) {
                    return plannedFills <= MAX_FILLS;
                }
                maker = maker.nextInLevel();
            }
        }
        return false;
    }

    private void rest(final OrderBook book, final Order order) {
        touch(book);
        book.rest(order);
    }

    private void cancelResting(final Order order, final CancelReason reason) {
        final OrderBook book = books.require(order.instrumentId(), sequence);
        touch(book);
        book.remove(order);
        listener.onCancelled(order, reason);
        orders.end(order);
    }

    private Order find(final long orderId, final int accountId, final int instrumentId) {
        final Order order = orders.get(orderId);
        if (order == null
                || order.accountId() != accountId
                || instrumentId != 0 && order.instrumentId() != instrumentId) {
            return null;
        }
        return order;
    }

    private void touch(final OrderBook book) {
        if (book.touch()) {
            touched[touchedCount++] = book;
        }
    }

    private static boolean isKnown(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.GOOD_TIL_CANCELLED
                || timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL
                || timeInForce == TimeInForce.FILL_OR_KILL;
    }

    private void requireQuantity(final long quantityLots) {
        require(quantityLots > 0 && quantityLots <= Books.MAX_ORDER_LOTS, "quantity", quantityLots);
    }

    private void requirePrice(final long priceE8) {
        require(priceE8 != Long.MIN_VALUE, "price", priceE8);
    }

    private void require(final boolean condition, final String what, final long value) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "command " + sequence + " was accepted with an impossible " + what + " " + value);
        }
    }
}
