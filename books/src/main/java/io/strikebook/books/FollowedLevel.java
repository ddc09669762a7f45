package io.strikebook.books;

import io.strikebook.common.book.BookLevel;

/** The orders at one price of one side, first come first served. Pooled. */
public final class FollowedLevel extends BookLevel {
    /** Under which orders name their level, from 1. */
    final int number;

    FollowedBook book;
    boolean buy;
    long lots;
    int orders;

    /** First and last order's place in the {@link OrderStore}. */
    int first;

    int last;
    FollowedLevel nextFree;

    FollowedLevel(final int number) {
        this.number = number;
    }

    /** Shown lots of all orders here. */
    public long lots() {
        return lots;
    }

    /** Number of orders here. */
    public int orders() {
        return orders;
    }

    @Override
    public FollowedLevel worse() {
        return (FollowedLevel) super.worse();
    }

    void open(final FollowedBook owner, final boolean ofBids, final long priceE8) {
        book = owner;
        buy = ofBids;
        price(priceE8);
    }

    void close() {
        if (orders != 0 || lots != 0) {
            throw new IllegalStateException(
                    "level " + priceE8() + " of " + book + " ends with " + orders + " orders and " + lots + " lots");
        }
        book = null;
        unprice();
    }
}
