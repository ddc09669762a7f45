package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Books of Binance as a live connection has them: updates first, then the answer that was asked for. */
class BinanceSnapshotTest {
    private final List<String> asked = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(text -> {});
    private final ListRecorder recorder = new ListRecorder();
    private VenueStream stream;
    private long number;

    @Test
    void spotUpdatesAreHeldUntilTheSnapshotAndThenFollowWithoutAHole() {
        open(BinanceMarket.SPOT);
        update(11, 15, 0);
        update(16, 20, 0);
        assertThat(asked).as("once").containsExactly("BTCUSDT");
        update(21, 25, 0);
        snapshot(15);
        assertThat(last())
                .contains(" snapshot ")
                .doesNotContain("broken", "BUY1500000000@")
                .endsWith(" book BUY2500000000@100000000");
        update(26, 30, 0);
        assertThat(last()).doesNotContain("broken");
        assertThat(asked).hasSize(1);
    }

    @Test
    void spotSnapshotThatIsTooOldIsAskedForAgain() {
        open(BinanceMarket.SPOT);
        update(11, 15, 0);
        snapshot(9);
        assertThat(last()).contains(" snapshot ", " gap 1 10 11 book broken ");
        assertThat(asked).containsExactly("BTCUSDT", "BTCUSDT");
        snapshot(10);
        assertThat(last())
                .contains(" snapshot ")
                .endsWith(" book BUY1500000000@100000000")
                .doesNotContain("broken");
    }

    @Test
    void futuresUpdateThatReachesOverTheSnapshotIsTheFirst() {
        open(BinanceMarket.USDM);
        update(11, 15, 8);
        update(18, 25, 15);
        snapshot(20);
        assertThat(last())
                .contains(" snapshot ")
                .endsWith(" book BUY2500000000@100000000")
                .doesNotContain("gap", "broken");
        update(40, 45, 25);
        assertThat(last()).doesNotContain("gap", "broken");
        update(50, 55, 48);
        assertThat(last()).contains(" gap 1 45 48 book broken ");
        assertThat(asked).containsExactly("BTCUSDT", "BTCUSDT");
    }

    @Test
    void nothingFromBeforeAHoleIsGivenBehindASnapshot() {
        open(BinanceMarket.USDM);
        update(11, 15, 8);
        update(30, 35, 25);
        snapshot(12);
        assertThat(last()).contains(" snapshot ", " gap 1 13 30 book broken ");
        snapshot(33);
        assertThat(last()).endsWith(" book BUY3500000000@100000000").doesNotContain("gap", "broken");
    }

    @Test
    void anAnswerThatCannotBeReadIsAskedForAgain() {
        open(BinanceMarket.COINM);
        update(11, 15, 8);
        answer("{\"lastUpdateId\":15,\"bids\":[[\"1\"");
        answer("{\"code\":-1003,\"msg\":\"Too many requests\"}");
        assertThat(asked).containsExactly("BTCUSDT", "BTCUSDT", "BTCUSDT");
        assertThat(errors.badLines()).isEqualTo(2);
        snapshot(15);
        assertThat(last()).contains(" snapshot ").doesNotContain("broken");
    }

    @Test
    void whatWasHeldIsBounded() {
        open(BinanceMarket.SPOT);
        for (int i = 0; i < 3_000; i++) {
            update(10 * i + 1, 10 * i + 10, 0);
        }
        snapshot(10);
        assertThat(last()).contains(" snapshot ", " gap 1 11 19761 book broken ");
        assertThat(asked).hasSize(2);
    }

    private void open(final BinanceMarket market) {
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        final VenueRequests requests = new VenueRequests() {
            @Override
            public void snapshot(final String symbol) {
                asked.add(symbol);
            }

            @Override
            public void answer(final String text) {}
        };
        stream = new VenueStream(new BinanceNormaliser(market, true, context, requests), errors.connection("test"));
    }

    /** A bid of as many as the last id says. */
    private void update(final long first, final long last, final long previous) {
        final byte[] text = bytes("{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + last
                + ",\"pu\":" + previous + ",\"b\":[[\"1\",\"" + last + "\"]],\"a\":[]}");
        number++;
        stream.message(number, number, text, 0, text.length - JsonReader.SLACK, recorder);
    }

    private void snapshot(final long lastUpdateId) {
        answer("{\"lastUpdateId\":" + lastUpdateId + ",\"bids\":[[\"0.5\",\"1\"]],\"asks\":[[\"2\",\"1\"]]}");
    }

    private void answer(final String text) {
        final byte[] bytes = bytes(text);
        number++;
        stream.answer(
                number,
                "/api/v3/depth?symbol=BTCUSDT&limit=1000",
                number,
                bytes,
                0,
                bytes.length - JsonReader.SLACK,
                recorder);
    }

    private static byte[] bytes(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, bytes.length + JsonReader.SLACK);
    }

    private String last() {
        return recorder.events.get(recorder.events.size() - 1);
    }
}
