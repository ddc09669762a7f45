package io.strikebook.pricer.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds of any prices and weights, and that a slow twin with exact numbers gives the same index and confidence. */
class IndexPropertyTest {
    private static final BigInteger E8 = BigInteger.valueOf(100_000_000L);
    private static final long CLAMP_E8 = 500_000L;
    private static final long INTERVAL_E8 = 10_000L;

    private static RecordedIndex indexOf(final List<Long> prices, final List<Integer> weights, final int scale) {
        final RecordedIndex recorded = new RecordedIndex(1);
        for (int i = 0; i < prices.size(); i++) {
            final int weight = weights.get(i % weights.size()) * scale;
            recorded.index.setSource(recorded.index.source(i + 1, ""), true, weight);
            recorded.price(i + 1, prices.get(i), 0);
        }
        recorded.at(0);
        return recorded;
    }

    @Property(tries = 2_000)
    void equalsTheTwinAndStaysWithinTheClamp(
            @ForAll @Size(min = 1, max = 12) final List<@LongRange(min = 1, max = 20_000_000_000_000L) Long> prices,
            @ForAll @Size(min = 1, max = 12) final List<@IntRange(min = 1, max = 20) Integer> weights) {
        requireTwin(prices, weights);
    }

    /** Prices near each other, as they are. */
    @Property(tries = 2_000)
    void equalsTheTwinOfAQuietMarket(
            @ForAll @LongRange(min = 1_000_000L, max = 9_000_000_000_000_000L) final long around,
            @ForAll @Size(min = 1, max = 12) final List<@IntRange(min = -20_000, max = 20_000) Integer> millionths,
            @ForAll @Size(min = 1, max = 12) final List<@IntRange(min = 1, max = 20) Integer> weights) {
        final List<Long> prices = new ArrayList<>();
        for (final int millionth : millionths) {
            prices.add(around + around / 1_000_000 * millionth);
        }
        requireTwin(prices, weights);
    }

    private static void requireTwin(final List<Long> prices, final List<Integer> weights) {
        final RecordedIndex recorded = indexOf(prices, weights, 1);
        final Twin twin = new Twin(prices, weights);
        assertThat(recorded.index.medianE8()).isEqualTo(twin.median.longValueExact());
        assertThat(recorded.index.publishedE8()).isEqualTo(twin.index.longValueExact());
        assertThat(recorded.index.confidenceE8()).isEqualTo(twin.confidence.longValueExact());
        final BigInteger distance = twin.index.subtract(twin.median).abs().multiply(E8);
        assertThat(distance).isLessThanOrEqualTo(twin.median.multiply(BigInteger.valueOf(CLAMP_E8)));
        assertThat(indexOf(prices, weights, 5).index.publishedE8()).isEqualTo(recorded.index.publishedE8());
    }

    /** With f sources of 2f + 1 that say anything, the median is among what the others say, and the index within the clamp of it. */
    @Property(tries = 2_000)
    void aMinorityCannotMoveTheMedianOutOfTheOthersRange(
            @ForAll @IntRange(min = 0, max = 8) final int bad,
            @ForAll @Size(17) final List<@LongRange(min = 9_000_000_000_000L, max = 9_100_000_000_000L) Long> good,
            @ForAll @Size(8) final List<@LongRange(min = 1, max = IndexSources.MAX_PRICE_E8) Long> worst,
            @ForAll @Size(min = 1, max = 12) final List<@IntRange(min = 1, max = 20) Integer> weights) {
        final List<Long> honest = good.subList(0, bad + 1);
        final List<Long> prices = new ArrayList<>(worst.subList(0, bad));
        prices.addAll(honest);
        final UnderlyingIndex index = indexOf(prices, weights, 1).index;
        final long least = honest.stream().mapToLong(Long::longValue).min().orElseThrow();
        final long most = honest.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(index.medianE8()).isBetween(least, most);
        assertThat(index.publishedE8()).isBetween(least - least / 200, most + most / 200);
    }

    /** The rule by exact fractions: numerators over one denominator, rounded where the index says so. */
    private static final class Twin {
        private final BigInteger median;
        private final BigInteger index;
        private final BigInteger confidence;

        Twin(final List<Long> prices, final List<Integer> weights) {
            final List<BigInteger> sorted =
                    prices.stream().sorted().map(BigInteger::valueOf).toList();
            final BigInteger lower = sorted.get((sorted.size() - 1) / 2);
            median = roundedHalfUp(lower.add(sorted.get(sorted.size() / 2)), BigInteger.TWO);
            final BigInteger low = ceiling(median.multiply(BigInteger.valueOf(100_000_000L - CLAMP_E8)));
            final BigInteger high =
                    median.multiply(BigInteger.valueOf(100_000_000L + CLAMP_E8)).divide(E8);
            BigInteger sum = BigInteger.ZERO;
            BigInteger total = BigInteger.ZERO;
            final List<BigInteger> votes = new ArrayList<>();
            for (int i = 0; i < prices.size(); i++) {
                final BigInteger price = BigInteger.valueOf(prices.get(i));
                final BigInteger weight = BigInteger.valueOf(weights.get(i % weights.size()));
                sum = sum.add(price.max(low).min(high).multiply(weight));
                total = total.add(weight);
                final BigInteger interval = ceiling(price.multiply(BigInteger.valueOf(INTERVAL_E8)));
                votes.addAll(List.of(price.subtract(interval), price, price.add(interval)));
            }
            index = roundedHalfUp(sum, total);
            votes.sort(null);
            final int quarter = votes.size() / 4;
            confidence = index.subtract(votes.get(quarter))
                    .abs()
                    .max(votes.get(votes.size() - 1 - quarter).subtract(index).abs());
        }

        private static BigInteger ceiling(final BigInteger overE8) {
            return overE8.add(E8).subtract(BigInteger.ONE).divide(E8);
        }

        private static BigInteger roundedHalfUp(final BigInteger number, final BigInteger divisor) {
            return number.multiply(BigInteger.TWO).add(divisor).divide(divisor.multiply(BigInteger.TWO));
        }
    }
}
