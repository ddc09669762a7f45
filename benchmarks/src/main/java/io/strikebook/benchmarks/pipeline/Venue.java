package io.strikebook.benchmarks.pipeline;

import io.strikebook.cli.StrikebookCli;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running venue on a home of its own. */
interface Venue extends AutoCloseable {
    /** Where it lives. */
    Home home();

    /** Fails, saying why, where a part of it has ended. */
    void requireAlive();

    /** Stops everything, sources first, and fails where a part did not end cleanly. */
    void stop();

    @Override
    void close();

    /** Sequence up to which margin has answered, as its mark file says. */
    default long answeredTo() {
        return MarkFileReader.read(home().markFile(Role.MARGIN.role()))
                .map(ProcessMark::writtenTo)
                .orElse(0L);
    }

    /** What the load generator counts of itself, as its mark file says; 0 before it does. */
    default long loadCounter(final String name) {
        return MarkFileReader.read(home().markFile(Role.LOAD.role()))
                .map(mark -> mark.counter(name))
                .orElse(0L);
    }

    /** Makes a home from a configuration, with the load's accounts funded, as {@code strikebook init} does. */
    static Home init(final Path folder, final String config) {
        final Home home = Home.at(folder.resolve("home"));
        try {
            Files.createDirectories(folder);
            final Path file = folder.resolve("config.yaml");
            Files.writeString(file, config);
            final int code = StrikebookCli.commandLine()
                    .execute("init", "--home", home.path().toString(), "--config", file.toString(), "--quiet");
            if (code != 0) {
                throw new IllegalStateException("init of " + home.path() + " ended with " + code);
            }
            return home;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a home in " + folder, e);
        }
    }

    /** Waits. */
    static void sleep(final long millis) {
        try {
            Thread.sleep(millis);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
