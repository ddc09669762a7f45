package io.strikebook.matching.book;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * What kind of order one is, in one word: bits 0 to 1 side, 2 to 4 type, 5 to 7 time in force, as in messages, 8 to 12 flags, 16 to 31 the source of the
 * request that made it.
 */
final class OrderTraits {
    static final int POST_ONLY = 1 << 8;
    static final int REDUCE_ONLY = 1 << 9;
    static final int MMP = 1 << 10;
    static final int REJECT_POST_ONLY = 1 << 11;

    /** It waits outside the book for the end of a speed bump or a batch. */
    static final int HELD = 1 << 12;

    private static final int SELL = Side.SELL.value();
    private static final int TYPE_SHIFT = 2;
    private static final int TIME_SHIFT = 5;
    private static final int CODE_MASK = 7;
    private static final int SOURCE_SHIFT = 16;
    private static final int TYPE_MASK = CODE_MASK << TYPE_SHIFT;
    private static final OrderType[] TYPES = new OrderType[CODE_MASK + 1];
    private static final TimeInForce[] TIMES = new TimeInForce[CODE_MASK + 1];

    static {
        for (int code = 0; code <= CODE_MASK; code++) {
            TYPES[code] = OrderType.get((short) code);
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
                | terms.sourceId << SOURCE_SHIFT;
    }

    /** Without flags. */
    static int of(final Side side, final OrderType type, final TimeInForce timeInForce) {
        return side.value() | type.value() << TYPE_SHIFT | timeInForce.value() << TIME_SHIFT;
    }

    /** The same with another type. */
    static int with(final int traits, final OrderType type) {
        return traits & ~TYPE_MASK | type.value() << TYPE_SHIFT;
    }

    /** What the client asked for, for its hash; whether it is held is hashed elsewhere. */
    static int identity(final int traits) {
        return traits & ~HELD;
    }

    static Side side(final int traits) {
        return (traits & SELL) == 0 ? Side.BUY : Side.SELL;
    }

    static OrderType orderType(final int traits) {
        return TYPES[traits >>> TYPE_SHIFT & CODE_MASK];
    }

    static TimeInForce timeInForce(final int traits) {
        return TIMES[traits >>> TIME_SHIFT & CODE_MASK];
    }

    /** Whether what does not trade at once may wait. */
    static boolean mayRest(final int traits) {
        final int code = traits >>> TIME_SHIFT & CODE_MASK;
        return code != TimeInForce.IMMEDIATE_OR_CANCEL.value() && code != TimeInForce.FILL_OR_KILL.value();
    }

    static int sourceId(final int traits) {
        return traits >>> SOURCE_SHIFT;
    }
}
