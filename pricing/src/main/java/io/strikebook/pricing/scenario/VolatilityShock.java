package io.strikebook.pricing.scenario;

import io.strikebook.pricing.numeric.Elementary;

/**
 * How far volatility moves in a scenario: relative to itself, the more the shorter the option lives. The shock at 30 days is multiplied with
 * (30 / days to expiry)^power, where short options have another power than long ones; Deribit's portfolio margin names these parameters.
 *
 * @param up         relative rise at 30 days, 0 or more
 * @param down       relative fall at 30 days, 0 or more
 * @param shortPower power below 30 days
 * @param longPower  power from 30 days on
 * @param leastUp    least volatility after a rise, 0 or more
 */
public record VolatilityShock(double up, double down, double shortPower, double longPower, double leastUp) {
    private static final double REFERENCE_DAYS = 30;
    private static final double LEAST_DAYS = 1;

    /** Throws {@link IllegalArgumentException} for what is not finite, or negative where it may not be. */
    public VolatilityShock {
        final double sum = up + down + Math.abs(shortPower) + Math.abs(longPower) + leastUp;
        if (!(sum < Double.POSITIVE_INFINITY && up >= 0 && down >= 0 && leastUp >= 0)) {
            throw new IllegalArgumentException("no shock: up " + up + ", down " + down + ", powers " + shortPower
                    + " and " + longPower + ", least up " + leastUp);
        }
    }

    /** What the shock at 30 days is multiplied with; days below 1 count as 1. */
    public double factor(final double days) {
        return Elementary.pow(
                REFERENCE_DAYS / Math.max(days, LEAST_DAYS), days < REFERENCE_DAYS ? shortPower : longPower);
    }

    /** Volatility after a rise. */
    public double raised(final double volatility, final double factor) {
        return Math.max(volatility * (1 + up * factor), leastUp);
    }

    /** Volatility after a fall, never below 0. */
    public double lowered(final double volatility, final double factor) {
        return Math.max(volatility * (1 - down * factor), 0);
    }
}
