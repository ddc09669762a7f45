package io.strikebook.common.margin;

import static io.strikebook.common.margin.Terms.E8;
import static io.strikebook.common.margin.Terms.future;
import static io.strikebook.common.margin.Terms.option;
import static io.strikebook.schemas.ContractStyle.INVERSE;
import static io.strikebook.schemas.ContractStyle.LINEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {
    private static final long E12 = 1_000_000_000_000L;

    private final FeeSchedule fees = new FeeSchedule(VenueParameters.defaults().fees());

    @Test
    void inverseOptionPaysARatioOfTheUnderlying() {
        final var call = option(OptionType.CALL, INVERSE, 9_000 * E8);
        assertThat(fees.feeE12(call, 2, 2_500_000, 10_000 * E8, true)).isEqualTo(2 * 300_000_000L);
        assertThat(fees.feeE12(call, 2, 2_500_000, 10_000 * E8, false)).isEqualTo(2 * 300_000_000L);
    }

    @Test
    void cheapOptionPaysAtMostAnEighthOfItsPrice() {
        final var call = option(OptionType.CALL, INVERSE, 9_000 * E8);
        assertThat(fees.feeE12(call, 1, 50_000, 10_000 * E8, false)).isEqualTo(62_500_000L);
        assertThat(fees.feeE12(call, 1, 0, 10_000 * E8, false)).isZero();
    }

    @Test
    void linearOptionPaysInItsOwnCurrency() {
        final var call = option(OptionType.CALL, LINEAR, 9_000 * E8);
        assertThat(fees.feeE12(call, 1, 250 * E8, 10_000 * E8, false)).isEqualTo(3 * E12);
        assertThat(fees.feeE12(call, 1, 8 * E8, 10_000 * E8, false)).isEqualTo(E12);
    }

    @Test
    void takerOfAFuturePaysARatioOfTheValue() {
        assertThat(fees.feeE12(future(INVERSE), 1_000, 10_000 * E8, 1, false)).isEqualTo(E12 / 2_000);
        assertThat(fees.feeE12(future(INVERSE), 1_000, 10_000 * E8, 1, true)).isZero();
        assertThat(fees.feeE12(future(LINEAR), 1, 10_000 * E8, 1, false)).isEqualTo(5 * E12);
    }

    @Property(tries = 2_000)
    void aBlockPaysWhatTheDiscountLeavesRoundedUp(
            @ForAll @LongRange(min = 1, max = 1_000_000) final long lots,
            @ForAll @LongRange(min = 0, max = E8) final long discountE8) {
        final FeeSchedule discounted =
                new FeeSchedule(new VenueParameters.Fees(30_000, 12_500_000, 0, 50_000, 0, 0, 0, 0, discountE8, 0, 0));
        final BigDecimal exact = BigDecimal.valueOf(fees.feeE12(future(INVERSE), lots, 9_999 * E8, 1, false))
                .multiply(BigDecimal.ONE.subtract(BigDecimal.valueOf(discountE8, 8)));
        assertThat(discounted.blockFeeE12(future(INVERSE), lots, 9_999 * E8, 1))
                .isEqualTo(exact.setScale(0, RoundingMode.CEILING).longValueExact());
        assertThat(discounted.feeE12(future(INVERSE), lots, 9_999 * E8, 1, false))
                .as("of what is no block trade")
                .isEqualTo(fees.feeE12(future(INVERSE), lots, 9_999 * E8, 1, false));
    }

    @Property(tries = 2_000)
    void futureFeeIsRoundedUpFromTheValue(
            @ForAll @LongRange(min = 1, max = 1_000_000) final long lots,
            @ForAll @LongRange(min = 100 * E8, max = 200_000 * E8) final long priceE8) {
        final long valueE12 = future(INVERSE).valueE12(lots, priceE8);
        final BigDecimal exact = BigDecimal.valueOf(valueE12).multiply(new BigDecimal("0.0005"));
        assertThat(fees.feeE12(future(INVERSE), lots, priceE8, 1, false))
                .isEqualTo(exact.setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
