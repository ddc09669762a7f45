package io.strikebook.margin.request;

import io.strikebook.margin.settlement.SettlementSchedule;
import io.strikebook.schemas.SettlementKind;
import java.util.Arrays;

/**
 * What the command at hand asks the sequencer to settle, in order, and which expiries have to wait; written in its group, numbered after its
 * other requests. Nothing of it outlives the command.
 */
public final class SettlementRequests implements SettlementSchedule.Requests, SettlementSchedule.Listener {
    private SettlementKind[] kinds = new SettlementKind[8];
    private int[] underlyingIds = new int[8];
    private long[] timesNs = new long[8];
    private long[] pricesE8 = new long[8];
    private int[] samples = new int[8];
    private int[] missing = new int[8];
    private int count;
    private int[] waitingIds = new int[8];
    private long[] waitingNs = new long[8];
    private int waiting;

    @Override
    public void settle(
            final SettlementKind kind,
            final int underlyingId,
            final long settledNs,
            final long deliveryPriceE8,
            final int sampleCount,
            final int missingCount) {
        if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, count * 2);
            underlyingIds = Arrays.copyOf(underlyingIds, count * 2);
            timesNs = Arrays.copyOf(timesNs, count * 2);
            pricesE8 = Arrays.copyOf(pricesE8, count * 2);
            samples = Arrays.copyOf(samples, count * 2);
            missing = Arrays.copyOf(missing, count * 2);
        }
        kinds[count] = kind;
        underlyingIds[count] = underlyingId;
        timesNs[count] = settledNs;
        pricesE8[count] = deliveryPriceE8;
        samples[count] = sampleCount;
        missing[count++] = missingCount;
    }

    @Override
    public void onWaiting(final int underlyingId, final long expiryNs) {
        if (waiting == waitingIds.length) {
            waitingIds = Arrays.copyOf(waitingIds, waiting * 2);
            waitingNs = Arrays.copyOf(waitingNs, waiting * 2);
        }
        waitingIds[waiting] = underlyingId;
        waitingNs[waiting++] = expiryNs;
    }

    /** How many settlements are asked for. */
    public int count() {
        return count;
    }

    /** Kind of one of them. */
    public SettlementKind kind(final int index) {
        return kinds[index];
    }

    /** Underlying of one of them. */
    public int underlyingId(final int index) {
        return underlyingIds[index];
    }

    /** Expiry, or end of the day, of one of them. */
    public long settledNs(final int index) {
        return timesNs[index];
    }

    /** Delivery price of one of them, 0 for a day. */
    public long deliveryPriceE8(final int index) {
        return pricesE8[index];
    }

    /** Samples that the price of one of them is the average of. */
    public int samples(final int index) {
        return samples[index];
    }

    /** Of these, how many repeat an older index. */
    public int missing(final int index) {
        return missing[index];
    }

    /** How many expiries wait for an index. */
    public int waiting() {
        return waiting;
    }

    /** Underlying of one that waits. */
    public int waitingUnderlyingId(final int index) {
        return waitingIds[index];
    }

    /** Expiry that waits. */
    public long waitingNs(final int index) {
        return waitingNs[index];
    }

    /** All was written. */
    public void written() {
        count = 0;
        waiting = 0;
    }
}
