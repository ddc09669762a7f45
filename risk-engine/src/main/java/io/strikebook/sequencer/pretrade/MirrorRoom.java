package io.strikebook.sequencer.pretrade;

/**
 * Room in a mirror for orders to come. It would grow as far by itself, but while orders come in: where margin is behind for once, every
 * order of that time is in flight.
 */
public final class MirrorRoom {
    private MirrorRoom() {}

    /** Makes room for so many more orders in flight. Changes nothing that anybody can see. */
    public static void make(final Mirror mirror, final int orders) {
        mirror.pools.fill(orders);
        // the table keeps its size; ids of orders are positive
        final LiveOrder none = new LiveOrder();
        for (long id = 1; id <= orders; id++) {
            mirror.ordersById.put(-id, none);
        }
        for (long id = 1; id <= orders; id++) {
            mirror.ordersById.remove(-id);
        }
    }
}
