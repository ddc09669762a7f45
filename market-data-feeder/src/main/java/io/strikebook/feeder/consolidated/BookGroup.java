package io.strikebook.feeder.consolidated;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import java.util.ArrayList;
import java.util.List;

/** Books of the same underlying, kind, way of settlement and expiry at several venues. */
public final class BookGroup {
    /** Venues told apart, one bit each. */
    static final int MAX_VENUES = Long.SIZE;

    private static final int MOST_COUNTED = 255;

    private final int bookId;
    private final String underlying;
    private final InstrumentKind kind;
    private final ContractStyle style;
    private final long expiryNs;
    private final List<VenueBook> books = new ArrayList<>();
    private int usableBooks;

    /** Whether anything happened since it was last published. */
    boolean dirty;

    BookGroup(final int bookId, final InstrumentTerms terms) {
        this.bookId = bookId;
        this.underlying = terms.underlying();
        this.kind = terms.kind();
        this.style = terms.style();
        this.expiryNs = terms.expiryNs();
    }

    boolean fits(final InstrumentTerms terms) {
        return underlying.equals(terms.underlying())
                && kind == terms.kind()
                && style == terms.style()
                && expiryNs == terms.expiryNs();
    }

    void add(final VenueBook book) {
        books.add(book);
    }

    /** Its number, from 1. */
    public int bookId() {
        return bookId;
    }

    /** Code of the underlying. */
    public String underlying() {
        return underlying;
    }

    /** What its instruments are. */
    public InstrumentKind kind() {
        return kind;
    }

    /** How they settle. */
    public ContractStyle style() {
        return style;
    }

    /** When they expire, 0 where they do not. */
    public long expiryNs() {
        return expiryNs;
    }

    /** Books of venues that the levels last merged are from. */
    public int usableBooks() {
        return usableBooks;
    }

    /** Books of venues that were left out of them. */
    public int excludedBooks() {
        return books.size() - usableBooks;
    }

    /** Merges the best levels of the books that can be used now and were heard of since a time. */
    void merge(final int depth, final long heardSinceNs, final ConsolidatedLevels target) {
        usableBooks = 0;
        for (int i = 0; i < books.size(); i++) {
            usableBooks += books.get(i).isUsable(heardSinceNs) ? 1 : 0;
        }
        target.clear();
        merge(true, depth, heardSinceNs, target);
        merge(false, depth, heardSinceNs, target);
    }

    private void merge(final boolean bid, final int depth, final long heardSinceNs, final ConsolidatedLevels target) {
        for (int i = 0; i < books.size(); i++) {
            final VenueBook book = books.get(i);
            book.cursor = book.isUsable(heardSinceNs) ? book.side(bid).size() - 1 : -1;
        }
        for (int level = 0; level < depth; level++) {
            long bestE8 = DepthSide.NONE;
            for (int i = 0; i < books.size(); i++) {
                final VenueBook book = books.get(i);
                if (book.cursor >= 0) {
                    final long priceE8 = book.side(bid).priceE8(book.cursor);
                    final boolean better = bid ? priceE8 > bestE8 : priceE8 < bestE8;
                    bestE8 = bestE8 == DepthSide.NONE || better ? priceE8 : bestE8;
                }
            }
            if (bestE8 == DepthSide.NONE) {
                return;
            }
            addLevel(bid, bestE8, target);
        }
    }

    private void addLevel(final boolean bid, final long priceE8, final ConsolidatedLevels target) {
        long sumE8 = 0;
        long venues = 0;
        for (int i = 0; i < books.size(); i++) {
            final VenueBook book = books.get(i);
            if (book.cursor >= 0 && book.side(bid).priceE8(book.cursor) == priceE8) {
                final long quantityE8 = book.units(book.side(bid).quantityE8(book.cursor));
                sumE8 = quantityE8 > Long.MAX_VALUE - sumE8 ? Long.MAX_VALUE : sumE8 + quantityE8;
                venues |= 1L << book.venue;
                book.cursor--;
            }
        }
        target.add(bid, priceE8, sumE8, Math.min(MOST_COUNTED, Long.bitCount(venues)));
    }
}
