package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.ReadAheadFeed;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.IndexConstituentDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.TickerDecoder;
import io.strikebook.schemas.TradePrintDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole recordings, line by line. */
class RecordedDataTest {
    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);

    @Test
    void readsUsdmCapture() {
        final GroupRecorder recorder = binance(BinanceMarket.USDM, "l2/binance_usdm_btcusdt_20240808.gz");
        assertThat(log).isEmpty();
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(21_313);
        assertThat(recorder.frames[TickerDecoder.TEMPLATE_ID]).isEqualTo(66_089);
        assertThat(recorder.frames[InstrumentDescribedDecoder.TEMPLATE_ID]).isEqualTo(1);
        assertThat(recorder.groups).isEqualTo(93_954);
    }

    @Test
    void readsCoinmCapture() {
        final GroupRecorder recorder = binance(BinanceMarket.COINM, "l2/binance_coinm_btcusd_perp_20240808.gz");
        assertThat(log).isEmpty();
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(2_286);
        assertThat(recorder.frames[TickerDecoder.TEMPLATE_ID]).isEqualTo(19_136);
        assertThat(recorder.groups).isEqualTo(48_270);
    }

    @Test
    void readsSpotCapture() {
        final GroupRecorder recorder = binance(BinanceMarket.SPOT, "l2/binance_spot_btcusdt_20240808.gz");
        assertThat(log).isEmpty();
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(9_757);
        assertThat(recorder.frames[BookUpdateDecoder.TEMPLATE_ID]).isBetween(3_452, 3_470);
        assertThat(recorder.frames[InstrumentDescribedDecoder.TEMPLATE_ID]).isEqualTo(1);
        assertThat(recorder.frames[IndexConstituentDecoder.TEMPLATE_ID]).isPositive();
        assertThat(recorder.groups).isEqualTo(41_249);
    }

    @Test
    void readsEveryOptionChain() {
        final Path chains = TestData.find("deribit/chain");
        final GroupRecorder recorder = run(DeribitRecording.open(
                List.of(chains),
                TestData.find("deribit/perpetual_futures_prices.csv.gz"),
                TestData.find("deribit/term_futures_marks.csv.gz"),
                VenueParameters.defaults().underlyings(),
                errors));
        assertThat(log).isEmpty();
        assertThat(recorder.frames[SourceGapDecoder.TEMPLATE_ID]).isZero();
        assertThat(recorder.groups).isEqualTo(recorder.frames[TickerDecoder.TEMPLATE_ID]);
        assertThat(recorder.groups).isGreaterThan(88_982 + 2 * 55);
        assertThat(recorder.gapInSequence).isFalse();
    }

    @Test
    void readsEveryRowOfTheChainsAlone() {
        final GroupRecorder recorder = run(DeribitRecording.open(
                List.of(TestData.find("deribit/chain")),
                null,
                null,
                VenueParameters.defaults().underlyings(),
                errors));
        assertThat(log).isEmpty();
        assertThat(recorder.groups).isEqualTo(88_982);
        assertThat(recorder.frames[IndexConstituentDecoder.TEMPLATE_ID]).isZero();
    }

    private GroupRecorder binance(final BinanceMarket market, final String file) {
        final GroupRecorder recorder = run(BinanceRecording.open(
                List.of(new BinanceRecording.Capture(market, TestData.find(file))),
                VenueParameters.defaults().underlyings(),
                errors));
        assertThat(recorder.frames[SourceGapDecoder.TEMPLATE_ID]).isZero();
        assertThat(recorder.gapInSequence).isFalse();
        assertThat(errors.badLines()).isZero();
        assertThat(errors.unknownEvents()).isZero();
        return recorder;
    }

    private GroupRecorder run(final MarketDataSource source) {
        final GroupRecorder recorder = new GroupRecorder(false);
        try (Publication publication = new GroupBuffer(recorder);
                ReadAheadFeed feed = new ReadAheadFeed(source, publication, errors)) {
            long next = feed.nextTimeNs();
            while (next != EventFeed.END) {
                if (next == EventFeed.NOT_READY) {
                    Thread.onSpinWait();
                } else {
                    feed.publishNext();
                    assertThat(publication.lastSequence()).isPositive();
                }
                next = feed.nextTimeNs();
            }
        }
        return recorder;
    }
}
