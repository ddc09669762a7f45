package io.strikebook.cli.watch;

import io.strikebook.ipc.process.DutyCycles;
import io.strikebook.ipc.process.ProcessMark;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Which processes were held up while running, and for how long. */
final class StallLine {
    private StallLine() {}

    /** One line, or none where no duty cycle was longer than its process's threshold. */
    static List<String> of(final List<ProcessMark> marks) {
        final String stalled = marks.stream()
                .filter(mark -> mark.cycles().stalls() > 0)
                .map(mark -> mark.role() + " " + words(mark.cycles()))
                .collect(Collectors.joining("; "));
        return stalled.isEmpty() ? List.of() : List.of("stalled: " + stalled);
    }

    private static String words(final DutyCycles cycles) {
        return Numbers.count(cycles.stalls()) + " x over " + Numbers.duration(cycles.thresholdNs()) + ", longest "
                + Numbers.duration(cycles.maxNs()) + " at " + Instant.ofEpochMilli(cycles.maxAtMs());
    }
}
