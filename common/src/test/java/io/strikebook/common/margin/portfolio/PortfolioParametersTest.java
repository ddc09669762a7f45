package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.ContractStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioParametersTest {
    private static final long E8 = Contracts.E8;

    @Test
    void takeRangeAndWeightFromTheVenuesScenarios() {
        final ScenarioSets sets = new ScenarioSets(1, List.of(new Underlying(1, "BTC")));
        final PortfolioParameters published = PortfolioParameters.published("BTC", ContractStyle.INVERSE);
        assertThat(published.with(sets, 1)).isEqualTo(published);
        final long[] requested = ScenarioSets.unchanged();
        requested[ScenarioParameter.PRICE_RANGE.ordinal()] = 20_000_000;
        requested[ScenarioParameter.EXTENDED_FACTOR.ordinal()] = 50_000_000;
        final long[] merged = requested.clone();
        sets.merge(1, requested, merged);
        sets.set(2, 1, merged);
        assertThat(published.with(sets, 1).priceRangeE8()).isEqualTo(20_000_000);
        assertThat(published.with(sets, 1).extendedFactorE8()).isEqualTo(50_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0, 0, 0",
        "50000001, 1, 0, 0, 0, 0",
        "1, 200000001, 0, 0, 0, 0",
        "1, -1, 0, 0, 0, 0",
        "1, 1, 100000001, 0, 0, 0",
        "1, 1, 0, 1000000000001, 0, 0",
        "1, 1, 0, 0, 100000001, 0",
        "1, 1, 0, 0, 0, 100000001"
    })
    void areRefusedOutOfRange(
            final long range,
            final long factor,
            final long mostShock,
            final long increment,
            final long offset,
            final long maintenance) {
        assertThatThrownBy(() ->
                        new PortfolioParameters(range, factor, 0, mostShock, 0, increment, offset, 0, maintenance))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** All that operators may set, at its extremes, and prices as well: figures stay in range, nothing is thrown. */
    @ParameterizedTest
    @CsvSource({"1", "50000000"})
    void extremesAreCounted(final long rangeE8) {
        for (final boolean inverse : new boolean[] {true, false}) {
            final PortfolioMargin model = new PortfolioMargin(
                    new PortfolioParameters(rangeE8, 2 * E8, Long.MAX_VALUE, E8, 0, Contracts.E12, E8, 0, E8),
                    inverse,
                    1);
            model.expiryFactor(0, Contracts.E12);
            for (final long priceE8 : new long[] {1, E8, NumberRange.MAX_PRICE_E8}) {
                model.index(priceE8);
                final InstrumentRisk risk = new InstrumentRisk(Contracts.future("BTC", inverse, 0, E8), 0, 0);
                risk.mark(priceE8, 0, priceE8);
                final long[] book = new long[model.bookLength()];
                long lots = 1L << 50;
                while (!model.move(book, 0, risk, 0, -lots)) {
                    lots /= 2;
                }
                final MarginFigures figures = new MarginFigures();
                model.evaluate(book, 0, figures);
                assertThat(figures.initialE12()).isBetween(0L, NumberRange.MAX_HELD_E12);
                assertThat(figures.maintenanceE12()).isBetween(0L, NumberRange.MAX_HELD_E12);
                assertThat(model.move(book, 0, risk, -lots, 0)).isTrue();
                assertThat(book).containsOnly(0);
            }
        }
    }
}
