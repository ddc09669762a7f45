package io.strikebook.margin;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.schemas.EnvelopeDecoder;
import org.agrona.concurrent.Agent;

/**
 * Duty cycle of the margin engine: for each command, marks up to its watermark, the command, its groups on executions, those
 * of all shards of matching that answer it; one flush at the
 * end. It waits, without blocking, for marks and executions that are not there yet, and starts after what the engine has taken. Whoever
 * opened the queues' ends closes them.
 */
public final class MarginAgent implements Agent, Stoppable {
    private static final int MAX_COMMANDS = 64;

    private final MarginEngine engine;
    private final Subscription commands;
    private final ShardedExecutions executions;
    private final Subscription marks;
    private final Publication margin;
    private final Upstream upstream;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final FrameHandler onCommand;
    private final FrameHandler onExecution;
    private final FrameHandler onMarks;

    /** An agent over an engine that writes to the same publication, for a driver that knows when commands end. */
    public MarginAgent(
            final MarginEngine engine,
            final Subscription commands,
            final Subscription executions,
            final Subscription marks,
            final Publication margin) {
        this(engine, commands, ShardedExecutions.of(executions), marks, margin, Upstream.NONE);
    }

    /** An agent that, told to stop, waits for the writers of commands and executions. */
    public MarginAgent(
            final MarginEngine engine,
            final Subscription commands,
            final ShardedExecutions executions,
            final Subscription marks,
            final Publication margin,
            final Upstream upstream) {
        this.engine = engine;
        this.commands = commands;
        this.executions = executions;
        this.marks = marks;
        this.margin = margin;
        this.upstream = upstream;
        this.onCommand = engine::beginCommand;
        this.onExecution = engine::onExecution;
        this.onMarks = engine::onMarks;
    }

    @Override
    public void onStart() {
        commands.seekAfter(engine.lastSequence());
        executions.seekAfter(engine.lastSequence());
        marks.seekAfter(engine.marksEpoch());
    }

    @Override
    public int doWork() {
        int done = 0;
        while (done < MAX_COMMANDS && next()) {
            done++;
        }
        if (done > 0) {
            margin.flush();
        }
        return done;
    }

    /** Answers the next command, or returns false where something that it needs is not there yet. */
    private boolean next() {
        final long sequence = commands.peek();
        if (sequence == Subscription.NONE) {
            return false;
        }
        if (FrameLayout.blockLength(commands.buffer(), commands.offset()) < EnvelopeDecoder.ENCODED_LENGTH) {
            throw new IllegalArgumentException("command " + sequence + " is too short for an envelope");
        }
        envelope.wrap(commands.buffer(), commands.offset() + FrameLayout.HEADER_LENGTH);
        final long marksTo = envelope.marksTo();
        final int templateId = FrameLayout.templateId(commands.buffer(), commands.offset());
        final int underlyingId = envelope.underlyingId();
        if (!executions.isAnswered(sequence, templateId, underlyingId) || !applyMarks(marksTo)) {
            return false;
        }
        commands.poll(onCommand);
        executions.pollAnswer(templateId, underlyingId, onExecution);
        engine.endCommand();
        return true;
    }

    private boolean applyMarks(final long marksTo) {
        while (engine.marksEpoch() < marksTo) {
            final long epoch = marks.peek();
            if (epoch == Subscription.NONE) {
                return false;
            }
            if (epoch > marksTo) {
                throw new IllegalStateException("marks epoch " + epoch + " follows " + engine.marksEpoch()
                        + ", but a command was decided on " + marksTo);
            }
            marks.poll(onMarks);
        }
        return true;
    }

    /** Every command that was written is answered, and the sequencer writes no more. */
    @Override
    public boolean drained() {
        return upstream.isSettled() && commands.peek() == Subscription.NONE;
    }

    @Override
    public String roleName() {
        return "margin";
    }
}
