package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.matching.ExecutionPublisher;

/** Our rules and book, called directly; everything that they cause is encoded, grouped and hashed, and goes nowhere. */
final class EncodedRulesContender extends RulesContender {
    /** Commands per flush, as the agent does it. */
    private static final int BATCH = 64;

    private final int size;
    private final Output output;
    private long sequence;

    EncodedRulesContender(final OrderFlow flow) {
        this(flow, new Output());
    }

    private EncodedRulesContender(final OrderFlow flow, final Output output) {
        super(flow, new Trades(), output.publisher);
        this.size = flow.size();
        this.output = output;
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            // one after the other over all runs: a publication takes no sequence twice
            sequence++;
            output.publisher.beginGroup(sequence, sequence);
            runOne(i);
            output.publisher.endGroup();
            if (i % BATCH == BATCH - 1) {
                output.publication.flush();
            }
        }
        output.publication.flush();
    }

    @Override
    public Outcome outcome() {
        final FillCounter fills = new FillCounter();
        output.sink = fills;
        reset();
        run(0, size);
        check();
        output.sink = Output.NOWHERE;
        return fills.with(live());
    }

    /** Where frames go, which is exchanged to count them. */
    private static final class Output {
        private static final GroupSink NOWHERE = (buffer, offset, length, firstSequence, groupsEnded) -> {};

        private GroupSink sink = NOWHERE;
        private final GroupBuffer publication = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) ->
                sink.append(buffer, offset, length, firstSequence, groupsEnded));
        private final ExecutionPublisher publisher = new ExecutionPublisher(publication);
    }
}
