package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.IOException;

/**
 * Mass quotes through rules or engine, in a process of its own: makes the flow, runs it once to see what it comes to, then once for each
 * line {@code run}, and answers with the time that the measured commands took. Ends with its input.
 */
public final class QuotePeer {
    private QuotePeer() {}

    /** How much of the engine. */
    enum Kind {
        RULES("Strikebook, book and rules"),
        ENGINE("Strikebook, decoded and encoded");

        final String title;

        Kind(final String title) {
            this.title = title;
        }
    }

    /** Arguments: kind, mass quotes measured, seed, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        ThreadPinning.pin(Integer.parseInt(args[3]));
        final QuoteFlow flow = new QuoteFlow(Integer.parseInt(args[1]), Long.parseLong(args[2]));
        final Contender contender = Kind.valueOf(args[0]) == Kind.RULES
                ? new QuoteRulesContender(flow)
                : new EngineContender(EncodedQuotes.of(flow));
        ContenderLoop.serve(contender, "" + flow.measuredSides(), flow.filling(), flow.size());
    }
}
