package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marks of perpetuals and dated futures, funding and settlement averages as they come out of epochs. */
class FutureEpochTest {
    private static final VenueParameters VENUE = VenueParameters.defaults();
    private static final long EPOCH_NS = VENUE.marks().epochIntervalNs();
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long EXPIRY_NS = START_NS + DAY_NS;

    private final PricerBench bench = new PricerBench(VENUE);
    private final MarketFeed feed = bench.feed;

    private void closeEpoch() {
        feed.timeNs += EPOCH_NS;
        feed.trade(999, E8);
        bench.run();
    }

    private PricerBench.Mark perpetual() {
        return bench.marks.get(1);
    }

    private void top(final long bid, final long ask) {
        feed.ticker(1, bid * E8, ask * E8, NONE, NONE, NONE, NONE);
        closeEpoch();
    }

    @BeforeEach
    void listPerpetualAndFuture() {
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.described(2, MarketFeed.future("BTC-F", EXPIRY_NS));
        feed.constituent(1, 1, 90_000 * E8);
        closeEpoch();
        closeEpoch();
    }

    @Test
    void perpetualIsIndexAndAveragedPremium() {
        assertThat(perpetual().priceE8()).as("nothing but the index").isEqualTo(90_000 * E8);
        top(90_089, 90_091);
        assertThat(perpetual().priceE8()).isEqualTo(90_090 * E8);
        feed.constituent(1, 1, 91_000 * E8);
        closeEpoch();
        assertThat(perpetual().priceE8() / 1e8).as("follows the index at once").isBetween(91_090.0, 91_091.0);
        feed.constituent(1, 1, 90_000 * E8);
        feed.timeNs += 300 * SECOND_NS / 10;
        top(90_179, 90_181);
        assertThat(perpetual().priceE8() / 1e8).isCloseTo(90_180 - 90 * Math.exp(-1), within(0.5));
        for (int i = 0; i < 4_000; i++) {
            feed.timeNs += SECOND_NS / 10;
            if (i % 600 == 0) {
                feed.constituent(1, 1, 90_000 * E8);
                top(90_179, 90_181);
            }
            feed.trade(999, E8);
            bench.run();
        }
        assertThat(perpetual().priceE8() / 1e8).as("arrives by time alone").isCloseTo(90_180, within(0.02));
        final int epochs = bench.epochs.size();
        for (int i = 0; i < 100; i++) {
            closeEpoch();
        }
        assertThat(bench.epochs.size() - epochs).as("and then nothing is due").isLessThan(3);
    }

    @Test
    void booksThatAreNotToBeTrustedHoldThePremium() {
        feed.book(1, true, false, new long[][] {{1, 90_085 * E8, 200_000 * E8}, {-1, 90_095 * E8, 200_000 * E8}});
        closeEpoch();
        assertThat(perpetual().priceE8()).isEqualTo(90_090 * E8);
        assertThat(perpetual().stale()).isFalse();
        feed.book(1, false, false, new long[][] {{1, 90_085 * E8, 0}});
        feed.constituent(1, 1, 45_000 * E8);
        closeEpoch();
        assertThat(perpetual().priceE8()).as("one-sided").isEqualTo(45_045 * E8);
        assertThat(perpetual().stale()).isTrue();
        assertThat(perpetual().frozen()).isTrue();
        feed.constituent(1, 1, 90_000 * E8);
        feed.book(1, false, true, new long[][] {{1, 91_000 * E8, E8}});
        feed.timeNs += 60 * SECOND_NS;
        closeEpoch();
        assertThat(perpetual().priceE8()).as("crossed").isEqualTo(90_090 * E8);
        assertThat(perpetual().frozen()).isTrue();
        feed.book(1, true, false, new long[][] {{1, 90_265 * E8, E8}, {-1, 90_275 * E8, E8}});
        closeEpoch();
        assertThat(perpetual().frozen()).isFalse();
        assertThat(perpetual().priceE8() / 1e8)
                .as("the time before does not count")
                .isBetween(90_090.0, 90_091.0);
        feed.gap(1);
        closeEpoch();
        assertThat(perpetual().frozen()).as("gap").isTrue();
    }

    @Test
    void aBookOfWhichNothingIsHeardHoldsThePremium() {
        top(90_089, 90_091);
        for (int i = 0; i < 181; i++) {
            feed.timeNs += SECOND_NS;
            feed.constituent(1, 1, 90_000 * E8);
            bench.run();
        }
        closeEpoch();
        assertThat(perpetual().frozen()).isTrue();
        assertThat(bench.indices.get(1).stale()).isFalse();
        top(90_089, 90_091);
        assertThat(perpetual().frozen()).isFalse();
    }

    @Test
    void datedFuturesHaveAWiderBandAndAVenuesMarkIsTakenWhereItIsAllThereIs() {
        feed.ticker(2, 95_990 * E8, 96_010 * E8, 97_000 * E8, NONE, NONE, NONE);
        top(95_990, 96_010);
        assertThat(bench.marks.get(2).priceE8()).isEqualTo(96_000 * E8);
        assertThat(perpetual().priceE8()).isEqualTo(90_450 * E8);
        feed.described(3, MarketFeed.future("BTC-G", 2 * DAY_NS + START_NS));
        feed.ticker(3, NONE, NONE, 97_000 * E8, NONE, NONE, NONE);
        closeEpoch();
        closeEpoch();
        assertThat(bench.marks.get(3).priceE8()).isEqualTo(97_000 * E8);
    }

    @Test
    void whatTickersSayNowGoesBeforeAFutureThatLostItsInput() {
        feed.described(3, MarketFeed.option("BTC-C", true, 90_000, EXPIRY_NS));
        feed.ticker(3, NONE, NONE, NONE, E8 / 2, 90_500 * E8, NONE);
        feed.ticker(2, 90_890 * E8, 90_910 * E8, NONE, NONE, NONE, NONE);
        closeEpoch();
        closeEpoch();
        assertThat(bench.marks.get(3).forwardE8()).isEqualTo(90_900 * E8);
        feed.gap(2);
        feed.ticker(3, NONE, NONE, NONE, E8 / 2, 90_500 * E8, NONE);
        closeEpoch();
        assertThat(bench.marks.get(3).forwardE8()).isEqualTo(90_500 * E8);
        assertThat(bench.marks.get(3).stale()).isFalse();
        feed.timeNs += VENUE.futures().maximumAgeNs() + 1;
        feed.constituent(1, 1, 90_000 * E8);
        closeEpoch();
        assertThat(bench.marks.get(3).forwardE8()).as("both are old").isEqualTo(90_900 * E8);
        assertThat(bench.marks.get(3).stale()).isTrue();
    }

    @Test
    void fundingFollowsThePremiumAtMostOnceASecond() {
        feed.timeNs += SECOND_NS;
        top(90_035, 90_037);
        assertThat(bench.funding.get(1)).as("P = 0.04 %").isEqualTo(150_000_000L);
        final int before = bench.fundings;
        for (int i = 0; i < 300; i++) {
            top(90_035 + i % 7, 90_037 + i % 7);
        }
        assertThat(bench.fundings - before).isBetween(2, 4);
    }

    @Test
    void theLastHalfHourTurnsForwardsIntoTheIndexsAverage() {
        feed.described(3, MarketFeed.option("BTC-C", true, 90_000, EXPIRY_NS));
        feed.ticker(3, NONE, NONE, NONE, E8 / 2, NONE, NONE);
        feed.ticker(2, 90_890 * E8, 90_910 * E8, NONE, NONE, NONE, NONE);
        closeEpoch();
        SnapshotOutput snapshot = null;
        feed.timeNs = EXPIRY_NS - 1_800 * SECOND_NS - 5 * EPOCH_NS;
        for (int i = 0; i <= 1_800; i++) {
            feed.constituent(1, 1, 90_000 * E8);
            feed.ticker(2, 90_890 * E8, 90_910 * E8, NONE, NONE, NONE, NONE);
            feed.timeNs += SECOND_NS;
            bench.run();
            if (i == 900) {
                assertThat(bench.marks.get(2).priceE8() / 1e8)
                        .as("moves with each sample")
                        .isCloseTo(90_450, within(3.5));
                assertThat(bench.marks.get(3).forwardE8())
                        .isEqualTo(bench.marks.get(2).priceE8());
                snapshot = bench.snapshot();
            }
        }
        closeEpoch();
        assertThat(bench.marks.get(2).priceE8()).isEqualTo(90_000 * E8);
        assertThat(bench.marks.get(3).forwardE8()).isEqualTo(90_000 * E8);
        assertThat(bench.estimates).hasSize(300);
        assertThat(bench.estimates.get(299)).isEqualTo("300 of BTC at 9000000000000, 0 missing");
        assertThat(snapshot).isNotNull();
    }
}
