package io.strikebook.pricer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import java.util.Optional;

/** The pricer's process. */
public final class PricerMain {
    private static final String ROLE = "pricer";

    private PricerMain() {}

    /** Runs until a signal; arguments and exit codes are those of {@link StrikebookProcess}. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, PricerMain::agent));
    }

    /** Recovers the engine from the newest snapshot that the recording still covers, and opens its queues after it. */
    private static PricerAgent agent(final ProcessContext context) {
        final Optional<SnapshotSet> snapshot = context.snapshots()
                .newest(ROLE, context.headSequence(QueueNames.COMMANDS))
                .filter(set -> Pricer.snapshotEpoch(set.open(ROLE)) <= context.headSequence(QueueNames.MARKS));
        final long epoch =
                snapshot.map(set -> Pricer.snapshotEpoch(set.open(ROLE))).orElse(0L);
        final Publication marks = context.resumingPublication(QueueNames.MARKS, epoch);
        final Pricer pricer = new Pricer(context.manifest().venue(), marks);
        if (snapshot.isPresent()) {
            final SnapshotInput in = snapshot.get().open(ROLE);
            pricer.load(in);
            in.end();
        }
        final FrameCursor recorded = context.cursor(QueueNames.MARKS);
        recorded.seekAfter(epoch);
        final Subscription marketData = context.subscription(QueueNames.MARKET_DATA);
        marketData.seekAfter(pricer.marketDataTo());
        final Subscription commands = context.subscription(QueueNames.COMMANDS);
        commands.seekAfter(pricer.commandsTo());
        return new PricerAgent(pricer, marketData, commands, new RecordedMarks(recorded), marks);
    }
}
