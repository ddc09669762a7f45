package io.strikebook.benchmarks.feed;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.util.Fnv;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.JSONWire;
import net.openhft.chronicle.wire.WireIn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All numbers of a ticker by name, added up: ours as fixed point, theirs as floating point, which is what they have. Each message is
 * another one.
 */
@State(Scope.Thread)
public class JsonBenchmark {
    private static final int TIMESTAMP = 0;
    private static final int FIRST_NUMBER = 2;
    private static final JsonNames NAMES = JsonNames.of(
            "timestamp",
            "params",
            "underlying_price",
            "volume",
            "price_change",
            "low",
            "high",
            "settlement_price",
            "open_interest",
            "min_price",
            "max_price",
            "mark_price",
            "mark_iv",
            "last_price",
            "interest_rate",
            "index_price",
            "vega",
            "theta",
            "rho",
            "gamma",
            "delta",
            "estimated_delivery_price",
            "bid_iv",
            "best_bid_price",
            "best_bid_amount",
            "best_ask_price",
            "best_ask_amount",
            "ask_iv");
    private static final long TIMESTAMP_HASH = Fnv.hashCode64("timestamp");
    private static final double E8 = 1e8;
    private static final double NEAR = 1e-3;

    /** The venue's message, or one of 200 bytes. */
    @Param({"whole", "brief"})
    public String message;

    private final JsonReader reader = new JsonReader();
    private final JsonFactory factory = new JsonFactory();
    private final StringBuilder name = new StringBuilder();
    private byte[][] texts;
    private int next;
    private JsonParser waiting;
    private ByteArrayFeeder feeder;
    private Bytes<?> bytes;
    private JSONWire wire;

    /** Makes the messages, and sees that all read the same of them. */
    @Setup
    public void prepare() throws IOException, MalformedJsonException {
        texts = message.equals("whole") ? TickerTexts.whole() : TickerTexts.brief();
        waiting = factory.createNonBlockingByteArrayParser();
        feeder = (ByteArrayFeeder) waiting.getNonBlockingInputFeeder();
        bytes = Bytes.allocateElasticOnHeap();
        wire = new JSONWire(bytes);
        for (int i = 0; i < texts.length; i++) {
            next = i;
            final double sum = strikebook() / E8;
            for (final double other :
                    new double[] {at(i).jackson(), at(i).jacksonNonBlocking(), at(i).fastjson2(), at(i).chronicleWire()
                    }) {
                if (!(Math.abs(other - sum) < NEAR)) {
                    throw new IllegalStateException("message " + i + ": " + sum + " and " + other);
                }
            }
        }
    }

    private JsonBenchmark at(final int index) {
        next = index;
        return this;
    }

    private byte[] text() {
        final byte[] text = texts[next];
        next = next + 1 & texts.length - 1;
        return text;
    }

    /** Ours. */
    @Benchmark
    public long strikebook() throws MalformedJsonException {
        final byte[] text = text();
        reader.wrap(text, 0, text.length - JsonReader.SLACK);
        final long sum = object();
        reader.end();
        return sum;
    }

    private long object() throws MalformedJsonException {
        long sum = 0;
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            if (name >= FIRST_NUMBER) {
                final long number = reader.decimalE8();
                sum += number == JsonReader.NONE ? 0 : number;
            } else if (name == TIMESTAMP) {
                sum += reader.whole();
            } else if (reader.isObject()) {
                sum += object();
            } else {
                reader.skip();
            }
        }
        return sum;
    }

    /** Jackson's streaming parser, a new one for each message. */
    @Benchmark
    public double jackson() throws IOException {
        final byte[] text = text();
        try (JsonParser parser = factory.createParser(text, 0, text.length - JsonReader.SLACK)) {
            return sum(parser);
        }
    }

    /** Jackson's parser that is fed, one for all messages. */
    @Benchmark
    public double jacksonNonBlocking() throws IOException {
        final byte[] text = text();
        feeder.feedInput(text, 0, text.length - JsonReader.SLACK);
        return sum(waiting);
    }

    private static double sum(final JsonParser parser) throws IOException {
        double sum = 0;
        int depth = 0;
        do {
            final JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (token.isNumeric()) {
                sum += parser.currentName().equals("timestamp") ? parser.getLongValue() / E8 : parser.getDoubleValue();
            }
        } while (depth > 0);
        return sum;
    }

    /** fastjson2. */
    @Benchmark
    public double fastjson2() {
        final byte[] text = text();
        try (JSONReader parser = JSONReader.of(text, 0, text.length - JsonReader.SLACK, StandardCharsets.UTF_8)) {
            return sum(parser);
        }
    }

    private static double sum(final JSONReader parser) {
        double sum = 0;
        parser.nextIfObjectStart();
        while (!parser.nextIfObjectEnd()) {
            final long hash = parser.readFieldNameHashCode();
            if (parser.isObject()) {
                sum += sum(parser);
            } else if (parser.isNumber()) {
                sum += hash == TIMESTAMP_HASH ? parser.readInt64Value() / E8 : parser.readDoubleValue();
            } else {
                parser.skipValue();
            }
        }
        return sum;
    }

    /** Chronicle Wire's JSON. */
    @Benchmark
    public double chronicleWire() {
        final byte[] text = text();
        bytes.clear().write(text, 0, text.length - JsonReader.SLACK);
        wire.consumePadding();
        final double[] sum = new double[1];
        wire.getValueIn().marshallable(in -> add(in, sum));
        return sum[0];
    }

    private void add(final WireIn in, final double[] sum) {
        while (in.hasMore()) {
            name.setLength(0);
            final var value = in.read(name);
            switch (name.toString()) {
                case "params", "data", "stats", "greeks" -> value.marshallable(inner -> add(inner, sum));
                case "timestamp" -> sum[0] += value.int64() / E8;
                case "price_change" -> value.skipValue();
                case "jsonrpc", "method", "channel", "underlying_index", "state", "instrument_name" ->
                    value.skipValue();
                default -> sum[0] += value.float64();
            }
        }
    }
}
