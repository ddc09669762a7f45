package io.strikebook.orderflow.load;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.RejectCode;

/** What the generator counts, for its status line; read on its own thread only. */
public final class LoadCounters {
    private static final int CODES = 128;

    private final long[] decisions = new long[CODES];
    private long sent;
    private long mixed;
    private long notSendable;
    private long refused;
    private long filled;

    void sent() {
        sent++;
    }

    /** One of those sent was a client's. */
    void mixed() {
        mixed++;
    }

    void notSendable() {
        notSendable++;
    }

    void decided(final RejectCode code) {
        decisions[code.value() & CODES - 1]++;
        if (code != RejectCode.ACCEPTED) {
            refused++;
        }
    }

    void filled() {
        filled++;
    }

    /** Writes what counts everything recorded. */
    void save(final SnapshotOutput out) {
        for (final long count : decisions) {
            out.putLong(count);
        }
        out.putLong(refused).putLong(filled);
    }

    /** Reads what {@link #save} wrote. */
    void load(final SnapshotInput in) {
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = in.getLong();
        }
        refused = in.getLong();
        filled = in.getLong();
    }

    /** Requests written since the start. */
    public long sentRequests() {
        return sent;
    }

    /** Those of them that were the clients'. */
    public long mixedRequests() {
        return mixed;
    }

    /** Requests that were due in open loop while no chosen instrument was tradable. */
    public long notSendableRequests() {
        return notSendable;
    }

    /** Our requests on {@code commands} with this decision, the recorded ones included. */
    public long decided(final int code) {
        return decisions[code];
    }

    /** Our requests on {@code commands} that were accepted. */
    public long accepted() {
        return decisions[RejectCode.ACCEPTED.value()];
    }

    /** Our requests on {@code commands} that were refused. */
    public long refused() {
        return refused;
    }

    /** Fills with an account of ours on either side, the recorded ones included. */
    public long filledOrders() {
        return filled;
    }
}
