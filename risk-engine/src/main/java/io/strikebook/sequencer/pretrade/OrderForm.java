package io.strikebook.sequencer.pretrade;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/**
 * Whether an order makes sense by itself, whatever the state of the venue. Malformed are:
 *
 * <ul>
 *   <li>an unknown side, type, time in force or flag
 *   <li>a good-til-date or good-til-day order without details; a time to end at with any other than good-til-date
 *   <li>market-maker protection of anything but a limit order
 *   <li>post-only that cannot rest; reject-post-only that is not post-only
 *   <li>a market or market-to-limit order with a price, or post-only; a market-to-limit order that may not rest
 *   <li>a minimum quantity that is not positive or above the quantity, or of an order that is not immediate-or-cancel
 *   <li>a display that is negative, or of an order that may not rest
 *   <li>an unknown trigger; an order with a trigger that is a market-to-limit order, shows only a part of it, or is flagged for market-maker
 *       protection
 *   <li>a label with anything but printable US-ASCII, or with something behind its end
 * </ul>
 */
final class OrderForm {
    static final int REDUCE_ONLY = 2;
    static final int MMP = 4;
    private static final int POST_ONLY = 1;
    private static final int REJECT_POST_ONLY = 8;
    private static final int KNOWN_FLAGS = POST_ONLY | REDUCE_ONLY | MMP | REJECT_POST_ONLY;

    private OrderForm() {}

    static boolean isMalformed(final OrderRequest order) {
        if (order.side != Side.BUY && order.side != Side.SELL || (order.flags & ~KNOWN_FLAGS) != 0) {
            return true;
        }
        final boolean rests = order.timeInForce == TimeInForce.GOOD_TIL_CANCELLED || ends(order);
        if (!rests
                && order.timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                && order.timeInForce != TimeInForce.FILL_OR_KILL) {
            return true;
        }
        if (order.detailed && areMalformed(order) || order.triggerKind != null && isTriggerMalformed(order)) {
            return true;
        }
        if ((order.flags & MMP) != 0 && order.type != OrderType.LIMIT) {
            return true;
        }
        final boolean postOnly = (order.flags & POST_ONLY) != 0;
        if (!postOnly && (order.flags & REJECT_POST_ONLY) != 0) {
            return true;
        }
        if (order.type == OrderType.MARKET || order.type == OrderType.MARKET_TO_LIMIT) {
            return postOnly || order.limitE8 != 0 || order.type == OrderType.MARKET_TO_LIMIT && !rests;
        }
        return order.type != OrderType.LIMIT || postOnly && !rests;
    }

    private static boolean isTriggerMalformed(final OrderRequest order) {
        final TriggerKind kind = order.triggerKind;
        final TriggerReference reference = order.triggerReference;
        return kind != TriggerKind.STOP && kind != TriggerKind.TAKE && kind != TriggerKind.TRAILING
                || reference != TriggerReference.MARK
                        && reference != TriggerReference.INDEX
                        && reference != TriggerReference.LAST
                || order.type == OrderType.MARKET_TO_LIMIT
                || order.displayLots != 0
                || (order.flags & MMP) != 0;
    }

    private static boolean ends(final OrderRequest order) {
        return order.detailed
                && (order.timeInForce == TimeInForce.GOOD_TIL_DATE || order.timeInForce == TimeInForce.GOOD_TIL_DAY);
    }

    private static boolean isMinimum(final OrderRequest details) {
        return details.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL
                && details.minimumLots > 0
                && details.minimumLots <= details.lots;
    }

    private static boolean isDisplay(final OrderRequest details) {
        return details.displayLots > 0
                && details.type != OrderType.MARKET
                && details.timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                && details.timeInForce != TimeInForce.FILL_OR_KILL;
    }

    private static boolean areMalformed(final OrderRequest details) {
        return details.displayLots != 0 && !isDisplay(details)
                || details.minimumLots != 0 && !isMinimum(details)
                || details.expireNs != 0 && details.timeInForce != TimeInForce.GOOD_TIL_DATE
                || !details.label().isWellFormed();
    }
}
