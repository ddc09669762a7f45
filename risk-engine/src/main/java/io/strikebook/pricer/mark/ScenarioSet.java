package io.strikebook.pricer.mark;

import io.strikebook.pricing.numeric.Elementary;

/**
 * Scenarios of one underlying: nine price moves from -range to +range, each with volatility down, same and up, and eight extended
 * moves with volatility up. Parameters are Deribit's published ones.
 *
 * @param priceRange       R
 * @param volatilityUp     relative rise of volatility at 30 days
 * @param volatilityDown   relative fall of volatility at 30 days
 * @param shortPower       exponent of 30 days / days to expiry below 30 days
 * @param longPower        the same from 30 days on
 * @param leastShockedUp   least volatility of the up scenarios
 * @param extendedFactor   weight of the extended moves
 */
record ScenarioSet(
        double priceRange,
        double volatilityUp,
        double volatilityDown,
        double shortPower,
        double longPower,
        double leastShockedUp,
        double extendedFactor) {

    static final int MOVES = 9;
    static final int VOLATILITIES = 3;
    static final int STANDARD = MOVES * VOLATILITIES;
    static final int EXTENDED = 8;
    static final int SIZE = STANDARD + EXTENDED;

    private static final double REFERENCE_DAYS = 30;
    private static final double[] EXTENDED_MOVES = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};

    static ScenarioSet of(final String underlying) {
        return "ETH".equals(underlying)
                ? new ScenarioSet(0.18, 0.4, 0.25, 0.3, 0.13, 0.5, 1)
                : new ScenarioSet(0.16, 0.5, 0.25, 0.3, 0.13, 0.5, 1);
    }

    /** Price move of a standard bucket, 0 to 8. */
    double move(final int bucket) {
        return priceRange * (bucket - MOVES / 2) / (MOVES / 2);
    }

    /** Price move of an extended scenario, 0 to 7. */
    double extendedMove(final int index) {
        return EXTENDED_MOVES[index];
    }

    /** What an extended scenario's value change is multiplied with: the further the move, the less of it counts. */
    double extendedWeight(final int index) {
        final double x = EXTENDED_MOVES[index];
        final double edge = x < 0 ? 1 - priceRange : 1 + priceRange;
        return extendedFactor * (priceRange / Math.abs(x)) * ((1 + x) / edge);
    }

    private double shock(final double days) {
        return Elementary.pow(REFERENCE_DAYS / Math.max(days, 1), days < REFERENCE_DAYS ? shortPower : longPower);
    }

    /** Volatility of the up scenarios. */
    double up(final double volatility, final double days) {
        return Math.max(volatility * (1 + volatilityUp * shock(days)), leastShockedUp);
    }

    /** Volatility of the down scenarios. */
    double down(final double volatility, final double days) {
        return Math.max(volatility * (1 - volatilityDown * shock(days)), 0);
    }
}
