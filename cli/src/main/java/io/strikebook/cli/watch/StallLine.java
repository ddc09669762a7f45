package io.strikebook.cli.watch;

import io.strikebook.cli.WrappedLine;
import io.strikebook.ipc.process.DutyCycles;
import io.strikebook.ipc.process.ProcessMark;
import java.util.ArrayList;
import java.util.List;

/** Which processes were held up while running, and for how long. */
final class StallLine {
    private StallLine() {}

    /** One line, or what it takes; none where no duty cycle was longer than its process's threshold. */
    static List<String> of(final List<ProcessMark> marks) {
        final List<String> words = new ArrayList<>();
        for (final ProcessMark mark : marks) {
            if (mark.cycles().stalls() > 0) {
                words.add((words.isEmpty() ? "" : "| ") + words(mark.role(), mark.cycles()));
            }
        }
        return words.isEmpty() ? List.of() : WrappedLine.of("stalls, and the longest:", words);
    }

    private static String words(final String role, final DutyCycles cycles) {
        return role + " " + Numbers.count(cycles.stalls()) + ", " + Numbers.duration(cycles.maxNs());
    }
}
