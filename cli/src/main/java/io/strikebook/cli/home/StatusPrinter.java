package io.strikebook.cli.home;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.home.HomeStatus.ProcessStatus;
import io.strikebook.cli.home.HomeStatus.QueuePosition;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.sync.SyncMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A home's status as a table for people, or as one JSON object. */
final class StatusPrinter {
    private static final double NS_PER_MS = 1_000_000.0;

    private StatusPrinter() {}

    /**
     * Tables: the processes, their duty cycles, the ends of queues that they have open, and what they count themselves;
     * then disk and problems.
     */
    static List<String> table(final HomeStatus status) {
        final TextTable processes = new TextTable(
                "PROCESS", "STATE", ">PID", ">HEARTBEAT", ">ERRORS", ">WORK", ">POPULATED", ">FAULTS", "VERSION");
        final TextTable queues = new TextTable("PROCESS", "", "QUEUE", ">SEQUENCE", ">LAG", ">OLDEST UNREAD");
        final TextTable counters = new TextTable("PROCESS", "COUNTER", ">VALUE");
        boolean anyQueue = false;
        boolean anyCounter = false;
        for (final ProcessStatus process : status.processes()) {
            addProcess(processes, process);
            for (final QueuePosition position : process.positions()) {
                anyQueue = true;
                queues.row(
                        process.role(),
                        use(process, position),
                        position.queue(),
                        position.sequence(),
                        position.lag() == HomeStatus.NO_LAG ? "" : position.lag(),
                        age(position.oldestNs()));
            }
            for (final ProcessMark.NamedCounter counter : process.countersOfRole()) {
                anyCounter = true;
                counters.row(process.role(), counter.name(), counter.value());
            }
        }
        final List<String> lines = new ArrayList<>(processes.lines());
        lines.addAll(CyclesTable.lines(status));
        if (anyQueue) {
            lines.add("");
            lines.addAll(queues.lines());
        }
        if (anyCounter) {
            lines.add("");
            lines.addAll(counters.lines());
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "DISK %s: %,d MiB free; below %,d MiB orders are refused, below %,d MiB every process pauses",
                status.disk().state(),
                status.disk().freeBytes() >> 20,
                status.disk().minimumBytes() >> 20,
                status.disk().reserveBytes() >> 20));
        lines.add("PROBLEMS " + status.problems().size());
        status.problems().forEach(problem -> lines.add("  " + problem));
        return lines;
    }

    private static String use(final ProcessStatus process, final QueuePosition position) {
        return position.written() ? "writes" : process.role().equals(SyncMain.ROLE) ? "durable to" : "reads";
    }

    private static String age(final long ns) {
        return ns == HomeStatus.NO_LAG ? "" : String.format(Locale.ROOT, "%,.1f ms", ns / NS_PER_MS);
    }

    private static void addProcess(final TextTable table, final ProcessStatus process) {
        final ProcessMark mark = process.mark();
        if (mark == null) {
            table.row(process.role(), process.state(), "-", "-", "-", "-", "-", "-", "-");
            return;
        }
        final ProcessMark.Counters counters = mark.counters();
        table.row(
                process.role(),
                process.state(),
                process.alive() ? mark.pid() : "-",
                process.ageMs() < 0 ? "-" : process.ageMs() + " ms",
                counters.errors(),
                counters.work(),
                counters.pagesPopulated(),
                counters.faults(),
                mark.version());
    }

    /** {@code {"processes":[{...,"queues":[...]}],"disk":{...},"problems":[...]}}, on one line. */
    static String json(final HomeStatus status) {
        final StringBuilder text = new StringBuilder("{\"processes\":[");
        for (final ProcessStatus process : status.processes()) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
            addProcess(text, process);
        }
        text.append("],\"disk\":{\"state\":\"").append(status.disk().state());
        text.append("\",\"freeBytes\":").append(status.disk().freeBytes());
        text.append(",\"minimumBytes\":").append(status.disk().minimumBytes());
        text.append(",\"reserveBytes\":").append(status.disk().reserveBytes());
        text.append("},\"problems\":[");
        for (final String problem : status.problems()) {
            text.append(text.charAt(text.length() - 1) == '[' ? "\"" : ",\"");
            text.append(problem).append('"');
        }
        return text.append("]}").toString();
    }

    private static void addProcess(final StringBuilder text, final ProcessStatus process) {
        text.append("{\"role\":\"").append(process.role());
        text.append("\",\"state\":\"").append(process.state());
        text.append("\",\"alive\":").append(process.alive());
        final ProcessMark mark = process.mark();
        if (mark != null) {
            text.append(",\"pid\":").append(mark.pid());
            text.append(",\"startMs\":").append(mark.startMs());
            text.append(",\"heartbeatMs\":").append(mark.heartbeatMs());
            text.append(",\"heartbeatAgeMs\":").append(process.ageMs());
            text.append(",\"version\":\"").append(mark.version()).append('"');
            text.append(",\"work\":").append(mark.counters().work());
            text.append(",\"errors\":").append(mark.counters().errors());
            text.append(",\"pagesPopulated\":").append(mark.counters().pagesPopulated());
            text.append(",\"faults\":").append(mark.counters().faults());
            text.append(",\"diskFreeBytes\":").append(mark.counters().diskFreeBytes());
            text.append(",\"dutyCycles\":").append(CyclesTable.json(mark.cycles()));
        }
        text.append(",\"counters\":{");
        for (final ProcessMark.NamedCounter counter : process.countersOfRole()) {
            text.append(text.charAt(text.length() - 1) == '{' ? "\"" : ",\"");
            text.append(counter.name()).append("\":").append(counter.value());
        }
        text.append("},\"queues\":[");
        for (final QueuePosition position : process.positions()) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
            text.append("{\"queue\":\"").append(position.queue());
            text.append("\",\"use\":\"")
                    .append(
                            switch (use(process, position)) {
                                case "writes" -> "write";
                                case "reads" -> "read";
                                default -> "durable";
                            });
            text.append("\",\"sequence\":").append(position.sequence());
            if (position.lag() != HomeStatus.NO_LAG) {
                text.append(",\"lag\":").append(position.lag());
            }
            if (position.oldestNs() != HomeStatus.NO_LAG) {
                text.append(",\"oldestUnreadNs\":").append(position.oldestNs());
            }
            text.append('}');
        }
        text.append("]}");
    }
}
