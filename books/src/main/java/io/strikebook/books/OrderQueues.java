package io.strikebook.books;

import io.strikebook.common.book.LevelNodes;
import io.strikebook.common.book.LevelTree;
import java.util.Arrays;

/** The queues of orders at their prices, in all books: puts orders in, takes them out, and makes them smaller. */
final class OrderQueues {
    private static final int LEVELS = 512;
    private static final int EXTRAS = 64;

    final OrderStore orders = new OrderStore();
    final LevelNodes nodes = new LevelNodes();
    private final BookListener listener;

    /** Levels and extras by their numbers; 0 is none. */
    private FollowedLevel[] levels = {null};

    private FollowedLevel freeLevel;
    private OrderExtras[] extras = {null};
    private OrderExtras freeExtras;

    OrderQueues(final BookListener listener) {
        this.listener = listener;
    }

    FollowedLevel levelOf(final int place) {
        return levels[orders.level(place)];
    }

    /** What only few orders have, or null. */
    OrderExtras extrasOf(final int place) {
        return extras[orders.extras(place)];
    }

    /** Puts an order at the end of the queue at a price. */
    void append(final FollowedBook book, final boolean buy, final int place, final long priceE8) {
        final LevelTree<FollowedLevel> tree = book.tree(buy);
        FollowedLevel level = tree.seek(priceE8);
        if (level == null) {
            level = open(book, buy, priceE8);
            tree.insert(level);
        }
        append(level, place);
    }

    private void append(final FollowedLevel level, final int place) {
        final int last = level.last;
        orders.links(place, last, 0);
        if (last == 0) {
            level.first = place;
        } else {
            orders.next(last, place);
        }
        level.last = place;
        level.orders++;
        final long shown = orders.shownLots(place);
        level.lots += shown;
        orders.level(place, level.number);
        listener.onAdded(level.book, level.buy, orders.orderId(place), level.priceE8(), shown);
    }

    /** Takes an order out of its queue; it lives on without a level. */
    void unlink(final int place) {
        final FollowedLevel level = levelOf(place);
        listener.onRemoved(level.book, level.buy, orders.orderId(place), level.priceE8());
        detach(level, place);
        if (level.orders == 0) {
            level.book.tree(level.buy).remove(level);
            close(level);
        }
    }

    private void detach(final FollowedLevel level, final int place) {
        final int previous = orders.previous(place);
        final int next = orders.next(place);
        if (previous == 0) {
            level.first = next;
        } else {
            orders.next(previous, next);
        }
        if (next == 0) {
            level.last = previous;
        } else {
            orders.previous(next, previous);
        }
        level.orders--;
        level.lots -= orders.shownLots(place);
        orders.level(place, 0);
    }

    /** Gives an order in a book another size, in its place, and another id, which may be the same. */
    void resize(final int place, final long newId, final long shown, final long hidden) {
        final FollowedLevel level = levelOf(place);
        final long previousId = orders.orderId(place);
        final long change = shown - orders.shownLots(place);
        level.lots += change;
        orders.lots(place, shown, hidden);
        if (newId != previousId) {
            orders.orderId(place, newId);
        }
        if (change != 0 || newId != previousId) {
            listener.onChanged(level.book, level.buy, previousId, newId, level.priceE8(), shown);
        }
    }

    /** Shows the next part of an iceberg, at the end of its queue. */
    void replenish(final int place, final long display, final long remaining) {
        final FollowedLevel level = levelOf(place);
        listener.onRemoved(level.book, level.buy, orders.orderId(place), level.priceE8());
        detach(level, place);
        final long shown = Math.min(display, remaining);
        orders.lots(place, shown, remaining - shown);
        append(level, place);
    }

    /** Gives an order something that only few have. */
    OrderExtras addExtras(final int place) {
        if (freeExtras == null) {
            final int from = extras.length;
            extras = Arrays.copyOf(extras, from + EXTRAS);
            for (int number = from; number < extras.length; number++) {
                release(extras[number] = new OrderExtras(number));
            }
        }
        final OrderExtras taken = freeExtras;
        freeExtras = taken.nextFree;
        taken.nextFree = null;
        orders.extras(place, taken.number);
        return taken;
    }

    /** Ends an order that is in no book and is found by its id. */
    void end(final int place) {
        final OrderExtras own = extrasOf(place);
        if (own != null) {
            release(own);
        }
        orders.removeFound(place);
    }

    private void release(final OrderExtras own) {
        own.displayLots = 0;
        own.waiting = false;
        own.nextFree = freeExtras;
        freeExtras = own;
    }

    private FollowedLevel open(final FollowedBook book, final boolean buy, final long priceE8) {
        if (freeLevel == null) {
            final int from = levels.length;
            levels = Arrays.copyOf(levels, from + LEVELS);
            for (int number = from; number < levels.length; number++) {
                levels[number] = new FollowedLevel(number);
                levels[number].nextFree = freeLevel;
                freeLevel = levels[number];
            }
        }
        final FollowedLevel level = freeLevel;
        freeLevel = level.nextFree;
        level.nextFree = null;
        level.open(book, buy, priceE8);
        return level;
    }

    private void close(final FollowedLevel level) {
        level.close();
        level.nextFree = freeLevel;
        freeLevel = level;
    }

    /** Walks one side and throws where it is not what it has to be; returns how many orders there are. */
    int check(final FollowedBook book, final boolean buy) {
        book.tree(buy).check();
        int count = 0;
        for (FollowedLevel level = book.tree(buy).best(); level != null; level = level.worse()) {
            long lots = 0;
            int here = 0;
            int previous = 0;
            for (int place = level.first; place != 0; place = orders.next(place)) {
                if (levelOf(place) != level || orders.previous(place) != previous || orders.shownLots(place) == 0) {
                    throw new IllegalStateException("order " + orders.orderId(place) + " at " + level.priceE8() + " of "
                            + book + " is linked wrongly, or shows nothing");
                }
                lots += orders.shownLots(place);
                here++;
                previous = place;
            }
            if (level.book != book
                    || level.buy != buy
                    || level.last != previous
                    || level.orders != here
                    || level.lots != lots
                    || here == 0) {
                throw new IllegalStateException("level " + level.priceE8() + " of " + book + " has " + here
                        + " orders with " + lots + " lots, but says " + level.orders + " with " + level.lots);
            }
            count += here;
        }
        return count;
    }
}
