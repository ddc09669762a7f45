package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.CommandScope;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.CheckpointCommandEncoder;
import io.strikebook.schemas.EngineHashesEncoder;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the next command of the spine, on the watermarks of now. Once ended it is applied, and the checkpoint that is then due writes
 * itself.
 */
final class CommandWriter {
    private final EngineHashesEncoder hashes = new EngineHashesEncoder();
    private final SequencerState state;
    private final Publication commands;
    private final CommandPublisher publisher;
    private final CommandApplier applier;

    CommandWriter(
            final SequencerState state,
            final Publication commands,
            final CommandPublisher publisher,
            final CommandApplier applier) {
        this.state = state;
        this.commands = commands;
        this.publisher = publisher;
        this.applier = applier;
    }

    /** Begins the command that answers a request; its time is never before the last one's. */
    void begin(
            final int template,
            final int blockLength,
            final RejectCode decision,
            final int sourceId,
            final long sourceSequence,
            final long timestampNs) {
        publisher.begin(state.sequence + 1, Math.max(state.timestampNs, timestampNs), template, blockLength, decision);
        publisher.origin(sourceId, sourceSequence);
        publisher.watermarks(state.marksTo, state.marginTo);
    }

    /** The command that begins next has so many bytes behind its block. */
    CommandWriter behindBlock(final int length) {
        publisher.behindBlock(length);
        return this;
    }

    /** Begins a command of the sequencer's own. */
    void beginOwn(final int template, final int blockLength, final long timestampNs) {
        begin(
                template,
                blockLength,
                RejectCode.ACCEPTED,
                SourceDescription.SEQUENCER,
                state.ownCommands + 1,
                timestampNs);
    }

    /** Ends and applies the command. */
    void end() {
        publisher.underlying(underlyingId());
        publisher.end();
        applier.apply(publisher.buffer(), publisher.frame());
        checkpointIfDue();
    }

    /** Of the instrument that the command names, or named by itself, where there is such a one; else 0. */
    private int underlyingId() {
        final UnsafeBuffer buffer = publisher.buffer();
        final int frame = publisher.frame();
        final int template = FrameLayout.templateId(buffer, frame);
        final int id = CommandScope.id(
                template, buffer, frame + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, frame));
        if (CommandScope.isOfUnderlying(template)) {
            return id > 0 && id <= state.parameters.underlyings().size() ? id : 0;
        }
        final Instrument instrument = state.trading.instrument(id);
        return instrument == null ? 0 : instrument.underlyingId();
    }

    /** Writes the checkpoint that is due after the last command, if one is. */
    void checkpointIfDue() {
        if ((state.sequence + 1 & state.parameters.sequencing().checkpointInterval() - 1) == 0) {
            checkpoint(state.timestampNs);
        }
    }

    /** Writes a checkpoint of what is before it. */
    void checkpoint(final long timestampNs) {
        final long stateHash = state.stateHash();
        final long producedHash = commands.producedHash();
        beginOwn(CheckpointCommandDecoder.TEMPLATE_ID, CheckpointCommandDecoder.BLOCK_LENGTH, timestampNs);
        final int block = publisher.frame() + FrameLayout.HEADER_LENGTH;
        hashes.wrap(publisher.buffer(), block + CheckpointCommandEncoder.hashesEncodingOffset())
                .stateHash(stateHash)
                .consumedHash(state.consumedHash())
                .producedHash(producedHash);
        end();
    }
}
