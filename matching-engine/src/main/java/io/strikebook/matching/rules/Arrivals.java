package io.strikebook.matching.rules;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.BookPhase;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.Trigger;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * How an order arrives in an instrument that is not plainly open: where orders collect it rests, crossed or not; where there is a
 * volatility band it trades up to its edge, and what would trade beyond begins an interruption; where the market mode has it wait it is held
 * ({@link Holds}), and enters later.
 */
final class Arrivals {
    /** No order has such a price; where a band ends further out, an edge there says the same. */
    private static final long BEYOND_ALL_E8 = NumberRange.MAX_PRICE_E8 + 1;

    private final LiveOrders orders;
    private final Matcher matcher;
    private final Phases phases;
    private final Triggers triggers;
    private final Holds holds;

    Arrivals(
            final LiveOrders orders,
            final Matcher matcher,
            final Phases phases,
            final Triggers triggers,
            final Holds holds) {
        this.orders = orders;
        this.matcher = matcher;
        this.phases = phases;
        this.triggers = triggers;
        this.holds = holds;
    }

    /** Why a new order is not taken as things are, or {@code ACCEPTED}. */
    static RejectCode refusal(final OrderBook book, final OrderTerms terms) {
        final RejectCode entry = PhaseRules.entry(book.phase());
        final OrderDetails details = terms.details();
        if (entry != RejectCode.ACCEPTED || details != null && details.trigger().kind() != null) {
            return entry;
        }
        return refusal(book, terms.orderType(), terms.timeInForce(), details);
    }

    /** Why an order whose trigger fired does not become live as things are, or {@code ACCEPTED}. */
    static RejectCode refusal(final OrderBook book, final Order order) {
        final RejectCode entry = PhaseRules.entry(book.phase());
        return entry != RejectCode.ACCEPTED
                ? entry
                : refusal(book, order.orderType(), order.timeInForce(), order.details());
    }

    private static RejectCode refusal(
            final OrderBook book, final OrderType type, final TimeInForce timeInForce, final OrderDetails details) {
        final boolean taken;
        if (PhaseRules.collects(book.phase())) {
            taken = PhaseRules.canWait(type, timeInForce);
        } else {
            taken = !book.held().isBatch()
                    || PhaseRules.canBatch(type, timeInForce) && (details == null || details.minimumLots() == 0);
        }
        return taken ? RejectCode.ACCEPTED : RejectCode.NOT_IN_AUCTION;
    }

    /** See {@link Matcher#arrive}. */
    boolean arrive(final OrderBook book, final Order taker) {
        if (book.isCombo()) {
            return matcher.settle(book, taker, matcher.meet(book, taker));
        }
        if (book.phase() == InstrumentPhase.OPEN && Holds.takes(book, taker)) {
            holds.hold(book, taker);
            return true;
        }
        return enter(book, taker);
    }

    /** The same for one that has waited as long as it had to. */
    boolean enter(final OrderBook book, final Order taker) {
        return book.phase() != InstrumentPhase.OPEN || book.held().isBatch()
                ? collect(book, taker)
                : tradeWithinBand(book, taker);
    }

    /** One that cannot wait comes here only where another part of its link has just interrupted the instrument. */
    private boolean collect(final OrderBook book, final Order order) {
        CancelReason reason = null;
        if (book.phase() != InstrumentPhase.OPEN && !PhaseRules.canWait(order.orderType(), order.timeInForce())) {
            reason = CancelReason.PHASE_CHANGED;
        } else if (order.postOnly() && book.crosses(order)) {
            reason = CancelReason.POST_ONLY_WOULD_CROSS;
        } else if (order.reduceOnly() && order.position().reducibleLots(order.side()) == 0) {
            reason = CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        } else if (order.endsWithAuction()) {
            book.session().collect(order.orderId());
        }
        return matcher.settle(book, order, reason);
    }

    private boolean tradeWithinBand(final OrderBook book, final Order taker) {
        final long limitE8 = taker.priceE8();
        final long edgeE8 = book.session().widthE8() == 0 ? limitE8 : edgeE8(book, taker);
        if (edgeE8 == limitE8 || taker.postOnly()) {
            return matcher.settle(book, taker, matcher.meet(book, taker));
        }
        final OrderType type = taker.orderType();
        orders.reprice(taker, edgeE8);
        final CancelReason reason = matcher.meet(book, taker);
        if (taker.orderType() == type) {
            orders.reprice(taker, limitE8);
        }
        final boolean stopped = taker.remainingLots() > 0 && isRemainder(reason) && book.crosses(taker.side(), limitE8);
        final boolean rests = matcher.settle(book, taker, reason);
        if (stopped) {
            phases.interrupt(book);
        }
        return rests;
    }

    /** The worst price that the order may trade at: its limit, or the edge of the band where that is not as far. */
    private long edgeE8(final OrderBook book, final Order taker) {
        final BookPhase session = book.session();
        final long referenceE8 = triggers.referenceE8(book, session.bandReference());
        if (referenceE8 == Trigger.NO_PRICE) {
            return taker.priceE8();
        }
        return taker.side() == Side.BUY
                ? Math.max(Math.min(taker.priceE8(), referenceE8 + session.widthE8()), -BEYOND_ALL_E8)
                : Math.min(Math.max(taker.priceE8(), referenceE8 - session.widthE8()), BEYOND_ALL_E8);
    }

    /** Whether an order ended, if it did, because it met nobody else. */
    private static boolean isRemainder(final CancelReason reason) {
        return reason == null
                || reason == CancelReason.MARKET_REMAINDER
                || reason == CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER;
    }
}
