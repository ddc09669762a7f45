package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers read as those of a column, beside the same ones each read the long way; whole and damaged. */
class DecimalColumnTest {
    private static final String DAMAGE = "[]\",.0193e- {}x\u0000\\/:";

    private final Random random = new Random(23);
    private final JsonReader reader = new JsonReader();

    @Test
    void theSameIsReadAndTheSameIsRefused() {
        for (int i = 0; i < 200_000; i++) {
            final byte[] text = numbers().getBytes(StandardCharsets.US_ASCII);
            final int end = random.nextInt(4) == 0 ? random.nextInt(text.length + 1) : text.length;
            if (random.nextInt(4) == 0) {
                text[random.nextInt(text.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            }
            // the text goes on behind its end, which is not to be read
            final byte[] padded = Arrays.copyOf(text, end + JsonReader.SLACK);
            System.arraycopy(text, end, padded, end, Math.min(JsonReader.SLACK, text.length - end));
            assertThat(read(padded, end, DecimalColumn.plain()))
                    .as(new String(padded, StandardCharsets.US_ASCII))
                    .isEqualTo(read(padded, end, null));
        }
    }

    /** In many numbers of every form that fits, each digit stands in each place. */
    @Test
    void allDigitsOfAllPlacesAreRead() {
        final DecimalColumn column = DecimalColumn.plain();
        for (int places = 0; places <= 6; places++) {
            final int most = places == 0 ? 8 : 7;
            for (int i = 0; i < 20_000; i++) {
                final long digits = random.nextLong((long) Math.pow(10, places + 1 + random.nextInt(most - places)));
                final String number = BigDecimal.valueOf(digits, places).toPlainString();
                final byte[] text = (number + ',' + " ".repeat(JsonReader.SLACK)).getBytes(StandardCharsets.US_ASCII);
                column.learn(text, 0, number.length(), 0);
                assertThat(column.readE8(text, 0)).isEqualTo(number.length());
                assertThat(column.value())
                        .isEqualTo(new BigDecimal(number).movePointRight(8).longValueExact());
            }
        }
    }

    private String numbers() {
        final StringBuilder text = new StringBuilder("[");
        int places = random.nextInt(8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            places = random.nextInt(6) == 0 ? random.nextInt(10) : places;
            final long digits = random.nextLong(1L << 1 + random.nextInt(40));
            text.append(random.nextInt(20) == 0 ? "-" : "")
                    .append(number(digits, places))
                    .append(i == 0 ? ']' : ',');
        }
        return text.toString();
    }

    private String number(final long digits, final int places) {
        return switch (random.nextInt(30)) {
            case 0 -> "null";
            case 1 -> " " + digits;
            case 2 -> digits + "e-3";
            case 3 -> '"' + BigDecimal.valueOf(digits, places).toPlainString() + '"';
            case 4 -> digits + ".";
            default -> BigDecimal.valueOf(digits, places).toPlainString();
        };
    }

    private List<Object> read(final byte[] text, final int end, final DecimalColumn column) {
        final List<Object> read = new ArrayList<>();
        reader.wrap(text, 0, end);
        try {
            reader.beginArray();
            while (reader.nextElement()) {
                read.add(column == null ? reader.decimalE8() : reader.decimalE8(column));
            }
            reader.end();
        } catch (final MalformedJsonException e) {
            read.add(e.getMessage());
        }
        return read;
    }
}
