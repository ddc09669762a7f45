package io.strikebook.pricing.surface;

import io.strikebook.pricing.RecordedChains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Fitted smiles against the quotes they were fitted to as a picture (SVG), a panel for each expiry of a recorded chain. */
final class SmilePlot {
    private static final List<String> POLLS = List.of("20260105T041127Z", "20260204T213308Z", "20260304T213458Z");
    private static final List<String> NAMES = List.of("calm", "crash", "rebound");
    private static final int COLUMNS = 4;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;
    private static final int LEFT = 40;
    private static final int TOP = 60;
    private static final int GAP = 60;
    private static final int CURVE_POINTS = 60;

    private final StringBuilder svg = new StringBuilder();
    private final PolledChain polled;
    private final OptionChain chain;

    private SmilePlot(final PolledChain polled) {
        this.polled = polled;
        chain = RecordedSurfaces.fit(polled);
    }

    /** Writes the three pictures of the documents into the folder given. */
    public static void main(final String[] folder) throws IOException {
        for (int i = 0; i < POLLS.size(); i++) {
            final Path poll = RecordedChains.polls(POLLS.get(i)).get(0);
            final SmilePlot plot = new SmilePlot(PolledChain.read(poll).get(0));
            final String title = String.format(
                    "%s (%s): bid to ask as bars, fit as a line; volatility in %% by ln(strike / forward)",
                    plot.polled.name, NAMES.get(i));
            Files.writeString(Path.of(folder[0], "smiles-" + NAMES.get(i) + ".svg"), plot.draw(title));
        }
    }

    private String draw(final String title) {
        final int rows = (polled.years.length + COLUMNS - 1) / COLUMNS;
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + COLUMNS * (WIDTH + GAP), TOP + rows * (HEIGHT + GAP));
        append("<text x=\"%d\" y=\"24\" font-size=\"14\">%s</text>%n", LEFT, title);
        for (int e = 0; e < polled.years.length; e++) {
            panel(e, LEFT + e % COLUMNS * (WIDTH + GAP), TOP + e / COLUMNS * (HEIGHT + GAP));
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(final int expiry, final int left, final int top) {
        double fromK = 0;
        double toK = 0;
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < polled.strike.length; i++) {
            if (polled.expiry[i] == expiry && RecordedSurfaces.isQuoted(polled, i, chain)) {
                fromK = Math.min(fromK, RecordedSurfaces.k(polled, i));
                toK = Math.max(toK, RecordedSurfaces.k(polled, i));
                highest = Math.max(highest, chain.askVolatility()[i]);
                lowest = Math.min(lowest, chain.bidVolatility()[i]);
            }
        }
        append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>%n",
                left, top, WIDTH, HEIGHT);
        append(
                "<text x=\"%d\" y=\"%d\">%s, %.1f days</text>%n",
                left, top - 6, polled.expiries[expiry].substring(0, 10), 365 * polled.years[expiry]);
        final Axes axes = new Axes(left, top, fromK, toK, lowest, highest);
        ticks(axes);
        quotes(expiry, axes);
        curve(expiry, axes);
    }

    private record Axes(int left, int top, double fromK, double toK, double lowest, double highest) {
        double x(final double k) {
            return left + WIDTH * (0.03 + 0.94 * (k - fromK) / (toK - fromK));
        }

        double y(final double volatility) {
            return top + HEIGHT * (0.96 - 0.92 * (volatility - lowest) / (highest - lowest));
        }
    }

    private void ticks(final Axes axes) {
        for (int i = 0; i <= 4; i++) {
            final double k = axes.fromK + i * 0.25 * (axes.toK - axes.fromK);
            final double volatility = axes.lowest + i * 0.25 * (axes.highest - axes.lowest);
            append(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555\">%.2f</text>%n",
                    axes.x(k), axes.top + HEIGHT + 14, k);
            append(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555\">%.0f</text>%n",
                    axes.left - 4, axes.y(volatility) + 4, 100 * volatility);
        }
    }

    private void quotes(final int expiry, final Axes axes) {
        svg.append("<path stroke=\"#1f77b4\" stroke-width=\"2\" fill=\"none\" d=\"");
        for (int i = 0; i < polled.strike.length; i++) {
            if (polled.expiry[i] == expiry && RecordedSurfaces.isQuoted(polled, i, chain)) {
                append(
                        "M%.1f %.1fV%.1f",
                        axes.x(RecordedSurfaces.k(polled, i)),
                        axes.y(chain.bidVolatility()[i]),
                        axes.y(chain.askVolatility()[i]) - 0.5);
            }
        }
        append("\"/>%n");
    }

    private void curve(final int expiry, final Axes axes) {
        svg.append("<polyline fill=\"none\" stroke=\"#d62728\" stroke-width=\"1.2\" points=\"");
        for (int i = 0; i <= CURVE_POINTS; i++) {
            final double k = axes.fromK + (axes.toK - axes.fromK) * i / CURVE_POINTS;
            final double volatility = chain.surface().volatility(k, polled.years[expiry]);
            append("%.1f,%.1f ", axes.x(k), axes.y(volatility));
        }
        append("\"/>%n");
    }

    private void append(final String format, final Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
