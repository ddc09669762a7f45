package io.strikebook.feeder.l3;

/** An order in its level's queue; pooled by its book. */
final class BookedOrder {
    long id;
    long openE8;
    OrderLevel level;
    BookedOrder before;
    BookedOrder behind;
}
