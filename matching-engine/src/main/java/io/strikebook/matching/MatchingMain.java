package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import org.agrona.concurrent.Agent;

/**
 * The matching process: loads the newest snapshot that its own output covers, follows {@code commands} from there,
 * comparing with what it had already written, and goes on.
 */
public final class MatchingMain {
    private static final String ROLE = "matching";

    private MatchingMain() {}

    /** Arguments: {@code --home D [--config F]}. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, MatchingMain::agent));
    }

    /** The agent over the queues of the context's home, its engine recovered. */
    public static Agent agent(final ProcessContext context) {
        final SnapshotSet snapshot = context.snapshots()
                .newest(ROLE, context.headSequence(QueueNames.EXECUTIONS))
                .orElse(null);
        final Publication executions =
                context.resumingPublication(QueueNames.EXECUTIONS, snapshot == null ? 0 : snapshot.sequence());
        final MatchingEngine engine = new MatchingEngine(context.manifest().venue(), executions);
        if (snapshot != null) {
            final SnapshotInput input = snapshot.open(ROLE);
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
}
