package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.independent.ReserveRules;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.ExternalOrdersDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.SourceGapDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books of single orders by GUID, as captured and damaged. */
class IndependentReserveTest {
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";
    private static final String ANSWER =
            "https://api.independentreserve.com/Public/GetAllOrders?primaryCurrencyCode=dot"
                    + "&secondaryCurrencyCode=nzd -> 10.0: {\"BuyOrders\":[{\"Guid\":\"" + FIRST
                    + "\",\"Price\":30.5,\"Volume\":2.0}],\"SellOrders\":[]}";

    private final List<String> log = new ArrayList<>();
    private FeedErrors errors = new FeedErrors(log::add);

    @TempDir
    private Path folder;

    private MarketDataSource open(final List<Path> files) {
        errors = new FeedErrors(log::add);
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        return CryptofeedCapture.open(files, new ReserveRules(context, VenueRequests.NONE), errors);
    }

    private static String order(final int second, final int nonce, final String event, final String data) {
        return second + ".5: {\"Channel\":\"orderbook-dot\",\"Nonce\":" + nonce + ",\"Data\":{" + data
                + "},\"Time\":1649023809209,\"Event\":\"" + event + "\"}";
    }

    private static String guid(final String guid) {
        return "\"OrderGuid\":\"" + guid + "\"";
    }

    private List<String> play(final String... lines) {
        return ListRecorder.run(open(List.of(Captures.gzip(folder.resolve("ir.gz"), lines))));
    }

    @Test
    void aWholeCaptureGivesTheSameBooksTwice() {
        final List<Path> files = List.of(
                TestData.find("l3/cryptofeed_INDEPENDENT_RESERVE.0.gz"),
                TestData.find("l3/cryptofeed_INDEPENDENT_RESERVE.http.0.0.gz"),
                TestData.find("l3/cryptofeed_INDEPENDENT_RESERVE.ws.1.0.gz"));
        final GroupRecorder first = run(open(files));
        final GroupRecorder second = run(open(files));

        assertThat(log).isEmpty();
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(first.frames[InstrumentDescribedDecoder.TEMPLATE_ID]).isEqualTo(5);
        assertThat(first.frames[SourceGapDecoder.TEMPLATE_ID]).isZero();
        assertThat(first.frames[ExternalOrdersDecoder.TEMPLATE_ID]).isGreaterThan(500);
    }

    @Test
    void ordersComeChangeAndGo() {
        final List<String> events = play(
                ANSWER,
                order(
                        11,
                        7,
                        "NewOrder",
                        "\"OrderType\":\"LimitOffer\"," + guid(SECOND)
                                + ",\"Price\":{\"aud\":29.0,\"usd\":23.0,\"nzd\":31.5,\"sgd\":28.0},\"Volume\":1.5"),
                order(12, 8, "OrderChanged", guid(FIRST) + ",\"Volume\":0.5"),
                order(13, 9, "OrderCanceled", guid(SECOND)));

        assertThat(log).isEmpty();
        assertThat(events)
                .containsExactly(
                        "10000000000 instrument 1 DOT-NZD snapshot BUY200000000@3050000000",
                        "11500000000 book SELL150000000@3150000000",
                        "12500000000 book BUY50000000@3050000000",
                        "13500000000 book SELL0@3150000000");
    }

    @Test
    void damagedMessagesAreNamed() {
        final List<String> events = play(
                ANSWER,
                order(11, 7, "OrderCanceled", guid("nonsense")),
                order(12, 7, "NewOrder", "\"OrderType\":\"LimitBid\"," + guid(SECOND) + ",\"Volume\":-1"),
                order(13, 7, "OrderCanceled", guid(SECOND)),
                order(14, 9, "OrderCanceled", guid(SECOND)),
                order(15, 9, "OrderCanceled", guid(FIRST)),
                order(16, 8, "OrderCanceled", guid(FIRST)));

        assertThat(log.stream().map(text -> text.substring(text.indexOf(".gz:") + 4)))
                .containsExactly(
                        "2: line refused: an order id that is no GUID",
                        "3: line refused: no side or positive volume",
                        "5: updates missed: expected 8, received 9",
                        "6: line refused: number 9 is a repetition or out of order",
                        "7: line refused: number 8 is a repetition or out of order");
        assertThat(errors.count(FeedErrorKind.REPEATED)).isEqualTo(1);
        assertThat(errors.count(FeedErrorKind.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(events.get(3)).isEqualTo("14500000000 gap 1 8 9");
    }

    private static GroupRecorder run(final MarketDataSource source) {
        final GroupRecorder recorder = new GroupRecorder(true);
        try (GroupBuffer buffer = new GroupBuffer(recorder)) {
            final MarketDataPublisher publisher = new MarketDataPublisher(buffer);
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(publisher);
            }
            buffer.flush();
        }
        source.close();
        return recorder;
    }
}
