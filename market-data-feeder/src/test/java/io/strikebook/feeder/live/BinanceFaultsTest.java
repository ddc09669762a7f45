package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.binance.BinanceProtocol;
import io.strikebook.feeder.live.FaultyDepth.Fault;
import io.strikebook.schemas.InterruptionReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A recorded day of Binance over a real connection, with harm done to it. A book that the feeder lets be trusted is at every moment one that the
 * venue had, and at the end it is the venue's.
 */
class BinanceFaultsTest {
    private static final String USDM = "l2/binance_usdm_btcusdt_20240808.gz";
    private static final int MESSAGES = 12_000;

    @ParameterizedTest
    @CsvSource({
        "USDM, l2/binance_usdm_btcusdt_20240808.gz, BTCUSDT",
        "COINM, l2/binance_coinm_btcusd_perp_20240808.gz, BTCUSD_PERP",
        "SPOT, l2/binance_spot_btcusdt_20240808.gz, BTCUSDT"
    })
    void anUndisturbedDayHasOneSnapshotAndNoGap(final BinanceMarket market, final String file, final String symbol) {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(file, MESSAGES), null, 1, 0);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 20, 1 << 24), server, market, symbol)) {
            playToTheEnd(script, server, rig);
            assertThat(rig.errors.badLines()).isZero();
            assertThat(rig.published.interruptions).containsExactly(InterruptionReason.FEEDER_STARTED);
            assertThat(rig.published.connected).isEqualTo(1);
            rig.until("what came behind the last depth", () -> rig.counts().messages >= MESSAGES + 1);
            assertThat(rig.counts().messages).isEqualTo(MESSAGES + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPPED", "DUPLICATED", "REORDERED", "TRUNCATED", "DELAYED"})
    void harmIsCountedAndTheBookRecovers(final Fault fault) {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, MESSAGES), fault, 40, 12);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 20, 1 << 24), server, BinanceMarket.USDM, "BTCUSDT")) {
            playToTheEnd(script, server, rig);
            assertThat(script.count(fault)).isBetween(5, 12);
            assertThat(rig.published.interruptions).as("the connection stood").hasSize(1);
            final long harmed = script.count(fault);
            switch (fault) {
                case DROPPED ->
                    assertThat(rig.errors.gaps())
                            .as("once more where a snapshot from before it comes behind it")
                            .isBetween(1L, 2 * harmed);
                case DUPLICATED ->
                    assertThat(rig.errors.count(FeedErrorKind.REPEATED)).isEqualTo(harmed);
                case TRUNCATED ->
                    assertThat(rig.errors.count(FeedErrorKind.TRUNCATED) + rig.errors.count(FeedErrorKind.MALFORMED))
                            .isEqualTo(harmed);
                default -> {
                    assertThat(rig.errors.gaps()).isBetween(1L, 2 * harmed);
                    assertThat(rig.errors.badLines()).isBetween(1L, harmed);
                }
            }
            assertThat(rig.published.book(1).gaps).isPositive();
            assertThat(rig.published.book(1).snapshots).isGreaterThan(1);
        }
    }

    @Test
    void booksThatAreGivenWholeAgainAreTheVenuesToo() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, MESSAGES), Fault.DROPPED, 40, 12);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 20, 1 << 24), server, BinanceMarket.USDM, "BTCUSDT", 1)) {
            stopReading(script, server, rig);
            playToTheEnd(script, server, rig);
            assertThat(script.count(Fault.DROPPED)).isPositive();
            assertThat((long) rig.published.book(1).snapshots)
                    .as("whole books beside those that the venue was asked for")
                    .isGreaterThan(rig.counts().snapshotsAsked + 10);
        }
    }

    @Test
    void afterDisconnectionsTheBookIsTheVenuesAgain() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, MESSAGES), Fault.CUT, 80, 6);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 20, 1 << 24), server, BinanceMarket.USDM, "BTCUSDT")) {
            playToTheEnd(script, server, rig);
            assertThat(script.count(Fault.CUT)).isBetween(2, 6);
            assertThat(rig.counts().interruptions).isEqualTo(script.count(Fault.CUT));
            assertThat(rig.published.connected).isEqualTo(1 + script.count(Fault.CUT));
            assertThat(rig.published.interruptions.subList(1, rig.published.interruptions.size()))
                    .isSubsetOf(InterruptionReason.CLOSED_BY_VENUE, InterruptionReason.NETWORK);
        }
    }

    @Test
    void aHalfOpenConnectionIsDroppedAndMadeAnew() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, 3_000), Fault.SILENT, 50, 2);
        final LiveSettings settings = new LiveSettings(
                LiveRig.ms(20_000),
                LiveRig.ms(300),
                LiveRig.ms(1),
                LiveRig.ms(20),
                LiveRig.ms(20_000),
                1 << 20,
                1 << 24);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(settings, server, BinanceMarket.USDM, "BTCUSDT")) {
            playToTheEnd(script, server, rig);
            assertThat(rig.published.interruptions).contains(InterruptionReason.SILENCE);
            assertThat(rig.counts().silences).isGreaterThanOrEqualTo(script.count(Fault.SILENT));
        }
    }

    @Test
    void aSlowReaderIsWaitedForAndLosesNothing() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, 60_000), null, 1, 0);
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 18, 1 << 22), server, BinanceMarket.USDM, "BTCUSDT")) {
            stopReading(script, server, rig);
            until("the venue cannot send more", () -> rig.transport.pauses() > 0 && script.notTaken > 0);
            assertThat(script.atEnd).isFalse();
            playToTheEnd(script, server, rig);
            assertThat(rig.errors.gaps()).isZero();
            assertThat(rig.published.book(1).gaps).isZero();
            final long all = script.venue.messages.size() + 1L;
            rig.until("what came behind the last depth", () -> rig.counts().messages >= all);
            assertThat(rig.counts().messages).isEqualTo(all);
        }
    }

    @Test
    void whatAVenueDropsForASlowReaderIsAGap() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, 60_000), null, 1, 0);
        script.dropsWhileNotTaken = true;
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 18, 1 << 22), server, BinanceMarket.USDM, "BTCUSDT")) {
            stopReading(script, server, rig);
            until("the venue drops", () -> rig.transport.pauses() > 0 && script.notTaken > 1_000);
            playToTheEnd(script, server, rig);
            assertThat(rig.errors.gaps()).isPositive();
            assertThat(rig.counts().messages).isLessThan(script.venue.messages.size());
            assertThat(rig.counts().interruptions).isZero();
        }
    }

    @Test
    void refusedSnapshotsAreAskedForAgain() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, 3_000), null, 1, 0);
        script.refusedRequests = 3;
        try (FaultServer server = new FaultServer(script);
                LiveRig rig = rig(LiveRig.settings(1 << 20, 1 << 24), server, BinanceMarket.USDM, "BTCUSDT")) {
            playToTheEnd(script, server, rig);
            assertThat(rig.counts().throttledRequests).isEqualTo(3);
            assertThat(rig.counts().requests).isGreaterThanOrEqualTo(4);
            assertThat(rig.log).anySatisfy(line -> assertThat(line).endsWith("status 429"));
        }
    }

    /** With a trusted book, while the venue has most of its day before it. */
    private static void stopReading(final FaultyDepth script, final FaultServer server, final LiveRig rig) {
        script.holdAt = 2_000;
        script.playOn(server);
        rig.until("the first snapshot", () -> rig.published.book(1).trusted);
        script.holdAt = Integer.MAX_VALUE;
    }

    private static void playToTheEnd(final FaultyDepth script, final FaultServer server, final LiveRig rig) {
        script.playOn(server);
        rig.published.wasTheVenues = script.venue::had;
        rig.until(
                "the book at the end is the venue's",
                () -> script.atEnd
                        && rig.published.book(1).trusted
                        && rig.published.book(1).levels.hash() == script.venue.book.hash());
        assertThat(rig.published.wrongBooks)
                .as("books that were trusted and not the venue's")
                .isZero();
        assertThat(rig.published.book(1).levels.size()).isGreaterThan(500);
    }

    private static void until(final String what, final java.util.function.BooleanSupplier condition) {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            assertThat(System.nanoTime() - fromNs).as(what).isLessThan(60_000_000_000L);
        }
    }

    private static LiveRig rig(
            final LiveSettings settings, final FaultServer server, final BinanceMarket market, final String symbol) {
        return rig(settings, server, market, symbol, 0);
    }

    private static LiveRig rig(
            final LiveSettings settings,
            final FaultServer server,
            final BinanceMarket market,
            final String symbol,
            final long wholeBooksEveryNs) {
        return new LiveRig(
                settings,
                null,
                new QuickProtocol(new BinanceProtocol(market, server.stream(), server.rest(), List.of(symbol))),
                (context, requests) -> new BinanceNormaliser(market, false, context, requests),
                wholeBooksEveryNs);
    }
}
