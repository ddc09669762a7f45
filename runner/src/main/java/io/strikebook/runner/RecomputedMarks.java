package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.pricer.AnsweredCommands;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedEpochs;

/**
 * The pricer in the same thread: computes epochs from market data when they are asked for. As every epoch says how far it had applied
 * market data and commands, and only commands after it refer to it, asking is early enough.
 */
final class RecomputedMarks implements MarksSupply {
    private final MemoryQueue marks = new MemoryQueue();
    private final Subscription marketData;
    private final AnsweredCommands commands;
    private final Pricer pricer;
    private final PricerAgent agent;

    /**
     * A pricer before its first event.
     *
     * @param commands of the sequencer, and what answers them, that runs in the same thread
     * @param epochs   how far recorded epochs had applied {@code commands}
     * @param output   takes the marks besides the engines
     */
    RecomputedMarks(
            final VenueParameters parameters,
            final Subscription marketData,
            final AnsweredCommands commands,
            final RecordedEpochs epochs,
            final GroupSink output) {
        this.marketData = marketData;
        this.commands = commands;
        final Publication publication = new GroupBuffer(new FanOutSink(output, marks));
        pricer = new Pricer(parameters, publication);
        agent = new PricerAgent(pricer, marketData, commands, epochs, publication, Upstream.NONE);
    }

    Pricer pricer() {
        return pricer;
    }

    /** Goes on after the market data and commands that the pricer's state covers, once that was loaded. */
    void seek() {
        marketData.seekAfter(pricer.marketDataTo());
        commands.seekAfter(pricer.commandsTo());
    }

    @Override
    public Subscription subscription() {
        return marks.subscription();
    }

    @Override
    public void supplyTo(final long epoch) {
        agent.advanceTo(epoch);
    }

    /** Computes what market data is left, as far as recorded commands allow. */
    void finish() {
        agent.advanceTo(Long.MAX_VALUE);
    }
}
