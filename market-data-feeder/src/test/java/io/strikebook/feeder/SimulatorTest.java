package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.IndexConstituentDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.TickerDecoder;
import io.strikebook.schemas.TradePrintDecoder;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    /** 2024-06-21T10:30:00Z. */
    private static final long START_NS = 1_718_965_800_000_000_000L;

    @Test
    void listsDeribitStyleInstruments() {
        final Set<String> symbols = new HashSet<>();
        for (final InstrumentTerms terms : new Simulator(config(1)).instruments()) {
            assertThat(terms.problem()).as(terms.symbol()).isNull();
            assertThat(terms).isEqualTo(DeribitSymbols.parse(terms.symbol()));
            assertThat(symbols.add(terms.symbol())).as(terms.symbol()).isTrue();
        }
        assertThat(symbols)
                .hasSize(2 * (3 + 5 * 11 * 2))
                .contains("BTC-PERPETUAL", "ETH-PERPETUAL", "BTC-28JUN24-60000-C", "ETH-5JUL24-3000-P", "BTC-21JUL24");
    }

    @Test
    void givesTheSameBytesForTheSameSeed() {
        final byte[] first = run(7, 20_000);
        assertThat(run(7, 20_000)).isEqualTo(first);
        assertThat(run(8, 20_000)).isNotEqualTo(first);
    }

    @Test
    void numbersEventsWithoutGapAtTheConfiguredRate() {
        final GroupRecorder recorder = new GroupRecorder(false);
        final SimulatorConfig config = config(3);
        final int events = 100_000;
        publish(new Simulator(config), recorder, events);
        final int instruments = 226;
        final int opening = instruments + 6;
        final long steady = events - instruments - opening;
        assertThat(recorder.gapInSequence).isFalse();
        assertThat(recorder.groups).isEqualTo(events);
        assertThat(recorder.lastTimestampNs).isEqualTo(START_NS + steady * 1_000_000_000L / config.eventsPerSecond());
        assertThat(recorder.frames[InstrumentDescribedDecoder.TEMPLATE_ID]).isEqualTo(instruments);
        assertThat(recorder.frames[TickerDecoder.TEMPLATE_ID]).isBetween(68_000, 72_000);
        assertThat(recorder.frames[IndexConstituentDecoder.TEMPLATE_ID]).isBetween(24_000, 26_000);
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isBetween(4_500, 5_500);
    }

    @Test
    void keepsPricesSane() {
        final int[] tickers = new int[1];
        final TickerDecoder ticker = new TickerDecoder();
        final GroupSink checker =
                (buffer, offset, length, sequence, groups) -> forEachTicker(buffer, offset, length, ticker, () -> {
                    tickers[0]++;
                    checkTicker(ticker);
                });
        publish(new Simulator(config(5)), checker, 200_000);
        assertThat(tickers[0]).isGreaterThan(130_000);
    }

    @Test
    void goesOnAfterEveryInstrumentExpired() {
        final SimulatorConfig base = config(5);
        final SimulatorConfig slow = new SimulatorConfig(
                base.seed(),
                START_NS,
                1,
                base.optionDays().subList(0, 1),
                base.futureDays().subList(0, 1),
                3,
                base.underlyings());
        final GroupRecorder recorder = new GroupRecorder(false);
        publish(new Simulator(slow), recorder, 40 * 86_400);
        assertThat(recorder.groups).isEqualTo(40 * 86_400);
    }

    private static void checkTicker(final TickerDecoder ticker) {
        final long bid = ticker.bidPriceE8();
        final boolean option = ticker.markIvE8() != TickerDecoder.markIvE8NullValue();
        assertThat(ticker.askPriceE8()).isGreaterThan(Math.max(0, bid));
        assertThat(ticker.indexPriceE8()).isBetween(200_000_000_000L, 9_000_000_000_000L);
        if (option) {
            assertThat(ticker.markPriceE8()).isBetween(0L, 200_000_000L);
            assertThat(ticker.markIvE8()).isBetween(10_000_000L, 300_000_000L);
            assertThat(ticker.forwardPriceE8())
                    .isBetween(ticker.indexPriceE8() - 10_000_000, ticker.indexPriceE8() * 11 / 10);
        } else {
            assertThat(ticker.markPriceE8()).isBetween(bid, ticker.askPriceE8());
        }
    }

    private static void forEachTicker(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final TickerDecoder ticker,
            final Runnable action) {
        final io.strikebook.schemas.FrameHeaderDecoder header = new io.strikebook.schemas.FrameHeaderDecoder();
        int index = offset;
        while (index < offset + length) {
            header.wrap(buffer, index);
            if (header.templateId() == TickerDecoder.TEMPLATE_ID) {
                ticker.wrapAndApplyHeader(buffer, index, header);
                action.run();
            }
            index += header.frameLength();
        }
    }

    private static SimulatorConfig config(final long seed) {
        return SimulatorConfig.defaults(seed, START_NS);
    }

    private static byte[] run(final long seed, final int events) {
        final GroupRecorder recorder = new GroupRecorder(true);
        publish(new Simulator(config(seed)), recorder, events);
        return recorder.bytes();
    }

    private static void publish(final Simulator simulator, final GroupSink sink, final int events) {
        try (Publication publication = new GroupBuffer(sink);
                DirectFeed feed = new DirectFeed(simulator, publication)) {
            for (int i = 0; i < events; i++) {
                feed.publishNext();
            }
        }
    }
}
