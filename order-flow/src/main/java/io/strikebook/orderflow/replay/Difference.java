package io.strikebook.orderflow.replay;

import io.strikebook.recordings.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/** One case of what differs: how much of it, and its cause, or what to decide that by when the whole recording is known. */
final class Difference {
    private static final long NEVER = 0;

    private final OrderEvent record;
    private final boolean sent;
    private final List<Execution> exchange;
    private final List<Execution> venue;
    private final List<Execution> queue;
    private MismatchCause cause;

    private Difference(
            final OrderEvent record,
            final boolean sent,
            final List<Execution> exchange,
            final List<Execution> venue,
            final List<Execution> queue,
            final MismatchCause cause) {
        this.record = record;
        this.sent = sent;
        this.exchange = exchange;
        this.venue = venue;
        this.queue = queue;
        this.cause = cause;
    }

    /**
     * A trade that ours filled otherwise.
     *
     * @param queue where orders may have gone unseen, what the trade's level has, in priority; else nothing
     * @param cause where not just such orders explain it
     */
    static Difference ofTrade(
            final OrderEvent trade,
            final List<Execution> exchange,
            final List<Execution> venue,
            final List<Execution> queue,
            final MismatchCause cause) {
        return new Difference(trade, true, exchange, venue, queue, cause);
    }

    /** A trade that was not sent. */
    static Difference notSent(final OrderEvent trade, final List<Execution> exchange, final MismatchCause cause) {
        return new Difference(trade, false, exchange, List.of(), List.of(), cause);
    }

    /** An order of ours that traded though it was to rest. */
    static Difference ofResting(final OrderEvent record, final List<Execution> venue, final MismatchCause cause) {
        return new Difference(record, false, List.of(), venue, List.of(), cause);
    }

    /** A map in which to note the last line that names an order. */
    static Long2LongHashMap lastLines() {
        return new Long2LongHashMap(NEVER);
    }

    /** Decides what could not be decided before the end. */
    void conclude(final Long2LongHashMap lastLineById) {
        if (queue.isEmpty()) {
            return;
        }
        long open = record.lots();
        final List<Execution> fills = new ArrayList<>();
        for (final Execution standing : queue) {
            final long id = standing.orderId();
            if (open > 0 && (lotsOf(id, exchange) > 0 || lastLineById.get(id) > record.line())) {
                final long lots = Math.min(open, standing.lots());
                fills.add(new Execution(id, lots));
                open -= lots;
            }
        }
        if (fills.equals(exchange)) {
            cause = MismatchCause.GONE;
        }
    }

    MismatchCause cause() {
        return cause;
    }

    int line() {
        return record.line();
    }

    boolean isTradeSent() {
        return sent;
    }

    Mismatch mismatch() {
        return new Mismatch(record.line(), record.side(), record.priceE8(), record.lots(), exchange, venue, cause);
    }

    long exchangeFills() {
        return exchange.stream().filter(fill -> more(fill, venue) > 0).count();
    }

    /** Lots of the exchange that ours did not fill. */
    long exchangeLots() {
        return exchange.stream().mapToLong(fill -> more(fill, venue)).sum();
    }

    long ourFills() {
        return venue.stream().filter(fill -> more(fill, exchange) > 0).count();
    }

    long ourLots() {
        return venue.stream().mapToLong(fill -> more(fill, exchange)).sum();
    }

    /** By how much a fill is more than what others filled of the same order. */
    private static long more(final Execution fill, final List<Execution> others) {
        return Math.max(0, fill.lots() - lotsOf(fill.orderId(), others));
    }

    private static long lotsOf(final long orderId, final List<Execution> fills) {
        return fills.stream()
                .filter(fill -> fill.orderId() == orderId)
                .mapToLong(Execution::lots)
                .sum();
    }
}
