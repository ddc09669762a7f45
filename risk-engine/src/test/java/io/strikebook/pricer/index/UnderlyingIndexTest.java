package io.strikebook.pricer.index;

import static io.strikebook.pricer.index.RecordedIndex.E8;
import static io.strikebook.pricer.index.RecordedIndex.SECOND_NS;
import static io.strikebook.pricer.index.UnderlyingIndex.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import org.junit.jupiter.api.Test;

class UnderlyingIndexTest {
    private static final long THREE_MINUTES_NS = 180 * SECOND_NS;

    private final RecordedIndex one = new RecordedIndex(1);
    private final RecordedIndex two = new RecordedIndex(2);

    /** Deribit's example of clamping: 100, 101 and 120 with 25, 50 and 25 % become 100.495, 101 and 101.505. */
    @Test
    void pricesAreClampedToTheMedian() {
        one.index.setSource(one.index.source(1, ""), true, 25);
        one.index.setSource(one.index.source(2, ""), true, 50);
        one.index.setSource(one.index.source(3, ""), true, 25);
        one.price(1, 100 * E8, 0).price(2, 101 * E8, 0).price(3, 120 * E8, 0);
        assertThat(one.at(0)).isEqualTo(101 * E8);
        assertThat(one.told).containsExactly("outside 1 10000000000", "outside 3 12000000000", 101 * E8 + " of 3");
        one.price(1, 100 * E8 + E8 / 2, 1);
        assertThat(one.at(1)).isEqualTo(10_100_125_000L);
        assertThat(one.told).hasSize(5).contains("inside 1 10050000000");
    }

    @Test
    void weightsCountOnlyRelativeToEachOther() {
        one.index.setSource(one.index.source(1, ""), true, 90);
        one.index.setSource(one.index.source(2, ""), true, 30);
        one.price(1, 1_000 * E8, 0).price(2, 1_004 * E8, 0);
        assertThat(one.at(0)).isEqualTo(1_001 * E8);
        one.index.setSource(one.index.source(1, ""), true, 3);
        one.index.setSource(one.index.source(2, ""), true, 1);
        assertThat(one.at(0)).isEqualTo(1_001 * E8);
        one.index.setSource(one.index.source(1, ""), false, 3);
        assertThat(one.at(0)).isEqualTo(1_004 * E8);
    }

    @Test
    void medianOfTwoIsTheirMiddle() {
        one.price(1, 100 * E8, 0).price(2, 200 * E8, 0);
        assertThat(one.at(0)).isEqualTo(150 * E8);
        assertThat(one.index.medianE8()).isEqualTo(150 * E8);
    }

    @Test
    void silentSourcesAreLeftOutAndAnIndexOfSilentOnesStands() {
        one.price(1, 100 * E8, 0).price(2, 100 * E8 + 1_000_000, 170 * SECOND_NS);
        one.at(170 * SECOND_NS);
        assertThat(one.index.dueNs()).isEqualTo(THREE_MINUTES_NS + 1);
        one.at(THREE_MINUTES_NS);
        assertThat(one.index.freshSources()).isEqualTo(2);
        assertThat(one.at(THREE_MINUTES_NS + 1)).isEqualTo(100 * E8 + 1_000_000);
        assertThat(one.index.publishedStale()).isFalse();
        assertThat(one.index.dueNs()).isEqualTo(350 * SECOND_NS + 1);
        assertThat(one.at(351 * SECOND_NS)).isEqualTo(100 * E8 + 1_000_000);
        assertThat(one.index.isFrozen()).isTrue();
        assertThat(one.index.publishedStale()).isTrue();
        assertThat(one.index.dueNs()).isEqualTo(UnderlyingIndex.NEVER);
    }

    @Test
    void withTooFewSourcesItStandsUntilEnoughWereThereForASecond() {
        two.price(1, 100 * E8, 0);
        assertThat(two.at(0)).as("nothing before there are enough").isEqualTo(NONE);
        two.price(2, 100 * E8, 1);
        assertThat(two.at(1)).isEqualTo(100 * E8);
        two.index.onGap(two.index.source(2, ""));
        two.price(1, 101 * E8, 2);
        assertThat(two.at(2)).isEqualTo(100 * E8);
        two.price(2, 101 * E8, 3);
        assertThat(two.at(3)).as("thaws after a second").isEqualTo(100 * E8);
        assertThat(two.index.dueNs()).isEqualTo(3 + SECOND_NS);
        two.index.onGap();
        assertThat(two.at(4)).isEqualTo(100 * E8);
        two.price(1, 101 * E8, 5).price(2, 101 * E8, 5);
        assertThat(two.at(5)).isEqualTo(100 * E8);
        assertThat(two.at(4 + SECOND_NS)).as("counted anew").isEqualTo(100 * E8);
        assertThat(two.at(5 + SECOND_NS)).isEqualTo(101 * E8);
        assertThat(two.told)
                .containsExactly(
                        "10000000000 of 2",
                        "frozen 10000000000 of 1",
                        "frozen 10000000000 of 2",
                        "frozen 10000000000 of 0",
                        "frozen 10000000000 of 2",
                        "10100000000 of 2");
    }

    @Test
    void pricesThatAreNoneAreNotHeard() {
        final int source = one.index.source(1, "");
        assertThat(one.index.onPrice(source, 0, 0)).isFalse();
        assertThat(one.index.onPrice(source, -1, 0)).isFalse();
        assertThat(one.index.onPrice(source, NONE, 0)).isFalse();
        assertThat(one.index.onPrice(source, IndexSources.MAX_PRICE_E8 + 1, 0)).isFalse();
        assertThat(one.index.onPrice(-1, E8, 0)).isFalse();
        assertThat(one.at(0)).isEqualTo(NONE);
        assertThat(one.index.onPrice(source, IndexSources.MAX_PRICE_E8, 0)).isTrue();
        assertThat(one.index.onPrice(source, IndexSources.MAX_PRICE_E8, 1)).isFalse();
        assertThat(one.index.onPrice(source, IndexSources.MAX_PRICE_E8, 2 + THREE_MINUTES_NS))
                .isTrue();
        assertThat(one.at(2 + THREE_MINUTES_NS)).isEqualTo(IndexSources.MAX_PRICE_E8);
    }

    @Test
    void aSourceTooManyIsNotHeard() {
        for (int i = 1; i <= IndexSources.MAX_SOURCES; i++) {
            one.index.setSource(one.index.source(i, ""), true, IndexSources.FULL_WEIGHT);
            one.price(i, i % 2 == 0 ? IndexSources.MAX_PRICE_E8 : 1, 0);
        }
        assertThat(one.index.source(0, "late")).isEqualTo(-1);
        assertThat(one.at(0)).isEqualTo(IndexSources.MAX_PRICE_E8 / 2 + 1);
    }

    @Test
    void withoutSourcesASubstituteStandsIn() {
        one.index.refresh(0, NONE, false, one);
        assertThat(one.told).isEmpty();
        one.index.refresh(0, 7 * E8, true, one);
        assertThat(one.told).containsExactly("stale 700000000 of 0");
        assertThat(one.index.confidenceE8()).isEqualTo(NONE);
        one.price(1, 8 * E8, 0);
        one.index.refresh(0, 7 * E8, true, one);
        assertThat(one.told).hasSize(2).endsWith("800000000 of 1");
    }

    /** Votes of 100, 101 and 102 with a hundredth of a percent: the third of nine is 100.01, the seventh 101.9898. */
    @Test
    void confidenceIsTheFartherQuarterOfTheVotes() {
        one.price(1, 100 * E8, 0).price(2, 101 * E8, 0).price(3, 102 * E8, 0);
        one.at(0);
        assertThat(one.index.publishedE8()).isEqualTo(101 * E8);
        assertThat(one.index.confidenceE8()).isEqualTo(99_000_000L);
        final RecordedIndex alone = new RecordedIndex(1).price(1, 100 * E8, 0);
        alone.at(0);
        assertThat(alone.index.confidenceE8()).isEqualTo(1_000_000L);
    }

    @Test
    void goesOnFromASnapshot() {
        final RecordedIndex restored = new RecordedIndex(2);
        two.index.source(0, "deribit");
        two.index.setSource(two.index.source(3, ""), false, 7);
        two.price(1, 100 * E8, 0).price(2, 120 * E8, 1);
        two.at(1);
        two.index.onGap(two.index.source(2, ""));
        two.at(2);
        final SnapshotOutput out = new SnapshotOutput();
        two.index.save(out);
        final int toldBefore = two.told.size();
        restored.index.load(new SnapshotInput(out.buffer(), 0, out.length()));
        assertThat(restored.index.hash()).isEqualTo(two.index.hash());
        two.price(2, 110 * E8, 3).at(SECOND_NS + 3);
        restored.price(2, 110 * E8, 3).at(SECOND_NS + 3);
        assertThat(restored.told)
                .isEqualTo(two.told.subList(toldBefore, two.told.size()))
                .isNotEmpty();
        assertThat(restored.index.hash()).isEqualTo(two.index.hash());
    }
}
