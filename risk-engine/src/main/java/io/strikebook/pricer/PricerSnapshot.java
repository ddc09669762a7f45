package io.strikebook.pricer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.snapshot.ScenarioSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricer.mark.MarkCalculator;
import io.strikebook.pricer.mark.MarkSnapshot;
import io.strikebook.pricer.mark.MarketTable;

/** The engine's own counters, saved in front of the markets. */
record PricerSnapshot(
        long consumedHash,
        long marketDataTo,
        long commandsTo,
        long epoch,
        long timeNs,
        long epochTimeNs,
        boolean waiting) {

    private static final String SECTION = "pricer";
    private static final int VERSION = 4;

    void save(
            final SnapshotOutput out,
            final Publication marks,
            final MarketTable table,
            final MarkCalculator calculator) {
        out.section(SECTION, VERSION)
                .putLong(epoch)
                .putLong(consumedHash)
                .putLong(marketDataTo)
                .putLong(commandsTo)
                .putLong(timeNs)
                .putLong(epochTimeNs)
                .putBoolean(waiting)
                .putLong(marks.lastSequence())
                .putLong(marks.producedHash());
        ScenarioSnapshot.save(table.scenarios(), out);
        MarkSnapshot.save(table, calculator, out);
    }

    /** Reads the first field, the newest epoch covered. */
    static long epoch(final SnapshotInput in) {
        in.section(SECTION, VERSION);
        return in.getLong();
    }

    static PricerSnapshot load(
            final SnapshotInput in, final Publication marks, final MarketTable table, final MarkCalculator calculator) {
        final long epoch = epoch(in);
        final PricerSnapshot snapshot = new PricerSnapshot(
                in.getLong(), in.getLong(), in.getLong(), epoch, in.getLong(), in.getLong(), in.getBoolean());
        marks.resume(in.getLong(), in.getLong());
        ScenarioSnapshot.load(table.scenarios(), in);
        MarkSnapshot.load(table, calculator, in);
        return snapshot;
    }
}
