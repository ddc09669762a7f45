package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.schemas.EnvelopeDecoder;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Matching's duty cycle: marks up to the watermark of the next command, then the command, and so on for a bounded
 * batch; what the batch caused becomes visible at its end. A command whose marks are not there yet waits. Continues
 * after what the engine has taken. Whoever opened the queues' ends closes them.
 */
public final class MatchingAgent implements Agent, Stoppable {
    private static final int BATCH = 64;

    private final MatchingEngine engine;
    private final Subscription commands;
    private final Subscription marks;
    private final Publication executions;
    private final Upstream upstream;
    private final FrameHandler onCommand;
    private final FrameHandler onMarks;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();

    /** An agent over an engine that writes to the same publication, for a driver that knows when commands end. */
    public MatchingAgent(
            final MatchingEngine engine,
            final Subscription commands,
            final Subscription marks,
            final Publication executions) {
        this(engine, commands, marks, executions, Upstream.NONE);
    }

    /** An agent that, told to stop, waits for the writer of commands. */
    public MatchingAgent(
            final MatchingEngine engine,
            final Subscription commands,
            final Subscription marks,
            final Publication executions,
            final Upstream upstream) {
        this.engine = engine;
        this.commands = commands;
        this.marks = marks;
        this.executions = executions;
        this.upstream = upstream;
        this.onCommand = engine::onCommand;
        this.onMarks = engine::onMarks;
    }

    @Override
    public void onStart() {
        commands.seekAfter(engine.lastSequence());
        marks.seekAfter(engine.marksTo());
    }

    @Override
    public int doWork() {
        int done = 0;
        while (done < BATCH && commands.peek() != Subscription.NONE && applyMarks(nextMarksTo())) {
            commands.poll(onCommand);
            done++;
        }
        if (done > 0) {
            executions.flush();
        }
        return done;
    }

    /** Every command that was written is answered, and the sequencer writes no more. */
    @Override
    public boolean drained() {
        return upstream.isSettled() && commands.peek() == Subscription.NONE;
    }

    @Override
    public String roleName() {
        return "matching";
    }

    private long nextMarksTo() {
        final UnsafeBuffer buffer = commands.buffer();
        final int offset = commands.offset();
        if (FrameLayout.blockLength(buffer, offset) < EnvelopeDecoder.ENCODED_LENGTH) {
            throw new IllegalArgumentException(
                    "command " + FrameLayout.sequence(buffer, offset) + " is too short for an envelope");
        }
        return envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).marksTo();
    }

    private boolean applyMarks(final long marksTo) {
        while (engine.marksTo() < marksTo) {
            final long epoch = marks.peek();
            if (epoch == Subscription.NONE) {
                return false;
            }
            if (epoch > marksTo) {
                throw new IllegalStateException("command " + FrameLayout.sequence(commands.buffer(), commands.offset())
                        + " refers to marks epoch " + marksTo + ", but after " + engine.marksTo() + " comes " + epoch);
            }
            marks.poll(onMarks);
        }
        return true;
    }
}
