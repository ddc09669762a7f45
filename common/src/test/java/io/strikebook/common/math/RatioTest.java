package io.strikebook.common.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {
    private static final long MOST = 1L << 60;

    @Property(tries = 5_000)
    void isTheQuotientRoundedDown(
            @ForAll @LongRange(min = -MOST, max = MOST) final long amount,
            @ForAll @LongRange(min = -MOST / 2, max = MOST / 2) final long numerator,
            @ForAll @LongRange(min = 1, max = MOST - 1) final long denominator) {
        Assume.that(Math.abs(numerator) / 4 < denominator);
        assertThat(new Ratio(numerator, denominator).floor(amount)).isEqualTo(floor(amount, numerator, denominator));
    }

    @Property(tries = 5_000)
    void smallRatiosToo(
            @ForAll @LongRange(min = -MOST, max = MOST) final long amount,
            @ForAll @LongRange(min = -200_000_000, max = 200_000_000) final long numerator) {
        final Ratio ratio = new Ratio(numerator, 400_000_000 + numerator / 2);
        assertThat(ratio.floor(amount)).isEqualTo(floor(amount, numerator, 400_000_000 + numerator / 2));
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "-4, 1", "1, 0", "1, -1", "1, 1152921504606846976"})
    void whatIsOutOfRangeIsRefused(final long numerator, final long denominator) {
        assertThatThrownBy(() -> new Ratio(numerator, denominator)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long floor(final long amount, final long numerator, final long denominator) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
