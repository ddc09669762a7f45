package io.strikebook.auditor;

import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of margin to equities of accounts. */
final class EquityReader {
    private final AccountEquities equities;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final AccountStateDecoder state = new AccountStateDecoder();

    EquityReader(final AccountEquities equities) {
        this.equities = equities;
    }

    void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == AccountStateDecoder.TEMPLATE_ID) {
            state.wrapAndApplyHeader(buffer, offset, header);
            equities.set(state.accountId(), state.currency(), state.equityE12());
        }
    }
}
