package io.strikebook.pricer.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.margin.portfolio.PortfolioParameters;
import io.strikebook.common.venue.Underlying;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pricer's arrays in portfolio margin. By parity a call less a put of one strike is a future, whose vectors Deribit has published; so options
 * go all the way from a price to a margin that is known.
 */
class ArraysInPortfolioMarginTest {
    private static final long E8 = 100_000_000L;
    private static final double E12 = 1e12;
    private static final long FORWARD = 65_000;
    private static final double[] PUBLISHED = {
        -0.05991206933333334,
        -0.04289159509090909,
        -0.027351162086956524,
        -0.013105765166666668,
        0,
        0.012097629384615385,
        0.023299138074074074,
        0.033700538999999995,
        0.043384601931034494
    };
    private static final double PUBLISHED_COINS = 0.314538364;

    private final ScenarioSets sets = new ScenarioSets(1, List.of(new Underlying(1, "BTC")));
    private final PortfolioMargin model = new PortfolioMargin(
            PortfolioParameters.published("BTC", ContractStyle.INVERSE).with(sets, 1), true, 2);
    private final long[] book = new long[model.bookLength()];
    private final PortfolioFigures figures = new PortfolioFigures();

    private InstrumentRisk option(final OptionType type, final long days) {
        final RiskArrays arrays = new RiskArrays(ScenarioSet.of(sets, 1), BatchPricer.scalar());
        final OptionColumns chain = new OptionColumns(1);
        chain.add(type == OptionType.CALL, FORWARD, FORWARD, days / 365.0, 0.6);
        arrays.add(chain, 0, true);
        arrays.compute();
        arrays.read(0);
        final InstrumentRisk risk = risk(InstrumentKind.OPTION, type, FORWARD * E8, E8 / 10);
        risk.mark(5_000_000, type == OptionType.CALL ? 550_000_000 : -450_000_000, FORWARD * E8);
        risk.scenarios(arrays.values(), arrays.unitE12());
        return risk;
    }

    private static InstrumentRisk risk(
            final InstrumentKind kind, final OptionType type, final long strikeE8, final long lotSizeE8) {
        return new InstrumentRisk(
                new Instrument(
                        1,
                        1,
                        new InstrumentTerms(
                                "BTC-TEST",
                                "BTC",
                                kind,
                                type,
                                ContractStyle.INVERSE,
                                Currency.BTC,
                                strikeE8,
                                1,
                                50_000,
                                lotSizeE8,
                                1_000_000)),
                1,
                PortfolioMargin.SCENARIOS);
    }

    private void hold(final InstrumentRisk risk, final long lots) {
        assertThat(model.move(book, 0, risk, 0, lots)).isTrue();
    }

    private void explain() {
        model.index(FORWARD * E8);
        model.explain(book, 0, new long[model.ordersLength()], 0, 0, 0, figures);
    }

    @Test
    void callsLessPutsNeedWhatTheFutureDoes() {
        hold(option(OptionType.CALL, 40), 30);
        hold(option(OptionType.PUT, 40), -30);
        final long[] earned = new long[PortfolioMargin.SCENARIOS];
        model.earned(book, 0, earned);
        for (int i = 0; i < earned.length; i++) {
            final double future = PUBLISHED[i < 27 ? i / 3 : i < 29 ? 0 : 8] * 3 / PUBLISHED_COINS;
            assertThat(earned[i] / E12).as("entry %d", i).isCloseTo(future, within(1e-8));
        }
        explain();
        assertThat(figures.worstCaseE12() / E12).isCloseTo(0.05991206933333334 * 3 / PUBLISHED_COINS, within(1e-8));
        assertThat(figures.worstBucket()).isEqualTo(1);
    }

    @Test
    void aConversionLosesNothing() {
        hold(option(OptionType.CALL, 40), -30);
        hold(option(OptionType.PUT, 40), 30);
        final InstrumentRisk future = risk(InstrumentKind.FUTURE, OptionType.NONE, 0, 10 * E8);
        future.mark(FORWARD * E8, 0, FORWARD * E8);
        hold(future, 3 * FORWARD / 10);
        explain();
        assertThat(figures.worstCaseE12() / E12).isCloseTo(0, within(1e-8));
    }

    /** A straddle sold for a day: worst where volatility rises and the price falls as far as it does, since coins are dearer there. */
    @Test
    void aShortStraddleIsWorstDownAndUp() {
        hold(option(OptionType.CALL, 1), -10);
        hold(option(OptionType.PUT, 1), -10);
        explain();
        assertThat(figures.worstIndex()).isEqualTo(3);
        assertThat(figures.isWorstExtended()).isFalse();
        assertThat(figures.worstCaseE12() / E12).isBetween(0.15, 0.20);
    }
}
