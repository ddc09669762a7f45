package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ForcedTradesRequestDecoder;
import io.strikebook.schemas.LiquidationRequestDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** What margin asks for in liquidations, into the state. Allocates a copy of each request: they are rare. */
final class LiquidationInputs {
    private final SequencerState state;

    LiquidationInputs(final SequencerState state) {
        this.state = state;
    }

    void onMargin(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        if (state.marginSource == 0
                || templateId != LiquidationRequestDecoder.TEMPLATE_ID
                        && templateId != ForcedTradesRequestDecoder.TEMPLATE_ID) {
            return;
        }
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final long sourceSequence = buffer.getLong(body, ByteOrder.LITTLE_ENDIAN);
        if (state.sources.see(state.marginSource, sourceSequence)) {
            final byte[] copy = new byte[FrameLayout.frameLength(buffer, offset) - FrameLayout.HEADER_LENGTH];
            buffer.getBytes(body, copy);
            state.await(new PendingLiquidation(sourceSequence, templateId, new UnsafeBuffer(copy)));
        }
    }
}
