package io.strikebook.benchmarks;

import io.strikebook.ipc.Publication;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;

/** A group of one frame of 64 bytes, as an engine publishes it; counts them. */
public final class RejectedMessage {
    /** Bytes of the frame. */
    public static final int LENGTH = 64;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final RejectedEncoder encoder = new RejectedEncoder();
    private long sequence;

    /** Publishes the next one, without handing it over; it carries a number as its source sequence. */
    public void publish(final Publication publication, final long number) {
        publication.beginGroup(++sequence, 0);
        final int offset = publication.claim(LENGTH);
        encoder.wrapAndApplyHeader(publication.buffer(), offset, header)
                .sourceSequence(number)
                .clientOrderId(sequence)
                .accountId(1)
                .instrumentId(2)
                .commandTemplateId(500)
                .sourceId(3)
                .code(RejectCode.ACCEPTED)
                .reserved(0);
        publication.commit(LENGTH);
        publication.endGroup();
    }

    /** How many were published. */
    public long count() {
        return sequence;
    }
}
