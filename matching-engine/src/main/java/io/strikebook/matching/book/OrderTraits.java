package io.strikebook.matching.book;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * What kind of order one is, in {@link #BITS} bits: 0 to 1 side, 2 to 3 type, 4 to 6 time in force, as in messages, 7 to 12 flags. They share a
 * word with the price, which has as many bits as {@link NumberRange#MAX_PRICE_E8} needs, and its sign.
 */
final class OrderTraits {
    /** How many bits they take. */
    static final int BITS = 13;

    /** All of them. */
    static final int MASK = (1 << BITS) - 1;

    static final int POST_ONLY = 1 << 7;
    static final int REDUCE_ONLY = 1 << 8;
    static final int MMP = 1 << 9;
    static final int REJECT_POST_ONLY = 1 << 10;

    /** It waits outside the book for the end of a speed bump or a batch. */
    static final int HELD = 1 << 11;

    /** It has {@link OrderDetails}. */
    static final int DETAILED = 1 << 12;

    private static final int SELL = Side.SELL.value();
    private static final int TYPE_SHIFT = 2;
    private static final int TYPE_CODE = 3;
    private static final int TYPE_MASK = TYPE_CODE << TYPE_SHIFT;
    private static final int TIME_SHIFT = 4;
    private static final int TIME_CODE = 7;
    private static final OrderType[] TYPES = new OrderType[TYPE_CODE + 1];
    private static final TimeInForce[] TIMES = new TimeInForce[TIME_CODE + 1];

    static {
        for (int code = 0; code <= TYPE_CODE; code++) {
            TYPES[code] = OrderType.get((short) code);
        }
        for (int code = 0; code <= TIME_CODE; code++) {
            TIMES[code] = TimeInForce.get((short) code);
        }
    }

    private OrderTraits() {}

    /** Of a new order. */
    static int of(final OrderTerms terms) {
        return of(terms.side, terms.orderType, terms.timeInForce)
                | (terms.postOnly ? POST_ONLY : 0)
                | (terms.reduceOnly ? REDUCE_ONLY : 0)
                | (terms.mmp ? MMP : 0)
                | (terms.rejectPostOnly ? REJECT_POST_ONLY : 0)
                | (terms.detailed ? DETAILED : 0);
    }

    /** Without flags. */
    static int of(final Side side, final OrderType type, final TimeInForce timeInForce) {
        return side.value() | type.value() << TYPE_SHIFT | timeInForce.value() << TIME_SHIFT;
    }

    /** The same with another type. */
    static int with(final int traits, final OrderType type) {
        return traits & ~TYPE_MASK | type.value() << TYPE_SHIFT;
    }

    /** What the client asked for, for its hash; whether it is held, and what its details say, is hashed elsewhere. */
    static int identity(final int traits) {
        return traits & ~(HELD | DETAILED);
    }

    static Side side(final int traits) {
        return (traits & SELL) == 0 ? Side.BUY : Side.SELL;
    }

    static OrderType orderType(final int traits) {
        return TYPES[traits >>> TYPE_SHIFT & TYPE_CODE];
    }

    static TimeInForce timeInForce(final int traits) {
        return TIMES[traits >>> TIME_SHIFT & TIME_CODE];
    }

    /** Whether what does not trade at once may wait. */
    static boolean mayRest(final int traits) {
        final int code = traits >>> TIME_SHIFT & TIME_CODE;
        return code != TimeInForce.IMMEDIATE_OR_CANCEL.value() && code != TimeInForce.FILL_OR_KILL.value();
    }
}
