package io.strikebook.orderflow.replay;

import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventKind;
import java.util.List;

/** What the rest of one event, from a record on, does to an order that rests: the exchange's own account of it. */
final class EventEvidence {
    private final List<OrderEvent> event;
    private final int from;

    /** Evidence in the records of an event from one of them on. */
    EventEvidence(final List<OrderEvent> event, final int from) {
        this.event = event;
        this.from = from;
    }

    /**
     * Lots that are taken off an order without being filled; none where it grows.
     *
     * @param shownLots what it shows, what was filled and is not booked yet left out
     * @param booked    what was filled before, and is booked by these records
     */
    long takenOffLots(final LevelBook.Order order, final long shownLots, final long booked) {
        return Math.max(0, shownLots - filledLots(order.id()) - leftLots(order, shownLots + booked));
    }

    /** Whether an order trades more than it shows, or shows more afterwards than a plain order would have left. */
    boolean isRefreshed(final LevelBook.Order order, final long shownLots, final long booked) {
        final long filled = filledLots(order.id());
        return filled > shownLots || filled > 0 && leftLots(order, shownLots + booked) > shownLots - filled;
    }

    /** Whether these records fill an order. */
    boolean fills(final long orderId) {
        return filledLots(orderId) > 0;
    }

    private long filledLots(final long orderId) {
        long incomingId = 0;
        long lots = 0;
        for (final OrderEvent record : event.subList(from, event.size())) {
            if (record.kind() == OrderEventKind.TRADE) {
                incomingId = record.orderId();
            } else if (record.kind() == OrderEventKind.FILL
                    && record.orderId() == orderId
                    && record.orderId() != incomingId) {
                lots += record.lots();
            }
        }
        return lots;
    }

    /** What an order shows at its price when the event is over. */
    private long leftLots(final LevelBook.Order order, final long lots) {
        long left = lots;
        for (final OrderEvent record : event.subList(from, event.size())) {
            if (record.orderId() == order.id()) {
                left = switch (record.kind()) {
                    case REDUCE -> Math.max(0, left - record.lots());
                    case DELETE -> 0;
                    case MODIFY -> record.priceE8() == order.priceE8() ? record.lots() : 0;
                    default -> left;
                };
            }
        }
        return left;
    }
}
