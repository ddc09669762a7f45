package io.strikebook.books;

/** What only few orders have: a part that is hidden, or a trigger that they wait for. Pooled. */
final class OrderExtras {
    /** Under which its order names it, from 1. */
    final int number;

    /** Most that is shown at a time; 0: all. */
    long displayLots;

    /** Whether it is in no book until its trigger has fired and it was decided. */
    boolean waiting;

    boolean buy;
    OrderExtras nextFree;

    OrderExtras(final int number) {
        this.number = number;
    }
}
