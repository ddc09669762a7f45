package io.strikebook.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how far a run is, on one line of stderr, from its second second on and twice a second. */
public final class Progress implements LongConsumer {
    private static final long FIRST_NS = 2_000_000_000L;
    private static final long INTERVAL_NS = 500_000_000L;

    private final PrintWriter out;
    private final String unit;
    private final long last;
    private final boolean terminal;
    private final LongSupplier clockNs;
    private long nextNs;
    private boolean shown;
    private long first = -1;
    private long firstNs;

    /**
     * Progress towards the last of something.
     *
     * @param unit what is counted, as in {@code command}
     * @param last number of the last one
     */
    public Progress(final PrintWriter out, final String unit, final long last) {
        this(out, unit, last, isTerminal(), System::nanoTime);
    }

    Progress(
            final PrintWriter out,
            final String unit,
            final long last,
            final boolean terminal,
            final LongSupplier clockNs) {
        this.out = out;
        this.unit = unit;
        this.last = last;
        this.terminal = terminal;
        this.clockNs = clockNs;
        this.nextNs = clockNs.getAsLong() + FIRST_NS;
    }

    private static boolean isTerminal() {
        final Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void accept(final long number) {
        final long nowNs = clockNs.getAsLong();
        if (first < 0) {
            first = number; // the run may have begun anywhere
            firstNs = nowNs;
            return;
        }
        if (nowNs - nextNs < 0) {
            return;
        }
        nextNs = nowNs + INTERVAL_NS;
        final double seconds = (nowNs - firstNs) / 1e9;
        final String line = String.format(
                "  %s %,d of %,d (%d %%), %,.0f per second",
                unit, number, last, 100 * number / Math.max(1, last), (number - first) / seconds);
        out.print(terminal ? "\r" + line : line + System.lineSeparator());
        out.flush();
        shown = true;
    }

    /** Ends the line, if there is one. */
    public void end() {
        if (shown && terminal) {
            out.println();
            out.flush();
        }
        shown = false;
    }
}
