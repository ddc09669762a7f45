package io.strikebook.matching;

import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FirstUnanswered;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import org.agrona.concurrent.Agent;

/**
 * The matching process, or that of one of its shards: loads the newest snapshot that its own output covers, follows {@code commands} from
 * there, comparing with what it had already written, and goes on.
 */
public final class MatchingMain {
    private static final String ROLE = "matching";

    private MatchingMain() {}

    /** Arguments: {@code --home D [--config F] [--role R]}, where R says which shard it is in a home that has several. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, MatchingMain::agent));
    }

    /** The agent over the queues of the context's home, its engine recovered. */
    public static Agent agent(final ProcessContext context) {
        final String role = context.role();
        final MatchingShard shard = new MatchingShard(context.manifest().venue().ownership(), QueueNames.shardOf(role));
        final String queue =
                QueueNames.executions(shard.index(), shard.ownership().shards());
        final SnapshotSet snapshot = context.snapshots()
                .newest(role, answeredTo(context, shard, queue))
                .orElse(null);
        final Publication executions = context.resumingPublication(queue, snapshot == null ? 0 : snapshot.sequence());
        final MatchingEngine engine = new MatchingEngine(context.manifest().venue(), shard, executions);
        if (snapshot != null) {
            final SnapshotInput input = snapshot.open(role);
            engine.load(input);
            input.end();
        }
        context.requireRecorded(QueueNames.COMMANDS, engine.lastSequence());
        context.requireRecorded(QueueNames.MARKS, engine.marksTo());
        return new MatchingAgent(
                engine,
                context.subscription(QueueNames.COMMANDS),
                context.subscription(QueueNames.MARKS),
                executions,
                context.upstream(QueueNames.COMMANDS));
    }

    /** The last command that has all of the shard's answer: those of other shards after its last group ask nothing of it. */
    private static long answeredTo(final ProcessContext context, final MatchingShard shard, final String queue) {
        final long written = context.headSequence(queue);
        if (context.home().prunedTo(QueueNames.COMMANDS) > written) {
            return written;
        }
        try (FrameCursor commands = context.cursor(QueueNames.COMMANDS)) {
            final long unanswered = FirstUnanswered.after(commands, shard, written);
            return unanswered == FirstUnanswered.NONE
                    ? Math.max(written, context.headSequence(QueueNames.COMMANDS))
                    : unanswered - 1;
        }
    }
}
