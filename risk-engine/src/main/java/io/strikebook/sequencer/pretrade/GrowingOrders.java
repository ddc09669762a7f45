package io.strikebook.sequencer.pretrade;

/**
 * Orders of the {@link Mirror} that get larger with each trade of another one, bit by bit as the sequencer decides. A growth is a version
 * behind those there are, of so many lots as it adds: together with what is open before it that is what can fill, until matching has
 * answered. An order of which all has filled waits again while more is to come, and is gone when matching says that nothing is.
 */
public final class GrowingOrders {
    private final Mirror mirror;
    private final WaitingMirror waiting;
    private final OrderVersions versions;

    GrowingOrders(final Mirror mirror, final WaitingMirror waiting, final OrderVersions versions) {
        this.mirror = mirror;
        this.waiting = waiting;
        this.versions = versions;
    }

    /** So many lots more passed the checks in the given command. */
    public void accept(final long sequence, final LiveOrder order, final long priceE8, final long lots) {
        if (order.untriggered) {
            waiting.acceptTriggered(sequence, order, priceE8, lots);
            return;
        }
        final long totalLots = order.newest.totalLots + lots;
        versions.append(order, order.exposure, sequence, order.current.buy, priceE8, totalLots, lots, lots);
    }

    /** Open lots of the newest version that was asked for. */
    static long openLots(final LiveOrder order) {
        return Math.max(0, order.newest.totalLots - order.filledLots);
    }

    /** Whether what matching says in the given command answers the oldest version in flight. */
    boolean isAnswer(final LiveOrder order, final long sequence) {
        final OrderVersion next = order.current.nextVersion;
        return order.growing && next != null && next.sequence == sequence;
    }

    /** The oldest version in flight is the order's, with so many lots open. */
    void answered(final LiveOrder order, final long lots) {
        final OrderVersion before = order.current;
        final OrderVersion next = before.nextVersion;
        order.current = next;
        versions.detach(before);
        next.totalLots = order.filledLots + lots;
        versions.setLots(next, lots, lots);
    }

    /** What was decided where the order waited is live, with so many lots. */
    void live(final LiveOrder order, final long lots) {
        order.awaited = false;
        order.current.totalLots = order.filledLots + lots;
        versions.setLots(order.current, lots, lots);
        versions.restated(order);
    }

    /** Another order has traded: so much is open now of an order that waits. Or the growth that is the given command is not to be. */
    public void onReleased(
            final long sequence, final long orderId, final long remainingLots, final boolean answersGrowth) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (answersGrowth) {
            mirror.replaces().onRefused(sequence, order);
        } else if (order.untriggered && remainingLots > 0) {
            versions.restate(order.current, order.current.priceE8, remainingLots);
        }
    }

    /**
     * Nothing is open of what was released of an order. In the group of a decision that need not be the answer to it: what falls due in a
     * command trades before what the command is about.
     *
     * @param comingLots   what is to come, if anything
     * @param keepsTrigger whether what comes has a trigger to wait for
     * @param answers      whether that is the answer to the given command: what it decided was taken off before. What else is said before
     *                     matching has answered leaves the newest decision alone.
     */
    public void onIdle(
            final long sequence,
            final long orderId,
            final long comingLots,
            final boolean keepsTrigger,
            final boolean answers) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (comingLots == 0) {
            mirror.onGone(orderId);
            return;
        }
        if (order.awaited && !answers) {
            return;
        }
        if (order.awaited) {
            live(order, 0);
        } else if (answers && isAnswer(order, sequence)) {
            answered(order, 0);
        } else if (order.current.openLots > 0) {
            mirror.onDecremented(sequence, orderId, order.current.openLots);
        }
        if (order.current.nextVersion == null) {
            waits(order, comingLots, !keepsTrigger);
        }
    }

    /** A replace met an order that waits again: its price is another, and so much is to come. */
    public void onReplaced(final long sequence, final long orderId, final long quantityLots) {
        final LiveOrder order = mirror.live(sequence, orderId);
        if (isAnswer(order, sequence)) {
            answered(order, 0);
            if (order.current.nextVersion == null) {
                waits(order, quantityLots - order.filledLots, true);
            }
        }
    }

    private void waits(final LiveOrder order, final long lots, final boolean triggerless) {
        order.untriggered = true;
        order.triggerless = triggerless;
        versions.restate(order.current, order.current.priceE8, lots);
        versions.restated(order);
    }
}
