package io.strikebook.feeder.l3;

/** Whether a book took an entry; what it refused changed nothing. */
public enum EntryResult {
    /** Taken. */
    DONE("taken"),

    /** An order that is not in the book. */
    UNKNOWN_ORDER("an order that is not in the book"),

    /** A new order whose id is in the book already. */
    KNOWN_ORDER("a new order whose id is in the book already"),

    /** A quantity that is not positive. */
    NOT_POSITIVE("a quantity that is not positive"),

    /** More than the order had left. */
    MORE_THAN_OPEN("more than the order had left"),

    /** A price that is no multiple of the tick. */
    OFF_GRID("a price that is no multiple of the tick"),

    /** A level would hold more than 64 bits can. */
    TOO_LARGE("more at one price than 64 bits hold");

    private final String text;

    EntryResult(final String text) {
        this.text = text;
    }

    /** In words, for a message. */
    public String text() {
        return text;
    }
}
