package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.order.Label;
import io.strikebook.matching.time.Deadline;

/**
 * What only some orders have; hangs on the {@link Order}, so that all others pay nothing for it. Pooled with the orders.
 */
public final class OrderDetails {
    private static final long HASH_KIND = 4;

    final Label label = new Label();
    long displayLots;
    long minimumLots;
    long expireNs;

    /** Set while the order is live and ends at a time. */
    Deadline expiry;

    OrderDetails nextFree;

    /** What the client wrote on the order; empty for nothing. */
    public Label label() {
        return label;
    }

    /** Iceberg: lots shown at a time; 0: all of them. */
    public long displayLots() {
        return displayLots;
    }

    /** Lots that it trades at least at once, if any; 0: whatever there is. */
    public long minimumLots() {
        return minimumLots;
    }

    /** When the order ends; 0: never. */
    public long expireNs() {
        return expireNs;
    }

    /** Sets what the order asks for beside its label; 0 for none of each. */
    public OrderDetails ask(final long newDisplayLots, final long newMinimumLots, final long newExpireNs) {
        displayLots = newDisplayLots;
        minimumLots = newMinimumLots;
        expireNs = newExpireNs;
        return this;
    }

    void clear() {
        label.clear();
        ask(0, 0, 0);
    }

    void set(final OrderDetails other) {
        label.set(other.label);
        ask(other.displayLots, other.minimumLots, other.expireNs);
    }

    /** Its order ended. */
    void end() {
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }

    /** Hash of what never changes while the order rests. */
    long identityHash() {
        return label.hashInto(StateHash.of(HASH_KIND, displayLots, minimumLots, expireNs, 0));
    }
}
