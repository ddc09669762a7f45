package io.strikebook.orderflow.load;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
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
    private final Subscription executions;
    private final Publication publication;
    private final EpochNanoClock clock;
    private final LoadReport report;
    private final Runnable save;
    private final Upstream sequencer;
    private final Upstream matching;
    private final FrameHandler onMarks;
    private final FrameHandler onCommand;
    private final FrameHandler onExecution;
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
                executions,
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
            final Subscription executions,
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
            final Subscription executions,
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
        int work = poll(marks, onMarks) + poll(executions, onExecution) + pollAnsweredCommands();
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
        final long answeredTo = executions.position();
        int groups = 0;
        long next = commands.peek();
        while (groups < GROUPS_PER_POLL && next != Subscription.NONE && next <= answeredTo) {
            commands.poll(onCommand);
            groups++;
            next = commands.peek();
        }
        return groups;
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
