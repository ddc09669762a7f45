package io.strikebook.cli.home;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.home.HomeStatus.ProcessStatus;
import io.strikebook.ipc.agent.DutyCycleTracker;
import io.strikebook.ipc.process.DutyCycles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the duty cycles of each process last, as a table for people or as JSON. */
final class CyclesTable {
    private static final double NS_PER_MS = 1_000_000.0;

    private CyclesTable() {}

    /** An empty line and the table; nothing where no process has run yet. */
    static List<String> lines(final HomeStatus status) {
        final TextTable table = new TextTable(
                "DUTY CYCLES",
                ">CYCLES",
                ">STALLS",
                ">OVER",
                ">LONGEST",
                "AT",
                ">LONGEST AT START",
                ">10-100 us",
                ">0.1-1 ms",
                ">1-10 ms",
                ">10-100 ms",
                ">longer");
        boolean any = false;
        for (final ProcessStatus process : status.processes()) {
            if (process.mark() != null) {
                any = true;
                addRow(table, process.role(), process.mark().cycles());
            }
        }
        final List<String> lines = new ArrayList<>();
        if (any) {
            lines.add("");
            lines.addAll(table.lines());
        }
        return lines;
    }

    private static void addRow(final TextTable table, final String role, final DutyCycles cycles) {
        final List<Object> row = new ArrayList<>(List.of(
                role,
                cycles.cycles(),
                cycles.stalls(),
                milliseconds(cycles.thresholdNs()),
                milliseconds(cycles.maxNs()),
                cycles.maxAtMs() == 0 ? "-" : Instant.ofEpochMilli(cycles.maxAtMs()),
                milliseconds(cycles.startMaxNs())));
        row.addAll(cycles.buckets());
        table.row(row.toArray());
    }

    private static String milliseconds(final long ns) {
        return String.format(Locale.ROOT, "%.3f ms", ns / NS_PER_MS);
    }

    /** An object with every figure; {@code between} has the count of cycles by the duration, in ns, that they were longer than. */
    static String json(final DutyCycles cycles) {
        final StringBuilder text = new StringBuilder("{\"cycles\":").append(cycles.cycles());
        text.append(",\"stalls\":").append(cycles.stalls());
        text.append(",\"thresholdNs\":").append(cycles.thresholdNs());
        text.append(",\"maxNs\":").append(cycles.maxNs());
        text.append(",\"maxAtMs\":").append(cycles.maxAtMs());
        text.append(",\"startMaxNs\":").append(cycles.startMaxNs());
        text.append(",\"longerThanNs\":{");
        for (int i = 0; i < cycles.buckets().size(); i++) {
            text.append(i == 0 ? "\"" : ",\"").append(DutyCycleTracker.boundNs(i));
            text.append("\":").append(cycles.buckets().get(i));
        }
        return text.append("}}").toString();
    }
}
