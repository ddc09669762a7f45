package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Every form of a number, against arbitrary precision. */
class DecimalReaderTest {
    private final DecimalReader reader = new DecimalReader();

    @Property
    void agreesWithBigDecimal(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) final long unscaled,
            @ForAll @IntRange(min = -3, max = 20) final int scale) {
        final BigDecimal number = BigDecimal.valueOf(unscaled, scale);
        final BigDecimal scaled = number.movePointRight(8).setScale(0, RoundingMode.HALF_UP);
        if (scaled.abs().compareTo(BigDecimal.valueOf(9_223_372_036_854_775_000L)) < 0) {
            assertThat(read(number.toString())).isEqualTo(scaled.longValue());
            assertThat(read(number.toPlainString())).isEqualTo(scaled.longValue());
        }
    }

    @Property
    void agreesOnWholeNumbers(@ForAll @LongRange(min = 0, max = 9_000_000_000_000_000_000L) final long number) {
        final byte[] text = ("x" + number + "9999999999").getBytes(StandardCharsets.US_ASCII);
        final int end = text.length - 10;
        assertThat(reader.readWhole(text, 1, end)).isTrue();
        assertThat(reader.value()).isEqualTo(number);
        assertThat(reader.end()).isEqualTo(end);
    }

    /** Between bytes that must not be read: digits behind it. */
    private long read(final String number) {
        final byte[] text = ("1" + number + "99999999").getBytes(StandardCharsets.US_ASCII);
        final int end = text.length - JsonReader.SLACK;
        assertThat(reader.readE8(text, 1, end)).as(number).isTrue();
        assertThat(reader.end()).isEqualTo(end);
        return reader.value();
    }
}
