package io.strikebook.runner;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.pricer.AnsweredCommands;
import io.strikebook.sequencer.Sequencer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequencer, matching (each shard of it) and margin in one thread, joined by queues in memory. After every command the followers run until they have
 * answered it; the sequencer learns of the answers only as far as it is told to, so that a recording's view can be reproduced.
 */
public final class Lockstep {
    private final MemoryQueue commands = new MemoryQueue();
    private final MemoryQueue margin = new MemoryQueue();
    private final Publication commandsPublication;
    private final Publication marginPublication;
    private final Sequencer sequencer;
    private final CommandOwnership ownership;
    private final boolean ownBook;
    private final List<Shard> shards = new ArrayList<>();
    private final MarginEngine marginEngine;
    private final ShardedExecutions executionsForSequencer;
    private final Subscription marginForSequencer = margin.subscription();
    private final FrameHandler onExecution;
    private final FrameHandler onMargin;
    private final FrameHandler onMarks;
    private MarksSupply supply;
    private Subscription marks;
    private MarginAgent marginAgent;

    /**
     * What takes the frames that the engines write, besides the engines that read them.
     *
     * @param commands   of the sequencer
     * @param executions of each shard of matching
     * @param margin     of margin
     */
    public record Outputs(GroupSink commands, List<GroupSink> executions, GroupSink margin) {}

    /** A shard of matching with what it writes. */
    private static final class Shard {
        final MemoryQueue executions = new MemoryQueue();
        final Publication publication;
        final MatchingEngine engine;
        MatchingAgent agent;

        Shard(final VenueParameters parameters, final MatchingShard shard, final GroupSink output) {
            publication = new GroupBuffer(new FanOutSink(output, executions));
            engine = new MatchingEngine(parameters, shard, publication);
        }
    }

    /** Fresh engines; {@link #start} joins them to their marks. */
    public Lockstep(final VenueParameters parameters, final List<SourceDescription> sources, final Outputs outputs) {
        commandsPublication = new GroupBuffer(new FanOutSink(outputs.commands(), commands));
        marginPublication = new GroupBuffer(new FanOutSink(outputs.margin(), margin));
        sequencer = new Sequencer(parameters, sources, commandsPublication);
        ownership = parameters.ownership();
        ownBook = parameters.futures().ownBook();
        for (int index = 0; index < ownership.shards(); index++) {
            shards.add(new Shard(
                    parameters,
                    new MatchingShard(ownership, index),
                    outputs.executions().get(index)));
        }
        executionsForSequencer = executions();
        marginEngine = new MarginEngine(parameters, marginPublication);
        onExecution = sequencer::onExecution;
        onMargin = sequencer::onMargin;
        onMarks = sequencer::onMarks;
    }

    /**
     * Puts back what had been written and not read by everyone when the engines' states were saved. To be called after they were
     * loaded and before {@link #start}.
     *
     * @param recording       of the venue whose states they are
     * @param commandsApplied the last command that the pricer had read, and with it what answered
     */
    void refill(final Recording recording, final long commandsApplied) {
        refill(commands, recording.subscription(QueueNames.COMMANDS), commandsApplied);
        for (int index = 0; index < shards.size(); index++) {
            final String queue = QueueNames.executions(index, shards.size());
            refill(
                    shards.get(index).executions,
                    recording.subscription(queue),
                    ownBook ? Math.min(sequencer.marginTo(), commandsApplied) : sequencer.marginTo());
        }
        executionsForSequencer.seekAfter(sequencer.marginTo());
        refill(margin, recording.subscription(QueueNames.MARGIN), sequencer.marginTo());
    }

    private void refill(final MemoryQueue queue, final Subscription recorded, final long after) {
        final FrameHandler copier = (buffer, offset, length) -> queue.append(
                buffer,
                offset,
                length,
                FrameLayout.sequence(buffer, offset),
                FrameLayout.isLast(buffer, offset) ? 1 : 0);
        recorded.seekAfter(after);
        long next = recorded.peek();
        while (next != Subscription.NONE && next <= sequencer.lastSequence()) {
            recorded.poll(copier);
            next = recorded.peek();
        }
    }

    /** Gives every engine its own reader of the marks, after what it has read. To be called once, before the first command. */
    public void start(final MarksSupply marksSupply) {
        supply = marksSupply;
        marks = marksSupply.subscription();
        marks.seekAfter(sequencer.marksTo());
        for (final Shard shard : shards) {
            shard.agent = new MatchingAgent(
                    shard.engine, commands.subscription(), marksSupply.subscription(), shard.publication);
            shard.agent.onStart();
        }
        marginAgent = new MarginAgent(
                marginEngine,
                commands.subscription(),
                executions(),
                marksSupply.subscription(),
                marginPublication,
                Upstream.NONE);
        marginAgent.onStart();
    }

    /** One more reader of what matching answers, whichever shard. */
    ShardedExecutions executions() {
        return new ShardedExecutions(
                ownership,
                shards.stream().map(shard -> shard.executions.subscription()).toList());
    }

    /** One more reader of the commands, and of what answers them where the venue's own book feeds marks, for a pricer. */
    AnsweredCommands commands() {
        return ownBook
                ? AnsweredCommands.of(commands.subscription(), executions())
                : AnsweredCommands.alone(commands.subscription());
    }

    /** One more reader of the commands. */
    Subscription decisions() {
        return commands.subscription();
    }

    /** The sequencer, for the driver to make decisions with. */
    public Sequencer sequencer() {
        return sequencer;
    }

    /** Each shard of matching, for snapshots. */
    public List<MatchingEngine> matching() {
        return shards.stream().map(shard -> shard.engine).toList();
    }

    /** Margin, for snapshots. */
    public MarginEngine margin() {
        return marginEngine;
    }

    /** Hands marks up to and including an epoch to the sequencer; the followers take theirs when a command says so. */
    public void feedMarks(final long epoch) {
        if (sequencer.marksTo() >= epoch) {
            return;
        }
        supply.supplyTo(epoch);
        while (sequencer.marksTo() < epoch && marks.poll(onMarks)) {
            // next epoch
        }
        if (sequencer.marksTo() != epoch) {
            throw new ReplayException("marks hold epoch " + sequencer.marksTo() + ", but commands refer to " + epoch);
        }
    }

    /** Hands the followers' answers up to and including a command to the sequencer, executions before margin. */
    public void feedAnswers(final long sequence) {
        long next = marginForSequencer.peek();
        while (next != Subscription.NONE && next <= sequence) {
            executionsForSequencer.pollTo(next, onExecution);
            marginForSequencer.poll(onMargin);
            next = marginForSequencer.peek();
        }
        if (sequencer.marginTo() != sequence) {
            throw new ReplayException(
                    "margin answered up to " + sequencer.marginTo() + ", but commands refer to " + sequence);
        }
    }

    /** Publishes what the sequencer decided and lets matching and margin answer all of it. */
    public void settle() {
        commandsPublication.flush();
        int work;
        do {
            work = 0;
            for (final Shard shard : shards) {
                work += shard.agent.doWork();
            }
            work += marginAgent.doWork();
        } while (work > 0); // until all have answered everything
    }
}
