package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.deribit.DeribitProtocol;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.kraken.KrakenProtocol;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.okx.OkxProtocol;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Raw captures of Kraken, OKX and Deribit over real connections: as they are, with an update dropped, and with a connection that breaks. */
class CapturedVenuesTest {
    private static final int LEVELS_COMPARED = 10;

    private enum Venue {
        KRAKEN(
                "l2/cryptofeed_KRAKEN.ws.50.0.gz",
                List.of("XMR/USD", "ADA/XBT", "ETH/CHF"),
                symbol -> "\"book-1000\",\"" + symbol + "\"]",
                "\"name\":\"trade\"",
                KrakenNormaliser::new),
        OKX(
                "l2/cryptofeed_OKX.ws.1.0.gz",
                List.of("BTC-USD-220527", "BTC-USDT", "UNI-USD-SWAP"),
                symbol -> "{\"arg\":{\"channel\":\"books\",\"instId\":\"" + symbol + "\"}",
                "\"subscribe\"",
                OkxNormaliser::new),
        DERIBIT(
                "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz",
                List.of("BTC-24SEP21-8000-P", "BTC-31DEC21-34000-P", "ETH-30JUL21-2800-C"),
                symbol -> "\"channel\":\"book." + symbol + ".",
                "ticker.ETH",
                DeribitNormaliser::new);

        private final String capture;
        private final List<String> symbols;
        private final Function<String, String> bookOf;
        private final String begin;
        private final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules;

        Venue(
                final String capture,
                final List<String> symbols,
                final Function<String, String> bookOf,
                final String begin,
                final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules) {
            this.capture = capture;
            this.symbols = symbols;
            this.bookOf = bookOf;
            this.begin = begin;
            this.rules = rules;
        }

        private VenueProtocol protocol(final FaultServer server) {
            return switch (this) {
                case KRAKEN -> new KrakenProtocol(server.stream(), symbols);
                case OKX -> new OkxProtocol(server.stream(), symbols);
                case DERIBIT ->
                    new DeribitProtocol(
                            server.stream(), server.rest(), List.of("BTC", "ETH"), List.of("option", "future"));
            };
        }

        private CapturedVenue script(final int dropped, final int cutAt) {
            final List<String> answers =
                    this == DERIBIT ? CapturedVenue.lines("deribit/raw/cryptofeed_DERIBIT.0.gz") : List.of();
            return new CapturedVenue(capture, answers, symbols, bookOf, begin, dropped, cutAt);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUndisturbedCaptureHasNoGap(final Venue venue) {
        final CapturedVenue script = venue.script(-1, -1);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = play(venue, script, server)) {
            assertThat(rig.errors.badLines()).isZero();
            assertThat(rig.errors.gaps()).isZero();
            assertThat(rig.counts().snapshotsAsked).isZero();
            assertThat(rig.log).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBookThatMissesAnUpdateIsSubscribedToAgain(final Venue venue) {
        final Map<String, String> undisturbed = books(venue, -1, -1);
        final CapturedVenue plain = venue.script(-1, -1);
        final String of = venue.bookOf.apply(venue.symbols.get(0));
        int dropped = -1;
        int seen = 0;
        for (int i = 0; i < plain.messages.size() && seen < 2; i++) {
            if (plain.messages.get(i).contains(of)) {
                seen++;
                dropped = i;
            }
        }
        assertThat(seen).isEqualTo(2);
        final CapturedVenue script = venue.script(dropped, -1);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = play(venue, script, server)) {
            rig.until(
                    "the snapshot",
                    () -> script.resubscriptions > 0 && books(venue, rig).equals(undisturbed));
            assertThat(rig.counts().snapshotsAsked).isPositive();
            assertThat(rig.published.book(number(rig, venue, venue.symbols.get(0))).gaps)
                    .isPositive();
            assertThat(rig.counts().interruptions).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterADisconnectionEveryBookIsAsItWouldHaveBeen(final Venue venue) {
        final Map<String, String> undisturbed = books(venue, -1, -1);
        final CapturedVenue script = venue.script(-1, 100);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = play(venue, script, server)) {
            rig.until("the books", () -> books(venue, rig).equals(undisturbed));
            assertThat(rig.counts().interruptions).isEqualTo(1);
            assertThat(rig.published.connected).isEqualTo(2);
        }
    }

    private static Map<String, String> books(final Venue venue, final int dropped, final int cutAt) {
        final CapturedVenue script = venue.script(dropped, cutAt);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = play(venue, script, server)) {
            return books(venue, rig);
        }
    }

    /** To the last message of the capture. */
    private static LiveRig play(final Venue venue, final CapturedVenue script, final FaultServer server) {
        script.playOn(server);
        final LiveRig rig = new LiveRig(new QuickProtocol(venue.protocol(server)), venue.rules);
        final long all = script.messages.size();
        rig.until("the end of the capture", () -> script.atEnd && rig.counts().messages >= all - 1);
        return rig;
    }

    /** The best levels of each book that is trusted. */
    private static Map<String, String> books(final Venue venue, final LiveRig rig) {
        final Map<String, String> books = new LinkedHashMap<>();
        for (final String symbol : venue.symbols) {
            final FollowedBooks.Book book = rig.published.book(number(rig, venue, symbol));
            if (book.trusted) {
                final List<Map.Entry<Long, Long>> bids =
                        List.copyOf(book.levels.sorted(true).entrySet());
                books.put(
                        symbol,
                        bids.subList(Math.max(0, bids.size() - LEVELS_COMPARED), bids.size()) + " "
                                + book.levels.sorted(false).entrySet().stream()
                                        .limit(LEVELS_COMPARED)
                                        .toList());
            }
        }
        return books;
    }

    private static int number(final LiveRig rig, final Venue venue, final String symbol) {
        return rig.context.numbers().find(venue + ":" + symbol);
    }
}
