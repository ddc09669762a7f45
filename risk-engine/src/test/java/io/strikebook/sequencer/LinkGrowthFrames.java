package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LinkedOrderRequestEncoder;
import io.strikebook.schemas.RejectCode;

/** What margin asks for of linked orders of account 1 that grow. */
final class LinkGrowthFrames {
    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private long requests;

    LinkGrowthFrames(final SequencerFixture venue) {
        this.venue = venue;
    }

    /** Margin asks for so many lots more, in the group of a tick, and the sequencer decides. */
    RejectCode grow(final long orderId, final long lots) {
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        request(orderId, lots);
        venue.allocated.begin();
        venue.sequencer.decideTriggered(venue.nowNs);
        venue.allocated.end();
        return venue.drainCommands();
    }

    /** Margin asks, in the group of the last command, for each of these lots. */
    void request(final long orderId, final long... lots) {
        venue.marginOut.beginGroup(venue.sequencer.lastSequence(), venue.nowNs);
        for (final long more : lots) {
            final int offset = venue.marginOut.claim(128);
            new LinkedOrderRequestEncoder()
                    .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                    .sourceSequence(++requests)
                    .orderId(orderId)
                    .clientOrderId(0)
                    .quantityLots(more)
                    .accountId(1)
                    .instrumentId(1);
            venue.marginOut.commit(FrameLayout.HEADER_LENGTH + LinkedOrderRequestEncoder.BLOCK_LENGTH);
        }
        venue.endMargin();
    }
}
