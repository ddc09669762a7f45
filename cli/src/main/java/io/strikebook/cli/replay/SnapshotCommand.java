package io.strikebook.cli.replay;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.FollowerMark;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.runner.Recording;
import io.strikebook.runner.SnapshotMaker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a snapshot set of a home, running or stopped. */
@Command(
        name = SnapshotCommand.NAME,
        description = {
            "Writes the state of every engine after the newest command that is answered everywhere, so that a restart is quick.",
            "Follows the queues of a home, running or stopped, and compares everything on the way. Goes on from the newest whole set"
                    + " that the home has, so that it takes as long as what was traded since; the three newest sets are kept.",
            "One at a time; 'status' shows how far it is, as a follower."
        },
        footer = {"", "Exit codes: 0 written; 3 not a home, or nothing to save yet; 5 diverged: nothing is written."},
        mixinStandardHelpOptions = true)
public final class SnapshotCommand implements Callable<Integer> {
    static final String NAME = "snapshot";

    @Parameters(paramLabel = "HOME", description = "the home to save")
    private Path homePath;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try (Recording recording = new Recording(Home.at(homePath));
                FollowerMark mark = new FollowerMark(
                        recording.home(), NAME, recording.manifest().queues())) {
            final SnapshotMaker maker =
                    new SnapshotMaker(recording, spec.commandLine().getErr()::println);
            final long sequence = maker.newestSequence();
            if (sequence < 1) {
                throw new CommandFailedException(
                        ExitCodes.REFUSED, homePath + ": no command has been answered yet, there is nothing to save");
            }
            final Progress progress = new Progress(spec.commandLine().getErr(), "command", sequence);
            final SnapshotMaker.Result result = maker.make(sequence, (command, positions) -> {
                progress.accept(command);
                positions.forEach(mark::position);
            });
            progress.end();
            if (result.set().isEmpty()) {
                out.println(result.verification().orElseThrow().summary());
                out.flush();
                return ExitCodes.DIVERGED;
            }
            final SnapshotSet set = result.set().get();
            out.printf(
                    "snapshot of %s after command %,d: %s (%,d commands decided again, %s)%n",
                    set.roles(),
                    set.sequence(),
                    set.folder(),
                    set.sequence() - result.after(),
                    result.verified()
                            ? "verified"
                            : "not verified: it goes on from a set that is not; 'strikebook replay " + homePath
                                    + " --verify --from market-data' verifies it");
            out.flush();
            return ExitCodes.DONE;
        }
    }
}
