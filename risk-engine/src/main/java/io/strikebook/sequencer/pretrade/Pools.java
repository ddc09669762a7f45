package io.strikebook.sequencer.pretrade;

/** Free lists of the objects that come and go with orders; they grow up to the venue's capacity and are never given back. */
final class Pools {
    private final int maxVersions;
    private int versionsTaken;
    private OrderVersion freeVersion;
    private LiveOrder freeOrder;
    private Pending freePending;

    Pools(final int maxVersions) {
        this.maxVersions = maxVersions;
    }

    /** Whether another version may be taken; applying recorded commands never asks. */
    boolean hasRoom() {
        return hasRoomFor(1);
    }

    /** Whether so many versions may be taken. */
    boolean hasRoomFor(final int versions) {
        return versionsTaken + versions <= maxVersions;
    }

    /** So many of each lie ready at least, besides those that are taken now. */
    void fill(final int count) {
        for (int i = 0; i < count; i++) {
            versionsTaken++;
            give(new OrderVersion());
            give(new LiveOrder());
            give(new Pending());
        }
    }

    OrderVersion takeVersion() {
        versionsTaken++;
        final OrderVersion version = freeVersion;
        if (version == null) {
            return new OrderVersion();
        }
        freeVersion = version.nextVersion;
        version.nextVersion = null;
        return version;
    }

    void give(final OrderVersion version) {
        versionsTaken--;
        version.order = null;
        version.exposure = null;
        version.openLots = 0;
        version.marginLots = 0;
        version.costE12 = 0;
        version.hash = 0;
        version.firstLeg = null;
        version.nextLeg = null;
        version.nextVersion = freeVersion;
        freeVersion = version;
    }

    LiveOrder takeOrder() {
        final LiveOrder order = freeOrder;
        if (order == null) {
            return new LiveOrder();
        }
        freeOrder = order.nextFree;
        order.nextFree = null;
        return order;
    }

    void give(final LiveOrder order) {
        order.exposure = null;
        order.sibling = null;
        order.mmp = false;
        order.current = null;
        order.newest = null;
        order.nextFree = freeOrder;
        freeOrder = order;
    }

    Pending takePending() {
        final Pending pending = freePending;
        if (pending == null) {
            return new Pending();
        }
        freePending = pending.next;
        pending.next = null;
        return pending;
    }

    void give(final Pending pending) {
        pending.version = null;
        pending.next = freePending;
        freePending = pending;
    }
}
