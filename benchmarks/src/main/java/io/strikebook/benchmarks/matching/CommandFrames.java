package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.RejectCode;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Accepted commands as the frames of {@code commands}, back to back in memory, with sequences from 1. The first ones only set the scene:
 * those that are measured are counted from 0 behind them.
 */
final class CommandFrames {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final Publication publication;
    private final UnsafeBuffer frames;
    private final int[] offsets;
    private final int scene;
    private int count;
    private int end;

    /**
     * Room for commands.
     *
     * @param scene how many set the scene
     * @param size  how many are measured
     * @param bytes of all of them, at most
     */
    CommandFrames(final int scene, final int size, final long bytes) {
        this.scene = scene;
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.toIntExact(bytes)));
        offsets = new int[scene + size + 1];
        publication = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> {
            frames.putBytes(end, buffer, offset, length);
            end += length;
        });
    }

    /** Sequence of the command that comes next. */
    long nextSequence() {
        return count + 1;
    }

    /** Sequence of a command that is measured. */
    long sequenceOf(final int command) {
        return scene + command + 1;
    }

    UnsafeBuffer buffer() {
        return publication.buffer();
    }

    FrameHeaderEncoder header() {
        return header;
    }

    /** Begins the next command; where to encode it. */
    int begin(final int length) {
        publication.beginGroup(nextSequence(), nextSequence());
        return publication.claim(FrameLayout.HEADER_LENGTH + length);
    }

    void end(final EnvelopeEncoder envelope, final int length) {
        envelope.sourceSequence(nextSequence())
                .marksTo(0)
                .marginTo(0)
                .sourceId(1)
                .decision(RejectCode.ACCEPTED)
                .underlyingId(0);
        publication.commit(FrameLayout.HEADER_LENGTH + length);
        publication.endGroup();
        publication.flush();
        offsets[++count] = end;
    }

    /** Lists the next instrument. */
    void list(final int instrumentId, final InstrumentTerms terms) {
        final ListInstrumentCommandEncoder listing = new ListInstrumentCommandEncoder();
        listing.wrapAndApplyHeader(buffer(), begin(ListInstrumentCommandEncoder.BLOCK_LENGTH), header)
                .instrumentId(instrumentId)
                .underlyingId(1);
        TermsCodec.encode(terms, listing.terms());
        end(listing.envelope(), ListInstrumentCommandEncoder.BLOCK_LENGTH);
    }

    /** Number of commands that are measured. */
    int size() {
        return count - scene;
    }

    /** Sets the scene in a new engine. */
    void setScene(final MatchingEngine engine) {
        for (int i = 0; i < scene; i++) {
            give(i - scene, engine);
        }
    }

    /** How many set the scene. */
    int scene() {
        return scene;
    }

    /** Writes all of them, so many at once. */
    void writeTo(final GroupSink sink, final int atOnce) {
        final UnsafeBuffer batch =
                new UnsafeBuffer(ByteBuffer.allocateDirect(GroupBuffer.HEADROOM + GroupBuffer.CAPACITY));
        for (int from = 0; from < count; from += atOnce) {
            final int to = Math.min(count, from + atOnce);
            final int length = offsets[to] - offsets[from];
            batch.putBytes(GroupBuffer.HEADROOM, frames, offsets[from], length);
            sink.append(batch, GroupBuffer.HEADROOM, length, from + 1L, to - from);
        }
    }

    /** Gives a command to an engine. */
    void give(final int command, final MatchingEngine engine) {
        final int offset = offsets[scene + command];
        engine.onCommand(frames, offset, offsets[scene + command + 1] - offset);
    }
}
