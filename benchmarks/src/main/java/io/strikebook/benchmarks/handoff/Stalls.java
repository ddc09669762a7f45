package io.strikebook.benchmarks.handoff;

import io.strikebook.ipc.chronicle.ThreadFaults;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Times in which the machine did not let a waiting thread run: a waiting thread looks at the clock all the time, and where two looks are
 * far apart although it took no page fault (and populated no page, which counts as one) between them, it stood still. On a virtual machine
 * that happens hundreds of times a second, for tens of microseconds each, and nothing in the guest tells of it. What a thread does when it
 * does not wait is never counted, however long it takes. One instance belongs to one thread.
 */
final class Stalls {
    /** Many times what a waiting thread does between two looks. */
    private static final long SHORTEST_NS = 1_000;

    private static final int MOST = 1 << 16;

    private final ThreadFaults faults = new ThreadFaults();
    private final long[] fromNs = new long[MOST];
    private final long[] toNs = new long[MOST];
    private int count;
    private long lastNs;
    private long lastFaults;

    /** Forgets all. */
    void reset() {
        count = 0;
    }

    /** The thread has nothing to do but to wait, from now on. */
    void beginWait() {
        lastNs = System.nanoTime();
        lastFaults = faults.soFar();
    }

    /** The thread has waited until now. */
    void waited(final long nowNs) {
        if (nowNs - lastNs >= SHORTEST_NS) {
            look(nowNs);
        }
        lastNs = nowNs;
    }

    private void look(final long nowNs) {
        final long faultsNow = faults.soFar();
        if (faultsNow == lastFaults) {
            add(lastNs, nowNs);
        }
        lastFaults = faultsNow;
    }

    /** Adds one. */
    void add(final long beginNs, final long endNs) {
        if (count < MOST) {
            fromNs[count] = beginNs;
            toNs[count] = endNs;
            count++;
        }
    }

    /** One word. */
    String encode() {
        final ByteBuffer bytes = ByteBuffer.allocate(count * 2 * Long.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.putLong(fromNs[i]).putLong(toNs[i]);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Adds what {@link #encode} made of another thread's, of the same machine. */
    void add(final String word) {
        final ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(word));
        while (bytes.hasRemaining()) {
            add(bytes.getLong(), bytes.getLong());
        }
    }

    /**
     * Which of some messages, between the time at which each was due and its arrival, met none of these, and did not queue behind one that
     * did.
     *
     * @param messages how many, in the order in which they were due
     */
    boolean[] missedBy(final long[] dueNs, final long[] arrivedNs, final int messages) {
        final long[][] byBegin = new long[count][];
        for (int i = 0; i < count; i++) {
            byBegin[i] = new long[] {fromNs[i], toNs[i]};
        }
        Arrays.sort(byBegin, (a, b) -> Long.compare(a[0], b[0]));
        final boolean[] missed = new boolean[messages];
        int begun = 0;
        long standsUntilNs = Long.MIN_VALUE;
        for (int i = 0; i < messages; i++) {
            while (begun < count && byBegin[begun][0] <= arrivedNs[i]) {
                standsUntilNs = Math.max(standsUntilNs, byBegin[begun][1]);
                begun++;
            }
            final boolean queued = i > 0 && !missed[i - 1] && dueNs[i] < arrivedNs[i - 1];
            missed[i] = !queued && standsUntilNs < dueNs[i];
        }
        return missed;
    }
}
