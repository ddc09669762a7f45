package io.strikebook.sequencer.pretrade;

/**
 * Replaces of the {@link Mirror}'s orders: from its command on each is a version behind those there are, until matching has answered it.
 * They are answered in their order.
 */
public final class Replaces {
    private final Mirror mirror;
    private final OrderVersions versions;

    Replaces(final Mirror mirror, final OrderVersions versions) {
        this.mirror = mirror;
        this.versions = versions;
    }

    /** An accepted replace of the given command; of an order that waits it is done at once, since matching does it as long as the order is there. */
    public void accept(final long sequence, final LiveOrder order, final long priceE8, final long totalLots) {
        if (order.untriggered) {
            mirror.waiting().acceptReplace(sequence, order, priceE8, totalLots);
            return;
        }
        final long lots = Math.max(0, totalLots - order.filledLots);
        final boolean covered = order.shrinksOnly(priceE8, totalLots);
        final long marginLots = covered ? 0 : lots;
        final boolean buy = order.current.buy;
        versions.append(order, order.exposure, sequence, buy, priceE8, totalLots, lots, marginLots);
    }

    /** Matching carried out the replace of the given command. */
    public void onReplaced(final long sequence, final long orderId, final long remainingLots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        final OrderVersion before = order.current;
        final OrderVersion replaced = before.nextVersion;
        if (replaced == null || replaced.sequence != sequence) {
            throw new IllegalStateException("executions group " + sequence + " replaces order " + orderId
                    + ", whose next replace is of command " + (replaced == null ? 0 : replaced.sequence));
        }
        order.current = replaced;
        versions.detach(before);
        versions.setLots(replaced, remainingLots, remainingLots);
    }

    /** Matching refused the replace, or the growth, of the given command, although the order lives. */
    public void onRefused(final long sequence, final LiveOrder order) {
        OrderVersion before = order.current;
        while (before.nextVersion != null && before.nextVersion.sequence != sequence) {
            before = before.nextVersion;
        }
        final OrderVersion refused = before.nextVersion;
        if (refused == null) {
            return;
        }
        before.nextVersion = refused.nextVersion;
        if (order.newest == refused) {
            order.newest = before;
        }
        versions.detach(refused);
        final OrderVersion after = before.nextVersion;
        if (after != null && !(after.priceE8 == before.priceE8 && after.totalLots <= before.totalLots)) {
            versions.setLots(after, after.openLots, after.openLots); // what covered it may be what was refused
        }
    }
}
