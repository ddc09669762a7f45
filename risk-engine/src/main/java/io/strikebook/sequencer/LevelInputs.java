package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarginLevelRequestDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Levels of margin that the pricer asks for into the state. */
final class LevelInputs {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarginLevelRequestDecoder asked = new MarginLevelRequestDecoder();
    private final SequencerState state;

    LevelInputs(final SequencerState state) {
        this.state = state;
    }

    void onMarks(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) != MarginLevelRequestDecoder.TEMPLATE_ID
                || state.pricerSource == 0) {
            return;
        }
        asked.wrapAndApplyHeader(buffer, offset, header);
        if (state.sources.see(state.pricerSource, asked.sourceSequence())) {
            state.await(new PendingLevel(
                    asked.sourceSequence(),
                    asked.underlyingId(),
                    asked.levelE8(),
                    asked.realisedE8(),
                    asked.impliedE8(),
                    FrameLayout.timestampNs(buffer, offset)));
        }
    }
}
