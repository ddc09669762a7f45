package io.strikebook.cli.match;

import io.strikebook.cli.TextTable;
import io.strikebook.orderflow.replay.Execution;
import io.strikebook.orderflow.replay.Mismatch;
import io.strikebook.orderflow.replay.ReplayReport;
import io.strikebook.runner.orders.RecordedOrders;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a recording's loops counted: as tables with a column per loop, or as one JSON object per figure. */
final class MatchPrinter {
    private static final int PRICE_DECIMALS = 8;

    private static final List<Figure> FIGURES = List.of(
            figure("lines", ReplayReport::lines),
            figure("events", ReplayReport::events),
            figure("trades", ReplayReport::trades),
            figure("  filled exactly as the exchange did", ReplayReport::exact),
            share("  filled exactly", ReplayReport::exact, ReplayReport::trades),
            figure("  expected by strict price-time", ReplayReport::priceTime),
            share("  expected", ReplayReport::priceTime, ReplayReport::trades),
            figure("  ours unlike strict price-time", ReplayReport::unlikePriceTime),
            figure("requests sent", ReplayReport::requests),
            figure("not sent: only book a fill", ReplayReport::bookedFills),
            figure("not sent: order gone", ReplayReport::gone),
            figure("resting orders that traded", ReplayReport::restingCrossed),
            figure("levels restored", ReplayReport::levelsRestored),
            figure("orders re-entered", ReplayReport::ordersReentered));

    /** Where the recording does not hold every order. */
    private static final List<Figure> PARTIAL_FIGURES = List.of(
            figure("trades of orders seen", ReplayReport::tradesOfSeen),
            figure("  of these filled exactly", ReplayReport::exactOfSeen),
            share("  of these exactly", ReplayReport::exactOfSeen, ReplayReport::tradesOfSeen),
            figure("unseen orders entered", ReplayReport::unseenOrders),
            figure("stale orders taken off", ReplayReport::staleOrders),
            figure("hidden trades skipped", ReplayReport::hiddenTrades),
            figure("halts skipped", ReplayReport::halts));

    /** A row: a count, or a percentage where it is a part of something. */
    private record Figure(String label, ToLongFunction<ReplayReport> part, ToLongFunction<ReplayReport> whole) {
        String name() {
            return label.strip();
        }

        boolean isShare() {
            return whole != null;
        }

        String forPeople(final ReplayReport report) {
            if (!isShare()) {
                return String.format(Locale.ROOT, "%,d", part.applyAsLong(report));
            }
            return whole.applyAsLong(report) == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", percent(report));
        }

        String forMachines(final ReplayReport report) {
            if (!isShare()) {
                return Long.toString(part.applyAsLong(report));
            }
            return whole.applyAsLong(report) == 0 ? "null" : String.format(Locale.ROOT, "%.2f", percent(report));
        }

        private double percent(final ReplayReport report) {
            return 100.0 * part.applyAsLong(report) / whole.applyAsLong(report);
        }
    }

    private final RecordedOrders orders;
    private final Map<String, ReplayReport> loops;
    private final int mismatches;

    /**
     * A printer of one recording's result.
     *
     * @param loops      reports by name, in the order of their columns
     * @param mismatches how many trades that differ to show of each
     */
    MatchPrinter(final RecordedOrders orders, final Map<String, ReplayReport> loops, final int mismatches) {
        this.orders = orders;
        this.loops = loops;
        this.mismatches = mismatches;
    }

    /** For people. */
    List<String> table() {
        final List<String> lines = new ArrayList<>();
        lines.add(orders.file() + ", " + orders.format());
        lines.add("");
        final TextTable table = new TextTable(Stream.concat(
                        Stream.of(""), loops.keySet().stream().map(name -> ">" + name.toUpperCase(Locale.ROOT)))
                .toArray(String[]::new));
        for (final Figure figure : figures()) {
            table.row(Stream.concat(
                            Stream.of(figure.label()), loops.values().stream().map(figure::forPeople))
                    .toArray());
        }
        lines.addAll(table.lines());
        loops.forEach((name, report) -> lines.addAll(CausePrinter.table(name, report)));
        loops.forEach((name, report) -> addMismatches(lines, name, report));
        return lines;
    }

    private void addMismatches(final List<String> lines, final String name, final ReplayReport report) {
        final List<Mismatch> shown = shown(report);
        if (shown.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: the first %,d of %,d trades that differ, with the first fill that does",
                name,
                shown.size(),
                report.trades() - report.exact()));
        final TextTable table = new TextTable(
                ">LINE",
                "INCOMING",
                ">LOTS",
                ">PRICE",
                ">FILL",
                ">EXCHANGE: ORDER",
                ">LOTS",
                ">OURS: ORDER",
                ">LOTS",
                "CAUSE");
        for (final Mismatch mismatch : shown) {
            final int at = mismatch.firstDifference();
            table.row(
                    mismatch.line(),
                    mismatch.side() == Side.BUY ? "buy" : "sell",
                    mismatch.lots(),
                    price(mismatch),
                    at + 1,
                    order(mismatch.exchange(), at),
                    lots(mismatch.exchange(), at),
                    order(mismatch.venue(), at),
                    lots(mismatch.venue(), at),
                    mismatch.cause());
        }
        lines.addAll(table.lines());
    }

    private static Object order(final List<Execution> fills, final int at) {
        return at < fills.size() ? fills.get(at).orderId() : "none";
    }

    private static Object lots(final List<Execution> fills, final int at) {
        return at < fills.size() ? fills.get(at).lots() : "";
    }

    /** For machines, one line each. */
    List<String> json() {
        final List<String> lines = new ArrayList<>();
        loops.forEach((name, report) -> {
            for (final Figure figure : figures()) {
                lines.add(String.format(
                        "{\"case\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"unit\":\"%s\"}",
                        name, figure.name(), figure.forMachines(report), figure.isShare() ? "%" : ""));
            }
        });
        loops.forEach((name, report) -> lines.addAll(CausePrinter.json(name, report)));
        loops.forEach((name, report) -> shown(report).forEach(mismatch -> lines.add(json(name, mismatch))));
        return lines;
    }

    private static String json(final String loop, final Mismatch mismatch) {
        return String.format(
                "{\"case\":\"%s\",\"metric\":\"differs\",\"value\":%d,\"unit\":\"line\",\"incoming\":\"%s\",\"lots\":%d,"
                        + "\"price\":%s,\"cause\":\"%s\",\"exchange\":%s,\"ours\":%s}",
                loop,
                mismatch.line(),
                mismatch.side(),
                mismatch.lots(),
                price(mismatch),
                mismatch.cause(),
                json(mismatch.exchange()),
                json(mismatch.venue()));
    }

    private static String json(final List<Execution> fills) {
        return fills.stream()
                .map(fill -> "{\"order\":" + fill.orderId() + ",\"lots\":" + fill.lots() + "}")
                .toList()
                .toString();
    }

    private List<Mismatch> shown(final ReplayReport report) {
        return report.mismatches()
                .subList(0, Math.min(mismatches, report.mismatches().size()));
    }

    private List<Figure> figures() {
        return switch (orders.format().view()) {
            case FULL -> FIGURES;
            case PARTIAL ->
                Stream.concat(FIGURES.stream(), PARTIAL_FIGURES.stream()).toList();
        };
    }

    private static String price(final Mismatch mismatch) {
        final BigDecimal price =
                BigDecimal.valueOf(mismatch.priceE8(), PRICE_DECIMALS).stripTrailingZeros();
        return price.toPlainString();
    }

    private static Figure figure(final String label, final ToLongFunction<ReplayReport> count) {
        return new Figure(label, count, null);
    }

    private static Figure share(
            final String label, final ToLongFunction<ReplayReport> part, final ToLongFunction<ReplayReport> whole) {
        return new Figure(label, part, whole);
    }
}
