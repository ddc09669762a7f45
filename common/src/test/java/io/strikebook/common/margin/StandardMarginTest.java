package io.strikebook.common.margin;

import static io.strikebook.common.margin.Terms.E8;
import static io.strikebook.common.margin.Terms.future;
import static io.strikebook.common.margin.Terms.option;
import static io.strikebook.schemas.ContractStyle.INVERSE;
import static io.strikebook.schemas.ContractStyle.LINEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardMarginTest {
    private static final long E12 = 1_000_000_000_000L;
    private static final long S = 10_000;

    private final StandardMargin margin =
            new StandardMargin(VenueParameters.defaults().margin());

    /** Published vectors: S = 10000, mark 0.025, K = 9000; amounts in coin, times S gives the published USD. */
    @ParameterizedTest
    @CsvSource({"CALL, 1750, 1000", "PUT, 1250, 1000"})
    void publishedVectorsOfShortOptions(final OptionType type, final long initialUsd, final long maintenanceUsd) {
        final Instrument option = option(type, INVERSE, 9_000 * E8);
        assertThat(margin.shortOptionInitialE12(option, 1, 2_500_000, S * E8) * S)
                .isEqualTo(initialUsd * E12);
        assertThat(margin.shortOptionMaintenanceE12(option, 1, 2_500_000, S * E8) * S)
                .isEqualTo(maintenanceUsd * E12);
    }

    @ParameterizedTest
    @CsvSource({"CALL, 1750, 1000", "PUT, 1250, 1000"})
    void linearOptionsAreTheSameInDollars(final OptionType type, final long initialUsd, final long maintenanceUsd) {
        final Instrument option = option(type, LINEAR, 9_000 * E8);
        assertThat(margin.shortOptionInitialE12(option, 1, 250 * E8, S * E8)).isEqualTo(initialUsd * E12);
        assertThat(margin.shortOptionMaintenanceE12(option, 1, 250 * E8, S * E8))
                .isEqualTo(maintenanceUsd * E12);
    }

    @ParameterizedTest
    @CsvSource({
        // 2 % and 0.005 % per coin; 1 % for maintenance. 10,000 USD are 1 coin.
        "1000,  20050000000,  10050000000",
        // 100 coins: 2 % + 0.5 %
        "100000, 2500000000000, 1500000000000",
        "0, 0, 0"
    })
    void futuresGrowWithTheirSize(final long lots, final long initialE12, final long maintenanceE12) {
        assertThat(margin.futureInitialE12(future(INVERSE), lots, lots, S * E8, S * E8))
                .isEqualTo(initialE12);
        assertThat(margin.futureMaintenanceE12(future(INVERSE), lots, S * E8, S * E8))
                .isEqualTo(maintenanceE12);
    }

    @Test
    void futureIsChargedAtTheRateOfAnotherSize() {
        final long oneAtTheRateOfHundred = margin.futureInitialE12(future(INVERSE), 1_000, 100_000, S * E8, S * E8);
        assertThat(oneAtTheRateOfHundred).isEqualTo(25_000_000_000L);
        assertThat(margin.futureInitialE12(future(LINEAR), 1, 100, S * E8, S * E8))
                .isEqualTo(250 * E12);
    }

    @Test
    void farOutOfTheMoneyStaysAtTheFloor() {
        final Instrument far = option(OptionType.CALL, INVERSE, 9_000_000_000L * E8);
        assertThat(margin.shortOptionInitialE12(far, 1, 0, 1)).isEqualTo(E12 / 10);
    }

    /** The formula in decimals; the result is at least that and at most a unit per rounding step more. */
    @Property(tries = 2_000)
    void shortOptionsAreRoundedUp(
            @ForAll final boolean put,
            @ForAll @LongRange(min = 1, max = 10_000) final long lots,
            @ForAll @LongRange(min = 1, max = 200_000 * E8) final long strikeE8,
            @ForAll @LongRange(min = 1_000_000, max = 200_000 * E8) final long indexE8,
            @ForAll @LongRange(min = 0, max = 2 * E8) final long markE8) {
        final Instrument option = option(put ? OptionType.PUT : OptionType.CALL, INVERSE, strikeE8);
        final BigDecimal index = e8(indexE8);
        final BigDecimal mark = e8(markE8);
        final BigDecimal otm =
                (put ? index.subtract(e8(strikeE8)) : e8(strikeE8).subtract(index)).max(BigDecimal.ZERO);
        final BigDecimal base = new BigDecimal("0.15")
                .subtract(otm.divide(index, MathContext.DECIMAL128))
                .max(new BigDecimal("0.1"))
                .add(mark);
        final BigDecimal maintenance = put
                ? new BigDecimal("0.075")
                        .multiply(mark)
                        .max(new BigDecimal("0.075"))
                        .add(mark)
                : new BigDecimal("0.075").add(mark);
        final BigDecimal initial = put ? base.max(maintenance) : base;
        assertAbove(margin.shortOptionInitialE12(option, lots, markE8, indexE8), initial, lots, 2 * lots + 1);
        assertAbove(margin.shortOptionMaintenanceE12(option, lots, markE8, indexE8), maintenance, lots, 2 * lots + 1);
    }

    private static BigDecimal e8(final long value) {
        return BigDecimal.valueOf(value, 8);
    }

    private static void assertAbove(
            final long actualE12, final BigDecimal perUnit, final long lots, final long toleranceE12) {
        final BigDecimal exact = perUnit.multiply(BigDecimal.valueOf(lots));
        final BigDecimal excess = BigDecimal.valueOf(actualE12, 12).subtract(exact);
        assertThat(excess)
                .isGreaterThan(new BigDecimal("-1e-20").multiply(BigDecimal.valueOf(lots)))
                .isLessThanOrEqualTo(BigDecimal.valueOf(toleranceE12, 12));
    }
}
