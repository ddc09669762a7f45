package io.strikebook.cli.replay;

import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** Says how far a run is, on one line of stderr, from its second second on and twice a second. */
final class ReplayProgress implements LongConsumer {
    private static final long FIRST_NS = 2_000_000_000L;
    private static final long INTERVAL_NS = 500_000_000L;

    private final PrintWriter out;
    private final long last;
    private final boolean terminal;
    private long nextNs = System.nanoTime() + FIRST_NS;
    private boolean shown;
    private long firstSequence = -1;
    private long firstNs;

    /**
     * Progress towards the last command of a recording.
     *
     * @param last     its sequence
     * @param terminal whether a line can be written over again
     */
    ReplayProgress(final PrintWriter out, final long last, final boolean terminal) {
        this.out = out;
        this.last = last;
        this.terminal = terminal;
    }

    @Override
    public void accept(final long sequence) {
        final long nowNs = System.nanoTime();
        if (firstSequence < 0) {
            firstSequence = sequence; // the run may have begun anywhere
            firstNs = nowNs;
            return;
        }
        if (nowNs - nextNs < 0) {
            return;
        }
        nextNs = nowNs + INTERVAL_NS;
        final double seconds = (nowNs - firstNs) / 1e9;
        final String line = String.format(
                "  command %,d of %,d (%d %%), %,.0f per second",
                sequence, last, 100 * sequence / Math.max(1, last), (sequence - firstSequence) / seconds);
        out.print(terminal ? "\r" + line : line + System.lineSeparator());
        out.flush();
        shown = true;
    }

    /** Ends the line. */
    void end() {
        if (shown && terminal) {
            out.println();
            out.flush();
        }
    }
}
