package io.strikebook.orderflow.load;

import io.strikebook.schemas.Side;

/**
 * Client order ids of the generator: unique because they are made from the request's own sequence, and telling what a taker asked for,
 * so that a refusal, which does not repeat it, needs no look-up.
 *
 * <pre>
 *   63                              8 7           1     0
 *   +--------------------------------+-------------+------+
 *   | sourceSequence                 | taker lots  | sell |
 *   +--------------------------------+-------------+------+
 * </pre>
 *
 * Quotes have no lots here.
 */
final class ClientOrderIds {
    /** Most lots that fit. */
    static final int MAX_TAKER_LOTS = 127;

    private static final int SEQUENCE_SHIFT = 8;

    private ClientOrderIds() {}

    static long ofQuote(final long sourceSequence) {
        return sourceSequence << SEQUENCE_SHIFT;
    }

    static long ofTaker(final long sourceSequence, final Side side, final int lots) {
        return sourceSequence << SEQUENCE_SHIFT | (long) lots << 1 | (side == Side.SELL ? 1 : 0);
    }

    static int takerLots(final long clientOrderId) {
        return (int) (clientOrderId >>> 1) & MAX_TAKER_LOTS;
    }

    static Side takerSide(final long clientOrderId) {
        return (clientOrderId & 1) == 0 ? Side.BUY : Side.SELL;
    }
}
