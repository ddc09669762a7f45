package io.strikebook.books;

/** An order on its way into a book: it trades first, and what is left rests when its group ends, or another order comes. */
final class Arrival {
    private final OrderQueues queues;
    private final OrderStore orders;
    private long orderId;

    /** Its place among orders where it was live before, or 0. */
    private int place;

    private FollowedBook book;
    private boolean buy;
    private long priceE8;
    private long lots;
    private long displayLots;

    Arrival(final OrderQueues queues) {
        this.queues = queues;
        this.orders = queues.orders;
    }

    boolean is(final long id) {
        return id == orderId;
    }

    /** A new order. */
    void begin(
            final FollowedBook itsBook, final long id, final boolean buys, final long itsPriceE8, final long quantity) {
        end();
        book = itsBook;
        orderId = id;
        buy = buys;
        priceE8 = itsPriceE8;
        lots = quantity;
    }

    /** One that was replaced or triggered, and is in no book now. */
    void begin(
            final FollowedBook itsBook,
            final int itsPlace,
            final boolean buys,
            final long itsPriceE8,
            final long quantity) {
        begin(itsBook, orders.orderId(itsPlace), buys, itsPriceE8, quantity);
        place = itsPlace;
        final OrderExtras extras = queues.extrasOf(itsPlace);
        displayLots = extras == null ? 0 : extras.displayLots;
    }

    /** Shows so much at a time; 0: all. */
    void display(final long newDisplayLots) {
        displayLots = newDisplayLots;
    }

    /** Has another price and so much open. */
    void reprice(final long newPriceE8, final long remaining) {
        priceE8 = newPriceE8;
        lots = remaining;
    }

    /** Lost lots. */
    void remaining(final long remaining) {
        lots = remaining;
    }

    /** It waits for a trigger, or is held, in no book. */
    void beginToWait() {
        final int at = place != 0 ? place : orders.addFound(orderId);
        final OrderExtras known = queues.extrasOf(at);
        final OrderExtras extras = known != null ? known : queues.addExtras(at);
        extras.waiting = true;
        extras.buy = buy;
        extras.displayLots = displayLots;
        forget();
    }

    /** One that was in its book, or traded all that was, waits in no book. */
    void waitAgain(final long id, final boolean buys) {
        if (is(id)) {
            beginToWait();
            return;
        }
        final int found = orders.find(id);
        if (found != 0 && orders.level(found) != 0) {
            queues.unlink(found);
        }
        final int at = found != 0 ? found : orders.addFound(id);
        final OrderExtras known = queues.extrasOf(at);
        final OrderExtras extras = known != null ? known : queues.addExtras(at);
        extras.waiting = true;
        extras.buy = buys;
    }

    /** It is gone. */
    void cancel() {
        lots = 0;
        end();
    }

    /** Puts what is left of it, if anything, into its book. */
    void end() {
        if (orderId == 0) {
            return;
        }
        if (lots > 0) {
            rest();
        } else if (place != 0) {
            queues.end(place);
        }
        forget();
    }

    private void rest() {
        final int at = place != 0 ? place : orders.addFound(orderId);
        if (displayLots == 0) {
            orders.lots(at, lots, 0);
        } else {
            if (place == 0) {
                queues.addExtras(at).displayLots = displayLots;
            }
            final long shown = Math.min(displayLots, lots);
            orders.lots(at, shown, lots - shown);
        }
        queues.append(book, buy, at, priceE8);
    }

    private void forget() {
        orderId = 0;
        place = 0;
        displayLots = 0;
        book = null;
    }
}
