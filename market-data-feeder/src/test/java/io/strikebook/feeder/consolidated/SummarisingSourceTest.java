package io.strikebook.feeder.consolidated;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.TestData;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SummarisingSourceTest {
    private static final long E8 = 100_000_000L;
    private static final long MS = 1_000_000L;
    private static final int EVENTS = 400;

    /** Books and trades of several venues, some of them broken now and then, made by chance. */
    private static final class MadeSource implements MarketDataSource {
        private static final String[] VENUES = {"BINANCE", "KRAKEN", "OKX", "BITMEX", "BINANCE"};

        private final SplittableRandom random;
        private final BookLevels levels = new BookLevels();
        private final boolean[] described = new boolean[2 * VENUES.length + 1];
        private int left = EVENTS;
        private long timeNs = 86_400_000L * MS - 3_000 * MS;

        private MadeSource(final long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public long nextTimeNs() {
            return left == 0 ? END : timeNs;
        }

        @Override
        public void emitNext(final MarketDataListener listener) {
            left--;
            listener.beginEvent(timeNs);
            final int instrument = 1 + random.nextInt(2 * VENUES.length);
            if (!described[instrument]) {
                described[instrument] = true;
                listener.instrument(instrument, VENUES[instrument % VENUES.length], terms(instrument));
            }
            switch (random.nextInt(10)) {
                case 0 -> listener.gap(random.nextInt(8) == 0 ? 0 : instrument, 1, 2);
                case 1, 2, 3 ->
                    listener.trade(
                            instrument,
                            timeNs,
                            left,
                            (50_000 + random.nextInt(1_000)) * E8,
                            1 + random.nextLong(100_000 * E8),
                            Side.BUY);
                default -> {
                    levels.clear();
                    final int changes = random.nextInt(6);
                    for (int i = 0; i < changes; i++) {
                        final boolean bid = random.nextBoolean();
                        final long price = 50_000 + (bid ? -random.nextInt(8) : random.nextInt(8)) + (bid ? 2 : 0);
                        levels.add(bid, price * E8, random.nextInt(3) == 0 ? 0 : 1 + random.nextLong(10 * E8));
                    }
                    listener.book(instrument, timeNs, random.nextInt(3) == 0, random.nextInt(10) == 0, levels);
                }
            }
            listener.endEvent();
            timeNs += random.nextLong(60 * MS);
        }

        private static InstrumentTerms terms(final int instrument) {
            final boolean inverse = instrument % 2 == 0;
            return new InstrumentTerms(
                    "BTC" + instrument,
                    "BTC",
                    InstrumentKind.PERPETUAL,
                    OptionType.NONE,
                    inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR,
                    inverse ? Currency.BTC : Currency.USDC,
                    0,
                    0,
                    E8 / 10,
                    inverse ? 100 * E8 : E8 / 1_000,
                    1_000_000);
        }
    }

    @Property(tries = 150)
    void everySummaryIsTheSlowTwins(@ForAll final long seed) {
        final SummaryConfig config = new SummaryConfig(100 * MS, 5, 400 * MS, 1_000 * MS);
        final SummaryChecker checker = play(new MadeSource(seed), config);
        assertThat(checker.books).isPositive();
        assertThat(checker.statistics).isPositive();
    }

    private static SummaryChecker play(final MarketDataSource inner, final SummaryConfig config) {
        final SummaryChecker checker = new SummaryChecker(config);
        try (MarketDataSource source = SummarisingSource.of(inner, config)) {
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(checker);
            }
        }
        return checker;
    }

    @Example
    void whereNothingIsSummedUpTheSourceIsItself() {
        final MadeSource source = new MadeSource(1);
        assertThat(SummarisingSource.of(source, SummaryConfig.OFF)).isSameAs(source);
    }

    @Example
    void recordedPerpetualsAndSpotOfSixCaptures() {
        final List<String> log = new ArrayList<>();
        final SummaryConfig config = new SummaryConfig(200 * MS, 10, 180_000 * MS, 1_000 * MS);
        final SummaryChecker checker = play(captures(log), config);

        assertThat(log).isEmpty();
        assertThat(checker.books).isGreaterThan(3_000);
        assertThat(checker.statistics).isGreaterThan(400);
    }

    /** Each by its own date: only Binance's three markets are of the same minutes. */
    private static MarketDataSource captures(final List<String> log) {
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(log::add));
        return new MergedSource(List.of(
                BinanceRecording.open(
                        List.of(
                                new BinanceRecording.Capture(
                                        BinanceMarket.USDM, TestData.find("l2/binance_usdm_btcusdt_20240808.gz")),
                                new BinanceRecording.Capture(
                                        BinanceMarket.SPOT, TestData.find("l2/binance_spot_btcusdt_20240808.gz")),
                                new BinanceRecording.Capture(
                                        BinanceMarket.COINM,
                                        TestData.find("l2/binance_coinm_btcusd_perp_20240808.gz"))),
                        context),
                capture(new KrakenNormaliser(context, VenueRequests.NONE), context, "KRAKEN.0", "KRAKEN.ws.50.0"),
                capture(new OkxNormaliser(context, VenueRequests.NONE), context, "OKX.ws.1.0"),
                capture(new BitmexNormaliser(context, VenueRequests.NONE), context, "BITMEX.0", "BITMEX.ws.1.0")));
    }

    private static MarketDataSource capture(
            final VenueNormaliser rules, final FeedContext context, final String... names) {
        return CryptofeedCapture.open(
                Arrays.stream(names)
                        .map(name -> TestData.find("l2/cryptofeed_" + name + ".gz"))
                        .toList(),
                rules,
                context.errors());
    }

    @Example
    void theSameCapturesGiveTheSameFrames() {
        final SummaryConfig config = new SummaryConfig(100 * MS, 10, 180_000 * MS, 1_000 * MS);
        assertThat(hash(config)).isEqualTo(hash(config)).isNotZero();
    }

    private static long hash(final SummaryConfig config) {
        final CRC32C sum = new CRC32C();
        final byte[] bytes = new byte[1 << 20];
        try (GroupBuffer queue = new GroupBuffer((buffer, offset, length, first, ended) -> {
                    buffer.getBytes(offset, bytes, 0, length);
                    sum.update(bytes, 0, length);
                });
                MarketDataSource source = SummarisingSource.of(captures(new ArrayList<>()), config)) {
            final MarketDataPublisher publisher = new MarketDataPublisher(queue);
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(publisher);
            }
            queue.flush();
        }
        return sum.getValue();
    }
}
