package io.strikebook.orderflow.load;

/**
 * Client order ids of the generator: unique because they are made from the request's own sequence.
 *
 * <pre>
 *   63                              8 7               0
 *   +--------------------------------+-----------------+
 *   | sourceSequence                 | order in it     |
 *   +--------------------------------+-----------------+
 * </pre>
 */
final class ClientOrderIds {
    private static final int SEQUENCE_SHIFT = 8;

    private ClientOrderIds() {}

    /** Of the only order of a request, or the first. */
    static long of(final long sourceSequence) {
        return sourceSequence << SEQUENCE_SHIFT;
    }
}
