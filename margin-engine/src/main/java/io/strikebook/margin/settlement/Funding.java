package io.strikebook.margin.settlement;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.Arrays;

/**
 * What longs of each perpetual have paid shorts so far, per lot: {@code rate x value of a lot at the mark x time / 8 hours}, summed over
 * venue time, at the rate and mark that were in force. A whole number of 1e-12 of the settlement currency, the same for every position of
 * the instrument, so that what all positions of a matched open interest pay sums to zero exactly; what is less is kept here and counts
 * later.
 *
 * <p>What 8 hours cost a lot is rounded to the nearest 1e-15, half up. A rate counts as at most 100 %, a lot's payment for 8 hours as at
 * most {@link #MOST_PER_LOT_E15}, a leap in time as at most a year. The sum counts round at the end of 64 bits: only differences of it mean
 * something.
 */
public final class Funding {
    /** Longest part of time that is paid for at once. */
    static final long MOST_PASSED_NS = 365L * 24 * 3_600_000_000_000L;

    /** Most that a lot pays for 8 hours, 1e-15 of the currency: 4,611. */
    static final long MOST_PER_LOT_E15 = 1L << 62;

    /** A payment for 8 hours, 1e-15, times nanoseconds, divided by this is 1e-12. */
    private static final long PERIOD_NS_E3 = 8 * 3_600_000_000_000L * 1_000;

    private static final long E9 = 1_000_000_000L;
    private static final long TOLD_EVERY_NS = 1_000_000_000L;
    private static final long HASH_KIND = 21;

    private Instrument[] perpetuals = new Instrument[8];
    private int count;
    private long[] rateE12 = new long[16];
    private long[] perLotE15 = new long[16];
    private long[] remainder = new long[16];
    private long[] cumulativeE12 = new long[16];
    private long[] sinceNs = new long[16];
    private long[] toldE12 = new long[16];
    private long toldInterval;

    /** Epoch of the marks that are in force. */
    private long epoch;

    /** Marks of instruments, 1e-8; not positive where there is none. */
    @FunctionalInterface
    public interface Marks {
        /** Newest mark of an instrument. */
        long markE8(int instrumentId);
    }

    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /** What a lot has paid since the perpetual was listed changed. */
        void onFunding(int instrumentId, long cumulativeE12, long rateE12);
    }

    /** An instrument was listed: a perpetual is paid for from this time on, once it has a rate and a mark. */
    public void list(final Instrument instrument, final long timestampNs) {
        final int id = instrument.instrumentId();
        if (id >= sinceNs.length) {
            final int length = Math.max(id + 1, sinceNs.length * 2);
            rateE12 = Arrays.copyOf(rateE12, length);
            perLotE15 = Arrays.copyOf(perLotE15, length);
            remainder = Arrays.copyOf(remainder, length);
            cumulativeE12 = Arrays.copyOf(cumulativeE12, length);
            sinceNs = Arrays.copyOf(sinceNs, length);
            toldE12 = Arrays.copyOf(toldE12, length);
        }
        if (instrument.isPerpetual()) {
            if (count == perpetuals.length) {
                perpetuals = Arrays.copyOf(perpetuals, count * 2);
            }
            perpetuals[count++] = instrument;
            sinceNs[id] = timestampNs;
        }
    }

    /** New rate for 8 hours, positive where longs pay; in force from the first command after its epoch on. */
    public void rate(final int instrumentId, final long newRateE12) {
        if (instrumentId > 0 && instrumentId < rateE12.length) {
            rateE12[instrumentId] = Math.max(-FixedPoint.E12, Math.min(newRateE12, FixedPoint.E12));
        }
    }

    /**
     * A command begins: one for all counts all perpetuals up to its time, as does the first that was decided on a newer epoch, whose rates and
     * marks are in force from then on.
     */
    public void begin(final long timestampNs, final boolean forAll, final long marksEpoch, final Marks marks) {
        final boolean remarked = marksEpoch != epoch;
        for (int i = 0; (forAll || remarked) && i < count; i++) {
            accrue(perpetuals[i].instrumentId(), timestampNs);
        }
        if (remarked) {
            epoch = marksEpoch;
            renew(marks);
        }
    }

    /** Counts one perpetual up to a time; nothing of other instruments. */
    public void accrue(final int instrumentId, final long timestampNs) {
        final long passedNs = Math.min(timestampNs - sinceNs[instrumentId], MOST_PASSED_NS);
        if (passedNs <= 0 || perLotE15[instrumentId] == 0) {
            sinceNs[instrumentId] = Math.max(sinceNs[instrumentId], timestampNs);
            return;
        }
        sinceNs[instrumentId] = timestampNs;
        final long perLot = perLotE15[instrumentId];
        long wholeE12 = FixedPoint.multiplyDivideFloor(perLot, passedNs, PERIOD_NS_E3);
        long rest = remainder[instrumentId] + (perLot * passedNs - wholeE12 * PERIOD_NS_E3);
        if (rest >= PERIOD_NS_E3) {
            rest -= PERIOD_NS_E3;
            wholeE12++;
        }
        remainder[instrumentId] = rest;
        cumulativeE12[instrumentId] += wholeE12;
    }

    private void renew(final Marks marks) {
        for (int i = 0; i < count; i++) {
            final int id = perpetuals[i].instrumentId();
            perLotE15[id] = perLotE15(perpetuals[i], marks.markE8(id), rateE12[id]);
        }
    }

    private static long perLotE15(final Instrument perpetual, final long markE8, final long rateE12) {
        if (markE8 <= 0 || rateE12 == 0) {
            return 0;
        }
        try {
            final long exactE15 = FixedPoint.multiplyDivideHalfUp(perpetual.valueE12(1, markE8), rateE12, E9);
            return Math.max(-MOST_PER_LOT_E15, Math.min(exactE15, MOST_PER_LOT_E15));
        } catch (final FixedPointOverflowException overflow) {
            return rateE12 > 0 ? MOST_PER_LOT_E15 : -MOST_PER_LOT_E15;
        }
    }

    /** What a long lot has paid so far, 1e-12 of the settlement currency; negative where it was paid. */
    public long cumulativeE12(final int instrumentId) {
        return cumulativeE12[instrumentId];
    }

    /** A tick: the first of each second tells what changed, in the order of listing. */
    public void publish(final long timestampNs, final Listener listener) {
        final long interval = timestampNs / TOLD_EVERY_NS;
        if (interval == toldInterval) {
            return;
        }
        toldInterval = interval;
        for (int i = 0; i < count; i++) {
            final int id = perpetuals[i].instrumentId();
            if (toldE12[id] != cumulativeE12[id]) {
                toldE12[id] = cumulativeE12[id];
                listener.onFunding(id, cumulativeE12[id], rateE12[id]);
            }
        }
    }

    /** Its share of the hash of all state; nothing where no perpetual ever had a rate. */
    public long hash() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            final int id = perpetuals[i].instrumentId();
            if (rateE12[id] != 0 || cumulativeE12[id] != 0) {
                long hash = StateHash.of(HASH_KIND, id, rateE12[id], perLotE15[id], remainder[id]);
                hash = StateHash.and(hash, cumulativeE12[id]);
                hash = StateHash.and(hash, sinceNs[id]);
                hash = StateHash.and(hash, toldE12[id]);
                sum += StateHash.and(hash, toldInterval);
            }
        }
        return sum;
    }

    /** Writes all of it; instruments are saved elsewhere. */
    public void save(final SnapshotOutput output) {
        output.putLong(toldInterval).putLong(epoch);
        for (int i = 0; i < count; i++) {
            final int id = perpetuals[i].instrumentId();
            output.putLong(rateE12[id]).putLong(perLotE15[id]).putLong(remainder[id]);
            output.putLong(cumulativeE12[id]).putLong(sinceNs[id]).putLong(toldE12[id]);
        }
    }

    /** Reads what {@link #save} wrote, once the instruments are listed. */
    public void load(final SnapshotInput input) {
        toldInterval = input.getLong();
        epoch = input.getLong();
        for (int i = 0; i < count; i++) {
            final int id = perpetuals[i].instrumentId();
            rateE12[id] = input.getLong();
            perLotE15[id] = input.getLong();
            remainder[id] = input.getLong();
            cumulativeE12[id] = input.getLong();
            sinceNs[id] = input.getLong();
            toldE12[id] = input.getLong();
        }
    }
}
