package io.strikebook.margin.position;

import io.strikebook.common.hash.StateHash;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.Arrays;

/**
 * When open interest is published: with the first tick of each tenth of a second, that of every instrument where it is not what was last
 * told, in the order of their ids. Open interest is the sum of all long positions.
 */
public final class OpenInterest {
    /** Least time between two, of one instrument. */
    public static final long INTERVAL_NS = 100_000_000L;

    private static final long HASH_KIND = 20;

    private long[] told = new long[256];
    private long interval;
    private long hash;

    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /** Open interest of an instrument, in lots, is another than was last told. */
        void onOpenInterest(int instrumentId, long lots);
    }

    /** A tick. */
    public void publish(
            final long timestampNs, final int lastInstrument, final PositionBook positions, final Listener listener) {
        final long now = timestampNs / INTERVAL_NS;
        if (now == interval) {
            return;
        }
        begin(now);
        for (int id = 1; id <= lastInstrument; id++) {
            final long lots = positions.longLots(id);
            if (lots != (id < told.length ? told[id] : 0)) {
                tell(id, lots);
                listener.onOpenInterest(id, lots);
            }
        }
    }

    private void begin(final long newInterval) {
        hash -= interval == 0 ? 0 : StateHash.of(HASH_KIND, 0, interval, 0, 0);
        interval = newInterval;
        hash += interval == 0 ? 0 : StateHash.of(HASH_KIND, 0, interval, 0, 0);
    }

    private void tell(final int instrumentId, final long lots) {
        if (instrumentId >= told.length) {
            told = Arrays.copyOf(told, Math.max(instrumentId + 1, told.length * 2));
        }
        hash -= toldHash(instrumentId);
        told[instrumentId] = lots;
        hash += toldHash(instrumentId);
    }

    private long toldHash(final int instrumentId) {
        return told[instrumentId] == 0 ? 0 : StateHash.of(HASH_KIND, instrumentId, told[instrumentId], 0, 0);
    }

    /** Hash of what was told, and when last. */
    public long hash() {
        return hash;
    }

    /** Writes what was told. */
    public void save(final SnapshotOutput output) {
        output.putLong(interval);
        for (int id = 1; id < told.length; id++) {
            if (told[id] != 0) {
                output.putInt(id).putLong(told[id]);
            }
        }
        output.putInt(0);
    }

    /** Reads what {@link #save} wrote, where nothing was told yet. */
    public void load(final SnapshotInput input) {
        begin(input.getLong());
        for (int id = input.getInt(); id != 0; id = input.getInt()) {
            tell(id, input.getLong());
        }
    }
}
