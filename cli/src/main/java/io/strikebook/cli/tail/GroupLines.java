package io.strikebook.cli.tail;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the lines of a group until its last frame tells what became of it. A group of more lines than fit is told as
 * open; that a queue's source aborted it then shows in its last line only.
 */
final class GroupLines {
    private static final int MAX_LINES = 65_536;

    private final List<Line> held = new ArrayList<>();
    private final Sink sink;

    /** A line but for its group's fate. */
    record Line(String text, long latencyNs) {}

    /** What became of a group. */
    enum Fate {
        /** Its last frame is there. */
        WHOLE,
        /** Its source was interrupted; readers drop it. */
        ABORTED,
        /** Its last frame is not there (yet). */
        OPEN
    }

    /** Takes lines in order. */
    @FunctionalInterface
    interface Sink {
        /** One line and the fate of its group; {@code first} for the first one of the group. */
        void line(Line line, Fate fate, boolean first);
    }

    GroupLines(final Sink sink) {
        this.sink = sink;
    }

    void add(final Line line) {
        held.add(line);
        if (held.size() == MAX_LINES) {
            end(Fate.OPEN);
        }
    }

    /** The group ends here. */
    void end(final Fate fate) {
        for (int i = 0; i < held.size(); i++) {
            sink.line(held.get(i), fate, i == 0);
        }
        held.clear();
    }
}
