package io.strikebook.cli.rehearsal;

import io.strikebook.cli.StrikebookCli;
import io.strikebook.cli.hosted.HostedVenue;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.sync.SyncMain;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * What {@code strikebook prepare} runs to learn which classes processes and commands load: every role on a new home, in this JVM,
 * and the commands that somebody waits for. Says nothing unless something fails.
 */
public final class Rehearsal {
    private static final long ENOUGH_COMMANDS = 2_000;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long POLL_MS = 10;

    private final Home home;
    private final String path;

    private Rehearsal(final Path folder) {
        home = Home.at(folder);
        path = folder.toString();
    }

    /** Arguments: the home to make, which must not exist, and its configuration, which has a section for every role. */
    public static void main(final String[] args) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
        try {
            new Rehearsal(Path.of(args[0])).run(Path.of(args[1]));
        } catch (final Throwable failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(StrikebookProcess.FAILED);
        }
        // The one role that is a process of its own, with all that belongs to one, ends as on a signal, and with it the
        // JVM.
        System.exit(StrikebookProcess.CLEAN);
    }

    private void run(final Path config) throws InterruptedException {
        command("init", "--home", path, "--config", config.toString());
        command("roles", "--host", "--home", path);
        final Thread sync =
                new Thread(() -> StrikebookProcess.run(SyncMain.ROLE, new String[] {"--home", path}, SyncMain::agent));
        sync.setDaemon(true);
        sync.start();
        try (HostedVenue venue = new HostedVenue(home, "yielding", List.of(List.of(Role.values())))) {
            awaitAnswered(venue);
            command("status", "--home", path);
            command("tail", QueueNames.EXECUTIONS, "-n", "20", "--home", path);
            command("book", "1", "--home", path);
            command("watch", "--seconds", "1", "--home", path);
            command("snapshot", path);
            venue.stop();
        }
        command("check", "--home", path);
        command("replay", path, "--verify");
        command("prune", "--dry-run", path);
        CommandLine.usage(StrikebookCli.commandLine().getCommand(), System.out);
    }

    private void awaitAnswered(final HostedVenue venue) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (answered() < ENOUGH_COMMANDS) {
            venue.requireAlive();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(
                        "only " + answered() + " of " + ENOUGH_COMMANDS + " commands were answered");
            }
            Thread.sleep(POLL_MS);
        }
    }

    private long answered() {
        return MarkFileReader.read(home.markFile(Role.MARGIN.role()))
                .map(ProcessMark::writtenTo)
                .orElse(0L);
    }

    private static void command(final String... args) {
        final int code = StrikebookCli.commandLine().execute(args);
        if (code != 0) {
            throw new IllegalStateException("'" + String.join(" ", args) + "' ended with " + code);
        }
    }
}
