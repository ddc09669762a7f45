package io.strikebook.sequencer.pretrade;

/**
 * Orders of the {@link Mirror} that wait, for a trigger or for another order: they count as open orders and for client ids, and nothing
 * can fill of them before they were decided.
 */
public final class WaitingMirror {
    private final Mirror mirror;
    private final OrderVersions versions;
    private final GrowingOrders growth;

    WaitingMirror(final Mirror mirror, final OrderVersions versions) {
        this.mirror = mirror;
        this.versions = versions;
        this.growth = new GrowingOrders(mirror, this, versions);
    }

    /** Orders that get larger with what others trade. */
    public GrowingOrders growth() {
        return growth;
    }

    /** An accepted order that waits for its trigger: open, but nothing that could fill. */
    public void accept(final long sequence, final WaitingTerms terms) {
        final Exposure exposure = mirror.exposure(terms.account, terms.instrument);
        final LiveOrder order = mirror.addOrder(exposure, terms.orderId, terms.clientOrderId, 0, terms.reduceOnly);
        order.untriggered = true;
        order.triggerless = terms.triggerless;
        order.market = terms.market;
        order.trailing = terms.trailing;
        order.growing = terms.growing;
        versions.append(order, exposure, sequence, terms.buy, terms.priceE8, terms.lots, 0, 0);
    }

    /** An order that waited passed the checks in the given command: from now on it counts like a new one of so many lots. */
    public void acceptTriggered(final long sequence, final LiveOrder order, final long priceE8, final long lots) {
        final OrderVersion waiting = order.current;
        order.untriggered = false;
        order.awaited = order.growing;
        order.triggerless = false;
        order.market &= order.growing;
        order.trailing = false;
        final long totalLots = order.filledLots + lots;
        order.current = versions.append(order, order.exposure, sequence, waiting.buy, priceE8, totalLots, lots, lots);
        versions.detach(waiting);
        versions.restated(order);
    }

    /** A replace of an order that waits, which is done at once; of one that another one says the size of, the price. */
    void acceptReplace(final long sequence, final LiveOrder order, final long priceE8, final long totalLots) {
        final OrderVersion waiting = order.current;
        final long lots = order.growing ? waiting.totalLots : totalLots;
        order.statedAt = sequence;
        if (waiting.marginLots == 0) {
            versions.restate(waiting, priceE8, lots);
        } else {
            order.current = versions.append(order, order.exposure, sequence, waiting.buy, priceE8, lots, 0, 0);
            versions.detach(waiting);
        }
        versions.restated(order);
    }

    /**
     * Another linked order traded, and so many lots are off. One that waits is as large as was said then, unless a replace meanwhile said
     * otherwise. Of one that waited then, and has been decided since, what is left is said when it is live.
     */
    public void onReduced(final long sequence, final long orderId, final long lots, final long remainingLots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        final OrderVersion current = order.current;
        if (order.awaited) {
            return;
        }
        if (!order.untriggered && current.sequence <= sequence && current.openLots > 0) {
            mirror.onDecremented(sequence, orderId, lots);
        } else if (order.untriggered && (order.growing || order.statedAt < sequence)) {
            versions.restate(current, current.priceE8, remainingLots);
        }
    }

    /** An order that waited is live with so many lots, maybe fewer than were asked for. */
    public void onTriggered(final long sequence, final long orderId, final long lots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (order.awaited) {
            growth.live(order, lots);
        } else if (growth.isAnswer(order, sequence)) {
            growth.answered(order, lots);
        } else if (!order.untriggered && lots < order.current.openLots) {
            mirror.onDecremented(sequence, orderId, order.current.openLots - lots);
        }
    }
}
