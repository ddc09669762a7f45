package io.strikebook.pricer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.ReplaceableBatch;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Duty cycle of the pricer: market data drives it; commands are taken only when an epoch is due, all there are, or, while it computes
 * again what was recorded, exactly those that the recorded epoch had applied. So too with market data that it drops: live by how long it
 * has waited, again what was dropped then. Where the venue's own book feeds marks, only those count
 * that matching has answered: a pricer waits for matching only while it computes again what it had once. Of an epoch that was lost when the machine went down the
 * commands may tell: those from the first on that refers to it were not there yet.
 */
public final class PricerAgent implements Agent, Stoppable {
    private static final int GROUPS_PER_CYCLE = 64;
    private static final int COMMANDS_PER_EPOCH = 1 << 16;

    private final Pricer pricer;
    private final Subscription marketData;
    private final AnsweredCommands commands;
    private final RecordedEpochs recorded;
    private final Publication marks;
    private final Upstream upstream;
    private final ReplaceableBatch batch;
    /** Null where there is nothing to wait for, or no more. */
    private WarmUpAgent warmUp;

    private final FrameHandler onMarketData;
    private final FrameHandler onDropped;
    private final FrameHandler onCommand;
    private final FrameHandler onExecution;
    private long recordedEpoch;
    private long recordedCommandsTo = RecordedEpochs.NOT_RECORDED;
    private DropRule dropRule = DropRule.NEVER;
    private EpochNanoClock clock = () -> 0;
    private LongSupplier writtenNs = () -> 0;
    private Runnable showCounts = () -> {};
    private long nowNs;

    /** Queues are positioned after what the pricer's state covers; {@code marks} is the one that the pricer publishes on. */
    public PricerAgent(
            final Pricer pricer,
            final Subscription marketData,
            final Subscription commands,
            final RecordedEpochs recorded,
            final Publication marks) {
        this(pricer, marketData, AnsweredCommands.alone(commands), recorded, marks, Upstream.NONE);
    }

    /** An agent that, told to stop, waits for the writer of market data. */
    public PricerAgent(
            final Pricer pricer,
            final Subscription marketData,
            final AnsweredCommands commands,
            final RecordedEpochs recorded,
            final Publication marks,
            final Upstream upstream) {
        this(pricer, marketData, commands, recorded, marks, upstream, null, null);
    }

    /**
     * The same, which prices with vectors once they are ready.
     *
     * @param batch  how the pricer prices
     * @param warmUp makes vectors ready for that, or null
     */
    public PricerAgent(
            final Pricer pricer,
            final Subscription marketData,
            final AnsweredCommands commands,
            final RecordedEpochs recorded,
            final Publication marks,
            final Upstream upstream,
            final ReplaceableBatch batch,
            final WarmUpAgent warmUp) {
        this.batch = batch;
        this.warmUp = warmUp;
        this.pricer = pricer;
        this.marketData = marketData;
        this.commands = commands;
        this.recorded = recorded;
        this.marks = marks;
        this.upstream = upstream;
        this.onMarketData = pricer::onMarketData;
        this.onDropped = pricer::onDropped;
        this.onCommand = pricer::onCommand;
        this.onExecution = pricer::onExecution;
    }

    /**
     * Lets the pricer drop market data, where the epoch to come is not recorded. To be called before the first duty cycle.
     *
     * @param newClock      of the process that writes {@code market-data}, or one like it
     * @param newWrittenNs  when the event last peeked was written, by that clock; 0 for unknown
     * @param newShowCounts shows what was dropped
     */
    void dropping(
            final DropRule rule,
            final EpochNanoClock newClock,
            final LongSupplier newWrittenNs,
            final Runnable newShowCounts) {
        dropRule = rule;
        clock = newClock;
        writtenNs = newWrittenNs;
        showCounts = newShowCounts;
    }

    @Override
    public int doWork() {
        nowNs = clock.nanoTime();
        if (warmUp != null && warmUp.isDone()) {
            batch.replace(BatchPricer.create());
            warmUp = null;
        }
        int work = 0;
        while (work < GROUPS_PER_CYCLE && step()) {
            work++;
        }
        marks.flush();
        showCounts.run();
        return work;
    }

    /**
     * Works until an epoch is published, and no further; for a driver that needs the pricer exactly there.
     *
     * @return false where market data or commands for it are not there yet
     */
    public boolean advanceTo(final long epoch) {
        while (pricer.epoch() < epoch && step()) {
            continue;
        }
        marks.flush();
        return pricer.epoch() >= epoch;
    }

    /** Publishes the epoch that is due, or else takes or drops the next event. */
    private boolean step() {
        if (pricer.epochDue()) {
            return publishEpoch();
        }
        final long event = marketData.peek();
        if (pricer.isDropping()) {
            return goOnDropping(event);
        }
        if (event == Subscription.NONE) {
            return false;
        }
        if (pricer.epochDueBefore(marketData.buffer(), marketData.offset())) {
            return publishEpoch();
        }
        return marketData.poll(drops(event) ? onDropped : onMarketData);
    }

    /** Whether the event is the first of a gap. */
    private boolean drops(final long event) {
        return isNextRecorded()
                ? event == recorded.droppedFrom()
                : pricer.mayDrop() && dropRule.begins(nowNs, writtenNs.getAsLong(), recordedEpoch);
    }

    private boolean goOnDropping(final long event) {
        final boolean ends = isNextRecorded()
                ? pricer.marketDataTo() >= recorded.droppedTo()
                : event == Subscription.NONE || dropRule.ends(nowNs, writtenNs.getAsLong());
        if (ends) {
            pricer.endDropping();
            return true;
        }
        return marketData.poll(onDropped);
    }

    /** Whether the epoch to come is recorded, which says what it takes and what it drops. */
    private boolean isNextRecorded() {
        final long epoch = pricer.epoch() + 1;
        if (recordedEpoch != epoch) {
            recordedEpoch = epoch;
            recordedCommandsTo = recorded.commandsTo(epoch);
        }
        return recordedCommandsTo != RecordedEpochs.NOT_RECORDED;
    }

    /** Returns false while a command that the recorded epoch had applied, or what answers it, is not there yet. */
    private boolean publishEpoch() {
        if (!isNextRecorded()) {
            int taken = 0;
            while (taken < COMMANDS_PER_EPOCH
                    && commands.isBefore(recordedEpoch)
                    && commands.take(onCommand, onExecution)) {
                taken++;
            }
        } else {
            while (pricer.commandsTo() < recordedCommandsTo) {
                if (!commands.take(onCommand, onExecution)) {
                    return false;
                }
            }
        }
        pricer.publishEpoch();
        return true;
    }

    /** All market data is taken, and the feeder writes no more; the epoch that it leaves open is the next start's. */
    @Override
    public boolean drained() {
        return upstream.isSettled() && !pricer.isDropping() && marketData.peek() == Subscription.NONE;
    }

    @Override
    public void onClose() {
        if (warmUp != null) {
            warmUp.stop();
        }
    }

    @Override
    public String roleName() {
        return "pricer";
    }
}
