package io.strikebook.matching;

/** What the sequencer is to decide on, oldest first, for runs that must not allocate: the latest some thousand of them. */
final class FiredOrders {
    private static final int RING = 1 << 12;

    private final long[] ids = new long[RING];
    private final int[] accounts = new int[RING];
    private final long[] more = new long[RING];
    private int fired;
    private int decided;
    private int grown;

    /** An order, or so many lots more of one. */
    void add(final long orderId, final int accountId, final long lots) {
        ids[fired & RING - 1] = orderId;
        accounts[fired & RING - 1] = accountId;
        more[fired & RING - 1] = lots;
        fired++;
    }

    /** Decides that the oldest is live, with so many lots where it does not say how many; false where there is none. */
    boolean decide(final Commands commands, final long price, final long lots) {
        if (decided == fired) {
            return false;
        }
        final int at = decided & RING - 1;
        if (more[at] > 0) {
            commands.links().grow(accounts[at], 1, ids[at], price, more[at]);
            grown++;
        } else {
            commands.triggers().triggered(accounts[at], 1, ids[at], price, lots);
        }
        decided++;
        return true;
    }

    int decided() {
        return decided;
    }

    /** Of these, growths. */
    int grown() {
        return grown;
    }
}
