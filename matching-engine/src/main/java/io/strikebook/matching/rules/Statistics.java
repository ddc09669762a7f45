package io.strikebook.matching.rules;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.book.OrderBook;

/**
 * When statistics are published: with the first tick of each tenth of a second, those of every instrument that traded since, in the order
 * of their ids; with the first tick of an hour also where trades of a day ago drop out. So a command that trades writes none, and however
 * much trades, an instrument takes ten frames a second at most.
 */
public final class Statistics {
    /** Least time between two, of one instrument. */
    public static final long INTERVAL_NS = 100_000_000L;

    private static final long HASH_KIND = 18;
    private static final long INTERVALS_PER_HOUR = 36_000L;

    private final Books books;
    private final StateHash stateHash;

    /** Of the last tick that published: its time in intervals. */
    private long interval;

    /** Instruments with something to be published. */
    private int changed;

    /** Nothing was published yet. */
    public Statistics(final Books books, final StateHash stateHash) {
        this.books = books;
        this.stateHash = stateHash;
    }

    /** Ends a command for a book that it touched. */
    void settle(final OrderBook book, final long timestampNs) {
        if (book.settleTrades(timestampNs)) {
            changed++;
        }
    }

    /** A tick. */
    void publish(final long timestampNs, final ExecutionListener listener) {
        final long now = timestampNs / INTERVAL_NS;
        if (now == interval) {
            return;
        }
        final boolean hourTurned = now / INTERVALS_PER_HOUR != interval / INTERVALS_PER_HOUR;
        restore(now, changed);
        if (changed == 0 && !hourTurned) {
            return;
        }
        changed = 0;
        for (int id = 1; id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null
                    && (hourTurned || book.trades().isChanged())
                    && book.trades().publish(timestampNs)) {
                listener.onStatistics(book);
            }
        }
    }

    /** Time of the last tick that published, in intervals. */
    public long interval() {
        return interval;
    }

    /** Sets what a snapshot has. */
    public void restore(final long savedInterval, final int changedBooks) {
        stateHash.remove(hash(interval));
        interval = savedInterval;
        changed = changedBooks;
        stateHash.add(hash(interval));
    }

    /** Hash of the last tick that published; public so that it can be computed anew. */
    public static long hash(final long interval) {
        return interval == 0 ? 0 : StateHash.of(HASH_KIND, interval, 0, 0, 0);
    }
}
