package io.strikebook.pricer.mark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnderlyingIndexTest {
    private static final long E8 = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final UnderlyingIndex index = new UnderlyingIndex(1);

    private void price(final int constituent, final long priceE8, final long timeNs) {
        index.onPrice(index.slot(constituent), priceE8, timeNs);
    }

    /** Deribit's example of clamping: 100, 101 and 120 become 100.495, 101 and 101.505. */
    @Test
    void pricesAreClampedToTheMedian() {
        price(1, 100 * E8, 0);
        price(2, 101 * E8, 0);
        price(3, 120 * E8, 0);
        assertThat(index.refresh(0, Market.NONE, false)).isTrue();
        assertThat(index.publishedE8()).isEqualTo(101 * E8);
        price(1, 101 * E8 + 10, 0);
        index.refresh(0, Market.NONE, false);
        assertThat(index.publishedE8()).isEqualTo((101 * E8 + 101 * E8 + 10 + 10_150_500_010L + 1) / 3);
    }

    @Test
    void medianOfTwoIsTheirMiddle() {
        price(1, 100 * E8, 0);
        price(2, 200 * E8, 0);
        index.refresh(0, Market.NONE, false);
        assertThat(index.publishedE8()).isEqualTo(150 * E8);
    }

    @Test
    void silentConstituentsAreLeftOutAndAnIndexOfSilentOnesIsStale() {
        price(1, 100 * E8, 0);
        price(2, 100 * E8 + 1_000_000, 170 * SECOND_NS);
        index.refresh(181 * SECOND_NS, Market.NONE, false);
        assertThat(index.publishedE8()).isEqualTo(100 * E8 + 1_000_000);
        assertThat(index.publishedStale()).isFalse();
        index.refresh(400 * SECOND_NS, Market.NONE, false);
        assertThat(index.publishedE8()).isEqualTo(100 * E8 + 500_000);
        assertThat(index.publishedStale()).isTrue();
    }

    @Test
    void withoutConstituentsTheSubstituteStandsIn() {
        assertThat(index.refresh(0, Market.NONE, false)).isFalse();
        assertThat(index.refresh(0, 7 * E8, true)).isTrue();
        assertThat(index.publishedE8()).isEqualTo(7 * E8);
        assertThat(index.publishedStale()).isTrue();
        assertThat(index.onPrice(index.slot(1), 0, 0)).isFalse();
        assertThat(index.onPrice(index.slot(1), 8 * E8, 0)).isTrue();
        index.refresh(0, 7 * E8, true);
        assertThat(index.publishedE8()).isEqualTo(8 * E8);
    }
}
