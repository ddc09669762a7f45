package io.strikebook.margin.portfolio;

/** The books of one wallet, one per leg that it ever had a position on; and how many positions no book could take. */
public final class PortfolioBooks {
    /** By leg; null where there never was a position. */
    final long[][] books;

    /** Positions that are in no book: their margin is more than can be counted. */
    int untaken;

    PortfolioBooks(final int legs) {
        books = new long[legs][];
    }

    /** Number of legs. */
    public int legs() {
        return books.length;
    }

    /** The book of a leg, not to be changed; null where there never was a position. */
    public long[] book(final int leg) {
        return books[leg];
    }

    /** Whether positions are in no book, because they have no array, or the book would leave the range of numbers. */
    public boolean isBeyondRange() {
        return untaken != 0;
    }

    /** Whether all numbers are the same; a book that was never needed is one of zeros. */
    public boolean isSame(final PortfolioBooks other) {
        boolean same = untaken == other.untaken;
        for (int leg = 0; leg < books.length; leg++) {
            final int length = Math.max(lengthOf(books[leg]), lengthOf(other.books[leg]));
            for (int i = 0; i < length && untaken == 0; i++) {
                same &= numberOf(books[leg], i) == numberOf(other.books[leg], i);
            }
        }
        return same;
    }

    private static int lengthOf(final long[] book) {
        return book == null ? 0 : book.length;
    }

    private static long numberOf(final long[] book, final int i) {
        return book == null ? 0 : book[i];
    }
}
