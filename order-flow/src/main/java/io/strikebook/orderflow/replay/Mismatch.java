package io.strikebook.orderflow.replay;

import io.strikebook.schemas.Side;
import java.util.List;

/**
 * A trade that the venue filled otherwise than the exchange did.
 *
 * @param line     of the trade in the file, from 1
 * @param side     of the incoming order
 * @param priceE8  its price, 1e-8
 * @param lots     its size
 * @param exchange what the exchange filled, in order
 * @param venue    what the venue filled, in order
 * @param cause    why they differ
 */
public record Mismatch(
        int line,
        Side side,
        long priceE8,
        long lots,
        List<Execution> exchange,
        List<Execution> venue,
        MismatchCause cause) {
    /** Index of the first fill that differs; may be the end of one of the lists. */
    public int firstDifference() {
        int at = 0;
        while (at < exchange.size() && at < venue.size() && exchange.get(at).equals(venue.get(at))) {
            at++;
        }
        return at;
    }
}
