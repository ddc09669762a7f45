package io.strikebook.ipc.snapshot;

import io.strikebook.common.settlement.SettlementAverage;

/** The samples of a settlement average in a snapshot. */
public final class SettlementSnapshot {
    private SettlementSnapshot() {}

    /** Writes the samples. */
    public static void save(final SettlementAverage average, final SnapshotOutput out) {
        out.putLong(average.sumE8())
                .putInt(average.samples())
                .putInt(average.missing())
                .putBoolean(average.isOver());
    }

    /** Reads what {@link #save} wrote. */
    public static void load(final SettlementAverage average, final SnapshotInput in) {
        average.restore(in.getLong(), in.getInt(), in.getInt(), in.getBoolean());
    }
}
