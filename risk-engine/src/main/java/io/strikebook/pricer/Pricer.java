package io.strikebook.pricer;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricer.mark.MarkCalculator;
import io.strikebook.pricer.mark.MarketTable;
import io.strikebook.pricing.batch.BatchPricer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The pricing engine without a transport. Its driver asks before it hands over a frame of {@code market-data} whether an epoch is due:
 *
 * <pre>
 * if (pricer.epochDue() || pricer.epochDueBefore(buffer, offset)) {
 *     pricer.onCommand(...);        // live: every command there is; again: up to the recorded commandsTo
 *     pricer.onExecution(...);      // where the venue's own book feeds marks: what answers each, right after it
 *     pricer.publishEpoch();
 * }
 * pricer.onMarketData(buffer, offset, length);
 * </pre>
 *
 * An epoch is due as soon as an event has news and an interval of market-data time has passed since the epoch before; what comes sooner waits
 * for the first event after that. So what comes alone is published at once, and a burst once per interval. What waited when market data
 * fell silent for an interval is published as of then, before the event that ends the silence. Commands are
 * handed over nowhere else, so that the frames' order of consumption is part of the recording.
 *
 * <p>A driver that has fallen behind may hand over groups of {@code market-data} by {@link #onDropped} instead, from a group before which no
 * epoch is due to the one before {@link #endDropping}. The next epoch tells which, and whoever computes it again drops the same.
 *
 * <p>Single-threaded; in steady state, when no instrument is described or listed, it allocates nothing.
 */
public final class Pricer {
    private static final long NEVER = Long.MIN_VALUE;

    private final VenueParameters.Marks parameters;
    private final boolean autoListing;
    private final Publication marks;
    private final MarketTable table;
    private final MarkCalculator calculator;
    private final PricerAdapter adapter;
    private final PricerPublisher publisher;
    private final DroppedInput dropped = new DroppedInput();

    private long consumedHash = FrameHash.EMPTY;
    private long marketDataTo;
    private long commandsTo;
    private long epoch;
    private long timeNs;
    private long epochTimeNs = NEVER;
    private boolean due;
    /** There was news in the newest event or since the newest epoch, but an interval has not passed. */
    private boolean waiting;

    /** A pricer that has seen nothing and publishes on {@code marks}. */
    public Pricer(final VenueParameters venue, final Publication marks) {
        this(venue, marks, BatchPricer.create());
    }

    /** The same with a way to price of the caller's choice, which makes no difference to a bit. */
    public Pricer(final VenueParameters venue, final Publication marks, final BatchPricer batch) {
        this.parameters = venue.marks();
        this.autoListing = venue.autoListing();
        this.marks = marks;
        this.table = new MarketTable(venue, batch);
        this.calculator = new MarkCalculator(table, venue, batch);
        this.adapter = new PricerAdapter(table);
        this.publisher = new PricerPublisher(marks);
    }

    /** Whether an epoch must be published, whatever comes next; depends on market data alone. */
    public boolean epochDue() {
        return due;
    }

    /** Whether one must be published before this frame is applied. */
    public boolean epochDueBefore(final UnsafeBuffer buffer, final int offset) {
        return due || waiting && FrameLayout.timestampNs(buffer, offset) - timeNs >= parameters.epochIntervalNs();
    }

    /** Something observed changed, time changes an index, what had to wait may go, or a listing asked for is not answered yet. */
    private boolean hasNews() {
        return table.changed()
                || calculator.isDue(timeNs)
                || calculator.timeDue(timeNs)
                || dropped.isToBeTold()
                || autoListing && table.awaited() > 0;
    }

    /** Publishes the epoch that is due; the driver flushes the publication. */
    public void publishEpoch() {
        epoch++;
        due = false;
        waiting = false;
        epochTimeNs = timeNs;
        final long producedHash = marks.producedHash();
        publisher.begin(epoch, timeNs, marketDataTo, commandsTo, table.scenarioSetVersion());
        if (dropped.isToBeTold()) {
            publisher.gap(dropped);
            dropped.told();
        }
        calculator.refresh(timeNs, publisher);
        publisher.end(stateHash(), consumedHash, producedHash);
    }

    /** Applies a frame of {@code market-data}. */
    public void onMarketData(final UnsafeBuffer buffer, final int offset, final int length) {
        if (dropped.isOpen()) {
            throw new IllegalStateException("the gap after market data " + marketDataTo + " has not ended");
        }
        consume(buffer, offset, length);
        adapter.onMarketData(buffer, offset);
        if (FrameLayout.isLast(buffer, offset)) {
            lookForNews();
        }
    }

    private void consume(final UnsafeBuffer buffer, final int offset, final int length) {
        if (!dropped.isOpen() && epochDueBefore(buffer, offset)) {
            throw new IllegalStateException("epoch " + (epoch + 1) + " must be published before market data "
                    + FrameLayout.sequence(buffer, offset));
        }
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        marketDataTo = FrameLayout.sequence(buffer, offset);
        timeNs = FrameLayout.timestampNs(buffer, offset);
    }

    private void lookForNews() {
        waiting = hasNews();
        due = waiting && (epochTimeNs == NEVER || timeNs - epochTimeNs >= parameters.epochIntervalNs());
    }

    /** Takes a frame of {@code market-data} without what it says of prices: only what instruments there are. */
    public void onDropped(final UnsafeBuffer buffer, final int offset, final int length) {
        consume(buffer, offset, length);
        adapter.onDropped(buffer, offset);
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            dropped.take(marketDataTo);
        }
    }

    /** What comes next is not dropped. Whatever may have missed something is not to be trusted until it was heard of again. */
    public void endDropping() {
        dropped.end();
        table.onGap(0, true);
        lookForNews();
    }

    /** Whether market data is being dropped; no epoch is due then. */
    public boolean isDropping() {
        return dropped.isOpen();
    }

    /** Whether a gap may begin: none is there that the epoch to come has to tell of. */
    boolean mayDrop() {
        return !dropped.isToBeTold();
    }

    /** How often market data was dropped. */
    public long gaps() {
        return dropped.gaps();
    }

    /** Events of {@code market-data} that were dropped. */
    public long droppedEvents() {
        return dropped.events();
    }

    /** Applies a frame of {@code commands}; only while an epoch is due. */
    public void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        commandsTo = FrameLayout.sequence(buffer, offset);
        adapter.onCommand(buffer, offset);
    }

    /**
     * Applies a frame of {@code executions}; only while an epoch is due, after the command that it answers. It makes no epoch due by
     * itself.
     */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        adapter.onExecution(buffer, offset);
    }

    /** Sequence of the newest group of {@code market-data} applied. */
    public long marketDataTo() {
        return marketDataTo;
    }

    /** Sequence of the newest command applied, and, where the venue's own book feeds marks, of the newest that was answered. */
    public long commandsTo() {
        return commandsTo;
    }

    /** Number of the newest epoch published. */
    public long epoch() {
        return epoch;
    }

    /** Hash of everything that later epochs depend on. */
    public long stateHash() {
        return table.stateHash()
                + calculator.qualityHash()
                + dropped.hash()
                + StateHash.and(
                        StateHash.of(epoch, marketDataTo, commandsTo, timeNs, calculator.requests()), epochTimeNs);
    }

    /** Hash of every frame consumed, in order. */
    public long consumedHash() {
        return consumedHash;
    }

    /** Writes the state; between groups only, while no epoch is due. */
    public void save(final SnapshotOutput out) {
        new PricerSnapshot(consumedHash, marketDataTo, commandsTo, epoch, timeNs, epochTimeNs, waiting)
                .save(out, marks, table, calculator);
        dropped.save(out);
    }

    /** Number of the newest epoch that a snapshot covers. */
    public static long snapshotEpoch(final SnapshotInput in) {
        return PricerSnapshot.epoch(in);
    }

    /** Reads the state into a pricer that has seen nothing yet. */
    public void load(final SnapshotInput in) {
        final PricerSnapshot snapshot = PricerSnapshot.load(in, marks, table, calculator);
        consumedHash = snapshot.consumedHash();
        marketDataTo = snapshot.marketDataTo();
        commandsTo = snapshot.commandsTo();
        epoch = snapshot.epoch();
        timeNs = snapshot.timeNs();
        epochTimeNs = snapshot.epochTimeNs();
        waiting = snapshot.waiting();
        dropped.load(in);
    }
}
