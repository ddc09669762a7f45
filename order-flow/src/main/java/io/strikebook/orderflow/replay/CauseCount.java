package io.strikebook.orderflow.replay;

import java.util.List;

/**
 * What differs for one cause.
 *
 * @param cause         the cause
 * @param cases         trades, and orders of ours that traded when they were meant to rest
 * @param exchangeFills fills of resting orders that the exchange made, and ours not or by fewer lots
 * @param exchangeLots  lots that only the exchange filled
 * @param ourFills      fills of resting orders that ours made, and the exchange not or by fewer lots
 * @param ourLots       lots that only ours filled
 * @param lines         of the first {@value #MAX_LINES} cases in the file, from 1; of unknown causes, as many as of mismatches
 */
public record CauseCount(
        MismatchCause cause,
        long cases,
        long exchangeFills,
        long exchangeLots,
        long ourFills,
        long ourLots,
        List<Integer> lines) {
    /** How many lines are kept as examples. */
    public static final int MAX_LINES = 3;

    static int maxLines(final MismatchCause cause) {
        return cause == MismatchCause.UNKNOWN ? ReplayReport.MAX_MISMATCHES : MAX_LINES;
    }
}
