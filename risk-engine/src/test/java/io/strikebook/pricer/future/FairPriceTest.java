package io.strikebook.pricer.future;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.book.DepthSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairPriceTest {
    private static final long E8 = 100_000_000L;

    /** Levels from the best on: price and quantity in turn, in whole units; bids where prices fall. */
    private static DepthSide side(final boolean bids, final long... pricesAndQuantities) {
        final DepthSide side = new DepthSide(bids);
        for (int i = 0; i < pricesAndQuantities.length; i += 2) {
            side.set(pricesAndQuantities[i] * E8, pricesAndQuantities[i + 1] * E8);
        }
        return side;
    }

    private static DepthSide bids(final long... pricesAndQuantities) {
        return side(true, pricesAndQuantities);
    }

    private static DepthSide asks(final long... pricesAndQuantities) {
        return side(false, pricesAndQuantities);
    }

    @Test
    void isTheMiddleOfWhatTheDepthTradesAt() {
        final DepthSide bids = bids(100, 500, 98, 500);
        final DepthSide asks = asks(110, 800, 115, 800);
        assertThat(FairPrice.of(bids, asks, 400 * E8, false)).isEqualTo(105 * E8);
        assertThat(FairPrice.of(bids, asks, 1_000 * E8, false)).isEqualTo(105 * E8);
        assertThat(FairPrice.of(bids, asks(110, 500, 120, 500), 1_000 * E8, false))
                .as("99 and 115")
                .isEqualTo(107 * E8);
    }

    @Test
    void stopsAtTheEndOfTheBookAndAtTheSpread() {
        assertThat(FairPrice.of(bids(100, 1), asks(102, 1), 1_000_000 * E8, false))
                .isEqualTo(101 * E8);
        assertThat(FairPrice.of(bids(100, 1), asks(102, 1, 500, 999), 1_000 * E8, false))
                .as("thin offers do not lift it beyond the best")
                .isEqualTo(102 * E8);
        assertThat(FairPrice.of(bids(100, 1, 1, 999), asks(102, 1_000), 1_000 * E8, false))
                .isEqualTo(100 * E8);
    }

    /** 1,000 USD are 10 coins at 100 and 5 at 200. */
    @Test
    void countsCoinsByTheirValue() {
        final DepthSide asks = asks(200, 2, 210, 3, 900, 1_000);
        assertThat(FairPrice.of(bids(100, 20), asks, 1_000 * E8, true)).isEqualTo(153 * E8);
    }

    /** Of a book of any shape: within the spread, and within a unit a level of the exact averages. */
    @Property(tries = 1_000)
    void equalsExactAverages(
            @ForAll @Size(min = 1, max = 8) final List<@IntRange(min = 1, max = 1_000) Integer> steps,
            @ForAll @Size(min = 1, max = 8) final List<@LongRange(min = 1, max = 1_000_000) Long> quantities,
            @ForAll @LongRange(min = 1, max = 3_000_000) final long depth) {
        final long middle = 1_000_000;
        final long[] bids = new long[2 * steps.size()];
        final long[] asks = new long[2 * steps.size()];
        long away = 0;
        for (int i = 0; i < steps.size(); i++) {
            away += steps.get(i);
            bids[2 * i] = middle - away;
            asks[2 * i] = middle + 2 * away;
            bids[2 * i + 1] = quantities.get(i % quantities.size());
            asks[2 * i + 1] = quantities.get((i + 1) % quantities.size());
        }
        final BigDecimal exact = average(bids, depth).add(average(asks, depth)).divide(BigDecimal.valueOf(2));
        final BigDecimal bounded = exact.max(BigDecimal.valueOf(bids[0])).min(BigDecimal.valueOf(asks[0]));
        final BigDecimal fair = BigDecimal.valueOf(FairPrice.of(bids(bids), asks(asks), depth * E8, false), 8);
        assertThat(fair.subtract(bounded).abs()).isLessThan(BigDecimal.valueOf(steps.size() + 1, 8));
    }

    private static BigDecimal average(final long[] side, final long depth) {
        final List<BigDecimal> values = new ArrayList<>();
        long left = depth;
        long taken = 0;
        for (int i = 0; i < side.length; i += 2) {
            final long quantity = Math.min(left, side[i + 1]);
            values.add(BigDecimal.valueOf(side[i]).multiply(BigDecimal.valueOf(quantity)));
            left -= quantity;
            taken += quantity;
        }
        return values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(taken), MathContext.DECIMAL128);
    }
}
