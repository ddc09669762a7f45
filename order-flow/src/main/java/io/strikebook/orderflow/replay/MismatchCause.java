package io.strikebook.orderflow.replay;

/**
 * Why an execution of the exchange is not one of ours, or one of ours not the exchange's. Each is decided by what the recording
 * holds; what it holds no reason for is {@link #UNKNOWN}.
 */
public enum MismatchCause {
    /** The exchange traded with an order that it never showed. Not replayed. */
    HIDDEN("hidden"),
    /** Orders that had collected traded at one price, with no incoming side, while the book was crossed. Not replayed. */
    AUCTION("auction"),
    /** Orders of an uncrossed book traded with no incoming side: a leg of a spread's trade. Not replayed. */
    SPREAD("spread"),
    /** The incoming order traded more than orders of this book gave it: the rest was implied from other books. */
    IMPLIED("implied"),
    /** An order filled more than it showed, or shows a new part after a fill, which comes last at its price; here or before. */
    ICEBERG("iceberg"),
    /** In the event of the trade the exchange took an order off that was next, without filling it: its owner's own trade. */
    SELF_TRADE("self-trade"),
    /** The exchange filled an order whose entry the recording does not hold: it came before the recording, or beyond its levels. */
    UNSEEN("entered unseen"),
    /** Ours filled an order that the recording never names again: it went while its level was not recorded. */
    GONE("gone unseen"),
    /** The exchange filled orders of one price in another sequence than they came in, though no record says that one lost its place. */
    PRIORITY("priority"),
    /** The exchange filled what price-time priority says of its own book; ours had another book, since an earlier difference. */
    CARRIED("carried over"),
    /** Our engine filled otherwise than price-time priority says of what rested in it. */
    OURS("our engine"),
    /** None of these. */
    UNKNOWN("unknown");

    private final String text;

    MismatchCause(final String text) {
        this.text = text;
    }

    /** Whether it is what is left to say where no order went unseen. */
    boolean mayBeGone() {
        return this == PRIORITY || this == UNKNOWN;
    }

    /** The name that people read. */
    @Override
    public String toString() {
        return text;
    }
}
