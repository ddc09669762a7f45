package io.strikebook.feeder.l3;

import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.OrderEntries;
import io.strikebook.schemas.ExternalOrderAction;
import io.strikebook.schemas.Side;

/**
 * One source event of an order-by-order feed as it is gathered: each entry goes into the book and, where the book took it, into what is
 * published; at the end the levels that changed follow. Single-threaded; allocates nothing once it has grown.
 */
public final class OrderBookEvent {
    private final OrderByOrderBook book;
    private final boolean partialView;
    private final OrderEntries entries = new OrderEntries();
    private final BookLevels changes = new BookLevels();

    /**
     * For one book, which nobody else changes.
     *
     * @param partialView whether orders that rested before the recording began are unknown
     */
    public OrderBookEvent(final OrderByOrderBook book, final boolean partialView) {
        this.book = book;
        this.partialView = partialView;
    }

    /** See {@link OrderByOrderBook#add}. */
    public EntryResult add(final long id, final Side side, final long priceE8, final long openE8) {
        final EntryResult result = book.add(id, side, priceE8, openE8);
        if (result == EntryResult.DONE) {
            entries.add(ExternalOrderAction.ADD, id, side, priceE8, openE8);
        }
        return result;
    }

    /** See {@link OrderByOrderBook#modify}. */
    public EntryResult modify(final long id, final long priceE8, final long openE8) {
        final EntryResult result = book.modify(id, priceE8, openE8);
        if (result == EntryResult.DONE) {
            entries.add(ExternalOrderAction.MODIFY, id, book.side(id), priceE8, openE8);
        }
        return result;
    }

    /** So much of an order was cancelled. */
    public EntryResult cancel(final long id, final long quantityE8) {
        return reduce(ExternalOrderAction.CANCEL, id, quantityE8);
    }

    /** So much of an order traded. */
    public EntryResult execute(final long id, final long quantityE8) {
        return reduce(ExternalOrderAction.EXECUTE, id, quantityE8);
    }

    private EntryResult reduce(final ExternalOrderAction action, final long id, final long quantityE8) {
        if (!book.knows(id)) {
            return EntryResult.UNKNOWN_ORDER;
        }
        final Side side = book.side(id);
        final long priceE8 = book.priceE8(id);
        final EntryResult result = book.reduce(id, quantityE8);
        if (result == EntryResult.DONE) {
            entries.add(action, id, side, priceE8, quantityE8);
        }
        return result;
    }

    /** No order is left; entries of this event before it are forgotten. */
    public void clear() {
        book.clear();
        entries.clear();
        entries.add(ExternalOrderAction.CLEAR, 0, Side.NULL_VAL, 0, 0);
    }

    /** Whether the event has nothing to say. */
    public boolean isEmpty() {
        return entries.size() == 0;
    }

    /** Gives what was gathered, within an event of the listener, and starts anew. */
    public void publish(final int externalInstrumentId, final long exchangeTimeNs, final MarketDataListener listener) {
        final boolean snapshot = book.settle(changes);
        listener.orders(externalInstrumentId, exchangeTimeNs, snapshot, partialView, entries);
        listener.book(externalInstrumentId, exchangeTimeNs, snapshot, book.crossed(), changes);
        entries.clear();
        changes.clear();
    }
}
