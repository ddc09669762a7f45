package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.IOException;

/** Amendments of a leg's best offer with some combinations over it, through the rules, in a process of its own; see {@link ContenderLoop}. */
public final class LegPeer {
    /** Instruments that the one whose offer moves may have spreads with. */
    static final int MOST_SPREADS = 8;

    private LegPeer() {}

    /** How many combinations. */
    enum Kind {
        NONE("in no combination", 0),
        ONE("in one combination", 1),
        EIGHT("in eight combinations", MOST_SPREADS);

        final String title;
        private final int spreads;

        Kind(final String title, final int spreads) {
            this.title = title;
            this.spreads = spreads;
        }
    }

    /** Arguments: kind, amendments measured, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        ThreadPinning.pin(Integer.parseInt(args[2]));
        final int amendments = Integer.parseInt(args[1]);
        final int spreads = Kind.valueOf(args[0]).spreads;
        ContenderLoop.serve(new LegRulesContender(spreads, amendments), "" + amendments, 0, amendments);
    }
}
