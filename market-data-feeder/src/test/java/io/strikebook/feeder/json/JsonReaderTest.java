package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final JsonNames NAMES =
            JsonNames.of("price", "bids", "s", "u", "instrument_name", "instrument_nume");

    private final JsonReader reader = new JsonReader();

    /** Digits behind the end, which are not to be read. */
    private JsonReader of(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final byte[] padded = Arrays.copyOf(bytes, bytes.length + JsonReader.SLACK);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '7');
        reader.wrap(padded, 0, bytes.length);
        return reader;
    }

    @Test
    void namesAndValuesComeInTheOrderOfTheText() throws MalformedJsonException {
        of(" {\"price\": \"61800.20\", \"x\":{\"price\":[1,{}]},\"u\":5123107832006 ,\"s\":\"BTCUSDT\"}\n");
        reader.beginObject();
        assertThat(reader.nextName(NAMES)).isZero();
        assertThat(reader.decimalE8()).isEqualTo(6_180_020_000_000L);
        assertThat(reader.nextName(NAMES)).isEqualTo(JsonNames.UNKNOWN);
        reader.skip();
        assertThat(reader.nextName(NAMES)).isEqualTo(3);
        assertThat(reader.whole()).isEqualTo(5_123_107_832_006L);
        assertThat(reader.nextName(NAMES)).isEqualTo(2);
        assertThat(reader.string(JsonNames.of("BTCUSDT"))).isZero();
        assertThat(reader.stringText()).isEqualTo("BTCUSDT");
        assertThat(reader.nextName(NAMES)).isEqualTo(JsonReader.END);
        reader.end();
    }

    @Test
    void arraysWithinArraysAreLevels() throws MalformedJsonException {
        of("[[\"58710.20\",\"0.014\"] , [61496.5,0],[]]");
        final List<Long> numbers = new ArrayList<>();
        reader.beginArray();
        while (reader.nextElement()) {
            reader.beginArray();
            while (reader.nextElement()) {
                numbers.add(reader.decimalE8());
            }
        }
        reader.end();
        assertThat(numbers).containsExactly(5_871_020_000_000L, 1_400_000L, 6_149_650_000_000L, 0L);
    }

    @Test
    void namesThatBeginAlikeAreToldApart() throws MalformedJsonException {
        of("{\"instrument_name\":1,\"instrument_nume\":2,\"instrument_nama\":3,\"instrument\":4,\"\":5}");
        reader.beginObject();
        final List<Integer> names = new ArrayList<>();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            names.add(name);
            reader.skip();
        }
        assertThat(names).containsExactly(4, 5, -1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "0.1",
                "-0.00000001",
                "12345678",
                "123456789",
                "1234567.12345678",
                "12345678.12345678",
                "0.123456789",
                "0.000000005",
                "0.0000000049",
                "-0.000000005",
                "92233720367.99999999",
                "99999.5",
                "1e3",
                "1.5E-3",
                "5e-05",
                "2.5e+2",
                "1e-30",
                "0e5",
                "0.30000000000000004",
                "64000.0",
                "7.77e1",
                "00012.5",
            })
    void decimalsAreRoundedHalfAwayFromZero(final String text) throws MalformedJsonException {
        final long expected = new BigDecimal(text)
                .movePointRight(8)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        assertThat(of(text).decimalE8()).isEqualTo(expected);
        reader.end();
        assertThat(of('"' + text + '"').decimalE8()).isEqualTo(expected);
        reader.end();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "1723161256299, 1723161256299",
        "123456789012345678, 123456789012345678",
        "null, -9223372036854775808"
    })
    void wholeNumbers(final String text, final long expected) throws MalformedJsonException {
        assertThat(of(text).whole()).isEqualTo(expected);
        reader.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                ".5",
                "5.",
                "1.2.3",
                "1e",
                "1e+",
                "1e999",
                "--1",
                "1-",
                "1e1.5",
                "\"\"",
                "\"1",
                "\"1 \"",
                "x",
                "nul",
                "nullx",
                "1x",
                "92233720369",
                "9223372036854775808",
                "0x10",
                "١",
                "NaN",
                "-Infinity",
                "1 2",
                "\"-\"",
                "+1",
                "1e5e5",
            })
    void whatIsNoDecimalIsRefused(final String text) {
        assertThatThrownBy(() -> {
                    of(text).decimalE8();
                    reader.end();
                })
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("at byte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "1.0", "1e3", "", "99999999999999999999", "9223372036854775808", "\"\"", "true", "1x"})
    void whatIsNoWholeNumberIsRefused(final String text) {
        assertThatThrownBy(() -> of(text).whole()).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "{]",
                "[}",
                "{\"a\":[}",
                "\"a",
                "\"a\\\"",
                "{\"a",
                "[\"]",
                "tru",
                "truex",
                "nulls",
                "-",
                "",
                "[[[\"]]]",
                "[[1}]",
                "[1",
            })
    void whatCannotBePassedOverIsRefused(final String text) {
        assertThatThrownBy(() -> {
                    of(text).skip();
                    reader.end();
                })
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void anythingWithinBalancedBracketsIsPassedOver() throws MalformedJsonException {
        of("{\"a\\\"}\":[\"\\\\\",\"]\",{\"é\u0001\":null}]}").skip();
        reader.end();
        of("[".repeat(64) + "]".repeat(64)).skip();
        reader.end();
        assertThatThrownBy(() -> of("[".repeat(65) + "]".repeat(65)).skip()).hasMessageContaining("more than 64");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws MalformedJsonException {
        of("{\"price\" 5}").beginObject();
        assertThatThrownBy(() -> reader.nextName(NAMES)).hasMessage("no colon after a name at byte 9");
        of("[1 2]").beginArray();
        reader.nextElement();
        reader.skip();
        assertThatThrownBy(reader::nextElement).hasMessage("no comma between two values at byte 3");
        of("{} {}").skip();
        assertThatThrownBy(reader::end).hasMessage("something after the end at byte 3");
        assertThatThrownBy(() -> of("\"a\\n\"").string())
                .hasMessage("an escape or a control character in a string at byte 2");
    }

    @Test
    void aTextNeedsBytesBehindIt() {
        assertThatThrownBy(() -> reader.wrap(new byte[10], 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a\"", "same,same", "estimated_a_delivery,estimated_b_delivery"})
    void namesArePlainAndDiffer(final String names) {
        assertThatThrownBy(() -> JsonNames.of(names.split(",", -1))).isInstanceOf(IllegalArgumentException.class);
    }
}
