package io.strikebook.matching.rules;

import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;

/** What happens in place of a trade where an arriving order meets one of its own group; the arriving order's account decides. */
final class SelfTrades {
    private final AccountSettings settings;
    private final LiveOrders orders;
    private final Cancels cancels;
    private final ExecutionListener listener;

    SelfTrades(
            final AccountSettings settings,
            final LiveOrders orders,
            final Cancels cancels,
            final ExecutionListener listener) {
        this.settings = settings;
        this.orders = orders;
        this.cancels = cancels;
        this.listener = listener;
    }

    /** Whether the order may meet any other. */
    boolean allowedTo(final Order taker) {
        return modeOf(taker) == SelfTradePrevention.NONE;
    }

    /** How the order's account prevents them; linked orders never trade with each other where one cancels the other. */
    SelfTradePrevention modeOf(final Order taker) {
        final SelfTradePrevention mode = settings.selfTradePrevention(taker.accountId());
        return mode == SelfTradePrevention.NONE && taker.isLinked() ? SelfTradePrevention.CANCEL_MAKER : mode;
    }

    /** Whether the two, the taker's account preventing it or one cancelling the other, are not to trade. */
    boolean isSelf(final Order taker, final Order maker) {
        return taker.isLinked() && settings.selfTradePrevention(taker.accountId()) == SelfTradePrevention.NONE
                ? taker.isSiblingOf(maker)
                : settings.isSelf(taker.accountId(), maker.accountId());
    }

    /**
     * Prevents the trade of two orders of one group. Where null is returned, the maker is gone.
     *
     * @return why the taker is to be cancelled, or null where it goes on
     */
    CancelReason prevent(final OrderBook book, final Order taker, final Order maker) {
        return switch (modeOf(taker)) {
            case CANCEL_TAKER -> CancelReason.SELF_TRADE_TAKER;
            case CANCEL_MAKER -> {
                cancels.resting(maker, CancelReason.SELF_TRADE_MAKER);
                yield null;
            }
            case CANCEL_BOTH -> {
                cancels.resting(maker, CancelReason.SELF_TRADE_MAKER);
                yield CancelReason.SELF_TRADE_TAKER;
            }
            case DECREMENT -> decrement(book, taker, maker);
            default -> throw new IllegalStateException("nothing to prevent for " + taker);
        };
    }

    /**
     * Prevents the trade of an order of a combination with one of a leg. Lots of different instruments cannot shrink together, so that where
     * the account asks for that the leg's order is cancelled.
     *
     * @return why the combination's order is to be cancelled, or null where it goes on
     */
    CancelReason preventInLeg(final Order taker, final Order maker) {
        final SelfTradePrevention mode = modeOf(taker);
        if (mode != SelfTradePrevention.CANCEL_TAKER) {
            cancels.resting(maker, CancelReason.SELF_TRADE_MAKER);
        }
        return mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH
                ? CancelReason.SELF_TRADE_TAKER
                : null;
    }

    /** Prevents the trade of two resting orders of one group in an auction: at least one of them is gone then. */
    void preventResting(final OrderBook book, final Order taker, final Order maker) {
        if (modeOf(taker) != SelfTradePrevention.DECREMENT) {
            final CancelReason reason = prevent(book, taker, maker);
            if (reason != null) {
                cancels.resting(taker, reason);
            }
            return;
        }
        final long lots = Math.min(taker.remainingLots(), maker.remainingLots());
        book.decrement(maker, lots);
        book.decrement(taker, lots);
        listener.onDecremented(maker, taker, lots);
        endDecremented(maker);
        endDecremented(taker);
    }

    private void endDecremented(final Order order) {
        if (order.remainingLots() == 0) {
            listener.onCancelled(order, CancelReason.SELF_TRADE_DECREMENTED);
            cancels.end(order);
        }
    }

    private CancelReason decrement(final OrderBook book, final Order taker, final Order maker) {
        final long lots = Math.min(taker.remainingLots(), maker.remainingLots());
        book.decrement(maker, lots);
        orders.decrementIncoming(taker, lots);
        listener.onDecremented(maker, taker, lots);
        endDecremented(maker);
        return taker.remainingLots() == 0 ? CancelReason.SELF_TRADE_DECREMENTED : null;
    }
}
