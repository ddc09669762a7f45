package io.strikebook.cli.marks;

import java.util.Locale;

/** Differences of volatility by moneyness as a picture (SVG): a panel for each time to expiry, medians as bars, 95 of 100 as lines above. */
final class MarksPlot {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 160;
    private static final int LEFT = 50;
    private static final int TOP = 60;
    private static final int GAP = 40;
    private static final double HIGHEST = 4;

    private final StringBuilder svg = new StringBuilder();
    private final MarkErrors errors;

    private MarksPlot(final MarkErrors errors) {
        this.errors = errors;
    }

    static String draw(final MarkErrors errors) {
        return new MarksPlot(errors).draw();
    }

    private String draw() {
        final int panels = MarkErrors.EXPIRIES.size();
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"10\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + panels * (WIDTH + GAP), TOP + HEIGHT + GAP);
        append(
                "<text x=\"%d\" y=\"24\" font-size=\"14\">our marks from the venue's, points of volatility: medians as bars, 95 of 100"
                        + " below the lines; by standard deviations from the forward</text>%n",
                LEFT);
        for (int e = 0; e < panels; e++) {
            panel(e, LEFT + e * (WIDTH + GAP));
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(final int expiry, final int left) {
        append(
                "<text x=\"%d\" y=\"%d\" font-size=\"12\">%s</text>%n<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>%n",
                left, TOP - 8, MarkErrors.EXPIRIES.get(expiry), left - 4, TOP + 8, HIGHEST);
        append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>%n",
                left, TOP, WIDTH, HEIGHT);
        final int step = WIDTH / MarkErrors.MONEYNESS.size();
        for (int m = 0; m < MarkErrors.MONEYNESS.size(); m++) {
            final ErrorCell cell = errors.points(expiry, m);
            final int from = left + m * step;
            append(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    from + step / 2, TOP + HEIGHT + 14, MarkErrors.MONEYNESS.get(m));
            if (cell.count() > 0) {
                column(from, step, cell.quantile(0.5), cell.quantile(0.95));
            }
        }
    }

    /** What is beyond the panel is cut off, and said in figures: the median at the foot of its bar. */
    private void column(final int from, final int step, final double median, final double most) {
        append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#4a7ebb\"/>%n",
                from + 4, TOP + HEIGHT - pixels(median), step - 8, pixels(median));
        append(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#c0504d\" stroke-width=\"2\"/>%n",
                from + 4, TOP + HEIGHT - pixels(most), from + step - 4, TOP + HEIGHT - pixels(most));
        if (most > HIGHEST) {
            figure(from + step / 2, TOP + 14, pixels(median) > HEIGHT - 16, most);
        }
        if (median > HIGHEST) {
            figure(from + step / 2, TOP + HEIGHT - 6, true, median);
        }
    }

    private void figure(final int at, final int y, final boolean onBar, final double points) {
        append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%.0f</text>%n",
                at, y, onBar ? "white" : "#c0504d", points);
    }

    private static int pixels(final double points) {
        return (int) Math.round(HEIGHT * Math.min(1, points / HIGHEST));
    }

    private void append(final String format, final Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
