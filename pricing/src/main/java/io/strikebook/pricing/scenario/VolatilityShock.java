package io.strikebook.pricing.scenario;

import io.strikebook.pricing.numeric.Elementary;

/**
 * How far volatility moves in a scenario: relative to itself, the more the shorter the option lives. The shock at 30 days is multiplied with
 * (30 / days to expiry)^power, where short options have another power than long ones; Deribit's portfolio margin names these parameters.
 *
 * @param up         relative rise at 30 days
 * @param down       relative fall at 30 days
 * @param shortPower power below 30 days
 * @param longPower  power from 30 days on
 * @param leastUp    least volatility after a rise
 */
public record VolatilityShock(double up, double down, double shortPower, double longPower, double leastUp) {
    private static final double REFERENCE_DAYS = 30;
    private static final double LEAST_DAYS = 1;

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
