package io.strikebook.system;

import io.strikebook.cli.StrikebookCli;
import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.margin.MarginMain;
import io.strikebook.matching.MatchingMain;
import io.strikebook.pricer.PricerMain;
import io.strikebook.schemas.SourceEndedDecoder;
import io.strikebook.sequencer.RiskEngineMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import picocli.CommandLine;

/** A home whose roles run in this JVM: all of them on the test's thread to record something, single ones to see what they refuse. */
final class HostedHome {
    private static final int QUIET_ROUNDS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final EpochNanoClock CLOCK = System::nanoTime;

    private final Home home;

    /**
     * What a command or a process said.
     *
     * @param code exit code
     * @param said both streams
     */
    record Outcome(int code, String said) {}

    HostedHome(final Path path) {
        home = Home.at(path);
    }

    Home home() {
        return home;
    }

    /** A copy of everything, with another name. */
    HostedHome copyTo(final Path path) {
        try (Stream<Path> tree = Files.walk(home.path())) {
            for (final Path from : tree.toList()) {
                Files.copy(from, path.resolve(home.path().relativize(from).toString()));
            }
            return new HostedHome(path);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command of the command line on this home. */
    Outcome cli(final String... args) {
        final List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--home", home.path().toString()));
        return command(all.toArray(new String[0]));
    }

    /** Runs a command of the command line. */
    static Outcome command(final String... args) {
        final StringWriter said = new StringWriter();
        final PrintWriter writer = new PrintWriter(said);
        final CommandLine commandLine = StrikebookCli.commandLine();
        commandLine.setOut(writer);
        commandLine.setErr(writer);
        final int code = commandLine.execute(args);
        writer.flush();
        return new Outcome(code, said.toString());
    }

    /** Runs a role as its main does, until it ends by itself. */
    Outcome run(final Role role) {
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final PrintStream before = System.err;
        System.setErr(new PrintStream(said, true));
        try {
            final int code = StrikebookProcess.run(role.roleName(), arguments(), body(role));
            return new Outcome(code, said.toString());
        } finally {
            System.setErr(before);
        }
    }

    /**
     * Runs every role but the load generator, of matching each shard, until the recorded source has ended and nothing happens any more, then
     * stops them, sources first. A thread of its own reads the source ahead: that nothing happens may also mean that it has not had a CPU yet.
     */
    void record() {
        final Map<String, HostedProcess> processes = new LinkedHashMap<>();
        final int shards = home.open().venue().matchingShards();
        try {
            for (final Role role : List.of(Role.FEEDER, Role.PRICER, Role.RISK, Role.MATCHING, Role.MARGIN)) {
                for (final String name : role.processes(shards)) {
                    processes.put(name, new HostedProcess(name, arguments("--role", name), body(role)));
                    processes.get(name).start();
                }
            }
            awaitEndOfSource(processes.values());
            for (int quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
                quiet = work(processes.values()) ? 0 : quiet;
            }
            for (final Map.Entry<String, HostedProcess> entry : processes.entrySet()) {
                entry.getValue().requestStop();
                while (!entry.getValue().hasEnded()) {
                    processes.values().forEach(HostedProcess::doWork);
                }
                if (entry.getValue().failure() != null) {
                    throw new AssertionError(
                            entry.getKey() + " failed", entry.getValue().failure());
                }
            }
        } finally {
            processes.values().forEach(HostedProcess::close);
        }
    }

    private void awaitEndOfSource(final Collection<HostedProcess> processes) {
        final Deadline deadline = Deadline.in(PATIENCE, PAUSE);
        final boolean[] ended = new boolean[1];
        try (Subscription marketData = transport().subscription(home.queue(QueueNames.MARKET_DATA))) {
            while (!ended[0]) {
                if (!work(processes) && !deadline.pause()) {
                    throw new AssertionError("the source has not ended within " + PATIENCE);
                }
                while (marketData.poll((buffer, offset, length) ->
                        ended[0] |= FrameLayout.templateId(buffer, offset) == SourceEndedDecoder.TEMPLATE_ID)) {
                    // next event
                }
            }
        }
    }

    /** A duty cycle of each; whether any did something. */
    private static boolean work(final Collection<HostedProcess> processes) {
        boolean any = false;
        for (final HostedProcess process : processes) {
            any |= process.doWork() > 0;
        }
        return any;
    }

    ChronicleTransport transport() {
        return HomeQueues.transport(home.open(), CLOCK);
    }

    /** A hash of what each file of each queue holds; zeros behind the end are room, not content. */
    Map<String, Integer> recorded() {
        final Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(home.queues())) {
            for (final Path file :
                    tree.filter(path -> path.toString().endsWith(".cq4")).toList()) {
                final byte[] bytes = Files.readAllBytes(file);
                int end = bytes.length;
                while (end > 0 && bytes[end - 1] == 0) {
                    end--;
                }
                files.put(home.queues().relativize(file).toString(), Arrays.hashCode(Arrays.copyOf(bytes, end)));
            }
            return files;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] arguments(final String... more) {
        return Stream.concat(Stream.of("--home", home.path().toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static StrikebookProcess.Body body(final Role role) {
        return switch (role) {
            case FEEDER -> FeederMain::agent;
            case PRICER -> PricerMain::agent;
            case RISK -> RiskEngineMain::agent;
            case MATCHING -> MatchingMain::agent;
            case MARGIN -> MarginMain::agent;
            case LOAD -> throw new IllegalArgumentException("the load generator does not end by itself");
        };
    }
}
