package io.strikebook.cli.crash;

import io.strikebook.cli.print.Svg;
import io.strikebook.runner.crash.CrashReport;
import io.strikebook.runner.crash.Holder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Indices on top, as parts of the first; below, equity and maintenance margin of the ten accounts that had the largest margin when they
 * joined, and of the ten largest among those that were liquidated.
 */
final class CrashPlot {
    private static final int ACCOUNTS = 10;
    private static final int COLUMNS = 2;
    private static final int LEFT = 60;
    private static final int PANEL_WIDTH = 480;
    private static final int GAP = 70;
    private static final int WIDTH = LEFT + COLUMNS * (PANEL_WIDTH + GAP);
    private static final int TOP = 70;
    private static final int INDEX_HEIGHT = 150;
    private static final int PANEL_HEIGHT = 90;
    private static final int PANEL_GAP = 46;
    private static final int PANELS = TOP + INDEX_HEIGHT + 2 * PANEL_GAP;
    private static final int TITLE = 14;
    private static final int SMALL = 10;
    private static final double THOUSAND = 1_000;
    private static final long NS_PER_DAY = 86_400_000_000_000L;
    private static final String FRAME = "#bbb";
    private static final String EQUITY = "#1f5fa8";
    private static final String BALANCE = "#7aa64a";
    private static final String MARGIN = "#c0504d";
    private static final String FIRST_INDEX = "#444";
    private static final String SECOND_INDEX = "#8064a2";

    private final CrashReport report;
    private final List<CrashReport.Sample> samples;
    private final Svg svg;

    private CrashPlot(final CrashReport report) {
        this.report = report;
        this.samples = report.samples();
        svg = new Svg(WIDTH, PANELS + ACCOUNTS * (PANEL_HEIGHT + PANEL_GAP));
    }

    static String draw(final CrashReport report) {
        final CrashPlot plot = new CrashPlot(report);
        plot.indices();
        plot.column("the ten largest accounts", 0, holder -> true);
        plot.column(
                "the ten largest that were liquidated",
                1,
                holder -> report.total().wasLiquidated(holder.accountId()));
        return plot.svg.toString();
    }

    private void column(final String heading, final int column, final Predicate<Holder> shown) {
        svg.text(LEFT + column * (double) (PANEL_WIDTH + GAP), PANELS - PANEL_GAP / 2.0, TITLE, heading);
        final List<Integer> largest = new ArrayList<>();
        for (int i = 0; i < report.holders().size(); i++) {
            if (shown.test(report.holders().get(i))) {
                largest.add(i);
            }
        }
        largest.sort(Comparator.comparingDouble(this::firstMargin).reversed());
        for (int i = 0; i < Math.min(ACCOUNTS, largest.size()); i++) {
            account(largest.get(i), column, i);
        }
    }

    private double firstMargin(final int holder) {
        for (final CrashReport.Sample sample : samples) {
            if (holder < sample.equity().length) {
                return sample.maintenance()[holder];
            }
        }
        return 0;
    }

    private void indices() {
        svg.text(
                10,
                24,
                TITLE,
                String.format(
                        Locale.ROOT,
                        "%,d accounts, %,d of them liquidated, in %,d steps, %,d taken over, %,d below zero;"
                                + " indices of BTC (black) and ETH (violet)",
                        report.holders().size(),
                        report.total().accountsLiquidated(),
                        report.total().orders(),
                        report.total().takeovers(),
                        report.total().accountsBelowZero()));
        svg.text(
                10,
                44,
                SMALL,
                "below: equity (blue), maintenance margin (red), and what is compared with it, where that is without the value of options"
                        + " (green); thousands of USD, of accounts by their margin when they joined, where lines begin");
        final double width = COLUMNS * PANEL_WIDTH + GAP;
        final double[] range = {Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int id = 1; id <= 2; id++) {
            final int index = id;
            widen(range, 0, sample -> part(sample, index));
        }
        frame(LEFT, TOP, width, INDEX_HEIGHT, range, 100, " %");
        for (int id = 1; id <= 2; id++) {
            final int index = id;
            curve(
                    LEFT,
                    TOP,
                    width,
                    INDEX_HEIGHT,
                    range,
                    0,
                    sample -> part(sample, index),
                    id == 1 ? FIRST_INDEX : SECOND_INDEX);
        }
    }

    private double part(final CrashReport.Sample sample, final int underlyingId) {
        return sample.indexes()[underlyingId] / samples.get(0).indexes()[underlyingId];
    }

    private void account(final int holder, final int column, final int place) {
        final double x = LEFT + column * (double) (PANEL_WIDTH + GAP);
        final double y = PANELS + place * (double) (PANEL_HEIGHT + PANEL_GAP);
        final Holder account = report.holders().get(holder);
        svg.text(
                x,
                y - 6,
                SMALL,
                String.format(
                        Locale.ROOT,
                        "account %d: %s, %,.0f %s, %s margin",
                        account.accountId(),
                        account.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        account.coins(),
                        account.currency(),
                        account.isPortfolio() ? "portfolio" : "standard"));
        final double[] range = {0, -Double.MAX_VALUE};
        widen(range, holder, sample -> sample.equity()[holder]);
        widen(range, holder, sample -> sample.maintenance()[holder]);
        widen(range, holder, sample -> sample.balance()[holder]);
        frame(x, y, PANEL_WIDTH, PANEL_HEIGHT, range, 1 / THOUSAND, "");
        curve(x, y, PANEL_WIDTH, PANEL_HEIGHT, range, holder, sample -> sample.balance()[holder], BALANCE);
        curve(x, y, PANEL_WIDTH, PANEL_HEIGHT, range, holder, sample -> sample.maintenance()[holder], MARGIN);
        curve(x, y, PANEL_WIDTH, PANEL_HEIGHT, range, holder, sample -> sample.equity()[holder], EQUITY);
    }

    private void widen(final double[] range, final int holder, final ToDoubleFunction<CrashReport.Sample> value) {
        for (final CrashReport.Sample sample : samples) {
            if (holder < sample.equity().length) {
                range[0] = Math.min(range[0], value.applyAsDouble(sample));
                range[1] = Math.max(range[1], value.applyAsDouble(sample));
            }
        }
    }

    private void frame(
            final double x,
            final double y,
            final double width,
            final double height,
            final double[] range,
            final double unit,
            final String suffix) {
        svg.line(x, y, x, y + height, FRAME).line(x, y + height, x + width, y + height, FRAME);
        svg.textBefore(x - 4, y + SMALL, SMALL, number(range[1] * unit) + suffix);
        svg.textBefore(x - 4, y + height, SMALL, number(range[0] * unit) + suffix);
        final long firstNs = samples.get(0).timeNs();
        final long lastNs = samples.get(samples.size() - 1).timeNs();
        for (long day = firstNs / NS_PER_DAY + 1; day * NS_PER_DAY < lastNs; day++) {
            final double at = x + width * (day * NS_PER_DAY - firstNs) / (lastNs - firstNs);
            svg.line(at, y + height, at, y + height + 4, FRAME);
            svg.text(
                    at + 2,
                    y + height + SMALL + 2,
                    SMALL,
                    Instant.ofEpochSecond(0, day * NS_PER_DAY)
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString()
                            .substring(5));
        }
    }

    private void curve(
            final double x,
            final double y,
            final double width,
            final double height,
            final double[] range,
            final int holder,
            final ToDoubleFunction<CrashReport.Sample> value,
            final String colour) {
        final double[] xs = new double[samples.size()];
        final double[] ys = new double[samples.size()];
        final long firstNs = samples.get(0).timeNs();
        final double lengthNs = samples.get(samples.size() - 1).timeNs() - firstNs;
        int points = 0;
        for (final CrashReport.Sample sample : samples) {
            if (holder < sample.equity().length) {
                xs[points] = x + width * (sample.timeNs() - firstNs) / lengthNs;
                ys[points] = y + height * (range[1] - value.applyAsDouble(sample)) / (range[1] - range[0]);
                points++;
            }
        }
        svg.curve(xs, ys, points, colour);
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
