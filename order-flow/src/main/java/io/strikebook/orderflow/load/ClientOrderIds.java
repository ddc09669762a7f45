package io.strikebook.orderflow.load;

/**
 * Client order ids of the generator: unique because they are made from the request's own sequence.
 *
 * <pre>
 *   63                             12 11              0
 *   +--------------------------------+-----------------+
 *   | sourceSequence                 | clients: place  |
 *   +--------------------------------+-----------------+
 * </pre>
 */
final class ClientOrderIds {
    private static final int SEQUENCE_SHIFT = 12;

    private ClientOrderIds() {}

    /** Of a maker's or taker's order. */
    static long of(final long sourceSequence) {
        return sourceSequence << SEQUENCE_SHIFT;
    }

    /** Of a client's order in its place. */
    static long of(final long sourceSequence, final int place) {
        return sourceSequence << SEQUENCE_SHIFT | place;
    }

    static long sequence(final long clientOrderId) {
        return clientOrderId >>> SEQUENCE_SHIFT;
    }

    static int place(final long clientOrderId) {
        return (int) clientOrderId & (1 << SEQUENCE_SHIFT) - 1;
    }
}
