package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueStream;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** From the bytes of a message to the frames of its events: nothing is made once everything was seen. */
class NormaliserAllocationTest {
    private static final int ROUNDS = 20;
    private static final int MESSAGES = 40_000;

    private final FeedErrors errors = new FeedErrors(text -> {});

    @Test
    void deribitTickers() {
        assertNothingIsMade(
                DeribitNormaliser::new,
                "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz",
                line -> line.contains("\"channel\":\"ticker."));
    }

    @Test
    void deribitBooks() {
        assertNothingIsMade(
                DeribitNormaliser::new,
                "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz",
                line -> line.contains("\"channel\":\"book."));
    }

    @Test
    void kraken() {
        assertNothingIsMade(
                KrakenNormaliser::new,
                "l2/cryptofeed_KRAKEN.ws.50.0.gz",
                line -> line.contains("\"book-1000\",\"") && !line.contains("event"));
    }

    @Test
    void okx() {
        assertNothingIsMade(OkxNormaliser::new, "l2/cryptofeed_OKX.ws.1.0.gz", line -> line.contains("\"data\""));
    }

    @Test
    void bitmex() {
        assertNothingIsMade(BitmexNormaliser::new, "l2/cryptofeed_BITMEX.ws.1.0.gz", line -> line.contains("\"data\""));
    }

    @Test
    void binance() {
        assertNothingIsMade(
                (context, requests) -> new BinanceNormaliser(BinanceMarket.COINM, true, context, requests),
                "l2/cryptofeed_BINANCE_DELIVERY.ws.1.0.gz",
                line -> line.contains("depthUpdate") || line.contains("bookTicker") || line.contains("aggTrade"));
    }

    private void assertNothingIsMade(
            final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules,
            final String file,
            final Predicate<String> wanted) {
        final List<byte[]> messages = messages(file, wanted);
        assertThat(messages).isNotEmpty();
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Publication publication = new GroupBuffer((buffer, offset, length, sequence, groups) -> {})) {
            final MarketDataPublisher publisher = new MarketDataPublisher(publication);
            final VenueNormaliser normaliser = rules.apply(context, VenueRequests.NONE);
            final VenueStream stream = new VenueStream(normaliser, errors.connection("test"));
            long least = Long.MAX_VALUE;
            for (int round = 0; round < Math.max(ROUNDS, MESSAGES / messages.size()); round++) {
                normaliser.onInterrupted(round, publisher);
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < messages.size(); i++) {
                    final byte[] text = messages.get(i);
                    stream.message(i, round, text, 0, text.length - JsonReader.SLACK, publisher);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(errors.badLines()).isZero();
            assertThat(least).isZero();
        }
    }

    private static List<byte[]> messages(final String file, final Predicate<String> wanted) {
        final List<byte[]> messages = new ArrayList<>();
        try (GzipLines lines = new GzipLines(TestData.find(file))) {
            while (lines.next()) {
                final String line = lines.string(0, lines.length());
                final int start = line.indexOf(": ") + 2;
                if (line.startsWith("1") && wanted.test(line)) {
                    messages.add(Arrays.copyOfRange(lines.text(), start, lines.length() + JsonReader.SLACK));
                }
            }
        }
        return messages;
    }
}
