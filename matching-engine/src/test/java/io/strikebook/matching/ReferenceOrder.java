package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.Comparator;

/** What the reference knows of an order, and its hash, from scratch. */
class ReferenceOrder implements Cloneable {
    static final Comparator<ReferenceOrder> BY_ACCOUNT =
            Comparator.<ReferenceOrder>comparingInt(order -> order.account).thenComparingLong(order -> order.id);

    long id;
    long clientId;
    int account;
    int instrument;
    int source;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    long price;
    long filled;
    long open;
    long priority;
    boolean postOnly;
    boolean reduceOnly;
    boolean rejectPostOnly;
    boolean mmp;

    /** Key of a quote's group; -1 for an order. */
    long group = -1;

    /** Whether it came with details; all that follows is empty where it did not. */
    boolean detailed;

    String label = "";
    long expireNs;
    long minimum;
    long display;

    /** Iceberg that rests: what is seen of it. */
    long shown;

    /** When what is held is to be released. */
    long heldUntil;

    /** What it waits for; null for nothing. */
    ReferenceTriggers.Trigger trigger;

    /** What it is a part of, and which; null for nothing. */
    ReferenceLinks.Link link;

    int part;

    /** Of a copy that is to be decided on: so many lots more; 0: all that waits. */
    long more;

    /** What others see of it. */
    long visible() {
        return display == 0 ? open : shown;
    }

    ReferenceOrder copyOfAll() {
        try {
            final ReferenceOrder copy = (ReferenceOrder) clone();
            copy.trigger = trigger == null ? null : trigger.copy();
            return copy;
        } catch (final CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    long hash() {
        final long hash = StateHash.of(
                1, id, clientId, (long) account << 32 | instrument, traits(), price, priority, open, filled);
        final long whole = detailed ? StateHash.and(hash, detailsHash()) : hash;
        return display == 0 ? whole : StateHash.and(whole, shown);
    }

    int traits() {
        return side.value()
                | type.value() << 2
                | timeInForce.value() << 4
                | (postOnly ? 1 << 7 : 0)
                | (reduceOnly ? 1 << 8 : 0)
                | (mmp ? 1 << 9 : 0)
                | (rejectPostOnly ? 1 << 10 : 0)
                | source << 13;
    }

    long detailsHash() {
        long hash = StateHash.of(4, display, minimum, expireNs, 0);
        final String padded = label + "\0".repeat(64 - label.length());
        for (int word = 0; word < 8 && !label.isEmpty(); word++) {
            long value = 0;
            for (int i = 7; i >= 0; i--) {
                value = value << 8 | padded.charAt(8 * word + i);
            }
            hash = StateHash.and(hash, value);
        }
        return hash;
    }
}
