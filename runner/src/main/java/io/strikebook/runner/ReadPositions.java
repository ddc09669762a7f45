package io.strikebook.runner;

import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.pricer.Pricer;
import io.strikebook.sequencer.Sequencer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Up to where engines have taken each queue. Those whose states are a snapshot set's read a queue from there on: the processes that load
 * the set, and a run that the set begins.
 */
final class ReadPositions {
    private ReadPositions() {}

    /**
     * For each queue the lowest sequence after which any of the engines goes on reading, or computing what is compared with it.
     *
     * @param pricer   or null where marks are taken as recorded, which leaves out the market data
     * @param manifest of the venue
     */
    static Map<String, Long> of(final Lockstep engines, final Pricer pricer, final Manifest manifest) {
        final Sequencer sequencer = engines.sequencer();
        final List<MatchingEngine> shards = engines.matching();
        final long matching = lowest(shards, MatchingEngine::lastSequence);
        final long margin = engines.margin().lastSequence();
        final long answered = Math.min(Math.min(matching, margin), sequencer.marginTo());
        final Map<String, Long> positions = new LinkedHashMap<>();
        long marks = Math.min(
                sequencer.marksTo(),
                Math.min(
                        lowest(shards, MatchingEngine::marksTo),
                        engines.margin().marksEpoch()));
        long commands = Math.min(sequencer.lastSequence(), Math.min(matching, margin));
        if (pricer != null) {
            positions.put(QueueNames.MARKET_DATA, pricer.marketDataTo());
            marks = Math.min(marks, pricer.epoch());
            commands = Math.min(commands, pricer.commandsTo());
        }
        positions.put(QueueNames.MARKS, marks);
        positions.put(QueueNames.COMMANDS, commands);
        final long taken = Math.min(answered, sequencer.executionsTo());
        final boolean ownBook = pricer != null && manifest.venue().futures().ownBook();
        final long answers = ownBook ? Math.min(taken, pricer.commandsTo()) : taken;
        for (final String executions : QueueNames.executions(shards.size())) {
            positions.put(executions, answers);
        }
        positions.put(QueueNames.MARGIN, answered);
        for (final SourceDescription source : manifest.sources()) {
            if (QueueNames.isOrders(source.queue()) || source.queue().equals(QueueNames.ADMIN)) {
                positions.put(source.queue(), sequencer.sequencedTo(source.sourceId()));
            }
        }
        return positions;
    }

    private static long lowest(final List<MatchingEngine> shards, final ToLongFunction<MatchingEngine> position) {
        return shards.stream().mapToLong(position).min().orElseThrow();
    }
}
