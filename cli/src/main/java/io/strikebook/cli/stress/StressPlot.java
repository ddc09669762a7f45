package io.strikebook.cli.stress;

import io.strikebook.cli.print.Svg;
import io.strikebook.runner.stress.StressResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Scenarios as a picture: what customers' positions lose, on the left, and on the right what of it is lost beyond equity, the part that the
 * insurance fund pays in another colour.
 */
final class StressPlot {
    private static final int NAMES = 190;
    private static final int WIDTH = 320;
    private static final int GAP = 110;
    private static final int TOP = 70;
    private static final int ROW = 18;
    private static final int BAR = 12;
    private static final int TITLE = 14;
    private static final int SMALL = 10;
    private static final String LOSSES = "#4a7ebb";
    private static final String UNCOVERED = "#c0504d";
    private static final String COVERED = "#9bbb59";
    private static final double MILLION = 1e6;

    private StressPlot() {}

    static String draw(final String title, final List<StressResult> results) {
        final Svg svg = new Svg(NAMES + 2 * (WIDTH + GAP), TOP + ROW * results.size() + ROW);
        svg.text(10, 24, TITLE, title);
        svg.text(NAMES, TOP - 14, SMALL, "losses of positions, USD");
        svg.text(
                NAMES + WIDTH + GAP,
                TOP - 14,
                SMALL,
                "lost beyond equity, USD: paid by the insurance fund (green), by nobody (red)");
        final double most = largest(results, StressResult::lossesUsd);
        final double mostLost = largest(results, StressResult::lostUsd);
        for (int i = 0; i < results.size(); i++) {
            final StressResult result = results.get(i);
            final double y = TOP + i * ROW;
            svg.textBefore(NAMES - 8, y + SMALL, SMALL, result.scenario().name());
            bar(svg, NAMES, y, result.lossesUsd(), most, LOSSES, result.lossesUsd());
            final int right = NAMES + WIDTH + GAP;
            final double paid = mostLost == 0 ? 0 : WIDTH * result.fundUsedUsd() / mostLost;
            bar(svg, right, y, result.lostUsd(), mostLost, UNCOVERED, result.lostUsd());
            svg.bar(right, y, paid, BAR, COVERED);
        }
        svg.line(NAMES, TOP - 6, NAMES, TOP + ROW * results.size(), "#999");
        svg.line(NAMES + WIDTH + GAP, TOP - 6, NAMES + WIDTH + GAP, TOP + ROW * results.size(), "#999");
        return svg.toString();
    }

    private static double largest(final List<StressResult> results, final ToDoubleFunction<StressResult> value) {
        return results.stream().mapToDouble(value).max().orElse(0);
    }

    private static void bar(
            final Svg svg,
            final double x,
            final double y,
            final double value,
            final double most,
            final String colour,
            final double shown) {
        final double length = most == 0 ? 0 : WIDTH * value / most;
        svg.bar(x, y, length, BAR, colour);
        svg.text(x + length + 4, y + SMALL, SMALL, amount(shown));
    }

    private static String amount(final double usd) {
        return usd >= MILLION
                ? String.format(Locale.ROOT, "%,.1f M", usd / MILLION)
                : String.format(Locale.ROOT, "%,.0f", usd);
    }
}
