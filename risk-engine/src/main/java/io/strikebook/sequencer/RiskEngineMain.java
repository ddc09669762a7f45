package io.strikebook.sequencer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.home.TimeMode;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.Agent;

/** The risk engine's process: the sequencer over the queues of a home. */
public final class RiskEngineMain {
    /** Role of the process and name of its state in snapshot sets. */
    public static final String ROLE = "risk";

    private RiskEngineMain() {}

    /** Runs until a signal; see {@link StrikebookProcess} for arguments and exit codes. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, RiskEngineMain::agent));
    }

    /** The agent over the queues of the context's home. */
    public static Agent agent(final ProcessContext context) {
        final Subscription ownCommands = context.subscription(QueueNames.COMMANDS);
        final long head = context.headSequence(QueueNames.COMMANDS);
        final Publication commands = context.publication(QueueNames.COMMANDS);
        final Sequencer sequencer =
                new Sequencer(context.manifest().venue(), context.manifest().sources(), commands);
        final Optional<SnapshotSet> snapshot = context.snapshots().newest(ROLE, head);
        if (snapshot.isPresent()) {
            final SnapshotInput in = snapshot.get().open(ROLE);
            sequencer.load(in);
            in.end();
        }
        sequencer.makeRoom();
        requireRecorded(context, sequencer);
        final SequencerInputs inputs = new SequencerInputs(
                ownCommands,
                context.subscription(QueueNames.MARKS),
                new ShardedExecutions(
                        context.manifest().venue().ownership(),
                        executions(context).stream().map(context::subscription).toList()),
                context.subscription(QueueNames.MARGIN),
                sources(context));
        final VenueTime time =
                context.manifest().timeMode() == TimeMode.LIVE ? VenueTime.live(context.clock()) : VenueTime.recorded();
        final DiskReport disk = new DiskReport(context.disk(), context.errors()::onError, System.out);
        final List<String> written = new ArrayList<>(List.of(QueueNames.MARKS));
        inputs.sources().forEach(source -> written.add(source.description().queue()));
        return new SequencerAgent(
                sequencer,
                inputs,
                commands,
                time,
                disk::isLow,
                disk::freeBytes,
                context.upstream(written.toArray(String[]::new)));
    }

    private static void requireRecorded(final ProcessContext context, final Sequencer sequencer) {
        context.requireRecorded(QueueNames.COMMANDS, sequencer.lastSequence());
        context.requireRecorded(QueueNames.MARKS, sequencer.marksTo());
        executions(context).forEach(queue -> context.requireRecorded(queue, sequencer.executionsTo()));
        context.requireRecorded(QueueNames.MARGIN, sequencer.marginTo());
        for (final SourceDescription source : context.manifest().sources()) {
            if (source.queue().equals(QueueNames.ADMIN) || QueueNames.isOrders(source.queue())) {
                context.requireRecorded(source.queue(), sequencer.sequencedTo(source.sourceId()));
            }
        }
    }

    private static List<String> executions(final ProcessContext context) {
        return QueueNames.executions(context.manifest().venue().matchingShards());
    }

    /** Operators first, then the queues of orders in the order of their ids. */
    private static List<SequencerInputs.Source> sources(final ProcessContext context) {
        final List<SequencerInputs.Source> sources = new ArrayList<>();
        for (final SourceDescription source : context.manifest().sources()) {
            if (source.queue().equals(QueueNames.ADMIN)) {
                sources.add(0, new SequencerInputs.Source(source, context.subscription(source.queue())));
            } else if (QueueNames.isOrders(source.queue())) {
                sources.add(new SequencerInputs.Source(
                        source, context.subscription(source.queue()), context.writerGone(source.queue())));
            }
        }
        return sources;
    }
}
