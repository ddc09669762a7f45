package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects read with the order of the one before, beside the same without it, whole and damaged. */
class NameOrderTest {
    private static final JsonNames NAMES =
            JsonNames.of("price", "best_bid_price", "timestamp", "estimated_delivery_price_of_all");
    private static final String[] WRITTEN = {
        "price",
        "best_bid_price",
        "timestamp",
        "estimated_delivery_price_of_all",
        "state",
        "x",
        "prices",
        "best_bid_pricf",
        "a name"
    };
    private static final String DAMAGE = "{}\",:.09 x\\";

    private final Random random = new Random(23);
    private final NameOrder order = new NameOrder();

    @Test
    void theSameIsReadAndTheSameIsRefused() {
        String shape = shape();
        for (int i = 0; i < 100_000; i++) {
            shape = random.nextInt(5) == 0 ? shape() : shape;
            final byte[] text = shape.replace("#", Integer.toString(random.nextInt(100_000)))
                    .getBytes(StandardCharsets.US_ASCII);
            final int end = random.nextInt(8) == 0 ? random.nextInt(text.length + 1) : text.length;
            if (random.nextInt(6) == 0) {
                text[random.nextInt(text.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            }
            final byte[] padded = Arrays.copyOf(text, end + JsonReader.SLACK);
            System.arraycopy(text, end, padded, end, Math.min(JsonReader.SLACK, text.length - end));
            assertThat(read(padded, end, order))
                    .as(new String(padded, StandardCharsets.US_ASCII))
                    .isEqualTo(read(padded, end, null));
        }
    }

    private String shape() {
        final StringBuilder text = new StringBuilder("{");
        final int count = random.nextInt(100) == 0 ? 100 : random.nextInt(8);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(random.nextInt(20) == 0 ? " " : "")
                    .append('"')
                    .append(WRITTEN[random.nextInt(WRITTEN.length)])
                    .append("\":")
                    .append(random.nextInt(20) == 0 ? " #" : random.nextInt(9) == 0 ? "{\"price\":[\"}\",{}]}" : "#.5");
        }
        return text.append('}').toString();
    }

    private static List<Object> read(final byte[] text, final int end, final NameOrder order) {
        final JsonReader reader = new JsonReader();
        final List<Object> read = new ArrayList<>();
        reader.wrap(text, 0, end);
        try {
            reader.beginObject();
            int name = name(reader, order);
            while (name != JsonReader.END) {
                read.add(name);
                if (name == 0 && !reader.isObject()) {
                    read.add(reader.decimalE8());
                } else {
                    reader.skip();
                }
                name = name(reader, order);
            }
            reader.end();
        } catch (final MalformedJsonException e) {
            read.add(e.getMessage());
        }
        return read;
    }

    private static int name(final JsonReader reader, final NameOrder order) throws MalformedJsonException {
        return order == null ? reader.nextName(NAMES) : reader.nextName(NAMES, order);
    }
}
