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
    private WaitingOrders waiting;
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
        order.details().link = link;
        order.details().part = part;
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

    /** Of a link that grows: sets what a part is to get from the first one, all in all. */
    public void hold(final Link link, final int part, final long lots) {
        link.growth(part, lots, 0);
        rehash(link);
    }

    /** Of a link that grows: so many lots of what a part waited for are its own now. */
    public void release(final Link link, final int part, final long lots) {
        link.growth(part, link.heldLots(part) - lots, link.askedLots(part));
        rehash(link);
    }

    /** Of a link that grows: the sequencer is asked for so many lots more, or, below zero, has answered or is to answer for fewer. */
    public void ask(final Link link, final int part, final long lots) {
        link.growth(part, link.heldLots(part), link.askedLots(part) + lots);
        rehash(link);
    }

    /** Of a link that grows: a part has nothing open and waits for what is to come once it is {@link LiveOrders#end let go}. */
    public void idles(final Order order) {
        order.details().link.idle(order.details().part, true);
    }

    /** Who takes orders that wait again; to be set once, before the first. */
    public void waitIn(final WaitingOrders orders) {
        waiting = orders;
    }

    /** Has an order that traded all that was open wait for what is to come. */
    void waitAgain(final Order order) {
        final Link link = order.details().link;
        final int part = order.details().part;
        link.idle(part, false);
        waiting.idle(order, link.heldLots(part), link.askedLots(part));
        link.growth(part, link.heldLots(part), 0);
        rehash(link);
    }

    /** Part of loading a snapshot. */
    public void restoreGrowth(final Link link, final int part, final long heldLots, final long askedLots) {
        link.growth(part, heldLots, askedLots);
    }

    /** Sets what a snapshot carried; parts join next. */
    public Link restore(final long linkId, final LinkKind kind, final FillCondition condition, final boolean hasFired) {
        final Link link = begin(linkId, kind, condition);
        link.fired = hasFired;
        return link;
    }

    /** An order that ends is no part any more. */
    void left(final Order order) {
        final Link link = order.details().link;
        final int part = order.details().part;
        order.details().link = null;
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
    void check(final LiveOrders orders) {
        int parts = 0;
        int links = 0;
        for (Order order = orders.first(); order != null; order = orders.after(order)) {
            if (order.hasDetails() && order.details().link != null) {
                order.details().link.check();
                parts++;
                links += order.details().link.isFirst(order.details().part) ? 1 : 0;
            }
        }
        if (links != live || firstEnded != null) {
            throw new IllegalStateException(parts + " parts of " + links + " links, counted were " + live);
        }
    }
}
