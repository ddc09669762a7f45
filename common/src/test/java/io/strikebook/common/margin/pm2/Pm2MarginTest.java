package io.strikebook.common.margin.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.model.MarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Pm2MarginTest {
    private static final int PORTFOLIOS = Integer.getInteger("strikebook.margin.portfolios", 2_000) / 4;
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final int SLOTS = 4;
    private static final int UNIT_E12 = 1_000_000;
    private static final long SPOT_E8 = 268_160_000_000L;

    private final Pm2Margin model = new Pm2Margin(Pm2Parameters.published(), SLOTS);
    private final long[] book = new long[model.bookLength()];
    private final Pm2Figures figures = new Pm2Figures();

    private static InstrumentRisk option(final int slot, final long markE8, final int[] values) {
        final InstrumentRisk risk = risk(InstrumentKind.OPTION, slot, E8, values.length);
        risk.mark(markE8, 0, SPOT_E8);
        risk.scenarios(values, UNIT_E12);
        return risk;
    }

    private static InstrumentRisk perpetual(final long markE8) {
        final InstrumentRisk risk = risk(InstrumentKind.PERPETUAL, 0, E8 / 100, 0);
        risk.mark(markE8, 0, SPOT_E8);
        return risk;
    }

    private static InstrumentRisk risk(
            final InstrumentKind kind, final int slot, final long lotSizeE8, final int scenarios) {
        final boolean option = kind == InstrumentKind.OPTION;
        return new InstrumentRisk(
                new Instrument(
                        1,
                        1,
                        new InstrumentTerms(
                                "ETH_USDC-TEST",
                                "ETH",
                                kind,
                                option ? OptionType.CALL : OptionType.NONE,
                                ContractStyle.LINEAR,
                                Currency.USDC,
                                option ? 2_500 * E8 : 0,
                                slot,
                                10_000,
                                lotSizeE8,
                                1_000_000)),
                slot,
                scenarios);
    }

    /**
     * What of the published example agrees with the published formulas: prices of both options now and at +18 % with volatility up, the change
     * of the expiry at -4.5 %, the forward contingency, the charge on the short option, and the haircuts.
     */
    @Test
    void publishedExample() {
        model.prices(SPOT_E8, E8, E8);
        model.expiry(1, E12, E12, 500_000_000_000L + 2 * 372 * E12 / 3_650, E8);
        final int[] call = new int[Pm2Margin.SCENARIOS];
        final int[] put = new int[Pm2Margin.SCENARIOS];
        call[0] = 918_811_000 - 353_047_000;
        put[0] = 335_477_000 - 257_055_000;
        call[14] = 581_301_000;
        assertThat(model.move(book, 0, option(1, 35_304_700_000L, call), 0, -1)).isTrue();
        assertThat(model.move(book, 0, option(1, 25_705_500_000L, put), 0, 1)).isTrue();
        final long collateralE12 = 5_880 * E12;
        model.collateral(book, 0, collateralE12, false, 15_000_000, 10_000_000);
        model.explain(book, 0, figures);
        assertThat(dollars(figures.regularLossE12())).isEqualTo("581.301");
        assertThat(dollars(figures.forwardLossE12())).isEqualTo("409.140");
        assertThat(dollars(figures.initialContingencyE12())).isEqualTo(dollars(882 * E12 + 13_408_000_000_000L));
        assertThat(dollars(figures.maintenanceContingencyE12())).isEqualTo(dollars(588 * E12 + 8_044_800_000_000L));
        final int[] without = call.clone();
        without[14] = 0;
        final long[] onlyUp = new long[model.bookLength()];
        assertThat(model.move(onlyUp, 0, option(1, 35_304_700_000L, without), 0, -1))
                .isTrue();
        assertThat(model.move(onlyUp, 0, option(1, 25_705_500_000L, put), 0, 1)).isTrue();
        model.explain(onlyUp, 0, figures);
        // Undiscounted, 78.42 of the put less 565.764 of the call.
        assertThat(dollars(figures.regularLossE12())).isEqualTo("487.342");
    }

    @Test
    void whatIsOwedCountsMoreThanWhatIsOwned() {
        model.prices(SPOT_E8, E8, E8);
        model.expiry(1, 980_000_000_000L, 1_020_000_000_000L, 0, E8);
        final int[] unmoved = new int[Pm2Margin.SCENARIOS];
        assertThat(model.move(book, 0, option(1, 100 * E8, unmoved), 0, 2)).isTrue();
        model.explain(book, 0, figures);
        assertThat(figures.maxLossE12()).isEqualTo(4 * E12);
        assertThat(model.move(book, 0, option(1, 100 * E8, unmoved), 2, -2)).isTrue();
        model.explain(book, 0, figures);
        assertThat(figures.maxLossE12()).isEqualTo(4 * E12);
        assertThat(figures.skewLossE12()).isEqualTo(4 * E12);
    }

    @Test
    void doubtAndAFallenDollarRaiseInitialMarginOnly() {
        model.prices(SPOT_E8, E8, E8);
        assertThat(model.move(book, 0, perpetual(SPOT_E8), 0, 100)).isTrue();
        model.explain(book, 0, figures);
        final long initialE12 = figures.initialE12();
        final long maintenanceE12 = figures.maintenanceE12();
        // 18 % and 4 %, or 80 % of 18 % and 3 %, of a coin.
        assertThat(dollars(initialE12)).isEqualTo("589.952");
        assertThat(dollars(maintenanceE12)).isEqualTo("466.598");
        model.prices(SPOT_E8, 97_000_000, 50_000_000);
        model.explain(book, 0, figures);
        // 8 % more of the loss, and half the coin.
        assertThat(dollars(figures.initialE12() - initialE12)).isEqualTo("1379.415");
        assertThat(figures.maintenanceE12()).isEqualTo(maintenanceE12);
    }

    @Test
    void collateralOfTheSameCoinIsMovedWithIt() {
        model.prices(SPOT_E8, E8, E8);
        assertThat(model.move(book, 0, perpetual(SPOT_E8), 0, -100)).isTrue();
        model.collateral(book, 0, SPOT_E8 * 10_000, true, 7_000_000, 5_600_000);
        model.explain(book, 0, figures);
        assertThat(figures.maxLossE12()).isZero();
        assertThat(dollars(figures.initialE12())).isEqualTo("294.976");
    }

    @Test
    void refusesWhatIsNotItsKindOrTooMuch() {
        final MarginModel any = model;
        final InstrumentRisk perpetual = perpetual(SPOT_E8);
        assertThat(any.move(book, 0, perpetual, 0, 1L << 50)).isFalse();
        assertThat(any.move(book, 0, option(SLOTS, E8, new int[Pm2Margin.SCENARIOS]), 0, 1))
                .isFalse();
        assertThat(any.move(book, 0, option(1, E8, new int[Pm2Margin.SCENARIOS]), 0, 1L << 62))
                .isFalse();
        assertThat(book).containsOnly(0);
        any.evaluate(book, 0, figures);
        assertThat(figures.initialE12()).isZero();
        assertThat(figures.initialE12()).isLessThan(NumberRange.MAX_HELD_E12);
    }

    /** Random books, evaluated in decimals by the formulas; taken down again they leave nothing. */
    @Test
    void equalsTheDecimalTwin() {
        for (int seed = 0; seed < PORTFOLIOS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final Pm2Twin twin = new Pm2Twin(random, SLOTS);
            twin.tell(model);
            final List<InstrumentRisk> risks = new ArrayList<>();
            final List<Long> lots = new ArrayList<>();
            for (int i = random.nextInt(1, 10); i > 0; i--) {
                final int[] values = new int[Pm2Margin.SCENARIOS];
                final int slot = random.nextInt(SLOTS);
                final long markE8 = random.nextLong(1, 500 * E8);
                for (int k = 0; k < values.length; k++) {
                    values[k] = k == 11 ? 0 : random.nextInt(-(int) (markE8 / 100), 300_000_000);
                }
                risks.add(slot == 0 ? perpetual(markE8) : option(slot, markE8, values));
                lots.add(random.nextLong(-50, 50));
                twin.add(slot, markE8, values, slot == 0 ? E8 / 100 : E8, lots.get(lots.size() - 1));
            }
            for (int i = 0; i < risks.size(); i++) {
                assertThat(model.move(book, 0, risks.get(i), 0, lots.get(i))).isTrue();
            }
            model.explain(book, 0, figures);
            // What is charged per coin is rounded up to a hundred-millionth of a dollar.
            final BigDecimal close = new BigDecimal("2e-5");
            assertThat(e12(figures.regularLossE12())).as("%d", seed).isCloseTo(twin.loss(0, 23), within(close));
            assertThat(e12(figures.tailLossE12())).as("%d", seed).isCloseTo(twin.loss(23, 31), within(close));
            assertThat(e12(figures.skewLossE12())).as("%d", seed).isCloseTo(twin.loss(31, 33), within(close));
            assertThat(e12(figures.forwardLossE12())).as("%d", seed).isCloseTo(twin.forward(), within(close));
            assertThat(e12(figures.initialE12())).as("%d", seed).isCloseTo(twin.initial(), within(close));
            assertThat(e12(figures.maintenanceE12())).as("%d", seed).isCloseTo(twin.maintenance(), within(close));
            final MarginFigures plain = new MarginFigures();
            model.evaluate(book, 0, plain);
            assertThat(plain.initialE12()).isEqualTo(figures.initialE12()).isNotNegative();
            assertThat(plain.maintenanceE12())
                    .isEqualTo(figures.maintenanceE12())
                    .isNotNegative();
            for (int i = risks.size() - 1; i >= 0; i--) {
                assertThat(model.move(book, 0, risks.get(i), lots.get(i), 0)).isTrue();
            }
            assertThat(book).containsOnly(0);
        }
    }

    private static BigDecimal e12(final long amountE12) {
        return BigDecimal.valueOf(amountE12, 12);
    }

    private static String dollars(final long amountE12) {
        return e12(amountE12).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
