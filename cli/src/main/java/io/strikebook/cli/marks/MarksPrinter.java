package io.strikebook.cli.marks;

import io.strikebook.cli.TextTable;
import io.strikebook.schemas.QualityReason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was compared, as lines for people. */
final class MarksPrinter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MOST = 0.95;

    private MarksPrinter() {}

    static List<String> lines(final MarksReader reader) {
        final List<String> lines = new ArrayList<>();
        final MarkErrors errors = reader.errors;
        if (errors.all().count() == 0) {
            lines.add("no option to compare: no mark that can be trusted beside one of a venue");
        } else {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d marks of options beside the venue's, at %,d moments from %s to %s",
                    errors.all().count(),
                    reader.comparisons(),
                    time(reader.firstNs()),
                    time(reader.lastNs())));
            lines.add("");
            lines.add(
                    "volatility, points: median difference, and what 95 of 100 stay within; columns are standard deviations"
                            + " from the forward");
            lines.addAll(table(errors).lines());
            lines.add("");
            lines.addAll(prices(errors).lines());
            lines.add(String.format(
                    Locale.ROOT,
                    "left out: %,d marks of options that are far outside what is bid and offered for them, and flagged",
                    reader.outsideQuotes()));
        }
        basisPoints("perpetuals from our index, bp", reader.basisPoints, lines);
        basisPoints("our marks from their venue's mark or middle, bp", reader.futures, lines);
        degraded(reader.periods.all(), reader.lastNs(), lines);
        return lines;
    }

    private static TextTable table(final MarkErrors errors) {
        final List<String> headings = new ArrayList<>(List.of("expiry", ">options"));
        MarkErrors.MONEYNESS.forEach(moneyness -> headings.add(">" + moneyness));
        final TextTable table = new TextTable(headings.toArray(String[]::new));
        for (int e = 0; e < MarkErrors.EXPIRIES.size(); e++) {
            final List<Object> row = new ArrayList<>(List.of(MarkErrors.EXPIRIES.get(e)));
            int count = 0;
            for (int m = 0; m < MarkErrors.MONEYNESS.size(); m++) {
                count += errors.points(e, m).count();
            }
            row.add(String.format(Locale.ROOT, "%,d", count));
            for (int m = 0; m < MarkErrors.MONEYNESS.size(); m++) {
                final ErrorCell cell = errors.points(e, m);
                row.add(
                        cell.count() == 0
                                ? "-"
                                : String.format(Locale.ROOT, "%.2f  %.2f", cell.quantile(0.5), cell.quantile(MOST)));
            }
            table.row(row.toArray());
        }
        return table;
    }

    private static TextTable prices(final MarkErrors errors) {
        return new TextTable("all", ">median", ">95 of 100", ">99 of 100", ">worst")
                .row(quantiles("volatility, points", errors.all(), "%.3f"))
                .row(quantiles("price, quoted unit", errors.prices(), "%.6f"))
                .row(
                        "between bid and offer",
                        percent("ours ", errors.oursWithin()),
                        percent("theirs ", errors.theirsWithin()),
                        String.format(Locale.ROOT, "of %,d", errors.quoted()),
                        "");
    }

    private static Object[] quantiles(final String name, final ErrorCell cell, final String format) {
        return new Object[] {
            name,
            String.format(Locale.ROOT, format, cell.quantile(0.5)),
            String.format(Locale.ROOT, format, cell.quantile(MOST)),
            String.format(Locale.ROOT, format, cell.quantile(0.99)),
            String.format(Locale.ROOT, format, cell.quantile(1))
        };
    }

    private static String percent(final String who, final double share) {
        return String.format(Locale.ROOT, "%s%.1f %%", who, 100 * share);
    }

    private static void basisPoints(
            final String title, final Map<String, ErrorCell> basisPoints, final List<String> lines) {
        if (basisPoints.isEmpty()) {
            return;
        }
        lines.add("");
        final TextTable table = new TextTable(title, ">times", ">median", ">95 of 100", ">worst");
        new TreeMap<>(basisPoints)
                .forEach((symbol, cell) -> table.row(
                        symbol,
                        cell.count(),
                        String.format(Locale.ROOT, "%.1f", cell.quantile(0.5)),
                        String.format(Locale.ROOT, "%.1f", cell.quantile(MOST)),
                        String.format(Locale.ROOT, "%.1f", cell.quantile(1))));
        lines.addAll(table.lines());
    }

    private static void degraded(
            final List<DegradedPeriods.Period> periods, final long lastNs, final List<String> lines) {
        lines.add("");
        if (periods.isEmpty()) {
            lines.add("no reason was found not to trust prices");
            return;
        }
        lines.add("reasons not to trust prices");
        final TextTable table = new TextTable(
                "reason", ">periods", ">of", ">shorter than a second", ">in all s", ">longest s", "longest of", "from");
        for (final QualityReason reason : QualityReason.values()) {
            final List<DegradedPeriods.Period> of =
                    periods.stream().filter(period -> period.reason() == reason).toList();
            if (!of.isEmpty()) {
                row(table, reason, of, lastNs);
            }
        }
        lines.addAll(table.lines());
        lines.add("'tail marks --type MarketQuality' has each");
    }

    private static void row(
            final TextTable table,
            final QualityReason reason,
            final List<DegradedPeriods.Period> of,
            final long lastNs) {
        final DegradedPeriods.Period longest = of.stream()
                .max(Comparator.comparingLong(period -> period.lengthNs(lastNs)))
                .orElseThrow();
        table.row(
                reason,
                of.size(),
                of.stream().map(DegradedPeriods.Period::who).distinct().count(),
                of.stream()
                        .filter(period -> period.lengthNs(lastNs) < SECOND_NS)
                        .count(),
                seconds(of.stream().mapToLong(period -> period.lengthNs(lastNs)).sum()),
                seconds(longest.lengthNs(lastNs)),
                longest.who() + (longest.endNs() == OutsideMarket.NONE ? " (lasts)" : ""),
                time(longest.beginNs()));
    }

    private static String seconds(final long lengthNs) {
        return String.format(Locale.ROOT, "%,d", lengthNs / SECOND_NS);
    }

    private static String time(final long timeNs) {
        return TIME.format(Instant.ofEpochSecond(timeNs / SECOND_NS));
    }
}
