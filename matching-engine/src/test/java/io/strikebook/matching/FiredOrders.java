package io.strikebook.matching;

/** Orders that the sequencer is to decide on, oldest first, for runs that must not allocate: the latest some thousand of them. */
final class FiredOrders {
    private static final int RING = 1 << 12;

    private final long[] ids = new long[RING];
    private final int[] accounts = new int[RING];
    private int fired;
    private int decided;

    void add(final long orderId, final int accountId) {
        ids[fired & RING - 1] = orderId;
        accounts[fired & RING - 1] = accountId;
        fired++;
    }

    /** Decides that the oldest is live with so many lots; false where there is none. */
    boolean decide(final Commands commands, final long price, final long lots) {
        if (decided == fired) {
            return false;
        }
        commands.triggers().triggered(accounts[decided & RING - 1], 1, ids[decided & RING - 1], price, lots);
        decided++;
        return true;
    }

    int decided() {
        return decided;
    }
}
