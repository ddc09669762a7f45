package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import java.nio.file.Path;
import java.util.ArrayList;
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
        assertThat(log).allMatch(text -> text.contains("passed over: kline"));
        assertThat(errors.unknownEvents()).isEqualTo(33);
        assertThat(errors.gaps()).isZero();
        assertThat(errors.badLines()).isZero();
        assertThat(events).filteredOn(event -> event.contains(" snapshot ")).hasSize(10);
        assertThat(events).filteredOn(event -> event.contains(" trade ")).hasSize(51);
        assertThat(events).filteredOn(event -> event.contains(" ticker ")).hasSize(2_240);
        assertThat(events)
                .filteredOn(event -> event.contains(" instrument "))
                .satisfiesExactly(
                        event -> assertThat(event).contains("ETHUSD_210924"),
                        event -> assertThat(event).contains("BTCUSD_211231"));
    }
}
