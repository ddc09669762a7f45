package io.strikebook.cli.watch;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.home.HomeStatus;
import io.strikebook.cli.watch.VenueView.AccountRow;
import io.strikebook.cli.watch.VenueView.InstrumentRow;
import io.strikebook.common.venue.Underlying;
import io.strikebook.ipc.home.QueueNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A watch as lines of text: one block per interval, and one over the whole time at the end. */
final class WatchPrinter {
    private static final int INSTRUMENTS = 8;
    private static final int ACCOUNTS = 8;
    private static final int READERS = 8;
    private static final int BAR_LENGTH = 20;
    private static final long CENT_E8 = 1_000_000L;
    private static final String BETWEEN = "     ";
    private static final double SECONDS_PER_DAY = 86_400;

    private final VenueWatch watch;
    private final Supplier<HomeStatus> status;
    private final List<Underlying> underlyings;
    private final Map<String, Long> groupsBefore = new HashMap<>();
    private final Map<String, Long> bytesBefore = new HashMap<>();
    private long decidedBefore;
    private long acceptedBefore;
    private long tradesBefore;

    WatchPrinter(final VenueWatch watch, final List<Underlying> underlyings, final Supplier<HomeStatus> status) {
        this.watch = watch;
        this.status = status;
        this.underlyings = underlyings;
    }

    /**
     * What happened since the block before.
     *
     * @param elapsedSeconds since the watch began
     * @param seconds        since the block before
     */
    List<String> interval(final double elapsedSeconds, final double seconds) {
        watch.view().weigh();
        final List<String> lines = new ArrayList<>();
        lines.add(heading(elapsedSeconds));
        lines.add("");
        lines.addAll(beside(queues(seconds), hops(false)));
        lines.add("");
        lines.add(orders(seconds));
        lines.addAll(state(seconds));
        final HomeStatus home = status.get();
        lines.add("");
        lines.addAll(lags(home));
        home.problems().forEach(problem -> lines.add("PROBLEM  " + problem));
        remember();
        watch.endInterval();
        return lines;
    }

    /** The whole watch. */
    List<String> total(final double seconds) {
        final List<String> lines = new ArrayList<>();
        groupsBefore.clear();
        bytesBefore.clear();
        decidedBefore = 0;
        acceptedBefore = 0;
        tradesBefore = 0;
        lines.add(String.format(Locale.ROOT, "The whole %.0f seconds", seconds));
        lines.add("");
        lines.addAll(beside(queues(seconds), hops(true)));
        lines.add("");
        lines.add(orders(seconds));
        watch.orders()
                .refused()
                .forEach((code, count) -> lines.add("  refused " + Numbers.count(count) + " x " + code));
        lines.addAll(size(seconds));
        return lines;
    }

    private String heading(final double elapsedSeconds) {
        final StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "Strikebook after %.0f s", elapsedSeconds));
        for (final Underlying underlying : underlyings) {
            final long priceE8 = watch.view().indexE8(underlying.underlyingId());
            if (priceE8 != VenueView.NO_PRICE) {
                line.append("   ").append(underlying.code()).append(' ').append(Numbers.price(priceE8, CENT_E8));
            }
        }
        return line.append("   ")
                .append(Numbers.count(watch.view().instrumentCount()))
                .append(" instruments, ")
                .append(Numbers.count(watch.view().markedCount()))
                .append(" marked, ")
                .append(Numbers.count(watch.view().accountCount()))
                .append(" accounts")
                .toString();
    }

    private List<String> queues(final double seconds) {
        final TextTable table = new TextTable("QUEUE", ">GROUPS/S", ">BYTES/S", ">LAST");
        for (final QueueTap tap : watch.taps()) {
            final long groups = tap.groups() - groupsBefore.getOrDefault(tap.queue(), 0L);
            final long bytes = tap.bytes() - bytesBefore.getOrDefault(tap.queue(), 0L);
            table.row(
                    tap.queue(),
                    Numbers.rate(groups, seconds),
                    Numbers.bytes(seconds <= 0 ? 0 : bytes / seconds),
                    Numbers.count(tap.position()));
        }
        return table.lines();
    }

    private List<String> hops(final boolean whole) {
        final TextTable table = new TextTable("HOP", ">P50", ">P99", ">MAX", ">GROUPS");
        for (final Hop hop : watch.hops()) {
            final Histogram histogram = whole ? hop.total() : hop.interval();
            if (histogram.getTotalCount() == 0) {
                table.row(hop.name(), "-", "-", "-", "0");
            } else {
                table.row(
                        hop.name(),
                        Numbers.duration(histogram.getValueAtPercentile(50)),
                        Numbers.duration(histogram.getValueAtPercentile(99)),
                        Numbers.duration(histogram.getMaxValue()),
                        Numbers.count(histogram.getTotalCount()));
            }
        }
        return table.lines();
    }

    private String orders(final double seconds) {
        final OrderCounts orders = watch.orders();
        final long decided = orders.decided() - decidedBefore;
        final long accepted = orders.accepted() - acceptedBefore;
        return "orders, cancels, replaces: " + Numbers.rate(decided, seconds) + "/s, "
                + Numbers.percent(accepted, decided) + " accepted; trades: "
                + Numbers.rate(orders.trades() - tradesBefore, seconds) + "/s";
    }

    private List<String> state(final double seconds) {
        final List<String> lines = new ArrayList<>();
        final List<InstrumentRow> instruments = watch.view().busiest(INSTRUMENTS);
        if (!instruments.isEmpty()) {
            lines.add("");
            lines.addAll(instruments(instruments, seconds));
        }
        final List<AccountRow> accounts = watch.view().accounts(ACCOUNTS);
        if (!accounts.isEmpty()) {
            lines.add("");
            lines.addAll(accounts(accounts));
        }
        return lines;
    }

    /** The readers that are furthest behind, by the age of what they have not read. */
    static List<String> lags(final HomeStatus status) {
        final TextTable table = new TextTable("BEHIND", "", "QUEUE", ">SEQUENCES", ">OLDEST UNREAD");
        status.processes().stream()
                .flatMap(process -> process.positions().stream()
                        .filter(position -> position.lag() > 0)
                        .map(position -> new Behind(process, position)))
                .sorted(Comparator.comparingLong(
                                (Behind behind) -> behind.position().oldestNs())
                        .reversed())
                .limit(READERS)
                .forEach(behind -> table.row(
                        behind.process().role(),
                        behind.process().alive() ? "" : behind.process().state(),
                        behind.position().queue(),
                        Numbers.count(behind.position().lag()),
                        behind.position().oldestNs() == HomeStatus.NO_LAG
                                ? "-"
                                : Numbers.duration(behind.position().oldestNs())));
        final List<String> lines = table.lines();
        return lines.size() == 1 ? List.of("every reader has read everything") : lines;
    }

    /** A reader and the queue that it has not read to the end. */
    private record Behind(HomeStatus.ProcessStatus process, HomeStatus.QueuePosition position) {}

    /** Under a combination what the books of its legs offer of it: not of its tick, but of theirs. */
    static List<String> instruments(final List<InstrumentRow> rows, final double seconds) {
        final TextTable table = new TextTable(
                "BUSIEST INSTRUMENTS",
                ">BID LOTS",
                ">BID",
                ">ASK",
                ">ASK LOTS",
                ">MARK",
                ">LAST",
                ">TRADES/S",
                ">TRADES");
        for (final InstrumentRow row : rows) {
            table.row(
                    row.symbol(),
                    Numbers.count(row.bidLots()),
                    Numbers.price(row.bidE8(), row.tickSizeE8()),
                    Numbers.price(row.askE8(), row.tickSizeE8()),
                    Numbers.count(row.askLots()),
                    Numbers.price(row.markE8(), row.tickSizeE8() / 100),
                    Numbers.price(row.lastE8(), row.tickSizeE8()),
                    Numbers.rate(row.intervalTrades(), seconds),
                    Numbers.count(row.trades()));
            if (row.isImplied()) {
                table.row(
                        "  in its legs' books",
                        Numbers.count(row.impliedBidLots()),
                        Numbers.price(row.impliedBidE8(), 1),
                        Numbers.price(row.impliedAskE8(), 1),
                        Numbers.count(row.impliedAskLots()),
                        "",
                        "",
                        "",
                        "");
            }
        }
        return table.lines();
    }

    private static List<String> accounts(final List<AccountRow> rows) {
        final TextTable table = new TextTable(
                "ACCOUNTS BY RATIO",
                "",
                ">EQUITY",
                ">MARGIN BALANCE",
                ">INITIAL",
                ">MAINTENANCE",
                ">RATIO",
                "LIQUIDATION AT 100 %");
        for (final AccountRow row : rows) {
            table.row(
                    row.name(),
                    row.currency(),
                    Numbers.amount(row.equityE12()),
                    Numbers.amount(row.marginBalanceE12()),
                    Numbers.amount(row.initialMarginE12()),
                    Numbers.amount(row.maintenanceMarginE12()),
                    String.format(Locale.ROOT, "%.2f %%", 100 * row.marginRatio()),
                    bar(row.marginRatio()));
        }
        return table.lines();
    }

    /** {@code [####................]}. */
    static String bar(final double share) {
        final int filled = (int) Math.max(0, Math.min(BAR_LENGTH, Math.ceil(share * BAR_LENGTH)));
        return "[" + "#".repeat(filled) + ".".repeat(BAR_LENGTH - filled) + "]";
    }

    private List<String> size(final double seconds) {
        long all = 0;
        long quotes = 0;
        for (final QueueTap tap : watch.taps()) {
            final boolean marketData =
                    tap.queue().equals(QueueNames.MARKET_DATA) || tap.queue().equals(QueueNames.MARKS);
            all += tap.bytes();
            quotes += marketData ? tap.bytes() : 0;
        }
        final long decided = watch.orders().decided();
        if (decided == 0 || seconds <= 0) {
            return List.of();
        }
        return List.of(
                "recorded: " + Numbers.bytes(all) + ", of it market data and marks " + Numbers.bytes(quotes) + "; "
                        + Numbers.bytes((double) (all - quotes) / decided) + " per request without those; "
                        + Numbers.bytes(all / seconds * SECONDS_PER_DAY) + " per day at this rate");
    }

    private void remember() {
        for (final QueueTap tap : watch.taps()) {
            groupsBefore.put(tap.queue(), tap.groups());
            bytesBefore.put(tap.queue(), tap.bytes());
        }
        decidedBefore = watch.orders().decided();
        acceptedBefore = watch.orders().accepted();
        tradesBefore = watch.orders().trades();
    }

    /** Two tables, the second one to the right of the first. */
    static List<String> beside(final List<String> left, final List<String> right) {
        final int width = left.stream().mapToInt(String::length).max().orElse(0);
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            final String start = i < left.size() ? left.get(i) : "";
            final String end = i < right.size() ? right.get(i) : "";
            lines.add((start + " ".repeat(width - start.length()) + BETWEEN + end).stripTrailing());
        }
        return lines;
    }
}
