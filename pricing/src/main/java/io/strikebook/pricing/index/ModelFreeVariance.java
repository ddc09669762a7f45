package io.strikebook.pricing.index;

import io.strikebook.pricing.numeric.Elementary;
import java.util.Objects;

/**
 * The variance until one expiry that the prices of its options out of the money add up to, as the "Cboe Volatility Index" paper (2019)
 * computes it for each of its two expiries: {@code w = 2 e^(rT) sum dK / K² Q(K) - (F / K0 - 1)²}.
 *
 * <ul>
 *   <li>The forward F follows from put-call parity where call and put are closest in price; K0 is the highest strike not above it.
 *   <li>Q is the put's price below K0, the call's above, the mean of both at K0.
 *   <li>Options without a price are left out; beyond two of them in a row nothing more is used.
 *   <li>dK is half the distance between the neighbours that are used, and the whole distance to the only neighbour at either end.
 * </ul>
 */
public final class ModelFreeVariance {
    private static final int GAPS = 2;

    private final double[] usedStrike;
    private final double[] usedPrice;
    private int used;
    private double forward;
    private double centralStrike;
    private double contribution;
    private double totalVariance;

    /** @param capacity the most strikes an expiry may have */
    public ModelFreeVariance(final int capacity) {
        usedStrike = new double[capacity];
        usedPrice = new double[capacity];
    }

    /**
     * Computes all results.
     *
     * @param count  how many strikes there are
     * @param strike increasing, positive
     * @param call   price of the call of each strike in the strike's unit; what isn't positive and finite means: none
     * @param put    price of the put, likewise
     * @param growth e^(rate x years)
     * @return false if no strike has both prices, fewer than two strikes can be used, or they add up to no positive, finite variance, as
     *     when the strikes leave a gap around the forward; the variance is NaN then
     * @throws IllegalArgumentException if there are more strikes than room or prices, strikes don't increase, or growth isn't positive
     *     and finite
     */
    public boolean compute(
            final int count, final double[] strike, final double[] call, final double[] put, final double growth) {
        if (count < 0
                || count > Math.min(strike.length, Math.min(call.length, put.length))
                || count > usedStrike.length) {
            throw new IllegalArgumentException(count + " of " + strike.length + " strikes, " + call.length + " calls, "
                    + put.length + " puts; room for " + usedStrike.length);
        }
        requireIncreasing(count, strike);
        if (!(growth > 0 && growth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("growth of " + growth);
        }
        used = 0;
        forward = Double.NaN;
        centralStrike = Double.NaN;
        contribution = Double.NaN;
        totalVariance = Double.NaN;
        final int closest = closest(count, call, put);
        if (closest < 0) {
            return false;
        }
        forward = strike[closest] + growth * (call[closest] - put[closest]);
        int central = -1;
        while (central + 1 < count && strike[central + 1] <= forward) {
            central++;
        }
        if (central < 0) {
            return false;
        }
        centralStrike = strike[central];
        select(count, strike, call, put, central);
        if (used < 2) {
            return false;
        }
        contribution = sum();
        final double offset = forward / centralStrike - 1;
        final double variance = 2 * growth * contribution - offset * offset;
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            return false;
        }
        totalVariance = variance;
        return true;
    }

    private static void requireIncreasing(final int count, final double[] strike) {
        double before = 0;
        for (int i = 0; i < count; i++) {
            if (!(strike[i] > before && strike[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("strike " + i + " of " + strike[i] + " after " + before);
            }
            before = strike[i];
        }
    }

    private static boolean isPrice(final double price) {
        return price > 0 && price < Double.POSITIVE_INFINITY;
    }

    private static int closest(final int count, final double[] call, final double[] put) {
        int closest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            final double distance = Math.abs(call[i] - put[i]);
            if (isPrice(call[i]) && isPrice(put[i]) && distance < least) {
                least = distance;
                closest = i;
            }
        }
        return closest;
    }

    /** Puts from K0 downwards, then turned round, K0 itself, and calls upwards. */
    private void select(
            final int count, final double[] strike, final double[] call, final double[] put, final int central) {
        int gaps = 0;
        for (int i = central - 1; i >= 0 && gaps < GAPS; i--) {
            gaps = use(strike[i], put[i]) ? 0 : gaps + 1;
        }
        for (int i = 0; i < used / 2; i++) {
            swap(usedStrike, i, used - 1 - i);
            swap(usedPrice, i, used - 1 - i);
        }
        final boolean both = isPrice(call[central]) && isPrice(put[central]);
        use(
                strike[central],
                both ? 0.5 * (call[central] + put[central]) : isPrice(call[central]) ? call[central] : put[central]);
        gaps = 0;
        for (int i = central + 1; i < count && gaps < GAPS; i++) {
            gaps = use(strike[i], call[i]) ? 0 : gaps + 1;
        }
    }

    private boolean use(final double strike, final double price) {
        if (!isPrice(price)) {
            return false;
        }
        usedStrike[used] = strike;
        usedPrice[used++] = price;
        return true;
    }

    private static void swap(final double[] values, final int one, final int other) {
        final double kept = values[one];
        values[one] = values[other];
        values[other] = kept;
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < used; i++) {
            final double below = usedStrike[Math.max(i - 1, 0)];
            final double above = usedStrike[Math.min(i + 1, used - 1)];
            final double width = (above - below) / (i == 0 || i == used - 1 ? 1 : 2);
            sum += width / (usedStrike[i] * usedStrike[i]) * usedPrice[i];
        }
        return sum;
    }

    /** The discount's inverse {@code e^(rate x years)}. */
    public static double growth(final double rate, final double years) {
        return Elementary.exp(rate * years);
    }

    /** Forward by put-call parity. */
    public double forward() {
        return forward;
    }

    /** K0: the strike at which puts give way to calls. */
    public double centralStrike() {
        return centralStrike;
    }

    /** The sum of dK / K² Q(K). */
    public double contribution() {
        return contribution;
    }

    /** Variance until expiry, not per year; positive, or NaN where {@link #compute} returned false. */
    public double totalVariance() {
        return totalVariance;
    }

    /** How many strikes are used. */
    public int used() {
        return used;
    }

    /** A strike that is used, in rising order. */
    public double usedStrike(final int i) {
        return usedStrike[Objects.checkIndex(i, used)];
    }

    /** Its price. */
    public double usedPrice(final int i) {
        return usedPrice[Objects.checkIndex(i, used)];
    }
}
