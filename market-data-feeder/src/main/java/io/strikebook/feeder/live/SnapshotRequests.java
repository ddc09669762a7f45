package io.strikebook.feeder.live;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Books that want a snapshot, and when it may be asked for. Each is asked for until it was obtained: again after a timeout, and a book that loses its
 * way again not before a pause, which doubles each time up to a bound and is forgotten once a book did without for ten times as long. Single-threaded;
 * allocates where a symbol is new.
 */
final class SnapshotRequests {
    private static final int FORGOTTEN_AFTER_PAUSES = 10;

    private final long firstPauseNs;
    private final long mostPauseNs;
    private final long timeoutNs;
    private final Map<String, Book> bySymbol = new HashMap<>();
    private Book[] books = new Book[16];
    private int size;
    private int waiting;

    private static final class Book {
        private final String symbol;
        private long askedNs = Long.MIN_VALUE;
        private long pauseNs;
        private boolean wanted;
        private boolean awaited;

        private Book(final String symbol) {
            this.symbol = symbol;
        }
    }

    SnapshotRequests(final long firstPauseNs, final long mostPauseNs, final long timeoutNs) {
        this.firstPauseNs = firstPauseNs;
        this.mostPauseNs = mostPauseNs;
        this.timeoutNs = timeoutNs;
    }

    /** A book wants a snapshot, also where the last one was not what it wanted. */
    void want(final String symbol) {
        Book book = bySymbol.get(symbol);
        if (book == null) {
            book = new Book(symbol);
            bySymbol.put(symbol, book);
            if (size == books.length) {
                books = java.util.Arrays.copyOf(books, size * 2);
            }
            books[size++] = book;
        }
        if (!book.wanted) {
            book.wanted = true;
            waiting++;
        }
    }

    /** A book has its snapshot. */
    void obtained(final String symbol) {
        final Book book = bySymbol.get(symbol);
        if (book != null) {
            waiting -= book.wanted ? 1 : 0;
            book.wanted = false;
            book.awaited = false;
        }
    }

    /** Hands over each book that may be asked for now, in the order in which books first wanted one. */
    void due(final long nowNs, final Consumer<String> asker) {
        for (int i = 0; i < size && waiting > 0; i++) {
            final Book book = books[i];
            if (book.wanted && isDue(book, nowNs)) {
                asked(book, nowNs);
                asker.accept(book.symbol);
            }
        }
    }

    /** Every book that wants one was asked for, by subscribing anew. */
    void allAsked(final long nowNs) {
        for (int i = 0; i < size; i++) {
            if (books[i].wanted) {
                asked(books[i], nowNs);
            }
        }
    }

    /** Nothing that was asked for will come any more. */
    void forgetAwaited() {
        for (int i = 0; i < size; i++) {
            books[i].awaited = false;
        }
    }

    /** Books that want a snapshot. */
    int waiting() {
        return waiting;
    }

    private boolean isDue(final Book book, final long nowNs) {
        if (book.askedNs == Long.MIN_VALUE) {
            return true;
        }
        return nowNs - book.askedNs >= (book.awaited ? Math.max(timeoutNs, book.pauseNs) : book.pauseNs);
    }

    private void asked(final Book book, final long nowNs) {
        final boolean again =
                book.askedNs != Long.MIN_VALUE && nowNs - book.askedNs < FORGOTTEN_AFTER_PAUSES * book.pauseNs;
        book.pauseNs = again ? Math.min(mostPauseNs, book.pauseNs * 2) : firstPauseNs;
        book.askedNs = nowNs;
        book.awaited = true;
    }
}
