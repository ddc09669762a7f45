package io.strikebook.margin.settlement;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.common.venue.TradingDay;
import io.strikebook.ipc.snapshot.SettlementSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.SettlementKind;
import java.util.Arrays;

/**
 * What is to be settled when, and at which price: each expiry at the average of the index over its last half hour, and futures and
 * perpetuals at the end of each day.
 *
 * <p>Commands for all take the samples that are due by their time. A sample is the index as it stood until then: that of the marks which
 * the commands before were decided on. It counts as missing where that index is flagged stale, or where no epoch of marks was announced
 * within a step of it. Where there never was an index, samples wait for the first.
 *
 * <p>The first command for all at which an expiry has come and its average is whole, or a day has ended, asks for the settlement, once;
 * of several expiries the earliest first, then the day, by underlying. Days that were leapt over are settled as one.
 */
public final class SettlementSchedule {
    private static final long NO_INDEX = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long HASH_KIND_EXPIRY = 22;
    private static final long HASH_KIND_INDEX = 23;
    private static final long HASH_KIND_DAY = 24;

    /** One expiry of one underlying. */
    private static final class Expiry {
        private final int underlyingId;
        private final long expiryNs;
        private final SettlementAverage average;
        private boolean asked;
        private boolean told;
        private boolean settled;

        Expiry(final int underlyingId, final long expiryNs) {
            this.underlyingId = underlyingId;
            this.expiryNs = expiryNs;
            this.average = new SettlementAverage(expiryNs);
        }

        boolean isBefore(final int otherUnderlyingId, final long otherExpiryNs) {
            return expiryNs < otherExpiryNs || expiryNs == otherExpiryNs && underlyingId < otherUnderlyingId;
        }

        int flags() {
            return (asked ? 1 : 0) | (told ? 2 : 0) | (settled ? 4 : 0);
        }
    }

    /** Index of an underlying, 1e-8, or {@code Long.MIN_VALUE}. */
    @FunctionalInterface
    public interface Indices {
        /** Newest index of an underlying. */
        long indexE8(int underlyingId);
    }

    /** Takes what is to be settled. */
    @FunctionalInterface
    public interface Requests {
        /** A settlement is to be asked for. */
        void settle(
                SettlementKind kind, int underlyingId, long settledNs, long deliveryPriceE8, int samples, int missing);
    }

    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /** An expiry has come, and there never was an index. */
        void onWaiting(int underlyingId, long expiryNs);
    }

    private final Requests requests;
    private final Listener listener;

    /** By time, then by underlying; kept when they are settled. */
    private Expiry[] expiries = new Expiry[16];

    private int size;

    /** When some sample is due, or an expiry may be asked for. */
    private long nextNs = NEVER;

    /** By underlying: the index as it stood until the command at hand, and whether the newest is flagged stale, and that one was. */
    private long[] heldE8 = filled(8);

    private boolean[] stale = new boolean[8];
    private boolean[] heldStale = new boolean[8];

    /** By underlying: whether futures or perpetuals of it are listed. */
    private boolean[] daily = new boolean[8];

    /** When the newest epoch of marks was announced. */
    private long heldSinceNs;

    private long epoch;

    /** End of the day under way; 0 before the first command. */
    private long dayEndNs;

    /** A schedule that asks for settlements. */
    public SettlementSchedule(final Requests requests, final Listener listener) {
        this.requests = requests;
        this.listener = listener;
    }

    /** An instrument was listed. */
    public void list(final Instrument instrument) {
        if (!instrument.holdsPositions()) {
            return;
        }
        final int underlyingId = instrument.underlyingId();
        makeRoom(underlyingId);
        daily[underlyingId] |= !instrument.isOption();
        final long expiryNs = instrument.terms().expiryNs();
        if (expiryNs == 0) {
            return;
        }
        int at = size;
        while (at > 0 && !expiries[at - 1].isBefore(underlyingId, expiryNs)) {
            at--;
        }
        if (at < size && expiries[at].underlyingId == underlyingId && expiries[at].expiryNs == expiryNs) {
            return;
        }
        if (size == expiries.length) {
            expiries = Arrays.copyOf(expiries, size * 2);
        }
        System.arraycopy(expiries, at, expiries, at + 1, size - at);
        expiries[at] = new Expiry(underlyingId, expiryNs);
        size++;
        nextNs = Math.min(nextNs, expiries[at].average.dueNs());
    }

    /** Whether the newest index of an underlying is flagged stale. */
    public void stale(final int underlyingId, final boolean on) {
        makeRoom(underlyingId);
        stale[underlyingId] = on;
    }

    /** Whether it is. */
    public boolean isStale(final int underlyingId) {
        return underlyingId < stale.length && stale[underlyingId];
    }

    /** A command begins. */
    public void begin(final long timestampNs, final boolean forAll, final long marksEpoch, final Indices indices) {
        if (forAll && timestampNs >= nextNs) {
            sample(timestampNs);
        }
        if (marksEpoch != epoch) {
            epoch = marksEpoch;
            heldSinceNs = timestampNs;
            for (int id = 1; id < heldE8.length; id++) {
                heldE8[id] = indices.indexE8(id);
                heldStale[id] = stale[id];
            }
        }
        if (forAll && timestampNs >= dayEndNs) {
            endDay(timestampNs);
        }
    }

    private void sample(final long timestampNs) {
        nextNs = NEVER;
        for (int i = 0; i < size; i++) {
            final Expiry expiry = expiries[i];
            if (expiry.asked || expiry.settled) {
                continue;
            }
            final int underlyingId = expiry.underlyingId;
            expiry.average.sample(timestampNs, heldE8[underlyingId], heldStale[underlyingId], heldSinceNs);
            if (expiry.average.isOver()) {
                expiry.asked = true;
                requests.settle(
                        SettlementKind.EXPIRY,
                        underlyingId,
                        expiry.expiryNs,
                        expiry.average.averageE8(),
                        expiry.average.samples(),
                        expiry.average.missing());
                continue;
            }
            if (timestampNs >= expiry.expiryNs && !expiry.told) {
                expiry.told = true;
                listener.onWaiting(underlyingId, expiry.expiryNs);
            }
            nextNs = Math.min(nextNs, expiry.average.dueNs());
        }
    }

    private void endDay(final long timestampNs) {
        final long nextEndNs = TradingDay.endAfterNs(timestampNs);
        for (int id = 1; dayEndNs != 0 && id < daily.length; id++) {
            if (daily[id]) {
                requests.settle(SettlementKind.DAILY, id, nextEndNs - TradingDay.LENGTH_NS, 0, 0, 0);
            }
        }
        dayEndNs = nextEndNs;
    }

    /** An expiry was settled, whoever asked for it. */
    public void settled(final int underlyingId, final long expiryNs) {
        for (int i = 0; i < size; i++) {
            if (expiries[i].underlyingId == underlyingId && expiries[i].expiryNs == expiryNs) {
                expiries[i].settled = true;
            }
        }
    }

    /** Its share of the hash of all state. */
    public long hash() {
        long sum = dayEndNs == 0 ? 0 : StateHash.of(HASH_KIND_DAY, dayEndNs, heldSinceNs, 0, 0);
        for (int i = 0; i < size; i++) {
            final Expiry expiry = expiries[i];
            sum += StateHash.of(
                    HASH_KIND_EXPIRY, expiry.underlyingId, expiry.expiryNs, expiry.average.hash(), expiry.flags());
        }
        for (int id = 1; id < heldE8.length; id++) {
            if (heldE8[id] != NO_INDEX) {
                sum += StateHash.of(HASH_KIND_INDEX, id, heldE8[id], heldStale[id] ? 1 : 0, stale[id] ? 1 : 0);
            }
        }
        return sum;
    }

    /** Writes all of it; which expiries there are follows from the instruments, which are saved elsewhere. */
    public void save(final SnapshotOutput output) {
        output.putLong(heldSinceNs).putLong(epoch).putLong(dayEndNs).putLong(nextNs);
        output.putInt(heldE8.length);
        for (int id = 1; id < heldE8.length; id++) {
            output.putLong(heldE8[id]).putBoolean(heldStale[id]).putBoolean(stale[id]);
        }
        for (int i = 0; i < size; i++) {
            SettlementSnapshot.save(expiries[i].average, output);
            output.putInt(expiries[i].flags());
        }
    }

    /** Reads what {@link #save} wrote, once the instruments are listed. */
    public void load(final SnapshotInput input) {
        heldSinceNs = input.getLong();
        epoch = input.getLong();
        dayEndNs = input.getLong();
        nextNs = input.getLong();
        final int length = input.getInt();
        makeRoom(length - 1);
        for (int id = 1; id < length; id++) {
            heldE8[id] = input.getLong();
            heldStale[id] = input.getBoolean();
            stale[id] = input.getBoolean();
        }
        for (int i = 0; i < size; i++) {
            SettlementSnapshot.load(expiries[i].average, input);
            final int flags = input.getInt();
            expiries[i].asked = (flags & 1) != 0;
            expiries[i].told = (flags & 2) != 0;
            expiries[i].settled = (flags & 4) != 0;
        }
    }

    private void makeRoom(final int underlyingId) {
        if (underlyingId >= heldE8.length) {
            final int before = heldE8.length;
            final int length = Math.max(underlyingId + 1, before * 2);
            heldE8 = Arrays.copyOf(heldE8, length);
            Arrays.fill(heldE8, before, length, NO_INDEX);
            stale = Arrays.copyOf(stale, length);
            heldStale = Arrays.copyOf(heldStale, length);
            daily = Arrays.copyOf(daily, length);
        }
    }

    private static long[] filled(final int length) {
        final long[] prices = new long[length];
        Arrays.fill(prices, NO_INDEX);
        return prices;
    }
}
