package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueInstrument;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import io.strikebook.feeder.venue.VenueStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Books are given as a whole again, in market-data time and in turn, and are no fresher for it. */
class WholeBooksTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long EVERY_NS = 10 * SECOND_NS;
    private static final long STALE_AFTER_NS = 60 * SECOND_NS;

    private final ListRecorder recorder = new ListRecorder();
    private final FeedErrors errors = new FeedErrors(text -> {});
    private VenueStream stream = stream(EVERY_NS);
    private long number;

    private VenueStream stream(final long everyNs) {
        final FeedContext context =
                new FeedContext(VenueParameters.defaults().underlyings(), errors, STALE_AFTER_NS, everyNs);
        return new VenueStream(new PlainRules(context), errors.connection("test"));
    }

    @Test
    void oncePerPeriodWithTheConstituentThatItsMiddleIs() {
        snapshot(1, "BTC");
        level(2, "BTC", "b", "59999", "2");
        level(10, "BTC", "b", "59998", "3");
        assertThat(recorder.events).hasSize(3);
        level(11, "BTC", "a", "60001", "0");
        assertThat(recorder.events).hasSize(5);
        assertThat(recorder.events.get(4))
                .isEqualTo("11000000000 snapshot BUY100000000@6000000000000 BUY200000000@5999900000000"
                        + " BUY300000000@5999800000000 SELL100000000@6000200000000 constituent 1.1 6000100000000");
        level(20, "BTC", "b", "59998", "4");
        assertThat(recorder.events).hasSize(6);
        level(21, "BTC", "b", "59998", "5");
        assertThat(recorder.events).hasSize(8);
    }

    @Test
    void booksTakeTurnsAndTheirOwnSnapshotsCount() {
        snapshot(1, "BTC");
        snapshot(2, "ETH");
        snapshot(9, "BTC");
        level(12, "BTC", "b", "59999", "2");
        level(12, "BTC", "b", "59999", "3");
        assertThat(whole()).as("of ether").hasSize(4);
        assertThat(whole().get(3)).startsWith("12000000000 snapshot").contains(" constituent 2.1 ");
        level(19, "ETH", "b", "59999", "3");
        level(19, "ETH", "b", "59999", "4");
        assertThat(whole()).hasSize(5);
    }

    @Test
    void ofAQuietBookTheConstituentIsNotSaidAgainAndAStaleOneStaysStale() {
        snapshot(1, "BTC");
        snapshot(1, "ETH");
        for (int second = 2; second <= 80; second++) {
            level(second, "ETH", "b", "59999", String.valueOf(second));
        }
        final List<String> quiet = whole().stream()
                .filter(event -> !event.contains("@5999900000000") && !event.contains("constituent"))
                .toList();
        assertThat(quiet).hasSizeGreaterThan(4);
        assertThat(quiet.get(0)).doesNotContain("stale");
        assertThat(quiet.get(quiet.size() - 1)).contains("snapshot stale");
        assertThat(recorder.events.stream().filter(event -> event.contains("constituent 1.1")))
                .as("what it was first, and perhaps once more")
                .hasSizeBetween(1, 2);
    }

    @Test
    void whatIsBrokenIsNotGivenAndWithoutAPeriodNothingIs() {
        snapshot(1, "BTC");
        stream.interrupted(2, 2 * SECOND_NS, recorder);
        level(30, "BTC", "b", "59999", "2");
        level(50, "BTC", "b", "59999", "3");
        assertThat(whole()).hasSize(1);
        stream = stream(0);
        snapshot(60, "BTC");
        level(90, "BTC", "b", "59999", "2");
        assertThat(whole()).hasSize(2);
    }

    private List<String> whole() {
        return recorder.events.stream()
                .filter(event -> event.contains(" snapshot"))
                .toList();
    }

    /** Of two asks and a bid. */
    private void snapshot(final long second, final String symbol) {
        message(second, symbol);
    }

    private void level(
            final long second, final String symbol, final String side, final String price, final String quantity) {
        message(second, symbol + " " + side + " " + price + " " + quantity);
    }

    private void message(final long second, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        number++;
        stream.message(
                number,
                second * SECOND_NS,
                Arrays.copyOf(bytes, bytes.length + JsonReader.SLACK),
                0,
                bytes.length,
                recorder);
        assertThat(errors.badLines()).isZero();
    }

    /** A venue whose messages are a symbol alone, with which all of a fixed book comes, or a symbol and one level. */
    private static final class PlainRules extends VenueRules<PlainRules.Coin> {
        private static final long E8 = 100_000_000L;

        private final BookLevels levels = new BookLevels();

        private static final class Coin extends VenueInstrument {
            private Coin(final String symbol, final Underlying constituentOf) {
                super(symbol, null, constituentOf);
            }
        }

        private PlainRules(final FeedContext context) {
            super("PLAIN", "PLAIN", context, VenueRequests.NONE);
        }

        @Override
        protected Coin create(final String symbol) {
            return new Coin(symbol, context().underlying(symbol));
        }

        @Override
        protected void restart(final Coin instrument) {
            // messages have no order
        }

        @Override
        protected void read(
                final long receivedNs,
                final byte[] text,
                final int start,
                final int end,
                final MarketDataListener listener)
                throws BadMessageException {
            final String[] words = new String(text, start, end - start, StandardCharsets.US_ASCII).split(" ");
            final Coin coin = address(text, start, start + words[0].length());
            levels.clear();
            if (words.length == 1) {
                levels.add(true, 60_000 * E8, E8);
                levels.add(false, 60_001 * E8, E8);
                levels.add(false, 60_002 * E8, E8);
            } else {
                levels.add(words[1].equals("b"), Long.parseLong(words[2]) * E8, Long.parseLong(words[3]) * E8);
            }
            begin(coin, receivedNs, listener);
            change(coin, MarketDataListener.NONE, words.length == 1, levels, listener);
            middleOfBook(coin, listener);
            listener.endEvent();
        }
    }
}
