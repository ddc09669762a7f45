package io.strikebook.cli.tail;

import io.strikebook.cli.print.FramePrinter;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.GroupAbortedDecoder;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Goes along one queue and prints the frames that pass. One use. */
final class Tail {
    /** {@link Plan#limit()} that is never reached. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private static final long POLL_INTERVAL_NS = 1_000_000L;

    private final FrameCursor cursor;
    private final FrameFilter filter;
    private final FramePrinter printer;
    private final HopLatency latency;
    private final LatencySummary summary = new LatencySummary();
    private final Plan plan;
    private final LineOutput out;
    private final GroupLines groups = new GroupLines(this::onLine);
    private final StringBuilder line = new StringBuilder(256);
    private long skip;
    private long printed;
    private boolean inGroup;

    /**
     * What to print.
     *
     * @param start  where to begin
     * @param limit  most frames
     * @param follow whether to wait for more at the end
     * @param json   whether lines are JSON objects
     */
    record Plan(TailStart start, long limit, boolean follow, boolean json) {}

    /** A tail over a cursor; {@code latency} is null where it is not asked for. */
    Tail(
            final FrameCursor cursor,
            final FrameFilter filter,
            final FramePrinter printer,
            final HopLatency latency,
            final Plan plan,
            final LineOutput out) {
        this.cursor = cursor;
        this.filter = filter;
        this.printer = printer;
        this.latency = latency;
        this.plan = plan;
        this.out = out;
        this.skip = plan.start().skip();
    }

    /** How many frames were printed. */
    long printed() {
        return printed;
    }

    LatencySummary summary() {
        return summary;
    }

    /**
     * Prints until the end, the limit, a stop or a reader that went away.
     *
     * @throws CorruptFrameException after everything before the damage was printed
     */
    void run(final BooleanSupplier stopped) {
        cursor.seekAfter(plan.start().afterSequence());
        try {
            while (!isDone() && !stopped.getAsBoolean() && (advance() || plan.follow())) {
                continue;
            }
            if (!plan.follow() && !isDone()) {
                cursor.requireEnd();
            }
        } finally {
            groups.end(GroupLines.Fate.OPEN);
            out.flush();
        }
    }

    /** A group whose frames were printed up to the limit is read to its end, so that its fate is known. */
    private boolean isDone() {
        return out.isClosedByReader() || printed >= plan.limit() && !inGroup;
    }

    /** Takes the next frame; where there is none, waits a little when following. */
    private boolean advance() {
        if (cursor.next()) {
            onFrame();
            return true;
        }
        if (plan.follow()) {
            out.flush();
            LockSupport.parkNanos(POLL_INTERVAL_NS);
        }
        return false;
    }

    private void onFrame() {
        if (latency != null) {
            latency.observe(cursor);
        }
        if (printed < plan.limit() && filter.passes(cursor.buffer(), cursor.offset()) && skip-- <= 0) {
            groups.add(print());
            printed++;
        }
        final boolean last = FrameLayout.isLast(cursor.buffer(), cursor.offset());
        inGroup = !last;
        if (last) {
            final boolean aborted =
                    FrameLayout.templateId(cursor.buffer(), cursor.offset()) == GroupAbortedDecoder.TEMPLATE_ID;
            groups.end(aborted ? GroupLines.Fate.ABORTED : GroupLines.Fate.WHOLE);
        }
    }

    private GroupLines.Line print() {
        final long hopNs = latency == null ? HopLatency.NONE : latency.of(cursor);
        line.setLength(0);
        try {
            if (plan.json()) {
                printer.printJson(line.append('{'), cursor.buffer(), cursor.offset());
            } else {
                final String column = latency == null ? "" : LatencySummary.column(hopNs);
                printer.printText(line, cursor.buffer(), cursor.offset(), column);
            }
        } catch (final IndexOutOfBoundsException e) {
            throw new CorruptFrameException(
                    "the queue",
                    null,
                    0,
                    cursor.offset(),
                    FrameLayout.sequence(cursor.buffer(), cursor.offset()),
                    "fields beyond the frame's end in frame "
                            + FrameLayout.frameInGroup(cursor.buffer(), cursor.offset()) + " of the group");
        }
        return new GroupLines.Line(line.toString(), hopNs);
    }

    private void onLine(final GroupLines.Line text, final GroupLines.Fate fate, final boolean first) {
        if (first && latency != null) {
            summary.record(text.latencyNs());
        }
        if (!plan.json()) {
            out.line(mark(fate) + text.text());
            return;
        }
        final String hop = latency == null
                ? ""
                : ",\"latencyNs\":" + (text.latencyNs() == HopLatency.NONE ? "null" : Long.toString(text.latencyNs()));
        out.line(text.text() + ",\"group\":\"" + fate.name().toLowerCase(Locale.ROOT) + "\"" + hop + "}");
    }

    private static char mark(final GroupLines.Fate fate) {
        return switch (fate) {
            case WHOLE -> ' ';
            case ABORTED -> 'X';
            case OPEN -> '?';
        };
    }
}
