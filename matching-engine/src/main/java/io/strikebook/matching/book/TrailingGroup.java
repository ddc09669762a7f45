package io.strikebook.matching.book;

/** Trailing orders of one side whose best reference price is the same, the one with the least offset first; pooled. */
final class TrailingGroup {
    final TriggerHeap orders = TriggerHeap.byOffset();
    final boolean buys;

    /** The best reference price that its orders saw, or {@link Trigger#NO_PRICE}. */
    long bestE8;

    /** Sum of the hashes of its orders. */
    long ordersHash;

    /** Its share of the state hash. */
    long entityHash;

    /** Place among the groups by what fires first. */
    int place = Trigger.NOWHERE;

    /** The group with the next better price; in the pool, the next free one. */
    TrailingGroup better;

    TrailingGroup worse;

    TrailingGroup(final boolean buys) {
        this.buys = buys;
    }

    /** Trigger price of an order with this offset, or {@link Trigger#NO_PRICE}. */
    long triggerE8(final long offsetE8) {
        if (bestE8 == Trigger.NO_PRICE) {
            return Trigger.NO_PRICE;
        }
        return buys ? bestE8 + offsetE8 : bestE8 - offsetE8;
    }

    /** Trigger price of its first order. */
    long firstE8() {
        return triggerE8(orders.first().details().trigger.offsetE8);
    }
}
