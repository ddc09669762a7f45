package io.strikebook.cli.replay;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.cli.print.FrameFields;
import io.strikebook.cli.print.FramePrinter;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.recovery.DivergenceException;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.runner.Recording;
import io.strikebook.runner.Resequencer;
import io.strikebook.runner.Verification;
import io.strikebook.runner.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a recording again: to verify it, or into a home of its own. */
@Command(
        name = "replay",
        description = {
            "Runs a recording again through the same engines.",
            "--verify compares every frame; --into re-sequences the recorded inputs into a new home."
        },
        footer = {
            "",
            "A verification that computes the marks again also compares the snapshot sets that it passes, and marks those that are"
                    + " right as verified. A recording whose beginning was pruned can only be verified after a set.",
            "",
            "Exit codes: 0 identical, or made; 2 wrong usage; 3 not a home, or pruned; 4 incomplete: the recording's end is missing;"
                    + " 5 diverged: the first difference is printed.",
            "",
            "  strikebook replay home --verify",
            "  strikebook replay home --verify --from market-data",
            "  strikebook replay home --verify --after-set 1048576",
            "  strikebook replay home --into what-if --drop load --config other-fees.yaml"
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private static final String MARKET_DATA = "market-data";

    @Parameters(paramLabel = "HOME", description = "the recording")
    private Path recordingPath;

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Option(
            names = "--from",
            paramLabel = "QUEUE",
            description = "market-data: with --verify, compute marks again too instead of taking the recorded ones")
    private String from;

    @Option(
            names = "--after-set",
            paramLabel = "SEQUENCE",
            description =
                    "with --verify, begin with this snapshot set of the home; computes marks again, as --from market-data")
    private Long afterSet;

    @Option(
            names = "--drop",
            paramLabel = "SOURCE",
            description = "with --into, leave out a source of requests; repeatable")
    private List<String> dropped = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "with --into, take the venue's parameters from this configuration")
    private Path configFile;

    @Spec
    private CommandSpec spec;

    /** What to do with the recording. */
    static final class Mode {
        @Option(
                names = "--verify",
                required = true,
                description = "compare everything recorded with what the engines compute")
        private boolean verify;

        @Option(names = "--into", paramLabel = "HOME2", required = true, description = "make this home; must not exist")
        private Path into;
    }

    @Override
    public Integer call() {
        if (from != null && !from.equals(MARKET_DATA)) {
            throw usage("--from can only be market-data, not '" + from + "'");
        }
        if (mode.verify && (!dropped.isEmpty() || configFile != null)) {
            throw usage("--drop and --config belong to --into");
        }
        if (!mode.verify && afterSet != null) {
            throw usage("--after-set belongs to --verify; --into always begins with the first request");
        }
        if (!mode.verify && from != null) {
            throw usage("--from belongs to --verify; --into always computes marks again");
        }
        try (Recording recording = new Recording(Home.at(recordingPath))) {
            return mode.verify ? verify(recording) : into(recording);
        }
    }

    private int verify(final Recording recording) {
        final boolean running =
                MarkFileReader.readAll(recording.home()).stream().anyMatch(ProcessMark::isAlive);
        final long limit = running ? recording.lastAnsweredCommand() : Long.MAX_VALUE;
        final SnapshotStore sets = new SnapshotStore(
                recording.home().snapshots(), recording.manifest().homeId(), line -> {});
        final boolean marksToo = from != null || afterSet != null;
        final Verifier verifier = afterSet == null
                ? new Verifier(recording, recording.manifest().venue(), marksToo, limit)
                : Verifier.after(set(sets), recording, limit);
        if (marksToo) {
            verifier.compareSets(sets);
        }
        if (running) {
            spec.commandLine().getErr().println("the home runs: verifying what was answered everywhere until now");
        }
        final Progress progress = progress(recording);
        final Verification verification = verifier.run(progress);
        progress.end();
        print(verification);
        if (!verifier.setsVerified().isEmpty()) {
            spec.commandLine().getOut().println("  snapshot sets verified: " + verifier.setsVerified());
        }
        if (!verifier.setsWrong().isEmpty()) {
            verifier.setsWrong().forEach(spec.commandLine().getOut()::println);
            return ExitCodes.DIVERGED;
        }
        return switch (verification.outcome()) {
            case IDENTICAL -> ExitCodes.DONE;
            case INCOMPLETE -> ExitCodes.INCOMPLETE;
            case DIVERGED -> ExitCodes.DIVERGED;
        };
    }

    private static String others(final List<Long> sequences) {
        return sequences.isEmpty()
                ? ", nor any other; 'strikebook snapshot' makes one"
                : ", only of " + sequences.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The set to begin with; says so where what it covers was itself never compared. */
    private SnapshotSet set(final SnapshotStore sets) {
        final SnapshotSet set = sets.whole(afterSet)
                .orElseThrow(() -> new CommandFailedException(
                        ExitCodes.REFUSED,
                        recordingPath + ": there is no whole snapshot set of command " + afterSet
                                + others(sets.sequences())));
        spec.commandLine()
                .getErr()
                .println("beginning with the set after command " + afterSet
                        + (sets.isVerified(set) ? ", which is verified" : ", which is NOT verified itself"));
        return set;
    }

    private void print(final Verification verification) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println(verification.summary());
        verification
                .framesCompared()
                .forEach((queue, frames) -> out.printf("  %-12s %,14d frames equal%n", queue, frames));
        if (verification.frames().isPresent()) {
            final DivergenceException frames = verification.frames().get();
            final FramePrinter printer = new FramePrinter(new FrameFields(), false);
            out.println("  recorded " + decoded(printer, frames.recordedFrame()));
            out.println("  computed " + decoded(printer, frames.computedFrame()));
        }
        out.flush();
    }

    private static String decoded(final FramePrinter printer, final byte[] frame) {
        try {
            return printer.print(new UnsafeBuffer(frame), 0);
        } catch (final RuntimeException e) {
            return "not decodable (" + e.getMessage() + "): " + HexFormat.of().formatHex(frame);
        }
    }

    private int into(final Recording recording) {
        if (Files.exists(mode.into)) {
            throw new CommandFailedException(ExitCodes.REFUSED, mode.into + " exists; name a folder that does not");
        }
        final Resequencer resequencer;
        try {
            final Set<String> names = new HashSet<>(dropped);
            resequencer = new Resequencer(recording, names);
        } catch (final IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        final Progress progress = progress(recording);
        final Resequencer.Result result =
                resequencer.run(Home.at(mode.into), parameters(recording), configText(recording), progress);
        progress.end();
        spec.commandLine()
                .getOut()
                .printf(
                        "made %s: %,d requests re-sequenced, %,d commands, %,d epochs of marks%n",
                        mode.into, result.requests(), result.commands(), result.epochs());
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private VenueParameters parameters(final Recording recording) {
        return configFile == null
                ? recording.manifest().venue()
                : HomeConfig.parse(configFile.toString(), configText(recording)).venue();
    }

    private String configText(final Recording recording) {
        final Path file = configFile == null ? recording.home().configFile() : configFile;
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw usage(file + ": cannot be read: " + e);
        }
    }

    private Progress progress(final Recording recording) {
        return new Progress(spec.commandLine().getErr(), "command", recording.lastCommand());
    }

    private static CommandFailedException usage(final String message) {
        return new CommandFailedException(ExitCodes.USAGE, message);
    }
}
