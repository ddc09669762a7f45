package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.RejectCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indices as they come out of epochs: sources that an operator switches, that lose input, that fall silent. */
class IndexEpochTest {
    private static final long EPOCH_NS = VenueParameters.defaults().marks().epochIntervalNs();
    private static final long SECOND_NS = 1_000_000_000L;

    private final PricerBench bench = new PricerBench(VenueParameters.defaults()
            .withIndex(new VenueParameters.Index(500_000L, 180 * SECOND_NS, 2, SECOND_NS, 10_000L)));
    private final MarketFeed feed = bench.feed;

    private void closeEpoch() {
        feed.timeNs += EPOCH_NS;
        feed.trade(999, E8);
        bench.run();
    }

    private PricerBench.Index index() {
        return bench.indices.get(1);
    }

    /** Two constituents at 90,000, and tickers of a venue whose index is far off. */
    @BeforeEach
    void threeSources() {
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.constituent(1, 1, 90_000 * E8);
        feed.constituent(1, 2, 90_000 * E8);
        feed.ticker(1, NONE, NONE, NONE, NONE, NONE, 93_000 * E8);
        closeEpoch();
    }

    @Test
    void anOutlierIsClampedAndTold() {
        assertThat(index().priceE8()).isEqualTo(90_150 * E8);
        assertThat(index().sources()).isEqualTo(3);
        assertThat(index().confidenceE8())
                .as("the upper quarter is what 93,000 may be at least")
                .isEqualTo(284_070_000_000L);
        assertThat(bench.outliers).containsExactly("test0 out");
        feed.ticker(1, NONE, NONE, NONE, NONE, NONE, 90_003 * E8);
        closeEpoch();
        assertThat(index().priceE8()).isEqualTo(90_001 * E8);
        assertThat(bench.outliers).containsExactly("test0 out", "test0 in");
    }

    @Test
    void anOperatorSwitchesSourcesByCommand() {
        bench.indexSource("test", 0, false, RejectCode.MALFORMED);
        feed.constituent(1, 1, 90_000 * E8 + 1);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(3);
        bench.indexSource("test", 0, false, RejectCode.ACCEPTED);
        feed.constituent(1, 1, 90_000 * E8);
        closeEpoch();
        assertThat(index().priceE8()).isEqualTo(90_000 * E8);
        assertThat(index().sources()).isEqualTo(2);
        assertThat(bench.outliers).containsExactly("test0 out", "test0 in");
        bench.indexSource("", 2, false, RejectCode.ACCEPTED);
        feed.constituent(1, 1, 91_000 * E8);
        closeEpoch();
        assertThat(index().frozen()).isTrue();
        assertThat(index().stale()).isTrue();
        assertThat(index().priceE8()).isEqualTo(90_000 * E8);
        assertThat(index().sources()).isEqualTo(1);
    }

    @Test
    void lostInputMakesSourcesSuspectUntilTheirNextPrice() {
        feed.gap(1);
        closeEpoch();
        assertThat(index().sources())
                .as("what a book lost is not about its venue's index")
                .isEqualTo(3);
        feed.gap(1, GapReason.INTERRUPTED);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(2);
        assertThat(index().stale()).isFalse();
        feed.gap(0);
        closeEpoch();
        assertThat(index().frozen()).isTrue();
        assertThat(index().sources()).isZero();
        feed.constituent(1, 1, 90_100 * E8);
        feed.constituent(1, 2, 90_100 * E8);
        closeEpoch();
        assertThat(index().frozen()).isTrue();
        assertThat(index().priceE8()).isEqualTo(90_000 * E8);
        feed.timeNs += SECOND_NS;
        closeEpoch();
        closeEpoch();
        assertThat(index().frozen()).as("time alone makes an epoch due").isFalse();
        assertThat(index().priceE8()).isEqualTo(90_100 * E8);
    }

    @Test
    void aConstituentIsTakenBackUntilItsNextPrice() {
        feed.constituent(1, 2, 0);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(2);
        feed.constituent(1, 2, 90_000 * E8);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(3);
    }

    @Test
    void aVenuesOwnIndexIsOneSourceWhetherTickersOrIndexMessagesTellIt() {
        feed.venueIndex("test", ExternalIndexKind.PRICE, 90_030 * E8);
        feed.venueIndex("test", ExternalIndexKind.VOLATILITY, E8 / 2);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(3);
        assertThat(index().priceE8()).isEqualTo(90_010 * E8);
        feed.venueIndex("OTHER", ExternalIndexKind.PRICE, 90_010 * E8);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(4);
        bench.indexSource("OTHER", 0, false, RejectCode.ACCEPTED);
        feed.venueIndex("test", ExternalIndexKind.PRICE, 90_000 * E8);
        closeEpoch();
        assertThat(index().sources()).isEqualTo(3);
        assertThat(index().priceE8()).isEqualTo(90_000 * E8);
    }

    @Test
    void onlyTheVenuesThatTheConfigurationNamesCountUntilAnOperatorSaysOtherwise() {
        final PricerBench named = new PricerBench(VenueParameters.defaults()
                .withIndex(
                        new VenueParameters.Index(500_000L, 180 * SECOND_NS, 1, SECOND_NS, 10_000L, List.of("OTHER"))));
        named.feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        named.feed.ticker(1, NONE, NONE, NONE, NONE, NONE, 93_000 * E8);
        named.feed.venueIndex("OTHER", ExternalIndexKind.PRICE, 90_000 * E8);
        named.feed.timeNs += EPOCH_NS;
        named.feed.trade(999, E8);
        named.run();
        assertThat(named.indices.get(1).sources()).isEqualTo(1);
        assertThat(named.indices.get(1).priceE8()).isEqualTo(90_000 * E8);
        named.indexSource("test", 0, true, RejectCode.ACCEPTED);
        named.feed.timeNs += EPOCH_NS;
        named.feed.venueIndex("OTHER", ExternalIndexKind.PRICE, 90_002 * E8);
        named.feed.timeNs += EPOCH_NS;
        named.feed.trade(999, E8);
        named.run();
        assertThat(named.indices.get(1).sources()).isEqualTo(2);
    }

    @Test
    void anIndexWhoseSourcesFallSilentStands() {
        closeEpoch();
        final int before = bench.epochs.size();
        feed.timeNs += 181 * SECOND_NS;
        closeEpoch();
        closeEpoch();
        assertThat(index().frozen()).isTrue();
        assertThat(bench.epochs).hasSize(before + 1);
        closeEpoch();
        assertThat(bench.epochs).as("once").hasSize(before + 1);
    }
}
