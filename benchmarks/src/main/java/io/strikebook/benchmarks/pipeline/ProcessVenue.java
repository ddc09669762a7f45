package io.strikebook.benchmarks.pipeline;

import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Six processes, as {@code strikebook up} starts them. */
final class ProcessVenue implements Venue {
    private static final long START_MS = 240_000;
    private static final long STOP_SECONDS = 120;
    private static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    private final Home home;
    private final Map<Role, Process> processes = new EnumMap<>(Role.class);

    /** Makes the home and starts everything; returns once all are running. */
    ProcessVenue(final Path folder, final String config) {
        home = Venue.init(folder, config);
        try {
            for (final Role role : Role.values()) {
                start(role);
            }
            for (final Role role : Role.values()) {
                awaitRunning(role);
            }
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Home home() {
        return home;
    }

    private void start(final Role role) {
        final List<String> command =
                ChildJvm.command(JVM_FLAGS, role.main(), "--home", home.path().toString(), "--role", role.role());
        try {
            processes.put(
                    role,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output(role).toFile())
                            .start());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + role, e);
        }
    }

    private void awaitRunning(final Role role) {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
        while (!isRunning(role)) {
            requireAlive();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(role + " does not run after " + START_MS + " ms" + printed(role));
            }
            Venue.sleep(10);
        }
    }

    private boolean isRunning(final Role role) {
        return MarkFileReader.read(home.markFile(role.role()))
                .filter(mark -> mark.state() == ProcessState.RUNNING)
                .isPresent();
    }

    @Override
    public void requireAlive() {
        processes.forEach((role, process) -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(role + " ended with code " + process.exitValue() + printed(role));
            }
        });
    }

    private Path output(final Role role) {
        return home.log().resolve(role.role() + ".out");
    }

    private String printed(final Role role) {
        try {
            final List<String> lines = Files.readAllLines(output(role));
            return "; it printed last:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (final IOException e) {
            return "; what it printed cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void stop() {
        for (final Role role : Role.STOP_ORDER) {
            final Process process = processes.remove(role);
            process.destroy();
            final int code = waitFor(process);
            if (code != 0) {
                throw new IllegalStateException(role + " ended with code " + code + printed(role));
            }
        }
    }

    private static int waitFor(final Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return process.exitValue();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(ProcessVenue::waitFor);
        processes.clear();
    }
}
