package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.schemas.ContractStyle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Margin across coins and settlement currencies. Futures alone make every case one that can be worked out by hand: with a range of a quarter,
 * an index of 1,000 and no factors of expiries.
 */
class CrossPortfolioMarginTest {
    private static final long E8 = Contracts.E8;
    private static final long E12 = Contracts.E12;
    private static final long QUARTER_E8 = 25_000_000;
    private static final long INDEX_E8 = 1_000 * E8;

    private final PortfolioMargin coin = leg(true, 60_000_000, 0);
    private final PortfolioMargin dollar = leg(false, 40_000_000, 0);
    private final CrossFigures figures = new CrossFigures();

    private static PortfolioMargin leg(final boolean inverse, final long offsetE8, final long mostOffsetDollars) {
        final PortfolioMargin model = new PortfolioMargin(
                new PortfolioParameters(
                        QUARTER_E8, E8, 0, 10_000_000, 1_000_000 * E8, 0, offsetE8, mostOffsetDollars * E8, 80_000_000),
                inverse,
                1);
        model.index(INDEX_E8);
        return model;
    }

    private static CrossPortfolioMargin.Coin of(
            final PortfolioMargin coin,
            final PortfolioMargin dollar,
            final EquityImpact impact,
            final boolean correlated) {
        return new CrossPortfolioMargin.Coin(coin, dollar, new CrossParameters(impact, correlated, 10_000_000));
    }

    /** A book with a perpetual of so many coins at the index. */
    private static long[] perpetual(final PortfolioMargin model, final boolean inverse, final long coins) {
        final InstrumentRisk risk =
                new InstrumentRisk(Contracts.future("ETH", inverse, 0, inverse ? 1_000 * E8 : E8), 0, 0);
        risk.mark(INDEX_E8, 0, INDEX_E8);
        final long[] book = new long[model.bookLength()];
        assertThat(model.move(book, 0, risk, 0, coins)).isTrue();
        return book;
    }

    private void evaluate(final CrossPortfolioMargin model, final long[][] books, final long... equityE12) {
        model.evaluate(books, new long[books.length][], equityE12, 0, 0, 80_000_000, figures);
    }

    private static void isDollars(final long amountE8, final String dollars) {
        assertThat(BigDecimal.valueOf(amountE8, 8)).isCloseTo(new BigDecimal(dollars), within(new BigDecimal("1e-6")));
    }

    /** 4 coins long lose 1,000 when the price falls by a quarter, whatever they are settled in. */
    @Test
    void theLossIsTheSameInEitherCurrency() {
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.NONE, false)), 0);
        evaluate(model, new long[][] {perpetual(coin, true, 4), null}, 0);
        isDollars(figures.worstCaseE8(), "1000");
        isDollars(figures.maintenanceE8(), "800");
        evaluate(model, new long[][] {null, perpetual(dollar, false, 4)}, 0);
        isDollars(figures.worstCaseE8(), "1000");
        evaluate(model, new long[][] {perpetual(coin, true, 4), perpetual(dollar, false, 4)}, 0);
        isDollars(figures.worstCaseE8(), "2000");
    }

    /** Long 4 in coins, short 4 in dollars: of the gain of either, 60 or 40 % offsets the other's loss. */
    @Test
    void gainsOffsetInPart() {
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.NONE, false)), 0);
        evaluate(model, new long[][] {perpetual(coin, true, 4), perpetual(dollar, false, -4)}, 0);
        isDollars(figures.worstCaseE8(), "600");
        evaluate(model, new long[][] {perpetual(coin, true, -4), perpetual(dollar, false, 4)}, 0);
        isDollars(figures.worstCaseE8(), "600");
        final PortfolioMargin limited = leg(true, 60_000_000, 100);
        evaluate(
                new CrossPortfolioMargin(List.of(of(limited, dollar, EquityImpact.NONE, false)), 0),
                new long[][] {perpetual(limited, true, 4), perpetual(dollar, false, -4)},
                0);
        isDollars(figures.worstCaseE8(), "900");
    }

    /** Four coins hedge four sold in either currency, and lose like four bought; where rises alone count, they are no risk. */
    @Test
    void coinsHeldMoveWithThePrice() {
        final CrossPortfolioMargin both =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.BOTH, false)), 0);
        evaluate(both, new long[][] {perpetual(coin, true, -4), null}, 4 * E12);
        isDollars(figures.worstCaseE8(), "400");
        evaluate(both, new long[][] {null, perpetual(dollar, false, 4)}, 4 * E12);
        isDollars(figures.worstCaseE8(), "2000");
        evaluate(both, new long[2][], 4 * E12);
        isDollars(figures.worstCaseE8(), "1000");
        final CrossPortfolioMargin rises =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.RISES, false)), 0);
        evaluate(rises, new long[2][], 4 * E12);
        isDollars(figures.worstCaseE8(), "0");
        evaluate(rises, new long[][] {perpetual(coin, true, -4), null}, 4 * E12);
        isDollars(figures.worstCaseE8(), "0");
    }

    @Test
    void haircutsAreOfWhatIsOwnedNotOwed() {
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.NONE, false)), 0);
        assertThat(model.collateralE8(new long[] {3 * E12}, 50 * E12)).isEqualTo(2_750 * E8);
        assertThat(model.collateralE8(new long[] {-3 * E12}, 50 * E12)).isEqualTo(-2_950 * E8);
        assertThatThrownBy(() -> new CrossParameters(EquityImpact.BOTH, false, E8 + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Long 4 of one coin and short 4 of another: apart both may lose 1,000, together one gains in part what the other loses. */
    @Test
    void correlatedCoinsAreCountedTogetherAtAPrice() {
        final List<CrossPortfolioMargin.Coin> apart = List.of(
                of(coin, null, EquityImpact.NONE, false), of(leg(true, 60_000_000, 0), null, EquityImpact.NONE, false));
        final List<CrossPortfolioMargin.Coin> together = List.of(
                of(coin, null, EquityImpact.NONE, true), of(leg(true, 60_000_000, 0), null, EquityImpact.NONE, true));
        final long[][] books = {perpetual(coin, true, 4), null, perpetual(coin, true, -4), null};
        evaluate(new CrossPortfolioMargin(apart, 0), books, 0, 0);
        isDollars(figures.worstCaseE8(), "2000");
        assertThat(figures.correlationContingencyE8()).isZero();
        evaluate(new CrossPortfolioMargin(together, 0), books, 0, 0);
        isDollars(figures.worstCaseE8(), "400");
        evaluate(new CrossPortfolioMargin(together, 25_000_000), books, 0, 0);
        isDollars(figures.worstCaseE8(), "400");
        isDollars(figures.correlationContingencyE8(), "400");
        isDollars(figures.riskMatrixE8(), "800");
        isDollars(figures.initialE8(), "800");
    }

    /** Nets the deltas of both legs: 3,000 long and 1,000 short are 2 million dollars, 1 million beyond the threshold, at most 10 %. */
    @Test
    void theDeltaShockIsOfAllLegsOfACoin() {
        final PortfolioMargin shocked = new PortfolioMargin(
                new PortfolioParameters(
                        QUARTER_E8, E8, 0, 10_000_000, 1_000_000 * E8, 50_000_000, 60_000_000, 0, 80_000_000),
                true,
                1);
        shocked.index(INDEX_E8);
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(shocked, dollar, EquityImpact.NONE, false)), 0);
        evaluate(model, new long[][] {perpetual(shocked, true, 3_000), perpetual(dollar, false, -1_000)}, 0);
        // 1,000 coins beyond at 0.005 % each are 5 % of 2,000 coins.
        isDollars(figures.deltaShockE8(), "100000");
    }

    @Test
    void ordersCountAtTheirWorst() {
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.NONE, false)), 0);
        final InstrumentRisk risk = new InstrumentRisk(Contracts.future("ETH", false, 0, E8), 0, 0);
        risk.mark(INDEX_E8, 0, INDEX_E8);
        final long[] orders = new long[dollar.ordersLength()];
        assertThat(dollar.joinOrder(orders, 0, risk, 2, INDEX_E8, 0)).isTrue();
        model.evaluate(
                new long[][] {perpetual(coin, true, 4), perpetual(dollar, false, 1)},
                new long[][] {null, orders},
                new long[1],
                0,
                7 * E8,
                80_000_000,
                figures);
        isDollars(figures.riskMatrixE8(), "1250");
        isDollars(figures.openOrdersE8(), "500");
        isDollars(figures.initialE8(), "1757");
    }

    @Test
    void whatCannotBeCountedNeedsEverything() {
        final CrossPortfolioMargin model =
                new CrossPortfolioMargin(List.of(of(coin, dollar, EquityImpact.BOTH, false)), 0);
        coin.index(1L << 49);
        evaluate(model, new long[2][], NumberRange.MAX_HELD_E12);
        assertThat(figures.initialE8()).isEqualTo(NumberRange.MAX_HELD_E12);
        assertThat(figures.collateralE8()).isZero();
    }

    /** One coin with one leg in coins, none held: what segregated margin says, in dollars at the price of the worst scenario. */
    @Test
    void oneLegIsSegregatedMarginInDollars() {
        for (int seed = 0; seed < 300; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final boolean inverse = random.nextBoolean();
            final MadeMarket market = new MadeMarket(
                    random,
                    inverse,
                    PortfolioParameters.published("ETH", inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR));
            final List<PortfolioTwin.Holding> holdings = new ArrayList<>(Books.random(market, random));
            final long[] book = Books.of(market.model, holdings);
            final PortfolioTwin twin = new PortfolioTwin(market, holdings);
            BigDecimal worst = BigDecimal.ZERO;
            for (int i = 0; i < PortfolioMargin.SCENARIOS; i++) {
                final BigDecimal moved = BigDecimal.valueOf(market.indexE8, 8)
                        .multiply(
                                BigDecimal.valueOf(E8 + market.model.moves().countedMoveE8(i), 8),
                                MathContext.DECIMAL128);
                worst = worst.min(inverse ? twin.totals[i].multiply(moved) : twin.totals[i]);
            }
            final CrossPortfolioMargin model = new CrossPortfolioMargin(
                    List.of(of(inverse ? market.model : null, inverse ? null : market.model, EquityImpact.NONE, false)),
                    0);
            evaluate(model, inverse ? new long[][] {book, null} : new long[][] {null, book}, 0);
            final BigDecimal price = inverse ? BigDecimal.valueOf(market.indexE8, 8) : BigDecimal.ONE;
            assertThat(BigDecimal.valueOf(figures.worstCaseE8(), 8))
                    .as("%d", seed)
                    .isCloseTo(worst.negate(), within(new BigDecimal("1e-3")));
            assertThat(BigDecimal.valueOf(figures.rollShockE8(), 8))
                    .as("%d", seed)
                    .isCloseTo(twin.roll.multiply(price), within(new BigDecimal("1e-3")));
            assertThat(BigDecimal.valueOf(figures.deltaShockE8(), 8))
                    .as("%d", seed)
                    .isCloseTo(twin.deltaShock.multiply(price), within(new BigDecimal("1e-3")));
        }
    }
}
