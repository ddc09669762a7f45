package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void readsEveryForm() {
        assertThat(parse("0")).isZero();
        assertThat(parse("61800.20")).isEqualTo(6_180_020_000_000L);
        assertThat(parse(".5")).isEqualTo(50_000_000L);
        assertThat(parse("5.")).isEqualTo(500_000_000L);
        assertThat(parse("-1.5")).isEqualTo(-150_000_000L);
        assertThat(parse("5e-05")).isEqualTo(5_000L);
        assertThat(parse("1.25E+2")).isEqualTo(12_500_000_000L);
        assertThat(parse("0.6202000000000001")).isEqualTo(62_020_000L);
        assertThat(parse("0.000000005")).isEqualTo(1L);
        assertThat(parse("0.0000000049999")).isZero();
        assertThat(parse("92233720368.54775799")).isEqualTo(9_223_372_036_854_775_799L);
    }

    @Test
    void refusesEverythingElse() {
        for (final String text : new String[] {
            "", "-", ".", "1.2.3", "abc", "1e", "1e999", "NaN", "inf", "1 ", " 1", "0x1", "99999999999999"
        }) {
            assertThat(parse(text)).as(text).isEqualTo(Decimals.MALFORMED);
        }
    }

    @Property
    void agreesWithBigDecimal(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) final long unscaled,
            @ForAll @IntRange(min = -3, max = 20) final int scale) {
        final BigDecimal number = BigDecimal.valueOf(unscaled, scale);
        final BigDecimal scaled = number.movePointRight(8).setScale(0, RoundingMode.HALF_UP);
        if (scaled.abs().compareTo(BigDecimal.valueOf(9_223_372_036_854_775_000L)) < 0) {
            assertThat(parse(number.toString())).isEqualTo(scaled.longValue());
            assertThat(parse(number.toPlainString())).isEqualTo(scaled.longValue());
        }
    }

    private static long parse(final String text) {
        final char[] padded = ("x" + text + "y").toCharArray();
        return Decimals.parseE8(padded, 1, padded.length - 1);
    }
}
