package io.strikebook.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Figures as aligned tables (one row per case, one column per metric) with notes below, or as one JSON line per figure. */
public final class BenchReport {
    private record Figure(String name, String metric, double value, String unit) {
        String heading() {
            return unit.isEmpty() ? metric : metric + " " + unit;
        }
    }

    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final String title;
    private boolean failed;

    /** An empty report. */
    public BenchReport(final String title) {
        this.title = title;
    }

    /** A table below those before it. */
    public Table table(final String name) {
        final Table table = new Table(name);
        tables.add(table);
        return table;
    }

    /** Adds a line below the tables. */
    public void note(final String text) {
        notes.add(text);
    }

    /** Something beside the figures is wrong; a note says what. */
    public void fail() {
        failed = true;
    }

    /** Whether anything was wrong. */
    public boolean hasFailed() {
        return failed;
    }

    /** Prints everything; notes and titles are not part of the JSON lines. */
    public void print(final PrintStream out, final boolean json) {
        if (json) {
            tables.forEach(table -> table.printJson(out));
            if (failed) {
                notes.forEach(System.err::println);
            }
            return;
        }
        out.println(title);
        for (final Table table : tables) {
            out.println();
            table.print(out);
        }
        out.println();
        notes.forEach(note -> out.println("- " + note));
    }

    /** Rows of the same metrics. */
    public static final class Table {
        private final String name;
        private final List<Figure> figures = new ArrayList<>();

        private Table(final String name) {
            this.name = name;
        }

        /**
         * Adds one figure.
         *
         * @param row    what was measured, a row of the table
         * @param metric a column
         * @param unit   may be empty
         */
        public void add(final String row, final String metric, final double value, final String unit) {
            figures.add(new Figure(row, metric, value, unit));
        }

        private void printJson(final PrintStream out) {
            for (final Figure figure : figures) {
                out.printf(
                        Locale.ROOT,
                        "{\"case\":\"%s: %s\",\"metric\":\"%s\",\"value\":%s,\"unit\":\"%s\"}%n",
                        name,
                        figure.name(),
                        figure.metric(),
                        plain(figure.value()),
                        figure.unit());
            }
        }

        private void print(final PrintStream out) {
            final Set<String> rows = new LinkedHashSet<>();
            final Set<String> columns = new LinkedHashSet<>();
            figures.forEach(figure -> {
                rows.add(figure.name());
                columns.add(figure.heading());
            });
            final int rowWidth = Math.max(
                    name.length(), rows.stream().mapToInt(String::length).max().orElse(0));
            out.print(padded(name, rowWidth));
            columns.forEach(column -> out.printf("  %" + width(column) + "s", column));
            out.println();
            for (final String row : rows) {
                out.print(padded(row, rowWidth));
                for (final String column : columns) {
                    out.printf("  %" + width(column) + "s", cell(row, column));
                }
                out.println();
            }
        }

        private String cell(final String row, final String column) {
            return figures.stream()
                    .filter(figure ->
                            figure.name().equals(row) && figure.heading().equals(column))
                    .map(figure -> grouped(figure.value()))
                    .findFirst()
                    .orElse("-");
        }
    }

    private static String padded(final String text, final int width) {
        return text + " ".repeat(width - text.length());
    }

    private static int width(final String column) {
        return Math.max(column.length(), 9);
    }

    private static String plain(final double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%d", (long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String grouped(final double value) {
        return value == Math.rint(value) || Math.abs(value) >= 1_000
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
