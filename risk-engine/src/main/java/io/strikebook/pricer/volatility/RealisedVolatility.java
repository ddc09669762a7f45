package io.strikebook.pricer.volatility;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.VolatilityResponse;
import io.strikebook.pricing.numeric.Elementary;

/**
 * Volatility a year of a price that is looked at from time to time: squared logarithmic returns, each per year of its own time, averaged
 * exponentially over market-data time. So a price that could not be looked at for a while counts, when it comes again, for the time that
 * passed. Known once at least half of the average is made of returns.
 */
final class RealisedVolatility {
    static final int FIELDS = 4;

    private static final long NONE = VolatilityResponse.NONE;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double LEAST_WEIGHT = 0.5;
    private static final double E8 = 1e8;

    private double variance;
    private double weight;
    private long priceE8 = NONE;
    private long sampledNs;

    /** Takes the price as it is now, positive. */
    void sample(final long newPriceE8, final long timeNs, final long averageNs) {
        final long passedNs = timeNs - sampledNs;
        if (priceE8 != NONE && passedNs > 0) {
            final double change = Elementary.logOfRatio(newPriceE8, priceE8);
            final double kept = Elementary.exp(-(double) passedNs / averageNs);
            variance = kept * variance + (1 - kept) * (change * change * (NS_PER_YEAR / passedNs));
            weight = kept * weight + (1 - kept);
        }
        priceE8 = newPriceE8;
        sampledNs = timeNs;
    }

    /** The average, 1e-8, or {@link VolatilityResponse#NONE}; also where the newest price is older than so long. */
    long volatilityE8(final long timeNs, final long maximumAgeNs) {
        if (!(weight >= LEAST_WEIGHT) || timeNs - sampledNs > maximumAgeNs) {
            return NONE;
        }
        return fixed(Math.sqrt(variance / weight));
    }

    /** A volatility as fixed point, at most what counts; {@link VolatilityResponse#NONE} where it is none. */
    static long fixed(final double volatility) {
        return volatility >= 0
                ? (long) Math.min(Math.floor(volatility * E8 + 0.5), VolatilityResponse.MOST_VOLATILITY_E8)
                : NONE;
    }

    long hash() {
        return StateHash.of(
                Double.doubleToRawLongBits(variance), Double.doubleToRawLongBits(weight), priceE8, sampledNs, 0);
    }

    void write(final long[] target) {
        target[0] = Double.doubleToRawLongBits(variance);
        target[1] = Double.doubleToRawLongBits(weight);
        target[2] = priceE8;
        target[3] = sampledNs;
    }

    void read(final long[] source) {
        variance = Double.longBitsToDouble(source[0]);
        weight = Double.longBitsToDouble(source[1]);
        priceE8 = source[2];
        sampledNs = source[3];
    }
}
