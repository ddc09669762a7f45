package io.strikebook.sequencer.pretrade;

/** An order that is resting or in flight, as of the executions applied. */
public final class LiveOrder {
    long orderId;
    long clientOrderId;
    Exposure exposure;
    boolean reduceOnly;

    /** Iceberg: what it shows at a time; else 0. */
    long displayLots;

    /** Counts for market-maker protection. */
    boolean mmp;

    /** Waits for its trigger, or, that having fired, for its command: it counts as an open order and for nothing else. */
    boolean untriggered;

    /** Takes the edge of the band as its limit once it is triggered. */
    boolean market;

    /** Of one that waits: its trigger has an offset and no price. */
    boolean trailing;

    /** Of one that waits: for another order only, and for no trigger of its own. */
    boolean triggerless;

    /** Gets larger with each trade of another order. */
    boolean growing;

    /** Was decided where it waited, and matching has not said yet with what it is live. */
    boolean awaited;

    /** Of one that waits: the command of its last replace. */
    long statedAt;

    /** The other of a pair of which at most one trades; null for most. */
    LiveOrder sibling;

    /** Filled as of the executions applied. */
    long filledLots;

    /** The version that matching has (or will have first); replaces in flight hang on it. */
    OrderVersion current;

    /** The newest version asked for. */
    OrderVersion newest;

    LiveOrder nextFree;

    LiveOrder() {}

    /** Its id. */
    public long orderId() {
        return orderId;
    }

    /** The client's id, 0 for none. */
    public long clientOrderId() {
        return clientOrderId;
    }

    /** Whether it gets larger with each trade of another order. */
    public boolean isGrowing() {
        return growing;
    }

    /** Whether it waits for its trigger, or for the decision that follows it. */
    public boolean isUntriggered() {
        return untriggered;
    }

    /** Quantity asked for by its newest version, what was filled included. */
    public long orderedLots() {
        return newest.totalLots;
    }

    /**
     * Whether a replace asks for no more than the newest version at the same price, so that this covers it; a growth in flight covers only
     * what it adds.
     */
    boolean shrinksOnly(final long priceE8, final long totalLots) {
        final boolean grows = growing && newest != current;
        return !grows && priceE8 == newest.priceE8 && totalLots <= newest.totalLots;
    }

    /** Instrument that it is an order for. */
    public int instrumentId() {
        return exposure.instrument.instrumentId();
    }

    /** Account that it is of. */
    public int accountId() {
        return exposure.view.account.accountId;
    }
}
