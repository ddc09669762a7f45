package io.strikebook.benchmarks.matching;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Our engine between messages: each command is decoded from its frame, everything that it causes is encoded and hashed. */
final class EngineContender implements Contender {
    /** Commands per flush, as the agent does it. */
    private static final int BATCH = 64;

    private final EncodedFlow commands;
    private final GroupSink sink;
    private MatchingEngine engine;
    private Publication executions;
    private long fills;
    private long traded;

    /**
     * An engine whose events go nowhere, or are counted, which takes time.
     *
     * @param counted whether {@link #outcome} is asked for
     */
    EngineContender(final OrderFlow flow, final boolean counted) {
        commands = new EncodedFlow(flow);
        sink = counted ? new Counter() : (buffer, offset, length, firstSequence, groupsEnded) -> {};
        reset();
    }

    @Override
    public void reset() {
        fills = 0;
        traded = 0;
        executions = new GroupBuffer(sink);
        engine = new MatchingEngine(VenueParameters.defaults(), executions);
        commands.list(engine);
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            commands.give(i, engine);
            if (i % BATCH == BATCH - 1) {
                executions.flush();
            }
        }
        executions.flush();
    }

    @Override
    public Outcome outcome() {
        engine.check();
        return new Outcome(fills, traded, engine.liveOrders());
    }

    /** Counts fills. */
    private final class Counter implements GroupSink {
        private final FillDecoder fill = new FillDecoder();
        private final FrameHeaderDecoder header = new FrameHeaderDecoder();

        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
                if (FrameLayout.templateId(buffer, at) == FillDecoder.TEMPLATE_ID) {
                    fills++;
                    traded += fill.wrapAndApplyHeader(buffer, at, header).quantityLots();
                }
            }
        }
    }
}
