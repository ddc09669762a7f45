package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.schemas.ContractStyle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/**
 * The two answers of {@code private/pme/simulate} that Deribit publishes: the example of its documentation (bitcoin, 17 June 2024) and one
 * from a live account (ether, 15 February 2026). Sizes are given in coins, and coins are all that their marks matter for; so each is one lot
 * of ten times as many dollars at a mark of ten dollars, which is exact.
 */
class PublishedAnswersTest {
    private static final long BTC_INDEX_E8 = 6_566_619_000_000L;
    private static final long ETH_INDEX_E8 = 194_934_000_000L;
    private static final int SLOTS = 4;
    private static final long EXPIRY_NS = 1_719_561_600_000_000_000L;

    private static final String[] PERPETUAL = {
        "-0.05991206933333334",
        "-0.04289159509090909",
        "-0.027351162086956524",
        "-0.013105765166666668",
        "0",
        "0.012097629384615385",
        "0.023299138074074074",
        "0.033700538999999995",
        "0.043384601931034494"
    };
    private static final String[] JUNE = {
        "0.0002261969523809524",
        "0.00016193645454545456",
        "0.00010326382608695652",
        "0.00004948058333333334",
        "0",
        "-0.00004567438461538462",
        "-0.00008796548148148148",
        "-0.0001272357857142857",
        "-0.00016379779310344832"
    };
    private static final String[] BITCOIN_AGGREGATED = {
        "-0.05968587238095239",
        "-0.04272965863636364",
        "-0.02724789826086957",
        "-0.013056284583333334",
        "0",
        "0",
        "0",
        "0",
        "0"
    };
    private static final String[] ETHER = {
        "0.21939959699999997",
        "0.155989308849711",
        "0.09885036787912087",
        "0.04709624857068063",
        "0",
        "-0.04304011233014354",
        "-0.08252645391743119",
        "-0.11888171996035243",
        "-0.15246412672881357"
    };
    private static final String[] ETHER_AGGREGATED = {
        "0.13163975819999998",
        "0.09359358530982659",
        "0.05931022072747252",
        "0.028257749142408375",
        "0",
        "-0.04304011233014354",
        "-0.08252645391743119",
        "-0.11888171996035243",
        "-0.15246412672881357"
    };

    private final PortfolioMargin bitcoin =
            new PortfolioMargin(PortfolioParameters.published("BTC", ContractStyle.INVERSE), true, SLOTS);
    private final PortfolioMargin ether =
            new PortfolioMargin(PortfolioParameters.published("ETH", ContractStyle.INVERSE), true, SLOTS);
    private final PortfolioFigures figures = new PortfolioFigures();

    @Test
    void vectorsOfSinglePositions() {
        bitcoin.index(BTC_INDEX_E8);
        assertVector(earned(bitcoin, "0.314538364", 0, "BTC"), PERPETUAL, PERPETUAL[0], PERPETUAL[8]);
        assertVector(earned(bitcoin, "-0.001187534", EXPIRY_NS, "BTC"), JUNE, JUNE[0], JUNE[8]);
        ether.index(ETH_INDEX_E8);
        assertVector(earned(ether, "-0.999487053", 0, "ETH"), ETHER, ETHER[0], ETHER[8]);
    }

    /** With an order that costs 0.000018212 wherever the price goes, and two coins of quotes protected at 3 %. */
    @Test
    void bitcoin() {
        bitcoin.index(BTC_INDEX_E8);
        bitcoin.expiryFactor(0, FixedPoint.E12 / 100);
        bitcoin.expiryFactor(1, FixedPoint.E12 / 100);
        final long[] book = new long[bitcoin.bookLength()];
        final InstrumentRisk perpetual = hold(bitcoin, book, "0.314538364", 0, "BTC");
        hold(bitcoin, book, "-0.001187534", EXPIRY_NS, "BTC");
        final long[] aggregated = new long[PortfolioMargin.SCENARIOS];
        bitcoin.aggregated(book, 0, aggregated);
        assertVector(aggregated, BITCOIN_AGGREGATED, "0", "0");

        final long[] orders = new long[bitcoin.ordersLength()];
        assertThat(bitcoin.joinOrder(orders, 0, perpetual, 0, perpetual.markE8(), 18_212_000))
                .isTrue();
        bitcoin.explain(book, 0, orders, 0, 60_000_000_000L, 0, figures);
        assertThat(decimals(figures.worstCaseE12(), 12)).isEqualTo("0.059685872381");
        assertThat(figures.worstIndex()).isEqualTo(1);
        assertThat(figures.worstBucket()).isEqualTo(1);
        assertThat(figures.worstSide()).isEqualTo(PortfolioFigures.Side.LEFT);
        assertThat(figures.isWorstExtended()).isFalse();
        assertThat(decimals(figures.rollShockE12(), 12)).isEqualTo("0.003157258980");
        assertThat(figures.deltaShockE12()).isZero();
        assertThat(figures.correlationContingencyE12()).isZero();
        assertThat(decimals(figures.riskMatrixE12(), 12)).isEqualTo("0.062843130980");
        assertThat(decimals(figures.openOrdersE12(), 12)).isEqualTo("0.000018212000");
        assertThat(decimals(figures.protectionE12(), 12)).isEqualTo("0.060000000000");
        assertThat(decimals(figures.initialE12(), 12)).isEqualTo("0.122861343000");
        assertThat(decimals(figures.maintenanceE12(), 12)).isEqualTo("0.050274504784");
        bitcoin.leaveOrder(orders, 0, perpetual, 0, perpetual.markE8(), 18_212_000);
        assertThat(orders).containsOnly(0);
    }

    @Test
    void ether() {
        ether.index(ETH_INDEX_E8);
        ether.expiryFactor(0, FixedPoint.E12 / 200);
        final long[] book = new long[ether.bookLength()];
        hold(ether, book, "-0.999487053", 0, "ETH");
        final long[] aggregated = new long[PortfolioMargin.SCENARIOS];
        ether.aggregated(book, 0, aggregated);
        assertVector(aggregated, ETHER_AGGREGATED, "0", "0");

        ether.explain(book, 0, new long[ether.ordersLength()], 0, 0, 0, figures);
        assertThat(decimals(figures.worstCaseE12(), 12)).isEqualTo("0.152464126729");
        assertThat(figures.worstIndex()).isEqualTo(25);
        assertThat(figures.worstBucket()).isEqualTo(9);
        assertThat(figures.worstSide()).isEqualTo(PortfolioFigures.Side.RIGHT);
        assertThat(decimals(figures.rollShockE12(), 12)).isEqualTo("0.004997435265");
        assertThat(decimals(figures.riskMatrixE12(), 12)).isEqualTo("0.157461562265");
        assertThat(decimals(figures.initialE12(), 12)).isEqualTo("0.157461562000");
        assertThat(decimals(figures.maintenanceE12(), 12)).isEqualTo("0.125969249812");
        final MarginFigures plain = new MarginFigures();
        ether.evaluate(book, 0, plain);
        assertThat(plain.initialE12()).isEqualTo(figures.initialE12());
        assertThat(plain.maintenanceE12()).isEqualTo(figures.maintenanceE12());
    }

    private static long[] earned(
            final PortfolioMargin model, final String coins, final long expiryNs, final String underlying) {
        final long[] book = new long[model.bookLength()];
        hold(model, book, coins, expiryNs, underlying);
        final long[] earned = new long[PortfolioMargin.SCENARIOS];
        model.earned(book, 0, earned);
        return earned;
    }

    /** Takes a position of one lot that is worth so many coins at the mark. */
    private static InstrumentRisk hold(
            final PortfolioMargin model,
            final long[] book,
            final String coins,
            final long expiryNs,
            final String underlying) {
        final BigDecimal size = new BigDecimal(coins);
        final long lotSizeE8 = size.abs().movePointRight(9).longValueExact();
        final InstrumentRisk risk =
                new InstrumentRisk(Contracts.future(underlying, true, expiryNs, lotSizeE8), expiryNs == 0 ? 0 : 1, 0);
        risk.mark(10 * Contracts.E8, 0, Contracts.E8);
        assertThat(model.move(book, 0, risk, 0, size.signum())).isTrue();
        return risk;
    }

    private static String decimals(final long amountE12, final int scale) {
        return BigDecimal.valueOf(amountE12, 12)
                .setScale(scale, RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Each published value stands three times, for every volatility; extended moves down are the first two. */
    private static void assertVector(final long[] e12, final String[] published, final String down, final String up) {
        for (int i = 0; i < e12.length; i++) {
            final String expected = i < 27 ? published[i / 3] : i < 29 ? down : up;
            assertThat(BigDecimal.valueOf(e12[i], 12))
                    .as("entry " + i)
                    .isCloseTo(new BigDecimal(expected), within(new BigDecimal("1e-12")));
        }
    }
}
