package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;

/**
 * Orders of the {@link Mirror} that wait, for a trigger or for another order: they count as open orders and for client ids, and nothing
 * can fill of them before they were decided.
 */
public final class WaitingMirror {
    private final Mirror mirror;
    private final OrderVersions versions;

    WaitingMirror(final Mirror mirror, final OrderVersions versions) {
        this.mirror = mirror;
        this.versions = versions;
    }

    /** An accepted order that waits for its trigger: open, but nothing that could fill. */
    public void accept(
            final long sequence,
            final long orderId,
            final Account account,
            final Instrument instrument,
            final long clientOrderId,
            final boolean buy,
            final boolean reduceOnly,
            final boolean market,
            final boolean trailing,
            final boolean triggerless,
            final long priceE8,
            final long lots) {
        final LiveOrder order =
                mirror.addOrder(mirror.exposure(account, instrument), orderId, clientOrderId, 0, reduceOnly);
        order.untriggered = true;
        order.triggerless = triggerless;
        order.market = market;
        order.trailing = trailing;
        versions.append(order, order.exposure, sequence, buy, priceE8, lots, 0, 0);
    }

    /** An order that waited passed the checks in the given command: from now on it counts like a new one. */
    public void acceptTriggered(final long sequence, final LiveOrder order, final long priceE8) {
        final OrderVersion waiting = order.current;
        final long lots = waiting.totalLots;
        order.untriggered = false;
        order.triggerless = false;
        order.market = false;
        order.trailing = false;
        order.current = versions.append(order, order.exposure, sequence, waiting.buy, priceE8, lots, lots, lots);
        versions.detach(waiting);
    }

    /**
     * Another linked order traded, and so many lots are off. Of one that waited then, though it may have been decided since, what is left
     * is said when it is live: a replace meanwhile may have said otherwise.
     */
    public void onReduced(final long sequence, final long orderId, final long lots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (!order.untriggered && order.current.sequence <= sequence) {
            mirror.onDecremented(sequence, orderId, lots);
        }
    }

    /** An order that waited is live with so many lots, maybe fewer than were asked for. */
    public void onTriggered(final long sequence, final long orderId, final long lots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (!order.untriggered && lots < order.current.openLots) {
            mirror.onDecremented(sequence, orderId, order.current.openLots - lots);
        }
    }
}
