package io.strikebook.distribution;

import io.strikebook.system.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Starts commands as a terminal does: each leads a process group of its own, which a Ctrl-C is sent to. */
record Terminal(Distribution distribution) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    Process start(final Path output, final String... arguments) throws IOException {
        // A build in the background may have passed on that interrupts are ignored, which no shell can undo.
        final List<String> leader = List.of("env", "--default-signal=INT", "setsid");
        return new ProcessBuilder(Stream.concat(leader.stream(), distribution.command(arguments).stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits until a word was printed. */
    static void await(final Process process, final Path output, final String word) throws IOException {
        final Deadline deadline = Deadline.in(PATIENCE, PAUSE);
        while (!Files.readString(output).contains(word)) {
            if (!process.isAlive() || !deadline.pause()) {
                process.descendants().forEach(ProcessHandle::destroy);
                throw new AssertionError("no '" + word + "' in:\n" + Files.readString(output));
            }
        }
    }

    static void interrupt(final Process leader) throws IOException, InterruptedException {
        Commands.run(List.of("kill", "-INT", "--", "-" + leader.pid())).succeeded();
    }
}
