package io.strikebook.runner;

import io.strikebook.schemas.RejectCode;
import java.util.List;

/**
 * What the venue does with an order.
 *
 * @param draft       the order
 * @param code        the decision: of the pre-trade checks, or of matching where it refuses
 * @param trades      what it trades at once
 * @param restingLots what is live of it after that
 */
public record OrderOutcome(OrderDraft draft, RejectCode code, List<Trade> trades, long restingLots) {
    /** So many lots at a price. */
    public record Trade(long lots, long priceE8) {}

    /** Whether nobody refuses it. */
    public boolean isAccepted() {
        return code == RejectCode.ACCEPTED;
    }
}
