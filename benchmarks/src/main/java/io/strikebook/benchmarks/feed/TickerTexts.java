package io.strikebook.benchmarks.feed;

import io.strikebook.feeder.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Messages of the form of Deribit's ticker channel, with made numbers, each with {@link JsonReader#SLACK} bytes behind it. About 740 bytes and 27
 * numbers; the short form, a best bid and ask, has 200 bytes.
 */
final class TickerTexts {
    private static final int DIFFERENT = 256;

    private TickerTexts() {}

    /** Messages as the venue sends them. */
    static byte[][] whole() {
        return texts(TickerTexts::whole);
    }

    /** Messages of 200 bytes. */
    static byte[][] brief() {
        return texts(TickerTexts::brief);
    }

    /** Makes a message. */
    @FunctionalInterface
    private interface Maker {
        String make(SplittableRandom random);
    }

    private static byte[][] texts(final Maker maker) {
        final SplittableRandom random = new SplittableRandom(7);
        final byte[][] texts = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            final byte[] text = maker.make(random).getBytes(StandardCharsets.US_ASCII);
            texts[i] = Arrays.copyOf(text, text.length + JsonReader.SLACK);
        }
        return texts;
    }

    private static String whole(final SplittableRandom random) {
        final String name = name(random);
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker." + name
                + ".raw\",\"data\":{\"underlying_price\":" + decimal(random, 90_000, 2)
                + ",\"underlying_index\":\"" + name.substring(0, 11)
                + "\",\"timestamp\":" + (1_626_993_722_933L + random.nextInt(100_000))
                + ",\"stats\":{\"volume\":" + decimal(random, 500, 1)
                + ",\"price_change\":null,\"low\":" + decimal(random, 1, 4)
                + ",\"high\":" + decimal(random, 1, 4)
                + "},\"state\":\"open\",\"settlement_price\":" + decimal(random, 1, 2)
                + ",\"open_interest\":" + decimal(random, 900, 1)
                + ",\"min_price\":" + decimal(random, 1, 3)
                + ",\"max_price\":" + decimal(random, 1, 3)
                + ",\"mark_price\":" + decimal(random, 1, 7)
                + ",\"mark_iv\":" + decimal(random, 100, 2)
                + ",\"last_price\":" + decimal(random, 1, 3)
                + ",\"interest_rate\":0.0,\"instrument_name\":\"" + name
                + "\",\"index_price\":" + decimal(random, 90_000, 2)
                + ",\"greeks\":{\"vega\":" + decimal(random, 100, 5)
                + ",\"theta\":-" + decimal(random, 100, 5)
                + ",\"rho\":-" + decimal(random, 100, 5)
                + ",\"gamma\":" + decimal(random, 1, 5)
                + ",\"delta\":-" + decimal(random, 1, 5)
                + "},\"estimated_delivery_price\":" + decimal(random, 90_000, 2)
                + ",\"bid_iv\":" + decimal(random, 100, 2)
                + "," + best(random)
                + ",\"ask_iv\":" + decimal(random, 100, 2) + "}}}";
    }

    private static String brief(final SplittableRandom random) {
        return "{\"method\":\"subscription\",\"params\":{\"data\":{\"timestamp\":"
                + (1_626_993_722_933L + random.nextInt(100_000)) + ",\"instrument_name\":\"" + name(random) + "\","
                + best(random) + "}}}";
    }

    private static String best(final SplittableRandom random) {
        return "\"best_bid_price\":" + decimal(random, 1, 4)
                + ",\"best_bid_amount\":" + decimal(random, 90, 1)
                + ",\"best_ask_price\":" + String.format(Locale.ROOT, "%.4f", 1 + random.nextDouble())
                + ",\"best_ask_amount\":" + decimal(random, 90, 1);
    }

    private static String name(final SplittableRandom random) {
        return "BTC-31DEC21-" + random.nextInt(10, 99) + "000-" + (random.nextBoolean() ? 'C' : 'P');
    }

    private static String decimal(final SplittableRandom random, final int bound, final int places) {
        return String.format(Locale.ROOT, "%." + places + "f", random.nextDouble(bound));
    }
}
