package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.TimeMode;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.TickerDecoder;
import io.strikebook.schemas.TradePrintDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The raw captures of five venues as the configuration names them, through one feeder, on its reader's thread. */
class SeveralSourcesTest {
    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);

    @Test
    void fiveVenuesGiveTheSameFramesEachTime() {
        final GroupRecorder first = run();
        assertThat(first.frames[SourceGapDecoder.TEMPLATE_ID]).isZero();
        assertThat(first.frames[BookUpdateDecoder.TEMPLATE_ID]).isGreaterThan(4_279 + 290 + 1_979 + 46 + 1_800);
        assertThat(first.frames[TickerDecoder.TEMPLATE_ID]).isGreaterThan(2_240 + 89);
        assertThat(first.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(51 + 74 + 17);
        assertThat(first.gapInSequence).isFalse();
        assertThat(errors.badLines()).isZero();
        assertThat(errors.count(FeedErrorKind.CHECKSUM)).isZero();
        assertThat(run().bytes()).isEqualTo(first.bytes());
    }

    private GroupRecorder run() {
        final String config = "source: deribit binance kraken okx bitmex\npace: as-fast-as-possible\n"
                + "deribit:\n  captures: "
                + paths("deribit/raw/cryptofeed_DERIBIT.0.gz", "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz")
                + "binance:\n  coinmCaptures: "
                + paths(
                        "l2/cryptofeed_BINANCE_DELIVERY.0.gz",
                        "l2/cryptofeed_BINANCE_DELIVERY.http.0.0.gz",
                        "l2/cryptofeed_BINANCE_DELIVERY.ws.1.0.gz")
                + "kraken:\n  captures: " + paths("l2/cryptofeed_KRAKEN.0.gz", "l2/cryptofeed_KRAKEN.ws.50.0.gz")
                + "okx:\n  captures: " + paths("l2/cryptofeed_OKX.ws.1.0.gz")
                + "bitmex:\n  captures: " + paths("l2/cryptofeed_BITMEX.0.gz", "l2/cryptofeed_BITMEX.ws.1.0.gz");
        final GroupRecorder recorder = new GroupRecorder(true);
        try (Publication publication = new GroupBuffer(recorder);
                EventFeed feed = FeederConfig.read(
                                ConfigSection.parse("test.yaml", config),
                                VenueParameters.defaults().underlyings(),
                                TimeMode.RECORDED,
                                Instant.EPOCH)
                        .open(publication, errors)) {
            for (long next = feed.nextTimeNs(); next != EventFeed.END; next = feed.nextTimeNs()) {
                if (next == EventFeed.NOT_READY) {
                    Thread.onSpinWait();
                } else {
                    feed.publishNext();
                }
            }
        }
        return recorder;
    }

    private static String paths(final String... files) {
        return Arrays.stream(files)
                .map(file -> TestData.find(file).toString())
                .collect(Collectors.joining(", ", "[", "]\n"));
    }
}
