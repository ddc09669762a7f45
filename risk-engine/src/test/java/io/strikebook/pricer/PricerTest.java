package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import org.junit.jupiter.api.Test;

class PricerTest {
    private static final long EPOCH_NS = VenueParameters.defaults().marks().epochIntervalNs();
    private static final long EXPIRY_NS = START_NS + 30 * DAY_NS;

    private final PricerBench bench = new PricerBench(VenueParameters.defaults());
    private final MarketFeed feed = bench.feed;

    /** An event an interval later, which changes nothing, brings what had to wait. */
    private void closeEpoch() {
        feed.timeNs += EPOCH_NS;
        feed.trade(999, E8);
        bench.run();
    }

    private void listOption() {
        feed.described(1, MarketFeed.option("BTC-C", true, 100_000, EXPIRY_NS));
        closeEpoch();
        assertThat(bench.requests).containsExactly("BTC-C");
        closeEpoch();
    }

    @Test
    void optionMarkIsBlackPriceInCoinOnTheExpirysForward() {
        listOption();
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        final long atNs = feed.timeNs + EPOCH_NS;
        closeEpoch();
        final double years = (EXPIRY_NS - atNs) / (365.0 * DAY_NS);
        final double expected = Black76.price(true, 95_000, 100_000, years, 0.5) / 95_000;
        final PricerBench.Mark mark = bench.marks.get(1);
        assertThat(mark.priceE8() / 1e8).isCloseTo(expected, within(0.5e-8));
        assertThat(mark.forwardE8()).isEqualTo(95_000 * E8);
        assertThat(mark.ivE6()).isEqualTo(500_000);
        assertThat(mark.deltaE9()).isBetween(300_000_000, 500_000_000);
        assertThat(bench.indices.get(1).priceE8()).isEqualTo(94_000 * E8);
        assertThat(bench.arrays.get(1)).hasSize(35);
        assertThat(bench.arrays.get(1)[3 * 4 + 1]).isZero();
    }

    @Test
    void spotHasNoMarkAndLeavesAGapInTheIds() {
        bench.list(1, MarketFeed.future("BTC-PERPETUAL", 0));
        bench.list(2, spot());
        bench.list(300, MarketFeed.future("BTC-F", EXPIRY_NS));
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.described(2, MarketFeed.future("BTC-F", EXPIRY_NS));
        feed.described(3, spot());
        feed.constituent(1, 1, 90_000 * E8);
        feed.trade(1, 90_000 * E8);
        feed.ticker(2, 90_990 * E8, 91_010 * E8, NONE, NONE, NONE, NONE);
        closeEpoch();
        closeEpoch();
        assertThat(bench.requests).isEmpty();
        assertThat(bench.marks).containsOnlyKeys(1, 300);
        bench.start(bench.snapshot(), RecordedEpochs.none());
        closeEpoch();
        assertThat(bench.requests).as("after a restart too").isEmpty();
        assertThat(bench.marks).containsOnlyKeys(1, 300);
    }

    private static InstrumentTerms spot() {
        return new InstrumentTerms(
                "BTC_USDC",
                "BTC",
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USDC,
                0,
                0,
                E8 / 2,
                E8 / 10_000,
                1_000);
    }

    @Test
    void futureOfTheExpiryIsTheForwardOfItsOptions() {
        listOption();
        feed.described(2, MarketFeed.future("BTC-F", EXPIRY_NS));
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        feed.ticker(2, 95_990 * E8, 96_010 * E8, NONE, NONE, NONE, NONE);
        closeEpoch();
        assertThat(bench.marks.get(1).forwardE8()).isEqualTo(96_000 * E8);
        closeEpoch();
        assertThat(bench.marks.get(2).priceE8()).isEqualTo(96_000 * E8);
        assertThat(bench.marks.get(2).deltaE9()).isEqualTo(1_000_000_000);
        feed.ticker(2, NONE, NONE, 96_500 * E8, NONE, NONE, NONE);
        closeEpoch();
        assertThat(bench.marks.get(1).forwardE8())
                .as("a venue's mark beside its quotes")
                .isEqualTo(96_000 * E8);
    }

    @Test
    void perpetualIsMarkedFromItsBookAndFlaggedWhileTheBookIsNotToBeTrusted() {
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.constituent(1, 1, 90_000 * E8);
        closeEpoch();
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isEqualTo(90_000 * E8);
        feed.trade(1, 90_100 * E8);
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isEqualTo(90_100 * E8);
        feed.book(1, true, false, new long[][] {
            {1, 89_990 * E8, E8}, {1, 90_000 * E8, E8}, {-1, 90_020 * E8, E8}, {-1, 90_030 * E8, E8}
        });
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isEqualTo(90_010 * E8);
        feed.book(1, false, false, new long[][] {{1, 90_000 * E8, 0}});
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isBetween(90_009 * E8, 90_010 * E8);
        feed.book(1, false, true, new long[][] {{1, 90_025 * E8, E8}});
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isBetween(90_009 * E8, 90_010 * E8);
        assertThat(bench.marks.get(1).stale()).isTrue();
        feed.book(1, false, false, new long[][] {{1, 90_025 * E8, 0}});
        closeEpoch();
        assertThat(bench.marks.get(1).stale()).isFalse();
        feed.gap(0);
        closeEpoch();
        assertThat(bench.marks.get(1).stale()).isTrue();
        feed.constituent(1, 1, 90_000 * E8);
        closeEpoch();
        feed.timeNs += 1_000_000_000L;
        feed.book(1, true, false, new long[][] {{1, 90_000 * E8, E8}, {-1, 90_002 * E8, E8}});
        closeEpoch();
        assertThat(bench.marks.get(1).stale()).isFalse();
        assertThat(bench.marks.get(1).priceE8()).isBetween(90_009 * E8, 90_010 * E8);
    }

    @Test
    void epochsFollowMarketDataTimeAlone() {
        listOption();
        final int before = bench.epochs.size();
        final long firstNs = feed.timeNs + EPOCH_NS;
        feed.timeNs = firstNs;
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        bench.run();
        assertThat(bench.epochs).as("what comes alone goes at once").hasSize(before + 1);
        assertThat(bench.epochs.get(before).timestampNs()).isEqualTo(firstNs);
        assertThat(bench.epochs.get(before).marketDataTo()).isEqualTo(bench.pricer.marketDataTo());
        assertThat(bench.marks.get(1).ivE6()).isEqualTo(500_000);
        feed.timeNs = firstNs + EPOCH_NS - 1;
        feed.ticker(1, NONE, NONE, NONE, E8 * 6 / 10, 95_000 * E8, 94_000 * E8);
        bench.run();
        assertThat(bench.epochs).as("what comes soon after waits").hasSize(before + 1);
        feed.timeNs = firstNs + EPOCH_NS;
        feed.ticker(1, NONE, NONE, NONE, E8 * 7 / 10, 95_000 * E8, 94_000 * E8);
        bench.run();
        assertThat(bench.epochs).hasSize(before + 2);
        final PricerBench.Epoch epoch = bench.epochs.get(before + 1);
        assertThat(epoch.number()).isEqualTo(before + 2);
        assertThat(epoch.timestampNs()).isEqualTo(firstNs + EPOCH_NS);
        assertThat(epoch.commandsTo()).isEqualTo(1);
        assertThat(bench.marks.get(1).ivE6()).isEqualTo(700_000);
    }

    @Test
    void whatWaitedWhenTheMarketFellSilentIsPublishedAsOfThen() {
        listOption();
        feed.timeNs += EPOCH_NS;
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        feed.timeNs += EPOCH_NS / 2;
        feed.ticker(1, NONE, NONE, NONE, E8 * 6 / 10, 95_000 * E8, 94_000 * E8);
        final long beforeSilenceNs = feed.timeNs;
        bench.run();
        final int before = bench.epochs.size();
        feed.timeNs += DAY_NS / 4;
        feed.ticker(1, NONE, NONE, NONE, E8 * 7 / 10, 95_000 * E8, 94_000 * E8);
        bench.run();
        assertThat(bench.epochs).hasSize(before + 2);
        assertThat(bench.epochs.get(before).timestampNs()).isEqualTo(beforeSilenceNs);
        assertThat(bench.epochs.get(before).marketDataTo()).isEqualTo(bench.pricer.marketDataTo() - 1);
        assertThat(bench.epochs.get(before + 1).timestampNs()).isEqualTo(feed.timeNs);
    }

    @Test
    void nothingIsPublishedWhereNothingChanged() {
        listOption();
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        closeEpoch();
        final int before = bench.epochs.size();
        for (int i = 0; i < 5; i++) {
            feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
            closeEpoch();
        }
        assertThat(bench.epochs).hasSize(before);
    }

    @Test
    void riskArraysOfOneInstrumentKeepTheirDistance() {
        listOption();
        feed.ticker(1, NONE, NONE, NONE, E8 / 2, 95_000 * E8, 94_000 * E8);
        closeEpoch();
        final int[] first = bench.arrays.get(1);
        feed.ticker(1, NONE, NONE, NONE, E8 * 51 / 100, 95_000 * E8, 94_000 * E8);
        closeEpoch();
        assertThat(bench.marks.get(1).ivE6()).isEqualTo(510_000);
        assertThat(bench.arrays.get(1)).isSameAs(first);
        feed.timeNs += VenueParameters.defaults().marks().riskArrayIntervalNs();
        closeEpoch();
        closeEpoch();
        final int[] second = bench.arrays.get(1);
        assertThat(second).isNotEqualTo(first);
        feed.ticker(1, NONE, NONE, NONE, E8 * 6 / 10, 95_000 * E8, 94_000 * E8);
        closeEpoch();
        assertThat(bench.arrays.get(1)).as("a jump does not wait").isNotEqualTo(second);
    }

    @Test
    void refusesMarketDataWhileAnEpochIsDue() {
        feed.constituent(1, 1, E8);
        feed.constituent(1, 1, E8);
        final Subscription in = bench.marketData.subscription();
        assertThat(in.poll(bench.pricer::onMarketData)).isTrue();
        assertThat(bench.pricer.epochDue()).isTrue();
        assertThatThrownBy(() -> in.poll(bench.pricer::onMarketData)).hasMessageContaining("epoch 1 must be");
    }
}
