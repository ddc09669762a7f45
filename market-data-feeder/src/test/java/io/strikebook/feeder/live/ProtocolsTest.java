package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceProtocol;
import io.strikebook.feeder.deribit.DeribitProtocol;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.kraken.KrakenProtocol;
import io.strikebook.feeder.live.VenueProtocol.Topic;
import io.strikebook.feeder.okx.OkxProtocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to each venue, and what of its words is about the market. */
class ProtocolsTest {
    private final List<String> said = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public void send(final String text) {
            said.add(text);
        }

        @Override
        public void sendFirst(final String text) {
            said.add("first " + text);
        }

        @Override
        public void get(final String request) {
            said.add("GET " + request);
        }
    };

    @Test
    void binanceSubscribesInGroupsAndTakesSnapshotsOverRest() {
        final BinanceProtocol protocol = binance(BinanceMarket.USDM, Collections.nCopies(25, "BTCUSDT"));
        protocol.onConnected(outbox);
        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .startsWith(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@bookTicker\",\"btcusdt@trade\",")
                .endsWith("],\"id\":1}");
        said.clear();
        protocol.snapshot("BTCUSDT", outbox);
        binance(BinanceMarket.SPOT, List.of()).snapshot("A", outbox);
        binance(BinanceMarket.COINM, List.of()).snapshot("B", outbox);
        assertThat(said)
                .containsExactly(
                        "GET /fapi/v1/depth?symbol=BTCUSDT&limit=1000",
                        "GET /api/v3/depth?symbol=A&limit=1000",
                        "GET /dapi/v1/depth?symbol=B&limit=1000");
        assertThat(topic(protocol, "{\"stream\":\"x\",\"data\":{}}")).isEqualTo(Topic.MARKET);
        assertThat(topic(protocol, "{\"result\":null,\"id\":1}")).isEqualTo(Topic.CONNECTION);
        assertThat(topic(protocol, "{\"error\":{\"code\":2,\"msg\":\"x\"},\"id\":1}"))
                .isEqualTo(Topic.REFUSAL);
        assertThat(topic(protocol, "{\"code\":2,\"msg\":\"x\"}")).isEqualTo(Topic.REFUSAL);
        assertThatThrownBy(() -> binance(BinanceMarket.SPOT, Collections.nCopies(67, "X")))
                .hasMessage("67 symbols, at most 66");
    }

    @Test
    void krakenLeavesABookAndSubscribesAgainForItsSnapshot() {
        final KrakenProtocol protocol = new KrakenProtocol(KrakenProtocol.STREAM, List.of("XBT/USD", "ETH/USD"));
        protocol.onConnected(outbox);
        protocol.snapshot("ETH/USD", outbox);
        assertThat(said)
                .containsExactly(
                        "{\"event\":\"subscribe\",\"pair\":[\"XBT/USD\",\"ETH/USD\"],\"subscription\":{\"name\":\"book\",\"depth\":1000}}",
                        "{\"event\":\"subscribe\",\"pair\":[\"XBT/USD\",\"ETH/USD\"],\"subscription\":{\"name\":\"trade\"}}",
                        "{\"event\":\"unsubscribe\",\"pair\":[\"ETH/USD\"],\"subscription\":{\"name\":\"book\",\"depth\":1000}}",
                        "{\"event\":\"subscribe\",\"pair\":[\"ETH/USD\"],\"subscription\":{\"name\":\"book\",\"depth\":1000}}");
        assertThat(topic(protocol, "{\"event\":\"heartbeat\"}")).isEqualTo(Topic.CONNECTION);
        assertThat(topic(protocol, "[1664,{\"b\":[]},\"book-1000\",\"WAVES/EUR\"]"))
                .isEqualTo(Topic.MARKET);
        assertThat(
                        topic(
                                protocol,
                                "{\"errorMessage\":\"no\",\"event\":\"subscriptionStatus\",\"pair\":\"A/B\",\"status\":\"error\"}"))
                .isEqualTo(Topic.REFUSAL);
    }

    @Test
    void okxIsPingedWhenQuiet() {
        final OkxProtocol protocol = new OkxProtocol(OkxProtocol.STREAM, List.of("BTC-USDT"));
        protocol.onConnected(outbox);
        protocol.snapshot("BTC-USDT", outbox);
        protocol.onQuiet(outbox);
        assertThat(said)
                .containsExactly(
                        "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},{\"channel\":\"tickers\",\"instId\":\"BTC-USDT\"}]}",
                        "{\"op\":\"unsubscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"}]}",
                        "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"}]}",
                        "first ping");
        assertThat(topic(protocol, "pong")).isEqualTo(Topic.CONNECTION);
        assertThat(topic(protocol, "{\"event\":\"subscribe\",\"arg\":{}}")).isEqualTo(Topic.CONNECTION);
        assertThat(topic(protocol, "{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"x\"}"))
                .isEqualTo(Topic.REFUSAL);
        assertThat(topic(protocol, "{\"arg\":{\"channel\":\"books\"}}")).isEqualTo(Topic.MARKET);
    }

    @Test
    void deribitSubscribesToWhatItSaysThereIs() throws Exception {
        final DeribitProtocol protocol =
                new DeribitProtocol(DeribitProtocol.STREAM, DeribitProtocol.REST, List.of("BTC"), List.of("future"));
        protocol.onConnected(outbox);
        assertThat(said)
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":10}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"public/subscribe\",\"params\":{\"channels\":[\"deribit_price_index.btc_usd\",\"deribit_volatility_index.btc_usd\",\"trades.option.BTC.100ms\",\"trades.future.BTC.100ms\"]}}",
                        "GET /api/v2/public/get_instruments?currency=BTC&expired=false");
        said.clear();
        final String instruments = "{\"jsonrpc\":\"2.0\",\"result\":["
                + "{\"kind\":\"option\",\"instrument_name\":\"BTC-1JAN27-1-C\",\"is_active\":true},"
                + "{\"instrument_name\":\"BTC-PERPETUAL\",\"kind\":\"future\"},"
                + "{\"instrument_name\":\"BTC-FS\",\"kind\":\"future_combo\"}],\"usIn\":1}";
        answer(protocol, instruments);
        assertThat(said)
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/subscribe\",\"params\":{\"channels\":[\"ticker.BTC-1JAN27-1-C.100ms\",\"ticker.BTC-PERPETUAL.100ms\",\"book.BTC-PERPETUAL.100ms\"]}}");
        said.clear();
        answer(protocol, instruments);
        assertThat(said).as("nothing is new").isEmpty();
        protocol.snapshot("BTC-PERPETUAL", outbox);
        assertThat(said).hasSize(2);
        said.clear();
        assertThat(topic(
                        protocol,
                        "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}"))
                .isEqualTo(Topic.CONNECTION);
        assertThat(said)
                .containsExactly("first {\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"public/test\",\"params\":{}}");
        assertThat(
                        topic(
                                protocol,
                                "{ \"jsonrpc\": \"2.0\", \"method\": \"subscription\", \"params\":{\"channel\":\"ticker.X.raw\"}}"))
                .isEqualTo(Topic.MARKET);
        assertThat(topic(protocol, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}"))
                .isEqualTo(Topic.CONNECTION);
        assertThat(topic(protocol, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":10028}}"))
                .isEqualTo(Topic.REFUSAL);
    }

    private void answer(final DeribitProtocol protocol, final String text) throws Exception {
        final byte[] bytes = withSlack(text);
        protocol.onAnswer(
                "/api/v2/public/get_instruments?currency=BTC&expired=false",
                bytes,
                0,
                bytes.length - JsonReader.SLACK,
                outbox);
    }

    private Topic topic(final VenueProtocol protocol, final String text) {
        final byte[] bytes = withSlack(text);
        return protocol.onText(bytes, 0, bytes.length - JsonReader.SLACK, outbox);
    }

    private static byte[] withSlack(final String text) {
        return java.util.Arrays.copyOf(Texts.bytes(text), text.length() + JsonReader.SLACK);
    }

    private static BinanceProtocol binance(final BinanceMarket market, final List<String> symbols) {
        return new BinanceProtocol(market, BinanceProtocol.stream(market), BinanceProtocol.rest(market), symbols);
    }
}
