package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.EngineHashesDecoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.EnvironmentCommandEncoder;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.SourceLostCommandEncoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.sequencer.pretrade.AccountInquiry;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.MirrorRoom;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine that decides the order of everything. Requests become commands, each with the decision and the watermarks it was decided
 * on; {@code decide} is: check, publish, then the same {@code apply} that recovery uses. Single-threaded, knows no transport and no
 * clock: the caller says what time it is, and time never goes back.
 *
 * <p>Before a command that was read back is applied, everything that it was decided on must have been: executions and margin up to
 * {@code marginTo}, marks up to {@code marksTo}, and its request (which only counts as consumed).
 *
 * <p>A checkpoint writes itself whenever the next sequence is a multiple of the configured interval.
 */
public final class Sequencer {
    private static final int ENVELOPE = EnvelopeEncoder.ENCODED_LENGTH;

    private final SourceLostCommandEncoder sourceLost = new SourceLostCommandEncoder();
    private final EngineHashesDecoder recordedHashes = new EngineHashesDecoder();
    private final int maxMarginLag;
    private final SequencerState state;
    private final Publication commands;
    private final CommandPublisher publisher;
    private final CommandApplier applier;
    private final CommandWriter writer;
    private final InputAdapter inputs;
    private final RequestDesk requests;
    private final TriggerDesk triggers;

    /** Hash of the commands read back so far; once something was decided the publication has it. */
    private long recoveredHash = FrameHash.EMPTY;

    /** An empty venue in front of a publication of {@code commands}. */
    public Sequencer(
            final VenueParameters parameters, final List<SourceDescription> sources, final Publication commands) {
        final int interval = parameters.sequencing().checkpointInterval();
        if (interval < 2 || Integer.bitCount(interval) != 1) {
            throw new IllegalArgumentException("checkpointInterval " + interval + " is not a power of two above 1");
        }
        this.maxMarginLag = parameters.sequencing().maxMarginLag();
        this.state = new SequencerState(parameters, sources);
        this.commands = commands;
        this.publisher = new CommandPublisher(commands);
        this.applier = new CommandApplier(state);
        this.writer = new CommandWriter(state, commands, publisher, applier);
        this.inputs = new InputAdapter(state);
        this.requests = new RequestDesk(parameters, state, publisher, writer);
        this.triggers = new TriggerDesk(state, publisher, writer, requests.orders());
    }

    /** Makes room for as many orders in flight as there may be, those of as many commands as margin may be behind, and as many that rest. */
    public void makeRoom() {
        MirrorRoom.make(state.mirror, 2 * maxMarginLag);
    }

    /** Takes one frame of {@code marks}; {@link #marksAdvanced} follows once its epoch is complete. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        inputs.onMarks(buffer, offset, length);
    }

    /** Takes one frame of {@code executions}; a group comes before the margin group of its sequence, never beyond the newest. */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        inputs.onExecution(buffer, offset, length);
    }

    /** Takes one frame of {@code margin}. */
    public void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        inputs.onMargin(buffer, offset, length);
    }

    /**
     * Decides one request and writes its command.
     *
     * @param sourceId    of the queue that it came from
     * @param timestampNs time to give it; one before the last command's counts as that
     * @return false where no command was written: the request was sequenced before
     * @throws IllegalStateException where a request of the source is missing
     */
    public boolean decide(
            final int sourceId, final UnsafeBuffer buffer, final int offset, final int length, final long timestampNs) {
        return requests.decide(sourceId, buffer, offset, length, timestampNs);
    }

    /** Decides the pricer's oldest request, a listing or a level of margin, if one waits; see {@link #decide}. */
    public boolean decideListing(final long timestampNs) {
        return requests.decideListing(timestampNs);
    }

    /**
     * Decides margin's oldest request, if one waits: an order whose trigger fired, more of a linked one, a settlement, or a step of a
     * liquidation; see
     * {@link #decide}.
     */
    public boolean decideTriggered(final long timestampNs) {
        if (requests.settlements().isNext()) {
            requests.settlements().decideOldest(timestampNs);
            return true;
        }
        if (requests.liquidations().isNext()) {
            requests.liquidations().decideOldest(timestampNs);
            return true;
        }
        return triggers.decideOldest(timestampNs);
    }

    /** Announces the newest epoch applied; to be called before anything is decided on it. */
    public void marksAdvanced(final long epoch, final long timestampNs) {
        if (epoch != state.marksApplied || epoch == state.marksTo) {
            throw new IllegalStateException("cannot announce epoch " + epoch + ": applied is " + state.marksApplied
                    + ", announced was " + state.marksTo);
        }
        writer.beginOwn(MarksAdvancedCommandDecoder.TEMPLATE_ID, MarksAdvancedCommandDecoder.BLOCK_LENGTH, timestampNs);
        publisher.watermarks(epoch, state.marginTo);
        writer.end();
    }

    /** When the next Tick is due, unless another command for all comes before. */
    public long nextTickNs() {
        return state.lastForAllNs + state.tickIntervalNs();
    }

    /**
     * Writes a Tick if one is due.
     *
     * @return whether it was
     */
    public boolean tick(final long timestampNs) {
        if (timestampNs - state.lastForAllNs < state.tickIntervalNs()) {
            return false;
        }
        writer.beginOwn(TickCommandDecoder.TEMPLATE_ID, TickCommandDecoder.BLOCK_LENGTH, timestampNs);
        writer.end();
        return true;
    }

    /** Sequences a fact about the machine. */
    public void environment(final EnvironmentKind kind, final long value, final long timestampNs) {
        writer.beginOwn(EnvironmentCommandDecoder.TEMPLATE_ID, EnvironmentCommandDecoder.BLOCK_LENGTH, timestampNs);
        final UnsafeBuffer buffer = publisher.buffer();
        final int block = publisher.frame() + FrameLayout.HEADER_LENGTH;
        buffer.setMemory(block + ENVELOPE, EnvironmentCommandDecoder.BLOCK_LENGTH - ENVELOPE, (byte) 0);
        buffer.putLong(block + EnvironmentCommandEncoder.valueEncodingOffset(), value, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(block + EnvironmentCommandEncoder.kindEncodingOffset(), (byte) kind.value());
        writer.end();
    }

    /**
     * Sequences that a source of orders is gone; its next request brings it back. Says nothing of one that never sent a request, or that
     * is gone already.
     *
     * @return whether a command was written
     */
    public boolean sourceLost(final int sourceId, final long timestampNs) {
        if (state.sources.isLost(sourceId) || state.sources.sequencedTo(sourceId) == 0) {
            return false;
        }
        writer.beginOwn(SourceLostCommandDecoder.TEMPLATE_ID, SourceLostCommandDecoder.BLOCK_LENGTH, timestampNs);
        sourceLost
                .wrap(publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH)
                .lostSourceId(sourceId)
                .reserved1(0)
                .reserved2(0);
        writer.end();
        return true;
    }

    /** Whether a command said that a source is gone, and no request of it came since. */
    public boolean isSourceLost(final int sourceId) {
        return state.sources.isLost(sourceId);
    }

    /** Writes a Checkpoint, unless the last command is one. */
    public void checkpoint(final long timestampNs) {
        if (!state.checkpointed) {
            writer.checkpoint(timestampNs);
        }
    }

    /** Writes the checkpoint that is due after the last command, if one is: a process may have stopped between the two. */
    public void checkpointIfDue() {
        writer.checkpointIfDue();
    }

    /**
     * Counts the request of the command that will be applied next as consumed; {@link #decide} does it itself.
     */
    public void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        state.requestConsumed(buffer, offset, length);
    }

    /** Applies a command that was read back, without deciding anything; the publication then continues after it. */
    public void apply(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == CheckpointCommandDecoder.TEMPLATE_ID) {
            compareHashes(buffer, offset);
        }
        applier.apply(buffer, offset);
        recoveredHash = FrameHash.update(recoveredHash, buffer, offset, length);
        commands.resume(state.sequence, recoveredHash);
    }

    private void compareHashes(final UnsafeBuffer buffer, final int offset) {
        recordedHashes.wrap(
                buffer, offset + FrameLayout.HEADER_LENGTH + CheckpointCommandDecoder.hashesEncodingOffset());
        compare("state", recordedHashes.stateHash(), state.stateHash(), buffer, offset);
        compare("consumed frames", recordedHashes.consumedHash(), state.consumedHash(), buffer, offset);
        compare("produced frames", recordedHashes.producedHash(), recoveredHash, buffer, offset);
    }

    private static void compare(
            final String what, final long recorded, final long own, final UnsafeBuffer buffer, final int offset) {
        if (recorded != own) {
            throw new IllegalStateException("checkpoint " + FrameLayout.sequence(buffer, offset)
                    + " of commands recorded hash " + Long.toHexString(recorded) + " of " + what + ", recovered is "
                    + Long.toHexString(own));
        }
    }

    /** Sequence of the last command. */
    public long lastSequence() {
        return state.sequence;
    }

    /** Time of the last command. */
    public long timestampNs() {
        return state.timestampNs;
    }

    /** Newest whole epoch of marks applied. */
    public long marksTo() {
        return state.marksApplied;
    }

    /** Newest whole margin group applied. */
    public long marginTo() {
        return state.marginTo;
    }

    /** Highest id of an instrument; ids are dense from 1. */
    public int lastInstrumentId() {
        return state.trading.lastInstrumentId();
    }

    /** A listed instrument, or null where the id is not listed. */
    public Instrument instrument(final int instrumentId) {
        return state.trading.instrument(instrumentId);
    }

    /** The checks of new orders as of the newest command's time, for those who look: a check changes nothing. */
    public Ladder ladder() {
        requests.orders().ladder().at(state.timestampNs);
        return requests.orders().ladder();
    }

    /** What orders are checked against, for those who look. */
    public AccountInquiry inquiry() {
        return new AccountInquiry(state.mirror);
    }

    /** Whether the disk counts as nearly full, by the last Environment command. */
    public boolean isDiskLow() {
        return state.trading.isDiskLow();
    }

    /** Whether margin is so far behind that orders which are not sure to reduce would be refused for it. */
    public boolean isMarginLagging() {
        return state.marginLag() > state.parameters.sequencing().maxMarginLag();
    }

    /** Whether something that margin asked for is not decided yet. */
    public boolean isAskedByMargin() {
        return state.oldestMarginRequest() != Long.MAX_VALUE;
    }

    /** How many commands margin is behind. */
    public long marginLag() {
        return state.marginLag();
    }

    /** Newest whole executions group applied. */
    public long executionsTo() {
        return state.executionsTo;
    }

    /** Number of the last request of a source that is on {@code commands}. */
    public long sequencedTo(final int sourceId) {
        return state.sources.sequencedTo(sourceId);
    }

    /** Hash of all state. */
    public long stateHash() {
        return state.stateHash();
    }

    /** Hash of all frames consumed. */
    public long consumedHash() {
        return state.consumedHash();
    }

    /** Hash of all frames produced. */
    public long producedHash() {
        return commands.producedHash();
    }

    /** Writes all state. */
    public void save(final SnapshotOutput out) {
        SequencerSnapshot.save(state, commands.producedHash(), out);
    }

    /** Reads what {@link #save} wrote into an empty sequencer of the same venue; the publication continues after it. */
    public void load(final SnapshotInput in) {
        recoveredHash = SequencerSnapshot.load(state, in);
        commands.resume(state.sequence, recoveredHash);
    }
}
