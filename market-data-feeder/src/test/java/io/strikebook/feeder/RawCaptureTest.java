package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole raw captures, REST answers and streams, through the rules that live connections use. */
class RawCaptureTest {
    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);
    private final FeedContext context =
            new FeedContext(VenueParameters.defaults().underlyings(), errors);

    @Test
    void binanceDeliveryHasNoGapBehindItsSnapshots() {
        final List<Path> files = List.of(
                TestData.find("l2/cryptofeed_BINANCE_DELIVERY.0.gz"),
                TestData.find("l2/cryptofeed_BINANCE_DELIVERY.http.0.0.gz"),
                TestData.find("l2/cryptofeed_BINANCE_DELIVERY.ws.1.0.gz"));
        final List<String> events = ListRecorder.run(BinanceRecording.open(
                List.of(new BinanceRecording.Capture(BinanceMarket.COINM, files, true)), context));
        assertThat(log).allMatch(text -> text.contains("type kline passed over"));
        assertThat(errors.unknownEvents()).isEqualTo(33);
        assertThat(errors.gaps()).isZero();
        assertThat(errors.badLines()).isZero();
        assertThat(events).filteredOn(event -> event.contains(" snapshot")).hasSize(10);
        assertThat(events).filteredOn(event -> event.contains(" trade ")).hasSize(51);
        assertThat(events).filteredOn(event -> event.contains(" ticker ")).hasSize(2_240);
        assertThat(events)
                .filteredOn(event -> event.contains(" instrument "))
                .satisfiesExactly(
                        event -> assertThat(event).contains("ETHUSD_210924"),
                        event -> assertThat(event).contains("BTCUSD_211231"));
    }

    @Test
    void everyChecksumOfKrakenIsRight() {
        final KrakenNormaliser kraken = new KrakenNormaliser(context, VenueRequests.NONE);
        final List<String> events = run(kraken, "l2/cryptofeed_KRAKEN.0.gz", "l2/cryptofeed_KRAKEN.ws.50.0.gz");
        assertThat(log).isEmpty();
        assertThat(kraken.checksumsRight()).isEqualTo(4_269);
        assertThat(events).filteredOn(event -> event.contains(" snapshot")).hasSize(10);
        assertThat(events).hasSize(4_279).noneMatch(event -> event.contains(" gap ") || event.contains(" broken "));
    }

    @Test
    void everyChecksumOfOkxIsRight() {
        final OkxNormaliser okx = new OkxNormaliser(context, VenueRequests.NONE);
        final List<String> events = run(okx, "l2/cryptofeed_OKX.ws.1.0.gz");
        assertThat(log).isEmpty();
        assertThat(okx.checksumsRight()).isEqualTo(290);
        assertThat(events).filteredOn(event -> event.contains(" trade ")).hasSize(74);
        assertThat(events).filteredOn(event -> event.contains(" snapshot")).hasSize(3);
        assertThat(events).filteredOn(event -> event.contains(" constituent ")).isNotEmpty();
        assertThat(events)
                .filteredOn(event -> event.contains(" instrument "))
                .satisfiesExactly(
                        event -> assertThat(event).contains("BTC-USD-220527"),
                        event -> assertThat(event).contains("BTC-USDT"));
    }

    @Test
    void everyChangeOfDeribitFollowsTheOneBefore() {
        final List<String> events = run(
                new DeribitNormaliser(context, VenueRequests.NONE),
                "deribit/raw/cryptofeed_DERIBIT.0.gz",
                "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz");
        assertThat(log).isEmpty();
        assertThat(events).filteredOn(event -> event.contains(" instrument ")).hasSize(10);
        assertThat(events).filteredOn(event -> event.contains(" ticker ")).hasSize(89);
        assertThat(events).filteredOn(event -> event.contains(" snapshot")).hasSize(10);
        assertThat(events).filteredOn(event -> event.contains(" book")).hasSize(36);
        assertThat(events).noneMatch(event -> event.contains(" gap ") || event.contains(" broken "));
    }

    @Test
    void bitmexKnowsEveryLevelByItsId() {
        final List<String> events = run(
                new BitmexNormaliser(context, VenueRequests.NONE),
                "l2/cryptofeed_BITMEX.0.gz",
                "l2/cryptofeed_BITMEX.ws.1.0.gz");
        assertThat(log).isEmpty();
        assertThat(events).filteredOn(event -> event.contains(" snapshot")).hasSize(10);
        assertThat(events).filteredOn(event -> event.contains(" book")).hasSize(1_090 + 445 + 434);
        assertThat(events).filteredOn(event -> event.contains(" trade ")).hasSize(7);
        assertThat(events).noneMatch(event -> event.contains(" gap ") || event.contains(" broken "));
    }

    private List<String> run(final VenueNormaliser rules, final String... files) {
        return ListRecorder.run(
                CryptofeedCapture.open(Arrays.stream(files).map(TestData::find).toList(), rules, errors));
    }
}
