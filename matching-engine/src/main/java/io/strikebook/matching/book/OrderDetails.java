package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.order.Label;

/**
 * What only some orders have; hangs on the {@link Order}, so that all others pay nothing for it. Pooled with the orders.
 */
public final class OrderDetails {
    private static final long HASH_KIND = 4;

    final Label label = new Label();
    OrderDetails nextFree;

    /** What the client wrote on the order; empty for nothing. */
    public Label label() {
        return label;
    }

    void clear() {
        label.clear();
    }

    void set(final OrderDetails other) {
        label.set(other.label);
    }

    /** Hash of what never changes while the order rests. */
    long identityHash() {
        return label.hashInto(StateHash.of(HASH_KIND, 0, 0, 0, 0));
    }
}
