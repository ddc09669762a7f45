package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.TextTable;
import io.strikebook.ipc.chronicle.QueueFile;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.retention.Decision;
import io.strikebook.runner.retention.Pruning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes the oldest files of a home's queues, as far as retention asks for it and nobody needs them. */
@Command(
        name = "prune",
        description = {
            "Deletes the oldest files of the queues of a home, running or stopped, and says of each file why it goes or stays.",
            "A file goes only when the section 'retention' of the home's config.yaml does not keep it (keepFiles: N, keepDays: N;"
                    + " without them everything is kept), a verified snapshot set lies wholly beyond it, every reader, running or"
                    + " down, is past it, no restart would read it, and no other process has it open. The newest file stays.",
            "Before anything is deleted, what stays is written to the disk. What is left of the recording can be verified after a"
                    + " snapshot set: 'strikebook replay HOME --verify --after-set SEQUENCE'."
        },
        footer = {
            "",
            "Exit codes: 0 done, also where nothing was to go; 1 a file could not be deleted; 3 not a home, or in use."
        },
        mixinStandardHelpOptions = true)
public final class PruneCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOME", description = "the home to prune")
    private Path homePath;

    @Option(names = "--dry-run", description = "delete nothing, only say what would go")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Pruning pruning = new Pruning(Home.at(homePath))) {
            final List<Decision> decisions = pruning.decide();
            print(decisions);
            final long wanted = decisions.stream().filter(Decision::delete).count();
            if (dryRun) {
                out().printf(Locale.ROOT, "would delete %,d of %,d files%n", wanted, decisions.size());
            } else {
                final List<QueueFile> deleted = pruning.delete(decisions);
                out().printf(
                                Locale.ROOT,
                                "deleted %,d of %,d files, %,d MiB%s%n",
                                deleted.size(),
                                decisions.size(),
                                deleted.stream().mapToLong(QueueFile::bytes).sum() >> 20,
                                deleted.size() == wanted ? "" : "; the others came to be needed meanwhile");
            }
            out().flush();
            return ExitCodes.DONE;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(final List<Decision> decisions) {
        final TextTable table = new TextTable("QUEUE", "FILE", ">FIRST", ">LAST", ">MIB", "DECISION", "REASON");
        for (final Decision decision : decisions) {
            final QueueFile file = decision.file();
            table.row(
                    decision.queue(),
                    file.name(),
                    file.isEmpty() ? "-" : file.firstSequence(),
                    file.isEmpty() ? "-" : file.lastSequence(),
                    String.format(Locale.ROOT, "%,d", file.bytes() >> 20),
                    decision.delete() ? "delete" : "keep",
                    decision.reason());
        }
        table.lines().forEach(out()::println);
        out().flush();
    }
}
