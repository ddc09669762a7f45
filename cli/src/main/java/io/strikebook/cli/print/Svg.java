package io.strikebook.cli.print;

import java.util.Locale;

/** A picture (SVG) that is written shape by shape; places are pixels from the upper left. */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** An empty picture on white. */
    public Svg(final int width, final int height) {
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"10\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width, height);
    }

    /** Text that begins at a place. */
    public Svg text(final double x, final double y, final int size, final String content) {
        return text(x, y, size, "start", content);
    }

    /** Text that ends at a place. */
    public Svg textBefore(final double x, final double y, final int size, final String content) {
        return text(x, y, size, "end", content);
    }

    private Svg text(final double x, final double y, final int size, final String anchor, final String content) {
        append(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                size,
                anchor,
                content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        return this;
    }

    /** A filled rectangle. */
    public Svg bar(final double x, final double y, final double width, final double height, final String colour) {
        append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x, y, Math.max(0, width), height, colour);
        return this;
    }

    /** A line. */
    public Svg line(final double x1, final double y1, final double x2, final double y2, final String colour) {
        append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, colour);
        return this;
    }

    /** A line through points; as many of both are looked at as are given. */
    public Svg curve(final double[] x, final double[] y, final int points, final String colour) {
        text.append("<polyline fill=\"none\" points=\"");
        for (int i = 0; i < points; i++) {
            append("%.1f,%.1f ", x[i], y[i]);
        }
        append("\" stroke=\"%s\"/>%n", colour);
        return this;
    }

    /** The whole picture. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }

    private void append(final String format, final Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
