package io.strikebook.pricer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkCounter;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.ReplaceableBatch;
import io.strikebook.schemas.EnvelopeDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/** The pricer's process. */
public final class PricerMain {
    private static final String ROLE = "pricer";

    private PricerMain() {}

    /** Runs until a signal; arguments and exit codes are those of {@link StrikebookProcess}. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, PricerMain::agent));
    }

    /**
     * The newest set whose epoch {@code marks} still has; newer ones are passed over with a word: {@code marks} may have lost its tail,
     * or been cut, after the set was made.
     */
    static Optional<SnapshotSet> newestCovered(
            final SnapshotStore store, final long commandsTo, final long marksTo, final Consumer<String> log) {
        Optional<SnapshotSet> newest = store.newest(ROLE, commandsTo);
        while (newest.isPresent()) {
            final SnapshotSet set = newest.get();
            final long epoch = Pricer.snapshotEpoch(set.open(ROLE));
            if (epoch <= marksTo) {
                return newest;
            }
            log.accept("snapshot set " + set.folder() + " passed over: it covers epoch " + epoch
                    + " but marks ends with " + marksTo);
            newest = store.newest(ROLE, set.sequence() - 1);
        }
        return newest;
    }

    /** Recovers the engine from the newest snapshot that the recording still covers, and opens its queues after it. */
    public static Agent agent(final ProcessContext context) {
        final PricerConfig config =
                PricerConfig.read(context.config(), context.manifest().timeMode());
        final Optional<SnapshotSet> snapshot = newestCovered(
                context.snapshots(),
                context.headSequence(QueueNames.COMMANDS),
                context.headSequence(QueueNames.MARKS),
                line -> System.err.println(line));
        final long epoch =
                snapshot.map(set -> Pricer.snapshotEpoch(set.open(ROLE))).orElse(0L);
        final Publication marks = context.resumingPublication(QueueNames.MARKS, epoch);
        final ReplaceableBatch batch = new ReplaceableBatch(BatchPricer.scalar());
        final Pricer pricer = new Pricer(context.manifest().venue(), marks, batch);
        if (snapshot.isPresent()) {
            final SnapshotInput in = snapshot.get().open(ROLE);
            pricer.load(in);
            in.end();
        }
        context.requireRecorded(QueueNames.MARKET_DATA, pricer.marketDataTo());
        context.requireRecorded(QueueNames.COMMANDS, pricer.commandsTo());
        final FrameCursor recorded = context.cursor(QueueNames.MARKS);
        recorded.seekAfter(epoch);
        final Subscription marketData = context.subscription(QueueNames.MARKET_DATA);
        marketData.seekAfter(pricer.marketDataTo());
        final AnsweredCommands commands = commands(context, pricer.commandsTo());
        final PricerAgent agent = new PricerAgent(
                pricer,
                marketData,
                commands,
                new RecordedMarks(recorded),
                marks,
                context.upstream(QueueNames.MARKET_DATA),
                batch,
                warmUp());
        agent.dropping(
                new DropRule(config.dropBehindNs(), newestReferredTo(context)),
                context.clock(),
                marketData::documentClockNs,
                counters(pricer, context));
        return agent;
    }

    /** The newest epoch that a command refers to: where marks lost it when the machine went down, it is computed of all market data. */
    private static long newestReferredTo(final ProcessContext context) {
        final long head = context.headSequence(QueueNames.COMMANDS);
        if (head == 0) {
            return 0;
        }
        try (FrameCursor commands = context.cursor(QueueNames.COMMANDS)) {
            commands.seekAfter(head - 1);
            return commands.next()
                    ? new EnvelopeDecoder()
                            .wrap(commands.buffer(), commands.offset() + FrameLayout.HEADER_LENGTH)
                            .marksTo()
                    : 0;
        }
    }

    private static Runnable counters(final Pricer pricer, final ProcessContext context) {
        final MarkCounter gaps = context.counter("gaps");
        final MarkCounter droppedEvents = context.counter("dropped-events");
        return () -> {
            gaps.set(pricer.gaps());
            droppedEvents.set(pricer.droppedEvents());
        };
    }

    /** Commands, with what answers them where the venue's own book feeds marks, after what the pricer's state covers. */
    private static AnsweredCommands commands(final ProcessContext context, final long commandsTo) {
        final VenueParameters venue = context.manifest().venue();
        final Subscription subscription = context.subscription(QueueNames.COMMANDS);
        final AnsweredCommands commands;
        if (venue.futures().ownBook()) {
            final List<String> executions = QueueNames.executions(venue.matchingShards());
            executions.forEach(queue -> context.requireRecorded(queue, commandsTo));
            commands = AnsweredCommands.of(
                    subscription,
                    new ShardedExecutions(
                            venue.ownership(),
                            executions.stream().map(context::subscription).toList()));
        } else {
            commands = AnsweredCommands.alone(subscription);
        }
        commands.seekAfter(commandsTo);
        return commands;
    }

    /** What makes vectors ready, at work on a thread of its own; null where this JVM has none. */
    private static WarmUpAgent warmUp() {
        if (!BatchPricer.hasVectors()) {
            return null;
        }
        final WarmUpAgent warmUp = new WarmUpAgent(BatchPricer.create());
        final Thread thread = new Thread(warmUp, "pricer-warm-up");
        thread.setDaemon(true);
        thread.start();
        return warmUp;
    }
}
