package io.strikebook.runner.account;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import java.math.BigDecimal;
import java.util.List;

/** Scenarios of portfolio margin in words. */
final class ScenarioNames {
    private static final int STEPS = 4;
    private static final int PERCENT = 100;
    private static final int PLACES = 8;
    private static final List<String> VOLATILITIES = List.of("down", "same", "up");
    private static final List<Integer> EXTENDED = List.of(-66, -33, 50, 100, 200, 300, 400, 500);

    private ScenarioNames() {}

    /** The worst scenario, under the range in force: "price -12 %, volatility up". */
    static String of(final PortfolioFigures figures, final ScenarioSets sets, final int underlyingId) {
        if (figures.isWorstExtended()) {
            return "extended: price " + signed(BigDecimal.valueOf(EXTENDED.get(figures.worstIndex() - 1)))
                    + " %, volatility up";
        }
        final long rangeE8 = sets.valueE8(underlyingId, ScenarioParameter.PRICE_RANGE);
        final BigDecimal percent = BigDecimal.valueOf(rangeE8, PLACES)
                .multiply(BigDecimal.valueOf((long) PERCENT * (figures.worstBucket() - 1 - STEPS)))
                .divide(BigDecimal.valueOf(STEPS))
                .stripTrailingZeros();
        return "price " + signed(percent) + " %, volatility "
                + VOLATILITIES.get((figures.worstIndex() - 1) % VOLATILITIES.size());
    }

    private static String signed(final BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString();
    }
}
