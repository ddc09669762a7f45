package io.strikebook.system;

import io.strikebook.cli.StrikebookCli;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.ErrorLog;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import io.strikebook.ipc.process.StrikebookProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A venue of real processes on a home of its own: made, started, watched through their mark files, killed, restarted,
 * stopped. Every wait has a deadline and fails at once when a process that should live has ended or logged an error.
 * Files are removed only by {@link #succeeded()}; otherwise their path is printed. One thread.
 */
final class VenueProcesses implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(3);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Path folder;
    private final Home home;
    private final List<String> compilation;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final Map<Role, Process> processes = new EnumMap<>(Role.class);
    private final Map<Role, Integer> starts = new EnumMap<>(Role.class);
    private final Set<Role> ended = EnumSet.noneOf(Role.class);
    private boolean succeeded;

    private VenueProcesses(final Path folder, final VenueConfig config) {
        this.folder = folder;
        compilation = config.jvmFlags();
        home = Home.at(folder.resolve("home"));
        final Path configFile = write(folder.resolve("venue.yaml"), config.yaml());
        final int code = StrikebookCli.commandLine()
                .execute("init", "--quiet", "--home", home.path().toString(), "--config", configFile.toString());
        if (code != 0) {
            throw new AssertionError("init refused " + configFile + " with code " + code);
        }
        manifest = home.open();
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    private static Path write(final Path file, final String text) {
        try {
            return Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** A new home with the load's accounts funded; no process runs yet. */
    static VenueProcesses create(final String name, final VenueConfig config) {
        try {
            final Path parent = Files.createDirectories(Path.of("target", "venues"));
            return new VenueProcesses(Files.createTempDirectory(parent.toAbsolutePath(), name + "-"), config);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }

    Home home() {
        return home;
    }

    /** Runs a command of the command line on the home, which has to succeed. */
    void cli(final String... arguments) {
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.path().toString()));
        final int code = StrikebookCli.commandLine().execute(all.toArray(new String[0]));
        if (code != 0) {
            throw new AssertionError("'" + String.join(" ", all) + "' ended with " + code + outputs());
        }
    }

    Manifest manifest() {
        return manifest;
    }

    ChronicleTransport transport() {
        return transport;
    }

    /** Starts every role and waits until all of them run. */
    void startAll() {
        Role.START_ORDER.forEach(this::start);
        Role.START_ORDER.forEach(this::awaitRunning);
    }

    /** Starts a role without waiting for it. */
    void start(final Role role) {
        start(role, List.of(), List.of());
    }

    /**
     * Starts a role through another main.
     *
     * @param jvmFlags      more flags of the JVM
     * @param mainAndBefore another main class and its own arguments; empty: the role's own main
     */
    void start(final Role role, final List<String> jvmFlags, final List<String> mainAndBefore) {
        final Process before = processes.get(role);
        if (before != null && before.isAlive()) {
            throw new IllegalStateException(role + " runs already as pid " + before.pid());
        }
        requireNoErrors(role);
        ended.remove(role);
        launch(role, jvmFlags, mainAndBefore, List.of());
    }

    /**
     * Runs a role that is expected to end by itself.
     *
     * @param arguments more arguments
     * @return its exit code
     */
    int runToEnd(final Role role, final String... arguments) {
        ended.add(role);
        launch(role, List.of(), List.of(), List.of(arguments));
        return waitFor(role, processes.get(role));
    }

    private void launch(
            final Role role,
            final List<String> jvmFlags,
            final List<String> mainAndBefore,
            final List<String> arguments) {
        final int number = starts.merge(role, 1, Integer::sum);
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + flagsFile(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        command.addAll(compilation);
        command.addAll(jvmFlags);
        command.addAll(PackagedClasses.flags());
        command.addAll(mainAndBefore.isEmpty() ? List.of(role.main().getName()) : mainAndBefore);
        command.addAll(List.of("--home", home.path().toString(), "--role", role.roleName()));
        command.addAll(arguments);
        try {
            processes.put(
                    role,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(outputFile(role, number))
                            .start());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + role, e);
        }
    }

    /** What the role's newest process printed. */
    String output(final Role role) {
        try {
            return Files.readString(outputFile(role, starts.get(role)).toPath());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read what " + role + " printed", e);
        }
    }

    private File outputFile(final Role role, final int number) {
        return home.log().resolve(role.roleName() + "-" + number + ".out").toFile();
    }

    /** Waits until the role's newest process has recovered and goes round. */
    void awaitRunning(final Role role) {
        final long pid = processes.get(role).pid();
        await(
                role + " to run",
                () -> mark(role)
                        .filter(mark -> mark.pid() == pid && mark.state() == ProcessState.RUNNING)
                        .isPresent());
    }

    /** The role's mark file, if it ever ran. */
    Optional<ProcessMark> mark(final Role role) {
        return MarkFileReader.read(home.markFile(role.roleName()));
    }

    /** How far the role has written its queue, as its mark file says; 0 before it has any. */
    long written(final Role role) {
        return mark(role).map(ProcessMark::writtenTo).orElse(0L);
    }

    /** Where the role's queue ends, read from the queue itself. */
    long head(final Role role) {
        return transport.head(home.queue(role.output())).sequence();
    }

    /** SIGKILL, in whatever the process is doing; returns once it is gone. */
    void kill(final Role role) {
        ended.add(role);
        waitFor(role, processes.get(role).destroyForcibly());
    }

    /** A signal that does not end the process, by its name. */
    void signal(final Role role, final String name) {
        try {
            final Process sender = new ProcessBuilder(
                            "kill",
                            "-" + name,
                            Long.toString(processes.get(role).pid()))
                    .inheritIO()
                    .start();
            waitFor(role, sender);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot signal " + role, e);
        }
    }

    /** SIGTERM; the process must end cleanly. */
    void stop(final Role role) {
        ended.add(role);
        final Process process = processes.get(role);
        process.destroy();
        final int code = waitFor(role, process);
        if (code != StrikebookProcess.CLEAN) {
            throw new AssertionError(role + " ended with code " + code + outputs());
        }
        requireNoErrors(role);
    }

    /** Stops every running role, sources first. */
    void stopAll() {
        for (final Role role : Role.STOP_ORDER) {
            if (isAlive(role)) {
                stop(role);
            }
        }
    }

    /** Signals every running role at once, as the end of a container does; all must end cleanly. */
    void stopAllAtOnce() {
        final List<Role> running =
                Role.START_ORDER.stream().filter(this::isAlive).toList();
        ended.addAll(running);
        running.forEach(role -> processes.get(role).destroy());
        running.forEach(this::stop);
    }

    boolean isAlive(final Role role) {
        final Process process = processes.get(role);
        return process != null && process.isAlive();
    }

    private int waitFor(final Role role, final Process process) {
        try {
            if (!process.waitFor(PATIENCE_NS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError(role + " did not end" + outputs());
            }
            return process.exitValue();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + role + " ended", e);
        }
    }

    /** Waits for a condition; fails when a process that was not killed or stopped has ended, and at the deadline. */
    void await(final String what, final BooleanSupplier condition) {
        await(what, PATIENCE_NS, condition);
    }

    /** The same with another deadline. */
    void await(final String what, final long patienceNs, final BooleanSupplier condition) {
        final Deadline deadline = Deadline.in(Duration.ofNanos(patienceNs), POLL);
        while (!condition.getAsBoolean()) {
            for (final Map.Entry<Role, Process> entry : processes.entrySet()) {
                if (!entry.getValue().isAlive() && !ended.contains(entry.getKey())) {
                    throw new AssertionError(entry.getKey() + " ended with code "
                            + entry.getValue().exitValue() + " while waiting for " + what + outputs());
                }
            }
            if (!deadline.pause()) {
                throw new AssertionError(
                        "waited in vain for " + what + ": " + MarkFileReader.readAll(home) + outputs());
            }
        }
    }

    /** Fails on any entry in any role's error log. */
    void requireNoErrors() {
        for (final Role role : Role.values()) {
            requireNoErrors(role);
        }
    }

    /** Takes the entries of a role that was expected to fail, so that they no longer fail the test. */
    List<ErrorLog.Entry> takeErrors(final Role role) {
        final Path log = home.errorLog(role.roleName());
        final List<ErrorLog.Entry> errors = ErrorLog.read(log);
        try {
            Files.delete(log);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + log, e);
        }
        return errors;
    }

    private void requireNoErrors(final Role role) {
        final List<ErrorLog.Entry> errors = ErrorLog.read(home.errorLog(role.roleName()));
        if (!errors.isEmpty()) {
            throw new AssertionError(role + " logged errors, first "
                    + errors.get(0).text() + "\nof " + errors.size() + " kinds; files are in " + folder);
        }
    }

    /** The end of what each process printed, for messages. */
    private String outputs() {
        final StringBuilder text = new StringBuilder("\nfiles are in ").append(folder);
        for (final Map.Entry<Role, Integer> entry : starts.entrySet()) {
            try {
                final List<String> lines = Files.readAllLines(
                        outputFile(entry.getKey(), entry.getValue()).toPath());
                text.append("\n--- ").append(entry.getKey()).append(" (newest process, end)\n");
                lines.subList(Math.max(0, lines.size() - 12), lines.size())
                        .forEach(line -> text.append(line).append('\n'));
            } catch (final IOException e) {
                text.append(e);
            }
        }
        return text.toString();
    }

    /** The test passed: its files may go. */
    void succeeded() {
        requireNoErrors();
        succeeded = true;
    }

    @Override
    public void close() {
        for (final Map.Entry<Role, Process> entry : processes.entrySet()) {
            if (entry.getValue().isAlive()) {
                entry.getValue().destroyForcibly();
                waitFor(entry.getKey(), entry.getValue());
            }
        }
        if (!succeeded) {
            System.err.println("files of the failed test are in " + folder);
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static Path flagsFile() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("scripts/jvm-flags"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException(
                    "no scripts/jvm-flags above " + Path.of("").toAbsolutePath());
        }
        return at.resolve("scripts/jvm-flags");
    }
}
