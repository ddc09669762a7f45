package io.strikebook.feeder.simulator;

import io.strikebook.schemas.OptionType;

/**
 * Smile and option values for the simulator only. Reproducible bit by bit: + - * /, square root and {@code StrictMath}. The normal
 * distribution is Abramowitz and Stegun 26.2.17, good to 7.5e-8, well below a tick.
 */
final class OptionValue {
    static final double YEAR_NS = 365.0 * 86_400e9;

    private static final double E8 = 1e8;
    private static final double SKEW = -0.06;
    private static final double CURVATURE = 0.08;
    private static final double SHORTEST_YEARS = 1.0 / (365.0 * 24.0 * 60.0);

    private OptionValue() {}

    /** Years until expiry, at least a minute. */
    static double years(final long expiryNs, final long nowNs) {
        return Math.max(SHORTEST_YEARS, (expiryNs - nowNs) / YEAR_NS);
    }

    /** Volatility of a strike, 1e-8: a parabola in log-moneyness over the square root of time, between half and thrice the level. */
    static long volatilityE8(final long levelE8, final long forwardE8, final long strikeE8, final double years) {
        final double x = StrictMath.log((double) strikeE8 / forwardE8) / Math.sqrt(Math.max(years, 1.0 / 52.0));
        final double factor = 1.0 + SKEW * x + CURVATURE * x * x;
        return (long) (levelE8 * Math.min(3.0, Math.max(0.5, factor)));
    }

    /** Black-76 value in coin, 1e-8. */
    static long coinE8(
            final OptionType type,
            final long forwardE8,
            final long strikeE8,
            final long volatilityE8,
            final double years) {
        final double moneyness = (double) strikeE8 / forwardE8;
        final double deviation = volatilityE8 / E8 * Math.sqrt(years);
        final double d1 = -StrictMath.log(moneyness) / deviation + deviation / 2;
        final double d2 = d1 - deviation;
        final double value =
                type == OptionType.CALL ? normal(d1) - moneyness * normal(d2) : moneyness * normal(-d2) - normal(-d1);
        return (long) (Math.max(0.0, value) * E8 + 0.5);
    }

    private static double normal(final double x) {
        final double t = 1.0 / (1.0 + 0.2316419 * Math.abs(x));
        final double density = 0.3989422804014327 * StrictMath.exp(-x * x / 2);
        final double tail = density
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1.0 - tail : tail;
    }
}
