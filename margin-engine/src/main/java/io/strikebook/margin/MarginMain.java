package io.strikebook.margin;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.Agent;

/**
 * The margin process: loads the newest snapshot that its own output covers, follows {@code commands} with {@code marks} and
 * {@code executions} from there, comparing with what it had already written, and goes on.
 */
public final class MarginMain {
    /** Role of the process and name of its state in snapshot sets. */
    public static final String ROLE = "margin";

    private MarginMain() {}

    /** Runs until a signal; see {@link StrikebookProcess} for arguments and exit codes. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, MarginMain::agent));
    }

    /** The agent over the queues of the context's home, its engine recovered. */
    public static Agent agent(final ProcessContext context) {
        final SnapshotSet snapshot = context.snapshots()
                .newest(ROLE, context.headSequence(QueueNames.MARGIN))
                .orElse(null);
        final Publication margin =
                context.resumingPublication(QueueNames.MARGIN, snapshot == null ? 0 : snapshot.sequence());
        final MarginEngine engine = new MarginEngine(context.manifest().venue(), margin);
        if (snapshot != null) {
            final SnapshotInput input = snapshot.open(ROLE);
            engine.load(input);
            input.end();
        }
        context.requireRecorded(QueueNames.COMMANDS, engine.lastSequence());
        final List<String> executions =
                QueueNames.executions(context.manifest().venue().matchingShards());
        executions.forEach(queue -> context.requireRecorded(queue, engine.lastSequence()));
        context.requireRecorded(QueueNames.MARKS, engine.marksEpoch());
        return new MarginAgent(
                engine,
                context.subscription(QueueNames.COMMANDS),
                new ShardedExecutions(
                        context.manifest().venue().ownership(),
                        executions.stream().map(context::subscription).toList()),
                context.subscription(QueueNames.MARKS),
                margin,
                context.upstream(Stream.concat(Stream.of(QueueNames.COMMANDS), executions.stream())
                        .toArray(String[]::new)));
    }
}
