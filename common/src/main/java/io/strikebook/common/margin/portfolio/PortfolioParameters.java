package io.strikebook.common.margin.portfolio;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.schemas.ContractStyle;

/**
 * What portfolio margin of one underlying in one settlement currency is made of, apart from what the pricer puts into arrays and factors of
 * expiries. Ratios are 1e-8.
 *
 * @param priceRangeE8       largest move of the standard scenarios
 * @param extendedFactorE8   weight of the extended moves
 * @param dampenerE8         dollars, 1e-8: what softens extended moves by as much for each multiple of the range beyond it
 * @param mostDeltaShockE8   the delta shock is no larger part of the net delta
 * @param deltaThresholdE8   dollars, 1e-8, of net delta that no delta shock is charged on
 * @param deltaIncrementE12  what the delta shock grows by per coin beyond that, 1e-12
 * @param pnlOffsetE8        how much of a profit counts against losses of others
 * @param mostOffsetE8       dollars, 1e-8: no more of a profit counts; 0 without a limit
 * @param maintenanceE8      maintenance margin as a ratio of the risk matrix margin
 */
public record PortfolioParameters(
        long priceRangeE8,
        long extendedFactorE8,
        long dampenerE8,
        long mostDeltaShockE8,
        long deltaThresholdE8,
        long deltaIncrementE12,
        long pnlOffsetE8,
        long mostOffsetE8,
        long maintenanceE8) {
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;

    /** Refuses what is no range. */
    public PortfolioParameters {
        final long leastOf = Math.min(
                Math.min(Math.min(extendedFactorE8, dampenerE8), Math.min(mostDeltaShockE8, deltaThresholdE8)),
                Math.min(Math.min(deltaIncrementE12, pnlOffsetE8), Math.min(mostOffsetE8, maintenanceE8)));
        if (priceRangeE8 <= 0
                || priceRangeE8 > E8 / 2
                || leastOf < 0
                || extendedFactorE8 > 2 * E8
                || mostDeltaShockE8 > E8
                || deltaIncrementE12 > E12
                || pnlOffsetE8 > E8
                || maintenanceE8 > E8) {
            throw new IllegalArgumentException("no parameters: range " + priceRangeE8 + ", factor " + extendedFactorE8
                    + ", offset " + pnlOffsetE8 + ", maintenance " + maintenanceE8 + ", least of all " + leastOf);
        }
    }

    /** Deribit's published parameters: those of its example for bitcoin of June 2024, for ether those of February 2026. */
    public static PortfolioParameters published(final String underlying, final ContractStyle style) {
        final boolean coin = style == ContractStyle.INVERSE;
        if ("ETH".equals(underlying)) {
            return new PortfolioParameters(
                    18_000_000,
                    E8,
                    (coin ? 200_000 : 25_000) * E8,
                    10_000_000,
                    20_000_000 * E8,
                    4_000_000,
                    coin ? 60_000_000 : 40_000_000,
                    (coin ? 20_000_000 : 1_000_000) * E8,
                    80_000_000);
        }
        return new PortfolioParameters(
                16_000_000,
                E8,
                (coin ? 100_000 : 25_000) * E8,
                10_000_000,
                20_000_000 * E8,
                50_000_000,
                0,
                0,
                80_000_000);
    }

    /** These with the range and weight that the venue's scenarios have now. */
    public PortfolioParameters with(final ScenarioSets sets, final int underlyingId) {
        return new PortfolioParameters(
                sets.valueE8(underlyingId, ScenarioParameter.PRICE_RANGE),
                sets.valueE8(underlyingId, ScenarioParameter.EXTENDED_FACTOR),
                dampenerE8,
                mostDeltaShockE8,
                deltaThresholdE8,
                deltaIncrementE12,
                pnlOffsetE8,
                mostOffsetE8,
                maintenanceE8);
    }
}
