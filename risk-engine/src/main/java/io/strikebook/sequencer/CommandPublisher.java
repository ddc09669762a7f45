package io.strikebook.sequencer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TickCommandEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes commands: header, envelope, then the request's own block as it came. A command template repeats its request's fields in the
 * same order, so the block is copied at once, refused values included, and the caller patches what was decided. Public for drivers
 * that stand in for a sequencer.
 */
public final class CommandPublisher {
    /** Bytes before a command's own fields. */
    static final int BODY = FrameLayout.HEADER_LENGTH + EnvelopeEncoder.ENCODED_LENGTH;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final EnvelopeEncoder envelope = new EnvelopeEncoder();
    private final Publication publication;
    private int offset;
    private int length;
    private int behindBlock;

    /** A writer at the end of a publication. */
    public CommandPublisher(final Publication publication) {
        this.publication = publication;
    }

    /** The command that begins next has so many bytes behind its block, for a repeating group. */
    void behindBlock(final int bytes) {
        behindBlock = bytes;
    }

    /** Opens the group of a command and claims its frame. */
    public void begin(
            final long sequence,
            final long timestampNs,
            final int templateId,
            final int blockLength,
            final RejectCode decision) {
        publication.beginGroup(sequence, timestampNs);
        length = FrameLayout.HEADER_LENGTH + blockLength + behindBlock;
        behindBlock = 0;
        offset = publication.claim(length);
        final UnsafeBuffer buffer = publication.buffer();
        header.wrap(buffer, offset)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(TickCommandEncoder.SCHEMA_ID)
                .version(TickCommandEncoder.SCHEMA_VERSION);
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH)
                .decision(decision)
                .underlyingId(0);
    }

    /** Where it came from. */
    public void origin(final int sourceId, final long sourceSequence) {
        envelope.sourceId(sourceId).sourceSequence(sourceSequence);
    }

    /** What it was decided on. */
    public void watermarks(final long marksTo, final long marginTo) {
        envelope.marksTo(marksTo).marginTo(marginTo);
    }

    /** The underlying that it is of, by which one shard of matching answers; 0 for none. */
    public void underlying(final int underlyingId) {
        envelope.underlyingId(underlyingId);
    }

    /** Copies a request's block behind the envelope. */
    void copyBody(final UnsafeBuffer request, final int blockOffset, final int blockLength) {
        publication.buffer().putBytes(offset + BODY, request, blockOffset, blockLength);
    }

    /** The buffer that {@link #frame} is in. */
    UnsafeBuffer buffer() {
        return publication.buffer();
    }

    /** Offset of the frame begun last. */
    public int frame() {
        return offset;
    }

    /** Ends the command, which becomes visible at the next flush; its bytes stay in place until the next command. */
    public void end() {
        publication.commit(length);
        publication.endGroup();
    }
}
