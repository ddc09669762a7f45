package io.strikebook.feeder;

/** What can be wrong with what comes in; each kind has a counter of its own. */
public enum FeedErrorKind {
    /** Cannot be read, or says what it cannot mean. */
    MALFORMED("malformed", true),
    /** Ends before its end. */
    TRUNCATED("truncated", true),
    /** Longer than any message is. */
    TOO_LONG("too-long", true),
    /** Came before. */
    REPEATED("repeated", true),
    /** Comes after what follows it. */
    OUT_OF_ORDER("out-of-order", true),
    /** An instrument, or an underlying, that is not known here. */
    UNKNOWN_INSTRUMENT("unknown-instrument", true),
    /** What should have come before is missing. */
    GAP("gaps", false),
    /** The venue's checksum says that the book is not the venue's. */
    CHECKSUM("checksum", false),
    /** The best bid is at or above the best ask. */
    CROSSED("crossed", false),
    /** Nothing was heard of an instrument while its venue went on. */
    STALE("stale", false),
    /** A kind of message that the source does not know; it is passed over. */
    UNKNOWN_EVENT("unknown-event", false),
    /** The connection broke. */
    INTERRUPTED("interrupted", false);

    private final String counterName;
    private final boolean refused;

    FeedErrorKind(final String counterName, final boolean refused) {
        this.counterName = counterName;
        this.refused = refused;
    }

    /** Name of its counter. */
    public String counterName() {
        return counterName;
    }

    /** Whether the message is refused; else it is used, or passed over. */
    public boolean isRefused() {
        return refused;
    }
}
