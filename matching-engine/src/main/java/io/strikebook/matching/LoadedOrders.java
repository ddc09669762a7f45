package io.strikebook.matching;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders and quotes that a snapshot had in books, or held, to be put there again in the order of their place in time. */
final class LoadedOrders {
    private static final long RESTS = 0;

    private final List<Loaded> all = new ArrayList<>();

    private record Loaded(Order order, long releaseNs) {}

    /** When an order that is held is to be released; 0 for one that rests. */
    static long releaseNs(final OrderBook book, final Order order) {
        return order.isHeld() ? book.held().releaseNs(order) : RESTS;
    }

    /** One that was saved with {@link #releaseNs}. */
    void add(final Order order, final long releaseNs) {
        all.add(new Loaded(order, releaseNs));
    }

    void putBack(final MatchingEngine engine) {
        all.sort(Comparator.comparingLong(loaded -> loaded.order.priority()));
        for (final Loaded loaded : all) {
            putBack(engine, loaded);
        }
    }

    private static void putBack(final MatchingEngine engine, final Loaded loaded) {
        final Order order = loaded.order;
        final OrderBook book = engine.books().get(order.instrumentId());
        if (book == null) {
            throw new IllegalStateException("snapshot has " + order + ", which is not listed");
        }
        if (order.isWaiting()) {
            engine.waiting().add(order);
        } else if (loaded.releaseNs != RESTS) {
            book.held().add(order, loaded.releaseNs);
        } else {
            book.rest(order);
            if (order.endsWithAuction()) {
                book.session().collect(order.orderId());
            }
        }
        engine.rules().restored(order);
    }
}
