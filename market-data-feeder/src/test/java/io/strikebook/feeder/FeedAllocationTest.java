package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.l3.OrderBookEvent;
import io.strikebook.feeder.l3.OrderByOrderBook;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.Side;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** After warm-up messages become frames without garbage. */
class FeedAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 10_000;

    /** Rounds until one makes no garbage; what the JVM makes for itself while it compiles may take some. */
    private static final int MOST_ROUNDS = 100;

    private static final long LITTLE_BYTES = 256;

    private long published;

    private final GroupBuffer queue = new GroupBuffer((buffer, offset, length, first, ended) -> published += ended);
    private final MarketDataPublisher publisher = new MarketDataPublisher(queue);

    @Test
    void tickersOfDeribit() {
        final DeribitNormaliser rules = new DeribitNormaliser(
                new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(text -> {})),
                VenueRequests.NONE);
        final byte[][] texts = new byte[64][];
        for (int i = 0; i < texts.length; i++) {
            final byte[] text = ticker(i).getBytes(StandardCharsets.US_ASCII);
            texts[i] = Arrays.copyOf(text, text.length + JsonReader.SLACK);
        }
        assertThat(leastGarbage(message -> {
                    final byte[] text = texts[(int) message % texts.length];
                    try {
                        rules.onMessage(message * 1_000, text, 0, text.length - JsonReader.SLACK, publisher);
                    } catch (final BadMessageException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isLessThan(LITTLE_BYTES);
        assertThat(published).isGreaterThanOrEqualTo(MESSAGES);
    }

    private static String ticker(final int i) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.BTC-31DEC21-"
                + (20 + i)
                + "000-C.raw\",\"data\":{\"underlying_price\":32100." + i
                + ",\"underlying_index\":\"BTC-31DEC21\",\"timestamp\":"
                + (1_626_993_722_933L + i)
                + ",\"stats\":{\"volume\":0.0,\"price_change\":null,\"low\":null,\"high\":null},"
                + "\"state\":\"open\",\"mark_price\":0.1" + i + ",\"mark_iv\":80." + i
                + ",\"interest_rate\":0.0,\"instrument_name\":\"BTC-31DEC21-" + (20 + i)
                + "000-C\",\"index_price\":32000.5,\"best_bid_price\":0.0415,\"best_bid_amount\":1.0,"
                + "\"best_ask_price\":0.0430,\"best_ask_amount\":2.5}}}";
    }

    @Test
    void singleOrders() {
        final OrderByOrderBook book = new OrderByOrderBook(1_000_000);
        final OrderBookEvent event = new OrderBookEvent(book, false);
        assertThat(leastGarbage(message -> {
                    final long id = message % 1_000;
                    final long priceE8 = 100_000_000L + (message * 7_919 % 200 - 100) * 1_000_000L;
                    final Side side = priceE8 < 100_000_000L ? Side.BUY : Side.SELL;
                    if (!book.knows(id)) {
                        event.add(id, side, priceE8, 1_000 + message % 17);
                    } else if (message % 3 == 0) {
                        event.cancel(id, book.openE8(id));
                    } else if (message % 3 == 1) {
                        event.execute(id, Math.min(book.openE8(id), 10));
                    } else {
                        event.modify(id, book.priceE8(id), book.openE8(id) + 5);
                    }
                    publisher.beginEvent(message);
                    event.publish(1, message, publisher);
                    publisher.endEvent();
                }))
                .isLessThan(LITTLE_BYTES);
        book.checkInvariants();
    }

    /** What a message does. */
    @FunctionalInterface
    private interface Message {
        void take(long number);
    }

    /** The least that any round of messages allocates. */
    private long leastGarbage(final Message message) {
        long least = Long.MAX_VALUE;
        long number = 0;
        for (int round = 0; round < MOST_ROUNDS && least >= LITTLE_BYTES; round++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MESSAGES; i++) {
                message.take(number++);
                queue.flush();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
