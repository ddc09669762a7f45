package io.strikebook.ipc.recovery;

import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.EnvelopeDecoder;

/** How far a shard of matching has answered: further than its queue's last group, since that has only what the shard owns. */
public final class FirstUnanswered {
    /** Every command that is recorded is answered. */
    public static final long NONE = Long.MAX_VALUE;

    private FirstUnanswered() {}

    /**
     * The first command that a shard has to answer after the last that it did, or {@link #NONE}.
     *
     * @param commands at any place; not closed here
     * @param answered sequence of the last group on the shard's queue
     */
    public static long after(final FrameCursor commands, final MatchingShard shard, final long answered) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        commands.seekAfter(answered);
        while (commands.next()) {
            final int offset = commands.offset();
            final int underlyingId = FrameLayout.blockLength(commands.buffer(), offset) < EnvelopeDecoder.ENCODED_LENGTH
                    ? 0
                    : envelope.wrap(commands.buffer(), offset + FrameLayout.HEADER_LENGTH)
                            .underlyingId();
            if (shard.answers(FrameLayout.templateId(commands.buffer(), offset), underlyingId)) {
                return FrameLayout.sequence(commands.buffer(), offset);
            }
        }
        return NONE;
    }
}
