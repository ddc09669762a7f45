package io.strikebook.pricer.index;

import io.strikebook.common.math.FixedPoint;
import java.util.Arrays;

/**
 * How sure an index is, in Pyth's manner: every source gives three votes, its price and what its own interval lets it be at most and at
 * least; the larger distance of the index to the 25th and the 75th percentile of the votes.
 */
final class Confidence {
    private static final int VOTES = 3;

    private final long[] votesE8 = new long[VOTES * IndexSources.MAX_SOURCES];

    /** Of an index made of the prices added, at least one; the interval is a ratio of each price, rounded up. */
    long of(final long indexE8, final ClampedAverage prices, final long intervalE8) {
        int votes = 0;
        for (int i = 0; i < prices.count(); i++) {
            final long priceE8 = prices.priceE8(i);
            final long halfE8 = FixedPoint.multiplyDivideCeil(priceE8, intervalE8, FixedPoint.E8);
            votesE8[votes++] = priceE8 - halfE8;
            votesE8[votes++] = priceE8;
            votesE8[votes++] = priceE8 + halfE8;
        }
        Arrays.sort(votesE8, 0, votes);
        final int quarter = votes >> 2;
        return Math.max(Math.abs(indexE8 - votesE8[quarter]), Math.abs(votesE8[votes - 1 - quarter] - indexE8));
    }
}
