package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts the trades among published frames. */
final class FillCounter implements GroupSink {
    private final FillDecoder fill = new FillDecoder();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final Trades trades = new Trades();

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            onFrame(buffer, at);
        }
    }

    /** Counts it if it is a trade. */
    void onFrame(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID) {
            trades.add(fill.wrapAndApplyHeader(buffer, offset, header).quantityLots());
        }
    }

    /** What they and the orders left come to. */
    Outcome with(final long orders) {
        return trades.with(orders);
    }
}
