package io.strikebook.common.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sorted arrays against a sorted map. */
class DepthSideTest {
    @Test
    void bidsFollowTheTwin() {
        compare(true, 5_000, 200);
    }

    @Test
    void asksFollowTheTwin() {
        compare(false, 5_000, 200);
    }

    @Test
    void theWorstLevelsAreDroppedBeyondTheBound() {
        compare(true, 60_000, 1 << 20);
    }

    private static void compare(final boolean bids, final int steps, final int prices) {
        final DepthSide side = new DepthSide(bids);
        final Comparator<Long> order = bids ? Comparator.naturalOrder() : Comparator.reverseOrder();
        final TreeMap<Long, Long> twin = new TreeMap<>(order);
        final Random random = new Random(5);
        for (int i = 0; i < steps; i++) {
            final long price = 1 + random.nextInt(prices);
            final long quantity = random.nextInt(4);
            side.set(price, quantity);
            if (quantity == 0) {
                twin.remove(price);
            } else {
                twin.put(price, quantity);
                if (twin.size() > DepthSide.MAX_LEVELS) {
                    twin.pollFirstEntry();
                }
            }
            assertThat(side.size()).isEqualTo(twin.size());
            assertThat(side.bestPriceE8()).isEqualTo(twin.isEmpty() ? DepthSide.NONE : twin.lastKey());
        }
        final DepthSide copy = new DepthSide(bids);
        int at = 0;
        for (final var level : twin.entrySet()) {
            assertThat(side.priceE8(at)).isEqualTo(level.getKey());
            assertThat(side.quantityE8(at)).isEqualTo(level.getValue());
            copy.set(level.getKey(), level.getValue());
            at++;
        }
        assertThat(copy.hash()).isEqualTo(side.hash());
        side.clear();
        assertThat(side.hash()).isZero();
    }
}
