package io.strikebook.recordings;

import io.strikebook.schemas.Side;

/**
 * One record of an order-by-order recording, in the venue's units.
 *
 * @param kind        what happened
 * @param side        of the order; of the incoming order for a trade; null where the record has none (auction, clear, halt)
 * @param priceE8     price, 1e-8, positive; 0 where the record has none
 * @param lots        size in contracts or shares, one lot each; not negative
 * @param orderId     the exchange's id of the order; 0 where it is not told
 * @param timestampNs time of the event on the exchange, nanoseconds since the epoch or since midnight, as the recording has it
 * @param endOfEvent  whether this is the last record of one event of the exchange
 * @param line        in the file, from 1
 */
public record OrderEvent(
        OrderEventKind kind,
        Side side,
        long priceE8,
        long lots,
        long orderId,
        long timestampNs,
        boolean endOfEvent,
        int line) {}
