package io.strikebook.pricing.surface;

/**
 * The forward that calls and puts of one expiry agree on. By parity each strike with four prices bounds it from both sides; the estimate is
 * the median of the bounds' middles, each weighted by the inverse of their distance, so that neither wide nor single wrong quotes matter.
 *
 * <p>For prices in the strike's unit the forward is {@code K + C - P}, for prices in units of the forward itself {@code K / (1 - (c -
 * p))}. Without interest: prices are those of the expiry.
 */
public final class ParityForward {
    /** A width of nothing counts as this share of the middle. */
    private static final double LEAST_WIDTH = 1e-7;

    private final boolean inverse;
    private final double[] middle;
    private final double[] weight;
    private int count;

    /**
     * An estimator.
     *
     * @param capacity the most strikes
     * @param inverse  whether prices are in units of the forward
     */
    public ParityForward(final int capacity, final boolean inverse) {
        this.inverse = inverse;
        middle = new double[capacity];
        weight = new double[capacity];
    }

    /** Forgets all strikes. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a strike.
     *
     * @return false if it was left out, since a price is missing, not finite or negative, quotes are crossed, or the bounds make no
     *     sense; or since there is no more room
     */
    public boolean add(
            final double strike, final double callBid, final double callAsk, final double putBid, final double putAsk) {
        final boolean prices = strike > 0 && callBid > 0 && putBid > 0 && callAsk >= callBid && putAsk >= putBid;
        final double lower = forward(strike, callBid - putAsk);
        final double upper = forward(strike, callAsk - putBid);
        if (!prices || !(lower > 0 && upper >= lower && upper < Double.POSITIVE_INFINITY) || count == middle.length) {
            return false;
        }
        final double itsMiddle = 0.5 * lower + 0.5 * upper;
        int at = count++;
        while (at > 0 && middle[at - 1] > itsMiddle) {
            middle[at] = middle[at - 1];
            weight[at] = weight[at - 1];
            at--;
        }
        middle[at] = itsMiddle;
        weight[at] = 1 / Math.max(upper - lower, LEAST_WIDTH * itsMiddle);
        return true;
    }

    private double forward(final double strike, final double difference) {
        return inverse ? strike / (1 - difference) : strike + difference;
    }

    /** How many strikes were added. */
    public int count() {
        return count;
    }

    /** The weighted median; NaN without strikes. */
    public double estimate() {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weight[i];
        }
        double below = 0;
        for (int i = 0; i < count; i++) {
            below += weight[i];
            if (below >= 0.5 * total) {
                return middle[i];
            }
        }
        return Double.NaN;
    }
}
