package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.common.order.OrderIds;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a trade, or a decrement without one, takes from each of two orders: from one on its way, from a quote, or from one in its book. There
 * it says which of an iceberg's lots they were.
 */
final class LostLots {
    /** How an order loses lots. */
    enum By {
        /** By a trade: of what it shows, and the next part goes to the end of the queue. */
        TRADE,

        /** By a trade at the price of an auction: of all it has, in its place. */
        AUCTION,

        /** Without a trade: of what it hides first. */
        DECREMENT
    }

    private final OrderQueues queues;
    private final OrderStore orders;
    private final ListedBooks books;
    private final Arrival arrival;
    private final FollowedQuotes quotes;
    private final QuoteMessage message;
    private FollowedBook book;
    private long lots;
    private By by;

    LostLots(
            final OrderQueues queues,
            final ListedBooks books,
            final Arrival arrival,
            final FollowedQuotes quotes,
            final QuoteMessage message) {
        this.queues = queues;
        this.orders = queues.orders;
        this.books = books;
        this.arrival = arrival;
        this.quotes = quotes;
        this.message = message;
    }

    /** So many lots of each of two orders of a book, which {@link #of} names. */
    void begin(final FollowedBook ofBook, final long count, final By reason) {
        book = ofBook;
        lots = count;
        by = reason;
    }

    /** The order whose id, account and open lots lie there. */
    void of(final UnsafeBuffer buffer, final int orderIdAt, final int accountIdAt, final int remainingAt) {
        final long orderId = buffer.getLong(orderIdAt, LITTLE_ENDIAN);
        final long remaining = buffer.getLong(remainingAt, LITTLE_ENDIAN);
        if (arrival.is(orderId)) {
            arrival.remaining(remaining);
        } else if (OrderIds.isQuote(orderId)) {
            message.placeTo(books, orderId);
            quotes.reduce(buffer.getInt(accountIdAt, LITTLE_ENDIAN), book, orderId, remaining);
        } else if (remaining == 0) {
            takeOff(orders.require(orderId));
        } else {
            reduce(orders.require(orderId), orderId, remaining);
        }
    }

    private void reduce(final int place, final long orderId, final long remaining) {
        final long shown = orders.shownLots(place);
        final long hidden = orders.hiddenLots(place);
        if (shown + hidden != lots + remaining) {
            throw new IllegalStateException("order " + orderId + " had " + (shown + hidden) + " lots, lost " + lots
                    + " and is said to have " + remaining);
        }
        if (by == By.DECREMENT) {
            shrink(place, remaining);
        } else if (lots < shown) {
            queues.resize(place, orderId, shown - lots, hidden);
        } else if (by == By.TRADE) {
            queues.replenish(place, queues.extrasOf(place).displayLots, remaining);
        } else {
            final long next = Math.min(queues.extrasOf(place).displayLots, remaining);
            queues.resize(place, orderId, next, remaining - next);
        }
    }

    /** An order in its book has so many lots open now, of what it hides first. */
    void shrink(final int place, final long remaining) {
        final long shown = Math.min(orders.shownLots(place), remaining);
        queues.resize(place, orders.orderId(place), shown, remaining - shown);
    }

    /** An order is gone, out of its book or from where it waited. */
    void takeOff(final int place) {
        if (orders.level(place) != 0) {
            queues.unlink(place);
        }
        queues.end(place);
    }
}
