package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pricer says of its own input: one frame when a reason begins, one when it ends. */
class QualityEpochTest {
    private static final long EPOCH_NS = VenueParameters.defaults().marks().epochIntervalNs();
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long[][] BOOK = {{1, 90_085 * E8, 200_000 * E8}, {-1, 90_095 * E8, 200_000 * E8}};

    private final PricerBench bench = new PricerBench(VenueParameters.defaults());
    private final MarketFeed feed = bench.feed;

    private void closeEpoch() {
        feed.timeNs += EPOCH_NS;
        feed.trade(999, E8);
        bench.run();
    }

    private void says(final String... expected) {
        closeEpoch();
        assertThat(bench.quality).containsExactly(expected);
        bench.quality.clear();
    }

    @BeforeEach
    void list() {
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.constituent(1, 1, 90_000 * E8);
        feed.book(1, true, false, BOOK);
        closeEpoch();
        says();
    }

    @Test
    void aFrozenIndexDegradesTheUnderlyingUntilItThaws() {
        feed.gap(0);
        says("begins INDEX_FROZEN of 0, 1, degraded", "begins SOURCE_GAP of 1, 1, degraded");
        feed.book(1, true, false, BOOK);
        says("ends SOURCE_GAP of 1, 1, degraded");
        feed.constituent(1, 1, 90_000 * E8);
        says();
        feed.timeNs += SECOND_NS;
        says("ends INDEX_FROZEN of 0, 1");
        feed.gap(0);
        closeEpoch();
        assertThat(bench.quality).startsWith("begins INDEX_FROZEN of 0, 2, degraded");
    }

    @Test
    void booksThatAreOneSidedOrCrossedAreTold() {
        feed.book(1, false, false, new long[][] {{1, 90_085 * E8, 0}});
        says("begins ONE_SIDED_BOOK of 1, 1");
        feed.book(1, false, true, new long[][] {{1, 90_100 * E8, E8}});
        says("ends ONE_SIDED_BOOK of 1, 1", "begins CROSSED_BOOK of 1, 1");
        feed.book(1, true, false, BOOK);
        says("ends CROSSED_BOOK of 1, 1");
    }

    @Test
    void aSilentFeedIsToldByTimeAlone() {
        for (int i = 0; i < 180; i++) {
            feed.timeNs += SECOND_NS;
            feed.constituent(1, 1, 90_000 * E8);
            bench.run();
        }
        says("begins STALE_FEED of 1, 1");
        feed.book(1, false, false, BOOK);
        says("ends STALE_FEED of 1, 1");
    }

    @Test
    void whatTheFeederFlagsHasItsReason() {
        feed.flagged(1, true, false);
        says("begins SOURCE_GAP of 1, 1");
        feed.book(1, false, false, BOOK);
        says();
        feed.book(1, true, false, BOOK);
        says("ends SOURCE_GAP of 1, 1");
        feed.flagged(1, false, true);
        says("begins STALE_FEED of 1, 1");
        assertThat(bench.marks.get(1).frozen()).isTrue();
        feed.flagged(1, false, false);
        says("ends STALE_FEED of 1, 1");
        assertThat(bench.marks.get(1).frozen()).isFalse();
    }

    @Test
    void aMarkFarOutsideItsQuotesIsTold() {
        feed.ticker(1, 95_000 * E8, 95_001 * E8, NONE, NONE, NONE, NONE);
        says("begins MARK_OUTSIDE_QUOTES of 1, 1");
        feed.ticker(1, 90_085 * E8, 90_095 * E8, NONE, NONE, NONE, NONE);
        says("ends MARK_OUTSIDE_QUOTES of 1, 1");
    }
}
