package io.strikebook.benchmarks.handoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latency by percentile as a picture (SVG): to the right one nine more per step, upwards ten times the latency per step, as HdrHistogram's
 * own plotter has it.
 */
final class PercentilePlot {
    private static final String[] COLOURS = {
        "#7f7f7f", "#bcbd22", "#8c564b", "#2ca02c", "#ff7f0e", "#17becf", "#1f77b4", "#9467bd", "#d62728"
    };
    private static final String[] PERCENTILES = {"0", "90", "99", "99.9", "99.99", "99.999"};
    private static final int LOWEST_DECADE = 1;
    private static final int HIGHEST_DECADE = 8;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int STEP_X = 120;
    private static final int STEP_Y = 50;
    private static final int LEGEND_STEP = 18;
    private static final double POINT_STEP = 0.05;

    private final StringBuilder svg = new StringBuilder();
    private final int right = LEFT + STEP_X * (PERCENTILES.length - 1);
    private final int bottom = TOP + STEP_Y * (HIGHEST_DECADE - LOWEST_DECADE);

    private PercentilePlot() {}

    /** Writes one curve for each histogram of nanoseconds. */
    static void write(final String title, final Map<String, Histogram> curves, final Path file) {
        final PercentilePlot plot = new PercentilePlot();
        plot.frame(title, curves.size());
        int number = 0;
        for (final Map.Entry<String, Histogram> curve : curves.entrySet()) {
            plot.curve(curve.getKey(), curve.getValue(), number++);
        }
        plot.svg.append("</svg>\n");
        try {
            Files.writeString(file, plot.svg);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void frame(final String title, final int curves) {
        final int height = bottom + 60 + curves * LEGEND_STEP;
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                right + 40, height);
        append("<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>%n", LEFT, title);
        for (int i = 0; i < PERCENTILES.length; i++) {
            final int x = LEFT + i * STEP_X;
            append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>%n", x, TOP, x, bottom);
            append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s %%</text>%n", x, bottom + 18, PERCENTILES[i]);
        }
        for (int decade = LOWEST_DECADE; decade <= HIGHEST_DECADE; decade++) {
            final double y = y(Math.pow(10, decade));
            append("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n", LEFT, y, right, y);
            append(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 8, y + 4, duration((long) Math.pow(10, decade)));
        }
    }

    private static String duration(final long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        return ns < 1_000_000 ? ns / 1_000 + " us" : ns / 1_000_000 + " ms";
    }

    private void curve(final String name, final Histogram histogram, final int number) {
        final String colour = COLOURS[number % COLOURS.length];
        svg.append("<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"")
                .append(colour)
                .append("\" points=\"");
        for (double nines = 0; nines <= PERCENTILES.length - 1 + POINT_STEP / 2; nines += POINT_STEP) {
            final double percentile = 100 * (1 - Math.pow(10, -nines));
            append("%.1f,%.1f ", LEFT + nines * STEP_X, y(histogram.getValueAtPercentile(percentile)));
        }
        append("\"/>%n");
        final int y = bottom + 44 + number * LEGEND_STEP;
        append(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke-width=\"3\" stroke=\"%s\"/>%n",
                LEFT, y - 4, LEFT + 24, y - 4, colour);
        append("<text x=\"%d\" y=\"%d\">%s</text>%n", LEFT + 32, y, name);
    }

    private double y(final double ns) {
        final double decades = Math.log10(Math.max(ns, Math.pow(10, LOWEST_DECADE))) - LOWEST_DECADE;
        return Math.max(TOP, bottom - decades * STEP_Y);
    }

    private void append(final String format, final Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
