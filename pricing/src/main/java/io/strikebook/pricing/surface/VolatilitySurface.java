package io.strikebook.pricing.surface;

import java.util.Objects;

/**
 * SVI slices in the order of their expiries, and what lies between them: at equal log-moneyness total variance is linear in time (J.
 * Gatheral, A. Jacquier 2012, section 4.3, without their search for a free interpolation), so the surface has no calendar arbitrage if
 * its slices have none.
 *
 * <ul>
 *   <li>Before the first expiry volatility is that of the first: the total variance shrinks to 0 in proportion, which keeps a smile free of
 *       butterflies (Durrleman's function is concave in the factor, and not negative at 0).
 *   <li>After the last, the variance per year at the money of the last expiry is added for every strike alike.
 * </ul>
 */
public final class VolatilitySurface {
    private final SviSlice[] slices;
    private final double[] years;
    private int count;

    /** @param capacity the most expiries it may have */
    public VolatilitySurface(final int capacity) {
        slices = new SviSlice[capacity];
        years = new double[capacity];
        for (int i = 0; i < capacity; i++) {
            slices[i] = new SviSlice();
        }
    }

    /** Forgets all slices. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a later expiry.
     *
     * @param expiryYears above that of the expiry before
     * @return the slice to be filled
     * @throws IllegalArgumentException if the years don't increase, or aren't positive and finite
     * @throws IllegalStateException    if there is no more room
     */
    public SviSlice add(final double expiryYears) {
        if (!(expiryYears > (count == 0 ? 0 : years[count - 1])) || expiryYears == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("expiry " + count + " is in " + expiryYears + " years");
        }
        if (count == years.length) {
            throw new IllegalStateException("room for " + count + " expiries, no more");
        }
        years[count] = expiryYears;
        return slices[count++];
    }

    /** Takes over another surface of no more expiries than this has room for. */
    public void set(final VolatilitySurface other) {
        clear();
        for (int i = 0; i < other.count; i++) {
            add(other.years[i]).set(other.slices[i]);
        }
    }

    /** How many expiries there are. */
    public int expiries() {
        return count;
    }

    /** Years to an expiry. */
    public double years(final int expiry) {
        return years[Objects.checkIndex(expiry, count)];
    }

    /** The smile of an expiry. */
    public SviSlice slice(final int expiry) {
        return slices[Objects.checkIndex(expiry, count)];
    }

    SviSlice[] slices() {
        return slices;
    }

    /**
     * Total variance at any time.
     *
     * @param k finite; beyond what squares of doubles hold the result is infinite or NaN
     * @return 0 at or before the present; NaN for arguments that are NaN
     * @throws IllegalStateException if there are no slices
     */
    public double totalVariance(final double k, final double atYears) {
        if (count == 0) {
            throw new IllegalStateException("a surface without slices");
        }
        if (!(atYears > 0)) {
            return atYears != atYears || k != k ? Double.NaN : 0;
        }
        int after = 0;
        while (after < count && years[after] < atYears) {
            after++;
        }
        if (after == 0) {
            return slices[0].totalVariance(k) * (atYears / years[0]);
        }
        final double before = slices[after - 1].totalVariance(k);
        if (after == count) {
            final double perYear = slices[count - 1].totalVariance(0) / years[count - 1];
            return before + perYear * (atYears - years[count - 1]);
        }
        final double share = (atYears - years[after - 1]) / (years[after] - years[after - 1]);
        return before + share * (slices[after].totalVariance(k) - before);
    }

    /** Volatility at any time; NaN at or before the present, where there is none. */
    public double volatility(final double k, final double atYears) {
        return Math.sqrt(totalVariance(k, atYears) / atYears);
    }
}
