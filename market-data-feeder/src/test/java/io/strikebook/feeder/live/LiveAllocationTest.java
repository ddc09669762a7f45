package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.binance.BinanceProtocol;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The agent's thread, from the ring to the queue, makes no garbage once it knows its instruments. */
class LiveAllocationTest {
    private static final int MESSAGES = 200_000;

    private static final byte[] TICKER = ticker("61808.10");
    private static final byte[] OTHER_TICKER = ticker("61808.20");

    private final FrameRing ring = new FrameRing(1 << 20, 1 << 16);
    private long nowNs = SteppedVenue.ms(1_000_000);

    @Test
    void agentThreadAllocatesNothing() {
        final FeedErrors errors = new FeedErrors(text -> {});
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        final BinanceProtocol protocol =
                new BinanceProtocol(BinanceMarket.USDM, SteppedVenue.STREAM, SteppedVenue.REST, List.of("BTCUSDT"));
        final LiveTransport nowhere = new SteppedVenue(protocol);
        try (Publication publication = new GroupBuffer((buffer, offset, length, sequence, groups) -> {})) {
            final LiveFeed feed = new LiveFeed(
                    List.of(new LiveSource(
                            protocol, requests -> new BinanceNormaliser(BinanceMarket.USDM, false, context, requests))),
                    SteppedVenue.SETTINGS,
                    nowhere,
                    new MarketDataPublisher(publication),
                    new Random(1),
                    context,
                    text -> {});
            final LiveFeederAgent agent = new LiveFeederAgent(ring, feed, nowhere, publication, () -> nowNs, () -> {});
            agent.onStart();
            agent.doWork();
            connected();
            agent.doWork();
            final com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 6 && least > 0; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                work(agent);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
            assertThat(feed.messages()).isPositive();
            assertThat(errors.badLines()).isZero();
        }
    }

    /** Writes and reads in turn; writing allocates nothing either. */
    private void work(final LiveFeederAgent agent) {
        for (int i = 0; i < MESSAGES; i++) {
            write(i % 2 == 0 ? TICKER : OTHER_TICKER);
            nowNs += 1_000;
            if (i % 16 == 0) {
                agent.doWork();
            }
        }
        agent.doWork();
    }

    private static byte[] ticker(final String ask) {
        return ("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":5123108471928,\"s\":\"BTCUSDT\","
                        + "\"b\":\"61808.00\",\"B\":\"11.574\",\"a\":\"" + ask
                        + "\",\"A\":\"0.005\",\"T\":1723161265115,\"E\":1723161265115}}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void write(final byte[] text) {
        final int claim = ring.claim(FrameRing.TEXT, 1, 1, nowNs, 0, 0, text.length);
        ring.textAt(claim, text.length).put(text);
        ring.commit(claim);
    }

    private void connected() {
        ring.commit(ring.claim(FrameRing.CONNECTED, 1, 1, nowNs, 0, 0, 0));
    }
}
