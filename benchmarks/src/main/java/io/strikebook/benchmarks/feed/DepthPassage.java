package io.strikebook.benchmarks.feed;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/** A snapshot and depth updates of Binance's USDT-margined perpetual, through the venue's rules. */
final class DepthPassage implements Passage {
    private static final String RECORDING = "l2/binance_usdm_btcusdt_20240808.gz";
    private static final int MADE_UPDATES = 6_000;
    private static final int LEVELS_PER_UPDATE = 68;
    private static final int SNAPSHOT_LEVELS = 1_000;
    private static final byte[] LEVEL = {'[', '"'};

    private final List<byte[]> texts;
    private final String origin;
    private final long textBytes;
    private final long levels;
    private final BinanceNormaliser rules = new BinanceNormaliser(
            BinanceMarket.USDM,
            false,
            new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(text -> {})),
            VenueRequests.NONE);

    private DepthPassage(final List<String> messages, final String origin) {
        this.origin = origin;
        texts = new ArrayList<>();
        long bytes = 0;
        long count = 0;
        for (final String message : messages) {
            final byte[] text = message.getBytes(StandardCharsets.US_ASCII);
            bytes += text.length;
            for (int i = 1; i < text.length; i++) {
                count += text[i - 1] == LEVEL[0] && text[i] == LEVEL[1] ? 1 : 0;
            }
            texts.add(Arrays.copyOf(text, text.length + JsonReader.SLACK));
        }
        textBytes = bytes;
        levels = count;
    }

    /** Out of recorded data, or made where there is none. */
    static DepthPassage open(final Path data) {
        final Path recording = data == null ? null : data.resolve(RECORDING);
        return recording != null && Files.exists(recording)
                ? new DepthPassage(recorded(recording), "recorded: " + recording.getFileName())
                : new DepthPassage(made(), "made");
    }

    private static List<String> recorded(final Path file) {
        final List<String> messages = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("depthUpdate") || line.contains("lastUpdateId")) {
                    messages.add(line.substring(line.indexOf(' ') + 1));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return messages;
    }

    private static List<String> made() {
        final SplittableRandom random = new SplittableRandom(11);
        final List<String> messages = new ArrayList<>();
        int middle = 600_000;
        for (int i = 0; i < MADE_UPDATES; i++) {
            middle += random.nextInt(21) - 10;
            final long id = 5_123_107_832_006L + i * 100L;
            messages.add("{\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":"
                    + (1_723_161_256_299L + i)
                    + ",\"T\":" + (1_723_161_256_298L + i) + ",\"s\":\"BTCUSDT\",\"U\":" + (id + 1) + ",\"u\":"
                    + (id + 100) + ",\"pu\":" + id + ",\"b\":" + levels(random, middle, -1, LEVELS_PER_UPDATE / 2)
                    + ",\"a\":" + levels(random, middle, 1, LEVELS_PER_UPDATE / 2) + "}}");
            if (i == 0) {
                messages.add("{\"lastUpdateId\":" + (id + 100) + ",\"E\":1723161256501,\"T\":1723161256493,\"bids\":"
                        + levels(random, middle, -1, SNAPSHOT_LEVELS) + ",\"asks\":"
                        + levels(random, middle, 1, SNAPSHOT_LEVELS) + "}");
            }
        }
        return messages;
    }

    private static String levels(final SplittableRandom random, final int middle, final int sign, final int count) {
        final StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            final int price = middle + sign * (11 + i + random.nextInt(1_000));
            final boolean gone = random.nextInt(3) == 0;
            text.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "[\"%d.%d0\",\"%s\"]",
                            price / 10,
                            price % 10,
                            gone ? "0.000" : random.nextInt(10) + "." + (100 + random.nextInt(900))));
        }
        return text.append(']').toString();
    }

    @Override
    public String name() {
        return "Binance depth";
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public long messages() {
        return texts.size();
    }

    @Override
    public long textBytes() {
        return textBytes;
    }

    @Override
    public long items() {
        return levels;
    }

    @Override
    public String itemName() {
        return "levels";
    }

    @Override
    public void play(final MarketDataListener listener, final Runnable afterMessage) {
        rules.onInterrupted(0, listener);
        for (int i = 0; i < texts.size(); i++) {
            final byte[] text = texts.get(i);
            try {
                rules.onMessage(i, text, 0, text.length - JsonReader.SLACK, listener);
            } catch (final BadMessageException e) {
                throw new IllegalStateException("message " + i + ": " + e.getMessage(), e);
            }
            afterMessage.run();
        }
    }
}
