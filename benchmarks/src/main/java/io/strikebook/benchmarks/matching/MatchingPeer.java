package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.IOException;
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
        ENGINE("Strikebook, decoded and encoded");

        final String title;

        Kind(final String title) {
            this.title = title;
        }

        private Contender open(final OrderFlow flow) {
            return switch (this) {
                case EXCHANGE_CORE -> new ExchangeCoreContender(flow);
                case RULES -> new RulesContender(flow, new Trades());
                case ENGINE -> new EngineContender(EncodedFlow.of(flow));
            };
        }
    }

    /** Arguments: kind, resting orders, measured commands, seed, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        ThreadPinning.pin(Integer.parseInt(args[4]));
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
        ContenderLoop.serve(kind.open(flow), mix, flow.filling(), flow.size());
    }
}
