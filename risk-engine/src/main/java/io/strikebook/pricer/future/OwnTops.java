package io.strikebook.pricer.future;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.Arrays;

/**
 * Best bid and offer of perpetuals in the venue's own book, and what they add to the outside book's fair price.
 *
 * <p>The rule: where our own book has a bid below an offer, no farther apart than the band that a perpetual's premium is held within, the
 * fair price is the median of the outside book's fair price, the middle of our own top, and the index; else it is the outside book's.
 *
 * <p>So our own book brings a premium down that only the outside has, and nobody who quotes or trades here alone can move a mark farther
 * from the index than the outside book is, or to its other side: to trigger stops or worse by a few lots is of no use. A wider top says
 * less of a price than the band itself. Allocates only when an instrument is seen for the first time.
 */
public final class OwnTops {
    private static final long KIND = 0x4F574E54;
    private static final int FIELDS = 4;
    private static final int BID = 0;
    private static final int BID_LOTS = 1;
    private static final int ASK = 2;
    private static final int ASK_LOTS = 3;

    private final StateHash hash = new StateHash();
    /** By instrument, all fields of one together; lots are 0 where a side is empty, or nothing was ever told. */
    private long[] tops = new long[0];
    /** What is counted in the hash, by instrument. */
    private long[] counted = new long[0];

    /** What the book's top is now; a side of 0 lots is empty, whatever its price. */
    public void set(
            final int instrumentId, final long bidE8, final long bidLots, final long askE8, final long askLots) {
        if (instrumentId >= counted.length) {
            final int capacity = Math.max(16, Integer.highestOneBit(instrumentId) << 1);
            counted = Arrays.copyOf(counted, capacity);
            tops = Arrays.copyOf(tops, capacity * FIELDS);
        }
        final int at = instrumentId * FIELDS;
        tops[at + BID] = bidE8;
        tops[at + BID_LOTS] = bidLots;
        tops[at + ASK] = askE8;
        tops[at + ASK_LOTS] = askLots;
        if (counted[instrumentId] != 0) {
            hash.remove(counted[instrumentId]);
        }
        counted[instrumentId] = StateHash.and(StateHash.of(KIND, instrumentId, bidE8, bidLots, askE8), askLots);
        hash.add(counted[instrumentId]);
    }

    /**
     * Fair price of a perpetual, with what our own book says of it.
     *
     * @param outsideE8 the outside book's fair price
     * @param bandE8    widest that our own top may be, as a ratio of the index, 1e-8
     */
    public long fairE8(final int instrumentId, final long outsideE8, final long indexE8, final long bandE8) {
        if (!isUsable(instrumentId, FixedPoint.multiplyDivideFloor(indexE8, bandE8, FixedPoint.E8))) {
            return outsideE8;
        }
        final long bidE8 = tops[instrumentId * FIELDS + BID];
        final long askE8 = tops[instrumentId * FIELDS + ASK];
        final long middleE8 = bidE8 + (askE8 - bidE8 + 1 >> 1);
        return Math.max(Math.min(outsideE8, indexE8), Math.min(Math.max(outsideE8, indexE8), middleE8));
    }

    private boolean isUsable(final int instrumentId, final long widestE8) {
        if (instrumentId >= counted.length) {
            return false;
        }
        final int at = instrumentId * FIELDS;
        return tops[at + BID_LOTS] > 0
                && tops[at + ASK_LOTS] > 0
                && tops[at + BID] < tops[at + ASK]
                && tops[at + ASK] - tops[at + BID] <= widestE8;
    }

    /** Hash of all of them; 0 where nothing was ever told. */
    public long hash() {
        return hash.value();
    }

    /** Writes the state. */
    public void save(final SnapshotOutput out) {
        out.putInt(counted.length);
        for (int id = 0; id < counted.length; id++) {
            out.putBoolean(counted[id] != 0);
            for (int field = 0; counted[id] != 0 && field < FIELDS; field++) {
                out.putLong(tops[id * FIELDS + field]);
            }
        }
    }

    /** Reads what {@link #save} wrote, into tops that were told nothing yet. */
    public void load(final SnapshotInput in) {
        final int instruments = in.getInt();
        for (int id = 0; id < instruments; id++) {
            if (in.getBoolean()) {
                set(id, in.getLong(), in.getLong(), in.getLong(), in.getLong());
            }
        }
    }
}
