package io.strikebook.cli.crash;

import io.strikebook.cli.TextTable;
import io.strikebook.runner.crash.CrashReport;
import io.strikebook.runner.crash.LiquidationCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A played crash as a table: a row per poll, with what happened since the one before, and one of all of it. */
final class CrashPrinter {
    private CrashPrinter() {}

    static List<String> lines(final CrashReport report) {
        final TextTable table = new TextTable(
                "poll",
                ">index 1",
                ">move",
                ">index 2",
                ">move",
                ">calls",
                ">begun",
                ">steps",
                ">taken over",
                ">worth USD",
                ">fund paid",
                ">closed USD",
                ">lots",
                ">others paid",
                ">below zero",
                ">lowest");
        double[] before = report.rows().get(0).indexes();
        for (final CrashReport.PollRow row : report.rows()) {
            table.row(cells(
                    Instant.ofEpochSecond(0, row.timeNs())
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString(),
                    row.indexes(),
                    before,
                    row.counts()));
            before = row.indexes();
        }
        final double[] first = report.rows().get(0).indexes();
        table.row(cells("all", before, first, report.total()));
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d accounts, %,d of them liquidated, %,d commands; %,d liquidations begun, %,d ended, %,d steps, %,d trades; the fund has"
                        + " %,.0f USD, had %,.0f",
                report.holders().size(),
                report.total().accountsLiquidated(),
                report.commands(),
                report.total().begun(),
                report.total().ended(),
                report.total().orders(),
                report.total().fills(),
                report.fundAfterUsd(),
                report.fundBeforeUsd()));
        return lines;
    }

    private static Object[] cells(
            final String name, final double[] indexes, final double[] before, final LiquidationCounts counts) {
        return new Object[] {
            name,
            number(indexes[1]),
            move(indexes[1], before[1]),
            number(indexes[2]),
            move(indexes[2], before[2]),
            counts.marginCalls(),
            counts.begun(),
            counts.orders(),
            counts.takeovers(),
            number(counts.takenOverUsd()),
            number(counts.insuranceUsd()),
            number(counts.deleveragedUsd()),
            counts.deleveragedLots(),
            number(counts.sharedUsd()),
            counts.accountsBelowZero(),
            Double.isFinite(counts.lowestUsd()) ? number(counts.lowestUsd()) : "-"
        };
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String move(final double value, final double before) {
        return String.format(Locale.ROOT, "%+.2f %%", 100 * (value / before - 1));
    }
}
