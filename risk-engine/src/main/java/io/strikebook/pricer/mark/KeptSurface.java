package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import io.strikebook.pricing.index.VolatilityIndex;
import io.strikebook.pricing.surface.SviSlice;
import java.util.Arrays;

/**
 * The smiles that were last believed, by expiry: what options are marked with while there are no quotes, or none that agree. As time passes
 * a smile keeps its volatilities.
 */
final class KeptSurface {
    /** How many longs an expiry takes when it is saved. */
    static final int FIELDS = 8;

    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double POINTS = 100;

    private long[] expiriesNs = {};
    private SviSlice[] slices = {};
    /** To the expiry when the smile was believed; 0: it never was. */
    private double[] years = {};
    /** Whether the expiry's own quotes contradict the surface. */
    private long[] distrusts = {};

    /** Makes room for these expiries and keeps what is known of them. */
    void layOut(final long[] newExpiriesNs) {
        final SviSlice[] newSlices = new SviSlice[newExpiriesNs.length];
        final double[] newYears = new double[newExpiriesNs.length];
        final long[] newDistrusts = new long[newExpiriesNs.length];
        Arrays.fill(newDistrusts, Distrust.NONE);
        for (int e = 0; e < newExpiriesNs.length; e++) {
            newSlices[e] = new SviSlice();
            for (int before = 0; before < expiriesNs.length; before++) {
                if (expiriesNs[before] == newExpiriesNs[e]) {
                    newSlices[e].set(slices[before]);
                    newYears[e] = years[before];
                    newDistrusts[e] = distrusts[before];
                }
            }
        }
        expiriesNs = newExpiriesNs.clone();
        slices = newSlices;
        years = newYears;
        distrusts = newDistrusts;
    }

    /** What is thought of the surface there, after the expiry's own quotes were looked at. */
    void doubt(final int expiry, final long distrust) {
        distrusts[expiry] = distrust;
    }

    /** {@link Distrust} of the surface at an expiry, by the expiry's own quotes. */
    long distrust(final int expiry) {
        return distrusts[expiry];
    }

    /** Believes a smile. */
    void keep(final int expiry, final SviSlice slice, final double yearsToExpiry) {
        slices[expiry].set(slice);
        years[expiry] = yearsToExpiry;
    }

    /** Whether a smile of the expiry was ever believed. */
    boolean has(final int expiry) {
        return years[expiry] > 0;
    }

    /** Volatility at a log-moneyness of an expiry that has a smile. */
    double volatility(final int expiry, final double k) {
        return Math.sqrt(slices[expiry].totalVariance(k) / years[expiry]);
    }

    /**
     * Volatility at the money over a time from now, from the smiles that are believed: total variance is linear between two expiries; before
     * the first and after the last volatility is constant. NaN where there is none.
     */
    double atTheMoney(final long timeNs, final double targetYears) {
        int near = -1;
        for (int e = 0; e < expiriesNs.length; e++) {
            if (has(e) && expiriesNs[e] > timeNs && distrusts[e] == Distrust.NONE) {
                final double nextYears = (expiriesNs[e] - timeNs) / NS_PER_YEAR;
                if (nextYears > targetYears) {
                    return near < 0 ? volatility(e, 0) : between(near, e, timeNs, targetYears);
                }
                near = e;
            }
        }
        return near < 0 ? Double.NaN : volatility(near, 0);
    }

    private double between(final int near, final int next, final long timeNs, final double targetYears) {
        final double nearYears = (expiriesNs[near] - timeNs) / NS_PER_YEAR;
        final double nextYears = (expiriesNs[next] - timeNs) / NS_PER_YEAR;
        final double nearVolatility = volatility(near, 0);
        final double nextVolatility = volatility(next, 0);
        return VolatilityIndex.points(
                        nearVolatility * nearVolatility * nearYears,
                        nearYears,
                        nextVolatility * nextVolatility * nextYears,
                        nextYears,
                        targetYears)
                / POINTS;
    }

    int expiries() {
        return expiriesNs.length;
    }

    long expiryNs(final int expiry) {
        return expiriesNs[expiry];
    }

    void write(final int expiry, final long[] target) {
        final SviSlice slice = slices[expiry];
        target[0] = expiriesNs[expiry];
        target[1] = Double.doubleToRawLongBits(years[expiry]);
        target[2] = Double.doubleToRawLongBits(slice.a());
        target[3] = Double.doubleToRawLongBits(slice.b());
        target[4] = Double.doubleToRawLongBits(slice.rho());
        target[5] = Double.doubleToRawLongBits(slice.m());
        target[6] = Double.doubleToRawLongBits(slice.sigma());
        target[7] = distrusts[expiry];
    }

    void read(final int expiry, final long[] source) {
        expiriesNs[expiry] = source[0];
        years[expiry] = Double.longBitsToDouble(source[1]);
        distrusts[expiry] = source[7];
        slices[expiry].set(
                Double.longBitsToDouble(source[2]),
                Double.longBitsToDouble(source[3]),
                Double.longBitsToDouble(source[4]),
                Double.longBitsToDouble(source[5]),
                Double.longBitsToDouble(source[6]));
    }

    long hash(final long[] scratch) {
        long hash = expiriesNs.length;
        for (int e = 0; e < expiriesNs.length; e++) {
            write(e, scratch);
            for (int i = 0; i < FIELDS; i++) {
                hash = StateHash.and(hash, scratch[i]);
            }
        }
        return hash;
    }
}
