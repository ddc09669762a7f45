package io.strikebook.cli.match;

import io.strikebook.cli.TextTable;
import io.strikebook.orderflow.replay.CauseCount;
import io.strikebook.orderflow.replay.MismatchCause;
import io.strikebook.orderflow.replay.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs by cause: a table for people, one JSON object per cause for machines. */
final class CausePrinter {
    private CausePrinter() {}

    /** For people; nothing where nothing differs. */
    static List<String> table(final String loop, final ReplayReport report) {
        final long cases = report.causes().stream().mapToLong(CauseCount::cases).sum();
        if (cases == 0) {
            return List.of();
        }
        final List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(loop + ": what differs, by cause; fills and lots of resting orders that only one of the two made");
        final TextTable table =
                new TextTable("CAUSE", ">CASES", ">SHARE", ">EXCHANGE", ">LOTS", ">OURS", ">LOTS", "LINES, THE FIRST");
        for (final CauseCount count : report.causes()) {
            table.row(
                    count.cause(),
                    grouped(count.cases()),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * count.cases() / cases),
                    grouped(count.exchangeFills()),
                    grouped(count.exchangeLots()),
                    grouped(count.ourFills()),
                    grouped(count.ourLots()),
                    count.lines().stream()
                            .limit(CauseCount.MAX_LINES)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        lines.addAll(table.lines());
        unknown(report).ifPresent(lines::add);
        return lines;
    }

    /** The lines that have no cause, all that were kept of them. */
    private static Optional<String> unknown(final ReplayReport report) {
        final CauseCount unknown = report.count(MismatchCause.UNKNOWN);
        if (unknown.lines().size() <= CauseCount.MAX_LINES) {
            return Optional.empty();
        }
        return Optional.of("unknown, all lines: "
                + unknown.lines().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (unknown.cases() > unknown.lines().size() ? ", ..." : ""));
    }

    private static String grouped(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** For machines. */
    static List<String> json(final String loop, final ReplayReport report) {
        return report.causes().stream()
                .map(count -> String.format(
                        "{\"case\":\"%s\",\"metric\":\"cause %s\",\"value\":%d,\"unit\":\"\",\"exchangeFills\":%d,"
                                + "\"exchangeLots\":%d,\"ourFills\":%d,\"ourLots\":%d,\"lines\":%s}",
                        loop,
                        count.cause(),
                        count.cases(),
                        count.exchangeFills(),
                        count.exchangeLots(),
                        count.ourFills(),
                        count.ourLots(),
                        count.lines()))
                .toList();
    }
}
