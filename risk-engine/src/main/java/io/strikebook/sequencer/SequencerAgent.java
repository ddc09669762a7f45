package io.strikebook.sequencer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.schemas.EnvironmentKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The sequencer's duty cycle: marks, epoch by epoch, each announced before anything is decided on it, and the listings they ask for;
 * whole margin groups, each after the executions up to it, and what margin asks for; requests, a bounded number per source and cycle,
 * operators' first, then those
 * of another source each time, unless what margin asks for waits for it to catch up; a Tick where one is due. What a cycle wrote becomes visible at its end. The cycle never waits for anything.
 *
 * <p>The queues are its owner's to close. After a stop signal it waits for those who write marks and requests, and takes
 * what they wrote and what margin has answered; then a last checkpoint is written and nothing more. Stopped before its
 * first cycle it writes nothing.
 */
public final class SequencerAgent implements Agent, Stoppable {
    private static final int EPOCHS_PER_CYCLE = 8;
    private static final int MARGIN_GROUPS_PER_CYCLE = 256;
    private static final int REQUESTS_PER_SOURCE = 32;
    private static final int TRIGGERS_PER_CYCLE = 128;

    /** For so many cycles without an answer of margin do clients wait behind what margin asks for. */
    static final int MARGIN_PATIENCE = 1_000;

    private static final int RECOVERY_PAUSES = 3_000;
    private static final long RECOVERY_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Sequencer sequencer;
    private final SequencerInputs inputs;
    private final Publication commands;
    private final VenueTime time;
    private final BooleanSupplier diskLow;
    private final LongSupplier diskFree;
    private final Upstream upstream;
    private final FrameHandler onMarks = this::onMarks;
    private final FrameHandler onRequest = this::onRequest;
    private final FrameHandler onExecution;
    private final FrameHandler onMargin;
    private final int[] sourceIds;
    private final boolean[] recorded;
    private final Subscription[] requests;
    private final BooleanSupplier[] gone;
    private final int operators;
    private int pauses;
    private int cyclesWithoutMargin;
    private int firstSource;
    private int currentSource;
    private boolean diskWasLow;
    private boolean worked;
    private boolean stopping;
    private boolean finished;

    /** An agent over a sequencer that writes to the same publication; recovers in {@link #onStart}. */
    public SequencerAgent(
            final Sequencer sequencer,
            final SequencerInputs inputs,
            final Publication commands,
            final VenueTime time,
            final BooleanSupplier diskLow,
            final LongSupplier diskFree) {
        this(sequencer, inputs, commands, time, diskLow, diskFree, Upstream.NONE);
    }

    /** An agent that, told to stop, waits for the writers of marks and requests. */
    public SequencerAgent(
            final Sequencer sequencer,
            final SequencerInputs inputs,
            final Publication commands,
            final VenueTime time,
            final BooleanSupplier diskLow,
            final LongSupplier diskFree,
            final Upstream upstream) {
        this.sequencer = sequencer;
        this.inputs = inputs;
        this.commands = commands;
        this.time = time;
        this.diskLow = diskLow;
        this.diskFree = diskFree;
        this.upstream = upstream;
        this.onExecution = sequencer::onExecution;
        this.onMargin = sequencer::onMargin;
        final int sources = inputs.sources().size();
        this.sourceIds = new int[sources];
        this.recorded = new boolean[sources];
        this.requests = new Subscription[sources];
        this.gone = new BooleanSupplier[sources];
        int leading = 0;
        for (int i = 0; i < sources; i++) {
            final SequencerInputs.Source source = inputs.sources().get(i);
            sourceIds[i] = source.description().sourceId();
            recorded[i] = source.description().recorded();
            requests[i] = source.subscription();
            gone[i] = source.gone();
            leading += source.description().queue().equals(QueueNames.ADMIN) ? 1 : 0;
        }
        this.operators = leading;
    }

    @Override
    public void onStart() {
        new SequencerRecovery(sequencer, inputs, this::pause).run();
        time.notBefore(sequencer.timestampNs());
        diskWasLow = sequencer.isDiskLow();
        sequencer.checkpointIfDue();
        commands.flush();
    }

    /** Half a minute in all for the other processes to compute again what a crash of the machine has lost. */
    private boolean pause() {
        pauses++;
        LockSupport.parkNanos(RECOVERY_PAUSE_NS);
        return pauses <= RECOVERY_PAUSES && !Thread.currentThread().isInterrupted();
    }

    @Override
    public int doWork() {
        if (finished) {
            return 0;
        }
        worked = true;
        final Upstream.State writers = stopping ? upstream.state() : Upstream.State.ENDING;
        time.read();
        final long before = sequencer.lastSequence();
        int work = pollMarks();
        work += pollMargin();
        work += pollRequests();
        final boolean last = writers == Upstream.State.GOES_ON || writers == Upstream.State.ENDED && work == 0;
        watchDisk();
        watchSources();
        if (sequencer.tick(time.nowNs())) {
            work++;
        }
        if (last) {
            sequencer.checkpoint(time.nowNs());
            finished = true;
        }
        if (sequencer.lastSequence() != before) {
            commands.flush();
        }
        return work;
    }

    private int pollMarks() {
        int work = 0;
        while (work < EPOCHS_PER_CYCLE && inputs.marks().poll(onMarks)) {
            work++;
            sequencer.marksAdvanced(sequencer.marksTo(), time.nowNs());
        }
        while (sequencer.decideListing(time.nowNs())) {
            work++;
        }
        return work;
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        time.seen(FrameLayout.timestampNs(buffer, offset));
        sequencer.onMarks(buffer, offset, length);
    }

    private int pollMargin() {
        int work = 0;
        long next = inputs.margin().peek();
        while (next != Subscription.NONE && work < MARGIN_GROUPS_PER_CYCLE) {
            inputs.executions().pollTo(next, onExecution);
            inputs.margin().poll(onMargin);
            work++;
            next = inputs.margin().peek();
        }
        cyclesWithoutMargin = work > 0 ? 0 : Math.min(cyclesWithoutMargin + 1, MARGIN_PATIENCE);
        return work + decideTriggered();
    }

    /** What margin asks for waits, rather than be refused, until margin has caught up: many triggers may fire at once. */
    private int decideTriggered() {
        int taken = 0;
        while (taken < TRIGGERS_PER_CYCLE && !sequencer.isMarginLagging() && sequencer.decideTriggered(time.nowNs())) {
            taken++;
        }
        return taken;
    }

    private int pollRequests() {
        int work = 0;
        for (int i = 0; i < operators; i++) {
            work += pollSource(i);
        }
        if (waitsForMargin()) {
            return work;
        }
        final int others = requests.length - operators;
        for (int i = 0; i < others; i++) {
            work += pollSource(operators + (firstSource + i) % others);
        }
        if (others > 0) {
            firstSource = (firstSource + 1) % others;
        }
        return work;
    }

    /**
     * Whether clients have to wait: margin is so far behind that what it asks for waits, and each of their requests would keep it there. Not
     * for one that has stopped answering, since cancels go on without it, and not at a stop.
     */
    private boolean waitsForMargin() {
        return cyclesWithoutMargin < MARGIN_PATIENCE
                && !stopping
                && sequencer.isMarginLagging()
                && sequencer.isAskedByMargin();
    }

    private int pollSource(final int source) {
        currentSource = source;
        int taken = 0;
        while (taken < REQUESTS_PER_SOURCE && requests[source].poll(onRequest)) {
            taken++;
        }
        return taken;
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        if (recorded[currentSource]) {
            time.seen(FrameLayout.timestampNs(buffer, offset));
        }
        sequencer.decide(sourceIds[currentSource], buffer, offset, length, time.nowNs());
    }

    /** Sequences that the writer of a source is gone, once all that it wrote is decided. */
    private void watchSources() {
        for (int i = operators; i < requests.length; i++) {
            if (gone[i].getAsBoolean()
                    && !sequencer.isSourceLost(sourceIds[i])
                    && requests[i].peek() == Subscription.NONE) {
                sequencer.sourceLost(sourceIds[i], time.nowNs());
            }
        }
    }

    private void watchDisk() {
        final boolean low = diskLow.getAsBoolean();
        if (low != diskWasLow) {
            diskWasLow = low;
            sequencer.environment(
                    low ? EnvironmentKind.DISK_LOW : EnvironmentKind.DISK_OK, diskFree.getAsLong(), time.nowNs());
        }
    }

    @Override
    public void stopping() {
        stopping = true;
        finished = !worked;
    }

    @Override
    public boolean drained() {
        return finished;
    }

    @Override
    public String roleName() {
        return RiskEngineMain.ROLE;
    }
}
