package io.strikebook.orderflow.load;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.schemas.EnvelopeDecoder;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Duty cycle of the load generator: reads {@code marks}, {@code executions}, and {@code commands} up to what executions has answered,
 * then sends. Until one cycle finds nothing more recorded, it only reads. Told to stop, it reads until its last request
 * is answered or cannot be.
 */
public final class LoadAgent implements Agent, Stoppable {
    private static final int GROUPS_PER_POLL = 512;
    private static final int REQUESTS_PER_CYCLE = 256;

    private final LoadGenerator generator;
    private final Subscription marks;
    private final Subscription commands;
    private final ShardedExecutions executions;
    private final Publication publication;
    private final EpochNanoClock clock;
    private final LoadReport report;
    private final Runnable save;
    private final Upstream sequencer;
    private final Upstream matching;
    private final FrameHandler onMarks;
    private final FrameHandler onCommand;
    private final FrameHandler onExecution;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private boolean caughtUp;
    private boolean stopping;
    private boolean saved;

    /** An agent over a fresh generator and subscriptions at the start of their queues, which the caller closes. */
    public LoadAgent(
            final LoadGenerator generator,
            final Subscription marks,
            final Subscription commands,
            final Subscription executions,
            final Publication publication,
            final EpochNanoClock clock) {
        this(
                generator,
                marks,
                commands,
                ShardedExecutions.of(executions),
                publication,
                clock,
                () -> Upstream.State.GOES_ON,
                () -> Upstream.State.GOES_ON);
    }

    /** An agent that, told to stop, waits for answers only as long as those live who give them. */
    public LoadAgent(
            final LoadGenerator generator,
            final Subscription marks,
            final Subscription commands,
            final ShardedExecutions executions,
            final Publication publication,
            final EpochNanoClock clock,
            final Upstream sequencer,
            final Upstream matching) {
        this(
                generator,
                marks,
                commands,
                executions,
                publication,
                clock,
                sequencer,
                matching,
                LoadReport.none(),
                () -> {});
    }

    /** The same, which shows its counters, and saves its state when it has read what was recorded and when it is drained. */
    LoadAgent(
            final LoadGenerator generator,
            final Subscription marks,
            final Subscription commands,
            final ShardedExecutions executions,
            final Publication publication,
            final EpochNanoClock clock,
            final Upstream sequencer,
            final Upstream matching,
            final LoadReport report,
            final Runnable save) {
        this.generator = generator;
        this.marks = marks;
        this.commands = commands;
        this.executions = executions;
        this.publication = publication;
        this.clock = clock;
        this.report = report;
        this.save = save;
        this.sequencer = sequencer;
        this.matching = matching;
        this.onMarks = generator::onMarks;
        this.onCommand = generator::onCommand;
        this.onExecution = generator::onExecution;
    }

    @Override
    public int doWork() {
        final int work = readAndSend();
        if (work > 0) {
            report.show(generator.counters());
        }
        return work;
    }

    private int readAndSend() {
        int work = poll(marks, onMarks) + executions.poll(GROUPS_PER_POLL, onExecution) + pollAnsweredCommands();
        if (stopping) {
            return work;
        }
        if (caughtUp) {
            work += generator.send(clock.nanoTime(), REQUESTS_PER_CYCLE);
            publication.flush();
        } else if (work < GROUPS_PER_POLL) {
            caughtUp = true;
            save.run();
            generator.start();
            work++;
        }
        return work;
    }

    private static int poll(final Subscription subscription, final FrameHandler handler) {
        int groups = 0;
        while (groups < GROUPS_PER_POLL && subscription.poll(handler)) {
            groups++;
        }
        return groups;
    }

    private int pollAnsweredCommands() {
        int groups = 0;
        while (groups < GROUPS_PER_POLL && isNextAnswered()) {
            commands.poll(onCommand);
            groups++;
        }
        return groups;
    }

    /** Whether there is another command, and what answers it on executions was read. */
    private boolean isNextAnswered() {
        final long next = commands.peek();
        if (next == Subscription.NONE) {
            return false;
        }
        final int offset = commands.offset();
        final int underlyingId = FrameLayout.blockLength(commands.buffer(), offset) < EnvelopeDecoder.ENCODED_LENGTH
                ? 0
                : envelope.wrap(commands.buffer(), offset + FrameLayout.HEADER_LENGTH)
                        .underlyingId();
        return executions.isTaken(next, FrameLayout.templateId(commands.buffer(), offset), underlyingId);
    }

    @Override
    public void stopping() {
        stopping = true;
    }

    @Override
    public boolean drained() {
        final boolean drained = generator.inFlight() == 0
                || sequencer.state() == Upstream.State.ENDED
                || matching.state() == Upstream.State.ENDED;
        if (drained && caughtUp && !saved) {
            saved = true;
            save.run();
        }
        return drained;
    }

    @Override
    public String roleName() {
        return "load";
    }
}
