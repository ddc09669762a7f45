package io.strikebook.cli.home;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.Progress;
import io.strikebook.ipc.check.Finding;
import io.strikebook.ipc.check.HeadCheck;
import io.strikebook.ipc.check.HeadRepair;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Looks at a home before its processes start: configuration, manifest, and that every queue is there. Where there is a reason to doubt
 * that the queues fit together, above all a crash of the machine, it reads them whole and names the repair; asked to, it repairs.
 */
@Command(
        name = "check",
        description = {
            "Checks configuration, manifest and queues of a home before it is started.",
            "After a crash of the machine it also reads every queue and every snapshot's place, and says what does not",
            "fit together and how to repair it. Exit code 3: damaged, and not repaired."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--repair",
            description = "cut what can be computed again to where its input ends; what was there is moved to aside/")
    private boolean repair;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Home home = homeOption.home();
        final List<Finding> left = repair ? repair(home) : List.of();
        final Manifest manifest = home.open();
        final HomeConfig config = HomeConfig.read(home.configFile(), manifest);
        RoleSections.check(config, manifest.venue(), manifest.timeMode(), manifest.created());
        final Optional<String> doubt = repair ? Optional.empty() : doubt(home, manifest);
        doubt.ifPresent(why -> out().println(why + "; looking at every queue"));
        report(home, doubt.isPresent() ? look(home) : left);
        doubt.ifPresent(why -> out().println("all queues fit together, or will once their processes have started"));
        return ExitCodes.DONE;
    }

    private List<Finding> look(final Home home) {
        out().flush();
        try (Reading reading = new Reading()) {
            return HeadCheck.run(home, reading);
        }
    }

    /** Says how far each check of all queues is. */
    private final class Reading implements LongFunction<LongConsumer>, AutoCloseable {
        private Progress progress;

        @Override
        public LongConsumer apply(final long groups) {
            end();
            progress = new Progress(spec.commandLine().getErr(), "read group", groups);
            return progress;
        }

        private void end() {
            if (progress != null) {
                progress.end();
            }
        }

        @Override
        public void close() {
            end();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private List<Finding> repair(final Home home) {
        final List<String> done = new ArrayList<>();
        final List<Finding> left;
        try (Reading reading = new Reading()) {
            left = HeadRepair.run(
                    home,
                    line -> {
                        done.add(line);
                        reading.end();
                        out().println(line);
                        out().flush();
                    },
                    reading);
        }
        if (done.isEmpty()) {
            out().println("nothing was moved or cut");
        }
        return left;
    }

    /** Why the queues may not fit together; nothing while processes of the home run: they were looked at before those started. */
    private static Optional<String> doubt(final Home home, final Manifest manifest) {
        if (MarkFileReader.readAll(home).stream().anyMatch(ProcessMark::isAlive)) {
            return Optional.empty();
        }
        final Optional<ProcessMark> crashed = HeadCheck.crashedWithTheMachine(home);
        if (crashed.isPresent()) {
            return Optional.of(crashed.get().role() + " was running when the machine went down");
        }
        try {
            final QueueHeads heads = QueueHeads.read(home, manifest);
            final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
            manifest.queues().forEach(queue -> transport.requireNoneCutShort(home.queue(queue)));
            final long commands = heads.sequence(QueueNames.COMMANDS);
            final boolean executions = QueueNames.executions(manifest.venue().matchingShards()).stream()
                    .anyMatch(queue -> heads.sequence(queue) > commands);
            return executions || heads.sequence(QueueNames.MARGIN) > commands
                    ? Optional.of("commands ends before its answers")
                    : Optional.empty();
        } catch (final CorruptFrameException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Refuses a damaged home; what its process computes again by itself is only told. */
    private void report(final Home home, final List<Finding> findings) {
        findings.forEach(finding -> out().println("  " + finding.text()));
        out().flush();
        final long damaged = findings.stream()
                .filter(finding -> finding.kind() != Finding.Kind.RECOMPUTE)
                .count();
        if (damaged > 0) {
            final boolean repairable = findings.stream().anyMatch(Finding::isRepairable);
            throw new CommandFailedException(
                    ExitCodes.REFUSED,
                    home.path() + " is damaged in " + damaged + (damaged == 1 ? " place" : " places") + "; "
                            + (repairable
                                    ? "'strikebook check --repair --home " + home.path()
                                            + "' cuts and moves aside what can be computed again, and deletes nothing"
                                    : "no repair can be made from what is here, nothing was changed"));
        }
    }
}
