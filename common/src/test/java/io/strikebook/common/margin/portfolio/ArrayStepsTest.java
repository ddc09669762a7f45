package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** An option's array as whole steps per lot. */
class ArrayStepsTest {
    private static final int MOST_VALUE = 2_147_000_000;

    private static InstrumentRisk risk(final long lotSizeE8, final int value, final int unitE12) {
        final InstrumentRisk risk =
                new InstrumentRisk(Contracts.option("BTC", true, OptionType.CALL, Contracts.E8, 1, lotSizeE8), 1, 2);
        risk.scenarios(new int[] {value, -value}, unitE12);
        return risk;
    }

    /** Lots of whole thousandths of a coin, and the finest unit. */
    @Property(tries = 1_000)
    void areExactForUsualLots(
            @ForAll @LongRange(min = 1, max = 100_000) final long thousandths,
            @ForAll @IntRange(min = -MOST_VALUE, max = MOST_VALUE) final int value) {
        final long lotSizeE8 = thousandths * 100_000;
        final InstrumentRisk risk = risk(lotSizeE8, value, 1_000);
        assertThat(product(risk.steps()[0], risk.stepE12()))
                .isEqualTo(product(value, lotSizeE8)
                        .multiply(BigInteger.valueOf(1_000))
                        .divide(BigInteger.valueOf(Contracts.E8)));
        assertThat(risk.steps()[1]).isEqualTo(-risk.steps()[0]);
    }

    @Property(tries = 1_000)
    void areToTheNearestStepForOthers(
            @ForAll @LongRange(min = 1, max = 9_000_000_000L) final long lotSizeE8,
            @ForAll @IntRange(min = -MOST_VALUE, max = MOST_VALUE) final int value,
            @ForAll @IntRange(min = 0, max = 6) final int coarser) {
        int unitE12 = 1_000;
        for (int i = 0; i < coarser; i++) {
            unitE12 *= 10;
        }
        final InstrumentRisk risk = risk(lotSizeE8, value, unitE12);
        final BigInteger exact = product(value, lotSizeE8).multiply(BigInteger.valueOf(unitE12));
        final BigInteger taken = product(risk.steps()[0], risk.stepE12()).multiply(BigInteger.valueOf(Contracts.E8));
        final BigInteger halfStep = product(risk.stepE12(), Contracts.E8 / 2);
        assertThat(taken.subtract(exact).abs()).isLessThanOrEqualTo(halfStep);
        assertThat(Math.abs((long) risk.steps()[0])).isLessThanOrEqualTo(Math.abs((long) value));
    }

    /** An absurd array, or mark, is one that no book takes. */
    @Test
    void whatDoesNotFitIsTakenByNoBook() {
        final PortfolioMargin model =
                new PortfolioMargin(PortfolioParameters.published("BTC", ContractStyle.INVERSE), true, 2);
        final long[] book = new long[model.bookLength()];
        final InstrumentRisk wide = new InstrumentRisk(
                Contracts.option("BTC", true, OptionType.CALL, Contracts.E8, 1, 10 * Contracts.E8),
                1,
                PortfolioMargin.SCENARIOS);
        final int[] values = new int[PortfolioMargin.SCENARIOS];
        wide.mark(1, 0, 1);
        wide.scenarios(values, 1_000);
        assertThat(model.move(book, 0, wide, 0, 1)).isTrue();
        assertThat(model.move(book, 0, wide, 1, 0)).isTrue();
        values[0] = Integer.MAX_VALUE;
        wide.scenarios(values, 1_000_000_000);
        assertThat(model.move(book, 0, wide, 0, 1)).isFalse();
        wide.scenarios(values, 1_000);
        wide.mark(Long.MAX_VALUE, 0, 1);
        assertThat(model.move(book, 0, wide, 0, 1)).isFalse();
        final InstrumentRisk unmarked = new InstrumentRisk(
                Contracts.option("BTC", true, OptionType.CALL, Contracts.E8, 1, 1L << 62),
                1,
                PortfolioMargin.SCENARIOS);
        unmarked.scenarios(values, 1_000);
        assertThat(model.move(book, 0, unmarked, 0, 1)).isFalse();
        unmarked.mark(1, 0, 1);
        assertThat(model.move(book, 0, unmarked, 0, 1)).isFalse();
        assertThat(book).containsOnly(0);
    }

    private static BigInteger product(final long a, final long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
