package io.strikebook.matching.rules;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** What an order meets on arrival: the reasons not to trade, the trades, and what becomes of the rest of it. */
final class Matcher {
    private final CurrentCommand command;
    private final LiveOrders orders;
    private final Cancels cancels;
    private final SelfTrades selfTrades;
    private final Fills fills;
    private final ProRataMatcher proRata;
    private final FillPlan plan;
    private final Protections protections;
    private final ExecutionListener listener;

    /** Why the order that arrives is to be cancelled in place of a trade with its own group, or null. */
    private CancelReason selfTrade;

    private Arrivals arrivals;
    private Implied implied;

    Matcher(
            final CurrentCommand command,
            final LiveOrders orders,
            final Cancels cancels,
            final SelfTrades selfTrades,
            final Fills fills,
            final Protections protections,
            final ExecutionListener listener) {
        this.command = command;
        this.orders = orders;
        this.cancels = cancels;
        this.selfTrades = selfTrades;
        this.fills = fills;
        this.proRata = new ProRataMatcher(command, cancels, selfTrades, protections, fills);
        this.plan = new FillPlan(command, selfTrades, protections);
        this.protections = protections;
        this.listener = listener;
    }

    /** Who takes orders of instruments that are not plainly open; to be set once, before the first. */
    void arrivals(final Arrivals newArrivals) {
        arrivals = newArrivals;
    }

    /** Who trades orders of combinations with their legs; to be set once, before the first. */
    void implied(final Implied newImplied) {
        implied = newImplied;
    }

    /**
     * Trades an order that rests nowhere, and puts the rest of it into the book or cancels it.
     *
     * @return whether the order rests now
     */
    boolean arrive(final OrderBook book, final Order taker) {
        return book.isPlain() ? settle(book, taker, meet(book, taker)) : arrivals.arrive(book, taker);
    }

    /** Cancels what is left of an order that rests nowhere, for a reason, or, where that is null, puts it into the book. */
    boolean settle(final OrderBook book, final Order taker, final CancelReason reason) {
        if (reason != null) {
            listener.onCancelled(taker, reason);
            return false;
        }
        if (taker.remainingLots() == 0) {
            return false;
        }
        command.touch(book);
        book.rest(taker);
        return true;
    }

    /**
     * Moves a post-only order that would trade to one tick inside the spread, unless it asks to be cancelled then, or there is no positive
     * price for it.
     */
    void keepPassive(final OrderBook book, final Order order) {
        if (!order.postOnly() || order.rejectPostOnly() || !crosses(book, order)) {
            return;
        }
        final long priceE8 = book.isCombo() ? implied.insideE8(book, order) : insideE8(book, order);
        if ((priceE8 > 0 || book.isCombo()) && Math.abs(priceE8) <= NumberRange.MAX_PRICE_E8) {
            orders.reprice(order, priceE8);
        }
    }

    private static long insideE8(final OrderBook book, final Order order) {
        final long tickE8 = book.instrument().tickSizeE8();
        final long oppositeE8 = book.best(OrderBook.opposite(order.side())).priceE8();
        return order.side() == Side.BUY ? oppositeE8 - tickE8 : oppositeE8 + tickE8;
    }

    /** Whether the order would trade on arrival, be it with legs. */
    private boolean crosses(final OrderBook book, final Order order) {
        return book.crosses(order) || book.isCombo() && implied.crosses(book, order);
    }

    private long tradableLots(final OrderBook book, final Order taker, final long clip) {
        return book.isCombo() && implied.isActive(book)
                ? implied.tradableLots(book, taker)
                : plan.tradableLots(book, taker, clip);
    }

    /** The reason to cancel what is left of the order, or null where that may rest or nothing is left. */
    CancelReason meet(final OrderBook book, final Order taker) {
        if (taker.postOnly() && crosses(book, taker)) {
            return CancelReason.POST_ONLY_WOULD_CROSS;
        }
        final long clip = taker.clipLots();
        if (clip == 0) {
            return CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        }
        if (taker.timeInForce() == TimeInForce.FILL_OR_KILL
                && tradableLots(book, taker, clip) < taker.remainingLots()) {
            return CancelReason.FILL_OR_KILL_NOT_FILLABLE;
        }
        if (taker.details() != null
                && taker.details().minimumLots() > 0
                && tradableLots(book, taker, clip) < taker.details().minimumLots()) {
            return CancelReason.MINIMUM_QUANTITY_NOT_FILLABLE;
        }
        final long unclipped =
                book.isProRata() || book.isCombo() ? tradeOtherwise(book, taker, clip) : trade(book, taker, clip);
        if (selfTrade != null) {
            return selfTrade;
        }
        if (taker.remainingLots() == 0) {
            return null;
        }
        if (taker.mmp() && protections.isStopped(book, taker)) {
            return CancelReason.MMP_TRIGGERED;
        }
        if (unclipped == 0) {
            return CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        }
        if (!command.mayFill() && book.crosses(taker) || book.isCombo() && implied.isCutShort()) {
            return CancelReason.TOO_MANY_FILLS;
        }
        if (taker.orderType() != OrderType.LIMIT) {
            return afterMarket(book, taker);
        }
        return taker.mayRest() ? null : CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER;
    }

    /** What is left of a market order, or of a market-to-limit order that met nobody, is cancelled; the latter's rest is a limit order. */
    private CancelReason afterMarket(final OrderBook book, final Order taker) {
        if (taker.orderType() == OrderType.MARKET || taker.filledLots() == 0) {
            return CancelReason.MARKET_REMAINDER;
        }
        orders.becomeLimit(
                taker,
                book.isCombo() ? lastOnGridE8(book, taker) : book.trades().newestE8());
        listener.onBecameLimit(taker);
        return null;
    }

    /** The last price, moved to a price of the combination away from the other side where legs made it another. */
    private static long lastOnGridE8(final OrderBook combo, final Order taker) {
        final long lastE8 = combo.trades().newestE8();
        final long tickE8 = combo.instrument().tickSizeE8();
        return taker.side() == Side.BUY
                ? Math.floorDiv(lastE8, tickE8) * tickE8
                : Math.ceilDiv(lastE8, tickE8) * tickE8;
    }

    private long tradeOtherwise(final OrderBook book, final Order taker, final long clip) {
        implied.forget();
        if (book.isCombo() && implied.isActive(book)) {
            selfTrade = implied.trade(book, taker);
            return clip;
        }
        return book.isProRata() ? tradeProRata(book, taker, clip) : trade(book, taker, clip);
    }

    private long tradeProRata(final OrderBook book, final Order taker, final long clip) {
        final long unclipped = proRata.trade(book, taker, clip);
        selfTrade = proRata.selfTrade();
        return unclipped;
    }

    /** Trades until nothing crosses, nothing is left, or a bound is met; returns what is left of the clip. */
    private long trade(final OrderBook book, final Order taker, final long takerClip) {
        final Side makerSide = OrderBook.opposite(taker.side());
        long clip = takerClip;
        selfTrade = null;
        while (taker.remainingLots() > 0 && clip > 0 && command.mayFill() && book.crosses(taker)) {
            command.touch(book);
            final Order maker = book.best(makerSide).first();
            if (!selfTrades.allowedTo(taker) && selfTrades.isSelf(taker, maker)) {
                selfTrade = selfTrades.prevent(book, taker, maker);
                if (selfTrade != null) {
                    return clip;
                }
                continue;
            }
            final long makerClip = maker.clipLots();
            final long lots = Math.min(Math.min(taker.remainingLots(), clip), Math.min(maker.shownLots(), makerClip));
            if (lots > 0) {
                fills.fill(book, taker, maker, lots);
                clip -= clip == Order.UNCLIPPED ? 0 : lots;
            }
            if (maker.remainingLots() == 0) {
                cancels.end(maker);
            } else if (makerClip == lots) {
                cancels.resting(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            } else if (maker.shownLots() == 0) {
                book.replenish(maker, command.lastTradeId());
            }
            if (protections.isDue() && protections.stop(book, taker)) {
                return clip;
            }
        }
        return clip;
    }
}
