package io.strikebook.sequencer.pretrade;

/**
 * Makes order versions and lets go of them. Whatever happens to one, what it adds to is kept in step: the lots of its exposure in both
 * views, the requirement, and the state hash.
 */
final class OrderVersions {
    private final Requirement requirement;
    private final Pools pools;
    private final MirrorHash hash;

    OrderVersions(final Requirement requirement, final Pools pools, final MirrorHash hash) {
        this.requirement = requirement;
        this.pools = pools;
        this.hash = hash;
    }

    /**
     * A version, last in its exposure's list.
     *
     * @param order that it is now the newest version of, or null where it can fill no more
     */
    OrderVersion append(
            final LiveOrder order,
            final Exposure exposure,
            final long sequence,
            final boolean buy,
            final long priceE8,
            final long totalLots,
            final long openLots,
            final long marginLots) {
        final OrderVersion version = pools.takeVersion();
        version.order = order;
        version.exposure = exposure;
        version.sequence = sequence;
        version.buy = buy;
        version.priceE8 = priceE8;
        version.totalLots = totalLots;
        version.exposure.append(version);
        setLots(version, openLots, marginLots);
        if (order != null) {
            chain(order, version);
        }
        return version;
    }

    private static void chain(final LiveOrder order, final OrderVersion version) {
        if (order.current == null) {
            order.current = version;
        } else {
            order.newest.nextVersion = version;
        }
        order.newest = version;
    }

    /** Sets what can still fill, and what the requirement counts. */
    void setLots(final OrderVersion version, final long openLots, final long marginLots) {
        final Exposure exposure = version.exposure;
        if (version.buy) {
            exposure.buyOpenLots += openLots - version.openLots;
        } else {
            exposure.sellOpenLots += openLots - version.openLots;
        }
        version.openLots = openLots;
        if (marginLots != version.marginLots) {
            requirement.leaving(version);
            if (version.buy) {
                exposure.buyLots += marginLots - version.marginLots;
            } else {
                exposure.sellLots += marginLots - version.marginLots;
            }
            version.marginLots = marginLots;
            requirement.joined(version);
        }
        hash.changed(version);
    }

    /** Gives a version another price. */
    void reprice(final OrderVersion version, final long priceE8) {
        requirement.leaving(version);
        version.priceE8 = priceE8;
        if (version.marginLots != 0) {
            requirement.joined(version);
        }
        hash.changed(version);
    }

    /** Gives a version of an order that waits, of which nothing can fill yet, another price and size. */
    void restate(final OrderVersion version, final long priceE8, final long totalLots) {
        version.priceE8 = priceE8;
        version.totalLots = totalLots;
        hash.changed(version);
    }

    /** So many lots of a fill are part of the account's state now. */
    void cover(final OrderVersion version, final long lots) {
        setLots(version, version.openLots, version.marginLots - lots);
        if (version.order == null && version.marginLots == 0) {
            release(version);
        }
    }

    /**
     * A version asks for less than it did. Replaces in flight that counted nothing, because the version covered them, count for
     * themselves where they ask for more than it does now.
     */
    void uncover(final OrderVersion smaller) {
        long coveredLots = smaller.totalLots;
        for (OrderVersion version = smaller.nextVersion; version != null; version = version.nextVersion) {
            if (version.marginLots > 0 || version.totalLots > coveredLots) {
                setLots(version, version.openLots, version.openLots);
                coveredLots = version.totalLots;
            }
        }
    }

    /** The version can fill no more; only fills that the account's state does not cover stay behind. */
    void detach(final OrderVersion version) {
        final long uncoveredLots = Math.max(0, version.marginLots - version.openLots);
        version.nextVersion = null;
        version.order = null;
        setLots(version, 0, uncoveredLots);
        if (uncoveredLots == 0) {
            release(version);
        }
    }

    private void release(final OrderVersion version) {
        final Exposure exposure = version.exposure;
        requirement.leaving(version);
        exposure.unlink(version);
        hash.removed(version);
        pools.give(version);
    }
}
