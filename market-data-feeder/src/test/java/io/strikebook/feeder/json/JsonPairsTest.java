package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pairs read at once beside the same text read element by element, whole and damaged. */
class JsonPairsTest {
    private static final String[] NUMBERS = {
        "61716.10",
        "0.003",
        "0",
        "0.000",
        "1",
        "12345678",
        "123456789",
        "0.00000001",
        "99999999.99999999",
        "1.123456789",
        "-3.5",
        "1e3",
        "1234567.",
        ".5",
        "",
        "61716.100",
        "7.6",
        "1.2.3",
        "000000000000000000000.5",
        "9223372036854775807",
        "92233720368.54775807",
        "1234567",
        "1234567.8",
        "12.45678",
        "null"
    };
    private static final String[] SPACES = {"", "", "", "", "", "", "", "", "", "", " ", "\n"};
    private static final String DAMAGE = "[]\",.0193e- {x\u0000\\";

    private final Random random = new Random(17);
    private final JsonReader reader = new JsonReader();
    private final long[] firsts = new long[3];
    private final long[] seconds = new long[3];
    private long atOnce;

    @Test
    void theSameIsReadAndTheSameIsRefused() {
        for (int i = 0; i < 200_000; i++) {
            final byte[] text = (i % 2 == 0 ? usual() : any()).getBytes(StandardCharsets.US_ASCII);
            final int end = random.nextInt(4) == 0 ? random.nextInt(text.length + 1) : text.length;
            for (int damages = random.nextInt(8); damages > 6; damages--) {
                text[random.nextInt(text.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            }
            // the text goes on behind its end, which is not to be read
            final byte[] padded = Arrays.copyOf(text, end + JsonReader.SLACK);
            System.arraycopy(text, end, padded, end, Math.min(JsonReader.SLACK, text.length - end));
            assertThat(read(padded, end, true))
                    .as(new String(padded, StandardCharsets.US_ASCII))
                    .isEqualTo(read(padded, end, false));
        }
        assertThat(atOnce).isGreaterThan(100_000);
    }

    @Test
    void usualLevelsAreReadAtOnce() throws MalformedJsonException {
        final String levels =
                "[[\"61716.10\",\"0.003\"],[\"61715.00000000\",\"12.50000000\"],[\"7\",\"100\"],[\"1.5\",\"2\"]]";
        final byte[] text = (levels + " ".repeat(100)).getBytes(StandardCharsets.US_ASCII);
        reader.wrap(text, 0, text.length - JsonReader.SLACK);
        reader.beginArray();
        assertThat(reader.pairsE8(firsts, seconds, 0)).isEqualTo(3);
        assertThat(firsts).containsExactly(6_171_610_000_000L, 6_171_500_000_000L, 700_000_000L);
        assertThat(seconds).containsExactly(300_000L, 1_250_000_000L, 10_000_000_000L);
        assertThat(reader.nextElement()).isTrue();
        reader.skip();
        assertThat(reader.nextElement()).isFalse();
        reader.end();
    }

    private String usual() {
        final StringBuilder text = new StringBuilder("[");
        final int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "[\"" : ",[\"")
                    .append(random.nextInt(100_000))
                    .append('.')
                    .append(random.nextInt(10))
                    .append("0\",\"")
                    .append(random.nextInt(20))
                    .append('.')
                    .append(random.nextInt(1_000))
                    .append("\"]");
        }
        return text.append(']').toString();
    }

    private String any() {
        final StringBuilder text = new StringBuilder("[");
        final int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(space()).append('[');
            final int numbers = random.nextInt(12) == 0 ? random.nextInt(4) : 2;
            for (int j = 0; j < numbers; j++) {
                final String quote = random.nextInt(12) == 0 ? "" : "\"";
                text.append(j == 0 ? "" : ",")
                        .append(space())
                        .append(quote)
                        .append(NUMBERS[random.nextInt(NUMBERS.length)])
                        .append(quote)
                        .append(space());
            }
            text.append(']').append(space());
        }
        return text.append(']').toString();
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    private List<Object> read(final byte[] text, final int end, final boolean pairs) {
        final List<Object> read = new ArrayList<>();
        reader.wrap(text, 0, end);
        try {
            reader.beginArray();
            takePairs(pairs, read);
            while (reader.nextElement()) {
                reader.beginArray();
                while (reader.nextElement()) {
                    read.add(reader.decimalE8());
                }
                takePairs(pairs, read);
            }
            reader.end();
        } catch (final MalformedJsonException e) {
            read.add(e.getMessage());
        }
        return read;
    }

    private void takePairs(final boolean pairs, final List<Object> read) {
        int count = pairs ? reader.pairsE8(firsts, seconds, 0) : 0;
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                read.add(firsts[i]);
                read.add(seconds[i]);
            }
            atOnce += count;
            count = reader.pairsE8(firsts, seconds, 0);
        }
    }
}
