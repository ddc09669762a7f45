package io.strikebook.matching.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who gets what of a pro-rata level. */
class ProRataTest {
    @Test
    void byOpenLotsRoundedDownAndTheEarliestGainTheRemainder() {
        assertThat(shares(10, 0, 10, 20, 30)).containsExactly(2, 3, 5);
        assertThat(shares(11, 0, 10, 20, 30)).containsExactly(2, 4, 5);
        assertThat(shares(2, 0, 1, 1, 1)).containsExactly(1, 1, 0);
    }

    @Test
    void theTopOrderGetsItsPercentageFirstAndSharesTheRestWithWhatItHasLeft() {
        assertThat(shares(10, 40, 10, 20, 30)).as("4, then 6 by 6 : 20 : 30").containsExactly(5, 2, 3);
        assertThat(shares(50, 100, 10, 20, 30)).as("no more than its size").containsExactly(10, 16, 24);
        assertThat(shares(10, 100, 10, 20, 30)).containsExactly(10, 0, 0);
    }

    @Test
    void whoCannotTradeIsNotTheTopOrder() {
        assertThat(shares(10, 50, 0, 20, 20)).containsExactly(0, 8, 2);
    }

    @Test
    void allOfItWhereThatIsEnough() {
        assertThat(shares(60, 30, 10, 20, 30)).containsExactly(10, 20, 30);
        assertThat(shares(99, 30, 10, 20, 30)).containsExactly(10, 20, 30);
    }

    @Test
    void theLargestOrdersDoNotOverflow() {
        final long most = Books.MAX_ORDER_LOTS;
        assertThat(shares(most, 100, most, most, most)).containsExactly(most, 0, 0);
        assertThat(shares(most, 0, most, most)).containsExactly(most / 2, most / 2);
    }

    @Property(tries = 2_000)
    void everyLotIsGivenOutOnceAndNobodyGetsMoreThanItCanTrade(
            @ForAll @Size(min = 1, max = 12) final List<@LongRange(max = 40) Long> sizes,
            @ForAll @LongRange(max = 500) final long wanted,
            @ForAll @IntRange(max = 100) final int topOrderPercent) {
        final long[] open = sizes.stream().mapToLong(size -> size).toArray();
        final long[] shares = shares(wanted, topOrderPercent, open);
        long sum = 0;
        long total = 0;
        for (int i = 0; i < open.length; i++) {
            assertThat(shares[i]).isBetween(0L, open[i]);
            sum += shares[i];
            total += open[i];
        }
        assertThat(sum).isEqualTo(Math.min(wanted, total));
    }

    @Property(tries = 2_000)
    void whoIsEarlierAndNotSmallerGetsNoLessAndSizeCountsUpToOneLot(
            @ForAll @Size(min = 1, max = 12) final List<@LongRange(min = 1, max = 1_000_000) Long> sizes,
            @ForAll @LongRange(max = 3_000_000) final long wanted,
            @ForAll @IntRange(max = 100) final int topOrderPercent) {
        final long[] open = sizes.stream().mapToLong(size -> size).toArray();
        final long[] shares = shares(wanted, topOrderPercent, open);
        for (int i = 0; i < open.length; i++) {
            for (int later = i + 1; later < open.length; later++) {
                if (open[i] >= open[later]) {
                    assertThat(shares[i]).isGreaterThanOrEqualTo(shares[later]);
                } else if (i > 0) {
                    assertThat(shares[later]).isGreaterThanOrEqualTo(shares[i] - 1);
                }
            }
        }
    }

    private static long[] shares(final long wanted, final int topOrderPercent, final long... sizes) {
        final ProRata proRata = new ProRata();
        proRata.begin(sizes.length);
        for (final long size : sizes) {
            proRata.add(size);
        }
        proRata.share(wanted, topOrderPercent);
        final long[] shares = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shares[i] = proRata.share(i);
        }
        return shares;
    }
}
