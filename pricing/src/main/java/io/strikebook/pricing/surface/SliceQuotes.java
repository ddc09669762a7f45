package io.strikebook.pricing.surface;

/** Quotes of one expiry as total volatilities (volatility times the square root of the years). */
public final class SliceQuotes {
    /** What is beyond these in total volatility or log-moneyness is no market. */
    private static final double LEAST = 1e-6;

    private static final double MOST = 20;

    private final double[] k;
    private final double[] middle;
    private final double[] halfSpread;
    private int count;

    /** @param capacity the most quotes */
    public SliceQuotes(final int capacity) {
        k = new double[capacity];
        middle = new double[capacity];
        halfSpread = new double[capacity];
    }

    /** Forgets all quotes. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a quote.
     *
     * @param logMoneyness ln(strike / forward)
     * @param bid          total volatility of the bid
     * @param ask          total volatility of the offer, not below the bid
     * @return false if the quote is unusable (one side missing, crossed, below 1e-6 or beyond 20) or there is no more room, and was left out
     */
    public boolean add(final double logMoneyness, final double bid, final double ask) {
        final boolean usable = bid >= LEAST && ask >= bid && ask <= MOST && Math.abs(logMoneyness) <= MOST;
        if (!usable || count == k.length) {
            return false;
        }
        k[count] = logMoneyness;
        middle[count] = 0.5 * (bid + ask);
        halfSpread[count++] = 0.5 * (ask - bid);
        return true;
    }

    /** How many quotes there are. */
    public int count() {
        return count;
    }

    double k(final int i) {
        return k[i];
    }

    double middle(final int i) {
        return middle[i];
    }

    double halfSpread(final int i) {
        return halfSpread[i];
    }

    /** Total variance at k = 0 between the nearest quotes on either side; NaN without quotes. */
    double varianceAtTheMoney() {
        int below = -1;
        int above = -1;
        for (int i = 0; i < count; i++) {
            if (k[i] <= 0 && (below < 0 || k[i] > k[below])) {
                below = i;
            }
            if (k[i] > 0 && (above < 0 || k[i] < k[above])) {
                above = i;
            }
        }
        if (below < 0 || above < 0) {
            final int one = Math.max(below, above);
            return one < 0 ? Double.NaN : middle[one] * middle[one];
        }
        final double share = -k[below] / (k[above] - k[below]);
        final double volatility = middle[below] + share * (middle[above] - middle[below]);
        return volatility * volatility;
    }
}
