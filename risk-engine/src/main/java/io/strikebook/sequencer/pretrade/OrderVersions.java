package io.strikebook.sequencer.pretrade;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * Makes order versions and lets go of them. Whatever happens to one, what it adds to is kept in step: the lots of its exposure in both
 * views, the requirement, and the state hash.
 */
final class OrderVersions {
    private final Requirement requirement;
    private final Pools pools;
    private final MirrorHash hash;
    private final LegVersions legs;

    OrderVersions(final Requirement requirement, final Pools pools, final MirrorHash hash, final LegVersions legs) {
        this.legs = legs;
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
        final OrderVersion version = take(order, exposure, sequence, buy, priceE8, totalLots);
        if (exposure.instrument.isCombo()) {
            legs.make(this, version);
        }
        setLots(version, openLots, marginLots);
        return version;
    }

    /** Part of loading a snapshot: a version of a combination whose legs' versions were loaded before. */
    OrderVersion restoreCombo(
            final LiveOrder order,
            final Exposure exposure,
            final long sequence,
            final boolean buy,
            final long priceE8,
            final long totalLots,
            final long openLots,
            final long marginLots,
            final Long2ObjectHashMap<OrderVersion> loaded) {
        final OrderVersion version = take(order, exposure, sequence, buy, priceE8, totalLots);
        setOwnLots(version, openLots, marginLots);
        legs.restore(version, loaded);
        return version;
    }

    private OrderVersion take(
            final LiveOrder order,
            final Exposure exposure,
            final long sequence,
            final boolean buy,
            final long priceE8,
            final long totalLots) {
        final OrderVersion version = pools.takeVersion();
        version.order = order;
        version.exposure = exposure;
        version.sequence = sequence;
        version.buy = buy;
        version.priceE8 = priceE8;
        version.totalLots = totalLots;
        version.exposure.append(version);
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

    /** Sets what can still fill, and what the requirement counts, in the legs of a combination too. */
    void setLots(final OrderVersion version, final long openLots, final long marginLots) {
        for (OrderVersion leg = version.firstLeg; leg != null; leg = leg.nextLeg) {
            final long moreLots = (marginLots - version.marginLots) * leg.ratio;
            setOwnLots(leg, openLots * leg.ratio, leg.marginLots + moreLots);
        }
        setOwnLots(version, openLots, marginLots);
    }

    /** So many lots of a combination traded: nothing of it stays behind but in its legs. */
    void tradedCombo(final OrderVersion version, final long lots) {
        for (OrderVersion leg = version.firstLeg; leg != null; leg = leg.nextLeg) {
            setOwnLots(leg, leg.openLots - lots * leg.ratio, leg.marginLots);
        }
        setOwnLots(version, version.openLots - lots, version.marginLots - lots);
    }

    private void setOwnLots(final OrderVersion version, final long openLots, final long marginLots) {
        final Exposure exposure = version.exposure;
        if (openLots != version.openLots) {
            exposure.opened(version.buy, openLots - version.openLots);
            version.openLots = openLots;
        }
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

    /** A flag or a time of an order changed: each of its versions is counted with it. */
    void restated(final LiveOrder order) {
        hash.changed(order);
    }

    /** So many lots of a fill are part of the account's state now. */
    void cover(final OrderVersion version, final long lots) {
        setLots(version, version.openLots, version.marginLots - lots);
        if (version.order == null && version.marginLots == 0 && version.openLots == 0) {
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
        OrderVersion leg = version.firstLeg;
        version.firstLeg = null;
        while (leg != null) {
            final OrderVersion next = leg.nextLeg;
            leg.nextLeg = null;
            detach(leg);
            leg = next;
        }
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
