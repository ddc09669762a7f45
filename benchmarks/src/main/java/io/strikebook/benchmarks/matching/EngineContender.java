package io.strikebook.benchmarks.matching;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.matching.MatchingEngine;

/** Our engine between messages: each command is decoded from its frame, everything that it causes is encoded and hashed. */
final class EngineContender implements Contender {
    /** Commands per flush, as the agent does it. */
    private static final int BATCH = 64;

    private final CommandFrames commands;
    private MatchingEngine engine;
    private Publication executions;

    EngineContender(final CommandFrames commands) {
        this.commands = commands;
        reset();
    }

    /** What the engine publishes goes nowhere. */
    @Override
    public void reset() {
        reset((buffer, offset, length, firstSequence, groupsEnded) -> {});
    }

    /** Forgets everything; what the engine publishes from now on goes there. */
    void reset(final GroupSink sink) {
        executions = new GroupBuffer(sink);
        engine = new MatchingEngine(VenueParameters.defaults(), executions);
        commands.setScene(engine);
    }

    /** Orders and quotes that rest now. */
    int live() {
        return engine.liveOrders() + engine.liveQuotes();
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
        final FillCounter fills = new FillCounter();
        reset(fills);
        run(0, commands.size());
        engine.check();
        return fills.with(live());
    }
}
