package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One contender in its own process. Makes the flow, runs it once to see what it comes to, then once for each line {@code run}, and answers
 * with the time that the measured commands took. Ends with its input.
 */
public final class MatchingPeer {
    private MatchingPeer() {}

    /** Which engine. */
    enum Kind {
        EXCHANGE_CORE("exchange-core 0.5.3, direct book"),
        RULES("Strikebook, book and rules"),
        ENCODED("Strikebook, and every event encoded"),
        ENGINE("Strikebook, decoded and encoded"),
        QUEUE("Strikebook, from queue to queue");

        final String title;

        Kind(final String title) {
            this.title = title;
        }

        /** Opens it; one that needs files makes them in the folder. */
        Contender open(final OrderFlow flow, final Path folder) {
            return switch (this) {
                case EXCHANGE_CORE -> new ExchangeCoreContender(flow);
                case RULES -> new RulesContender(flow, new Trades());
                case ENCODED -> new EncodedRulesContender(flow);
                case ENGINE -> new EngineContender(EncodedFlow.of(flow));
                case QUEUE -> new QueueContender(EncodedFlow.of(flow), folder);
            };
        }
    }

    /** Arguments: kind, resting orders, measured commands, seed, CPU (-1: not pinned), folder for queues. */
    public static void main(final String[] args) throws IOException {
        final Kind kind = Kind.valueOf(args[0]);
        final OrderFlow flow =
                OrderFlowMaker.make(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
        final String mix = String.format(
                Locale.ROOT,
                "%.1f %.1f %.1f %.1f %.1f",
                flow.percent(OrderFlow.PLACE),
                flow.percent(OrderFlow.TAKE),
                flow.percent(OrderFlow.CANCEL),
                flow.percent(OrderFlow.REDUCE),
                flow.percent(OrderFlow.MOVE));
        try (Contender contender = kind.open(flow, Path.of(args[5]))) {
            // what it has of other threads stays where it is
            ThreadPinning.pin(Integer.parseInt(args[4]));
            ContenderLoop.serve(contender, mix, flow.filling(), flow.size());
        }
    }
}
