package io.strikebook.matching.book;

/** An order's place among those that are held, pooled by {@link HeldOrders}. */
final class HeldOrder {
    Order order;
    long releaseNs;
    long hash;
    HeldOrder previous;
    HeldOrder next;
}
