package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;

/**
 * The links that live orders are parts of, with their share of the state hash; each ends with its last part. Single-threaded; allocates
 * only where there were never as many links before.
 */
public final class Links {
    private final StateHash stateHash;
    private Link free;
    private Link firstEnded;
    private Link lastEnded;
    private int live;

    /** No links. */
    public Links(final StateHash stateHash) {
        this.stateHash = stateHash;
    }

    /** A link whose parts are to join one by one, until it is {@link #built}. */
    public Link begin(final long linkId, final LinkKind kind, final FillCondition condition) {
        final Link link = free == null ? new Link() : free;
        free = link.next;
        link.next = null;
        link.begin(linkId, kind, condition);
        live++;
        return link;
    }

    /** Makes an order a part. */
    public void join(final Link link, final int part, final Order order) {
        order.details.link = link;
        order.details.part = part;
        link.join(part, order);
        rehash(link);
    }

    /** All parts that are not to be were made. */
    public void built(final Link link) {
        link.building = false;
        rehash(link);
        releaseIfOver(link);
    }

    /** The first part has filled as asked. */
    public void fire(final Link link) {
        link.fired = true;
        rehash(link);
    }

    /** Sets what a snapshot carried; parts join next. */
    public Link restore(final long linkId, final LinkKind kind, final FillCondition condition, final boolean hasFired) {
        final Link link = begin(linkId, kind, condition);
        link.fired = hasFired;
        return link;
    }

    /** An order that ends is no part any more. */
    void left(final Order order) {
        final Link link = order.details.link;
        final int part = order.details.part;
        order.details.link = null;
        link.leave(part);
        if (part == 0 && link.triggers() && !link.fired) {
            link.ended = true;
            enqueue(link);
        }
        rehash(link);
        releaseIfOver(link);
    }

    private void enqueue(final Link link) {
        if (lastEnded == null) {
            firstEnded = link;
        } else {
            lastEnded.next = link;
        }
        lastEnded = link;
    }

    /** Whether some first part ended and had not fired. */
    public boolean isAnyEnded() {
        return firstEnded != null;
    }

    /** The link whose first part ended so the earliest; what it still holds is to be taken off, and {@link #settled} to be said. */
    public Link firstEnded() {
        return firstEnded;
    }

    /** The first ended link holds nothing any more. */
    public void settled() {
        final Link link = firstEnded;
        firstEnded = link.next;
        link.next = null;
        if (firstEnded == null) {
            lastEnded = null;
        }
        link.ended = false;
        releaseIfOver(link);
    }

    private void releaseIfOver(final Link link) {
        if (link.live == 0 && !link.building && !link.ended) {
            link.next = free;
            free = link;
            live--;
        }
    }

    private void rehash(final Link link) {
        stateHash.remove(link.entityHash);
        link.entityHash = link.building || link.live == 0 ? 0 : link.hash();
        stateHash.add(link.entityHash);
    }

    /** Walks the parts of live orders and throws where a link disagrees with them. */
    void check(final Order first) {
        int parts = 0;
        int links = 0;
        for (Order order = first; order != null; order = order.nextLive) {
            if (order.details != null && order.details.link != null) {
                order.details.link.check();
                parts++;
                links += order.details.link.isFirst(order.details.part) ? 1 : 0;
            }
        }
        if (links != live || firstEnded != null) {
            throw new IllegalStateException(parts + " parts of " + links + " links, counted were " + live);
        }
    }
}
