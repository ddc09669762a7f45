package io.strikebook.pricer.mark;

import io.strikebook.pricing.surface.OptionChain;
import java.util.Arrays;

/**
 * In how many of the options that are bid and offered a surface is far outside that, by expiry. More than one in four are too many.
 * Floating point is only compared. Allocates only where expiries were added.
 */
final class Contradictions {
    /** A mark that is this far outside its bid and offer, in volatility, contradicts them. */
    private static final double TOLERATED = 0.03;

    /** Of the quotes a surface may contradict one in so many. */
    private static final int ONE_IN = 4;

    /** With fewer quotes an expiry alone is not doubted. */
    private static final int FEW = 4;

    /** A volatility of this much is that of no offer. */
    private static final double MOST = 100;

    private int[] quotes = {};
    private int[] contradicted = {};

    /** Makes room, and forgets what was counted. */
    void layOut(final int expiries) {
        quotes = new int[expiries];
        contradicted = new int[expiries];
    }

    /** Counts anew. */
    void count(final OptionChain options, final int[] expiryOf) {
        final double[] marks = options.markVolatility();
        final double[] bids = options.bidVolatility();
        final double[] asks = options.askVolatility();
        Arrays.fill(quotes, 0);
        Arrays.fill(contradicted, 0);
        for (int i = 0; i < expiryOf.length; i++) {
            if (bids[i] > 0 && asks[i] >= bids[i] && asks[i] < MOST) {
                final boolean near = marks[i] >= bids[i] - TOLERATED && marks[i] <= asks[i] + TOLERATED;
                quotes[expiryOf[i]]++;
                contradicted[expiryOf[i]] += near ? 0 : 1;
            }
        }
    }

    /** Whether an option of the expiry is both bid and offered. */
    boolean hasQuotes(final int expiry) {
        return quotes[expiry] > 0;
    }

    /** Whether there are too many of all. */
    boolean areTooMany() {
        int all = 0;
        int allContradicted = 0;
        for (int e = 0; e < quotes.length; e++) {
            all += quotes[e];
            allContradicted += contradicted[e];
        }
        return allContradicted * ONE_IN > all;
    }

    /** Whether there are too many of an expiry's own. */
    boolean areTooMany(final int expiry) {
        return quotes[expiry] >= FEW && contradicted[expiry] * ONE_IN > quotes[expiry];
    }

    /** Whether there are too many of all or of a single expiry's own. */
    boolean areTooManySomewhere() {
        boolean are = areTooMany();
        for (int e = 0; e < quotes.length && !are; e++) {
            are = areTooMany(e);
        }
        return are;
    }
}
