package io.strikebook.common.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A side against a sorted map. */
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

    /** Prices in tens around a middle that walks, in sorted updates, most near the middle: as venues send them, with a bound that is met. */
    @Test
    void flowsLikeThoseOfVenuesFollowTheTwin() {
        for (int seed = 0; seed < 24; seed++) {
            final Random random = new Random(seed);
            final Twin twin =
                    new Twin(seed % 2 == 0, seed % 3 == 0 ? 1_000 : seed % 3 == 1 ? 10 : DepthSide.MAX_LEVELS);
            int middle = 50_000;
            for (int update = 0; update < 400; update++) {
                middle += random.nextInt(41) - 20;
                final long[] prices = new long[1 + random.nextInt(60)];
                for (int i = 0; i < prices.length; i++) {
                    prices[i] = middle + (long) (Math.pow(random.nextDouble(), 3) * 4_000) * (twin.bids ? -1 : 1);
                }
                Arrays.sort(prices);
                final int gone = random.nextInt(4);
                for (final long price : prices) {
                    twin.set(price * 10, random.nextInt(4) < gone ? 0 : 1 + random.nextInt(9));
                }
                twin.check(update % 16 == 0);
            }
            twin.check(true);
        }
    }

    /** Sides that grow to thousands of levels in one order and shrink in another, to nothing, and again: pages split and join. */
    @Test
    void growingAndShrinkingFollowsTheTwin() {
        for (int seed = 0; seed < 12; seed++) {
            final Random random = new Random(seed);
            final Twin twin = new Twin(seed % 2 == 0, seed < 6 ? DepthSide.MAX_LEVELS : 700);
            for (int round = 0; round < 3; round++) {
                final List<Long> prices = new ArrayList<>();
                for (long i = 1; i <= 1_500; i++) {
                    prices.add(i * 100 + round);
                }
                order(prices, random.nextInt(3), random);
                for (final long price : prices) {
                    twin.set(price, 1 + random.nextInt(9));
                }
                twin.check(true);
                order(prices, random.nextInt(3), random);
                final int left = random.nextInt(3) * 20;
                for (final long price : prices.subList(left, prices.size())) {
                    twin.set(price, 0);
                    twin.check(random.nextInt(40) == 0);
                }
                twin.check(true);
            }
            twin.clear();
            twin.set(5, 5);
            twin.check(true);
        }
    }

    /** Any numbers at all, also of both signs, and the greatest there is. */
    @Test
    void farPricesFollowTheTwin() {
        final Random random = new Random(3);
        final Twin twin = new Twin(true, 200);
        for (int i = 0; i < 20_000; i++) {
            final int kind = random.nextInt(4);
            final long price = kind == 0 ? Long.MAX_VALUE - random.nextInt(100) : random.nextLong() >> kind * 20 | 1;
            twin.set(price, random.nextInt(3));
            twin.check(i % 64 == 0);
        }
    }

    /** Prices that become finer amid others, some by one odd price; the next book begins with coarse ones again. */
    @Test
    void ticksThatChangeFollowTheTwin() {
        for (int seed = 0; seed < 40; seed++) {
            final Random random = new Random(seed);
            final Twin twin = new Twin(seed % 2 == 0, seed % 3 == 0 ? 100 : DepthSide.MAX_LEVELS);
            for (int book = 0; book < 6; book++) {
                long tick = 1_000_000;
                for (int i = 0; i < 600; i++) {
                    if (random.nextInt(150) == 0) {
                        tick = Math.max(1, tick / (random.nextBoolean() ? 10 : 4));
                    }
                    final long odd = random.nextInt(300) == 0 ? random.nextInt(1_000) : 0;
                    final long price = (1 + random.nextInt(400)) * tick + odd;
                    twin.set(price, random.nextInt(3));
                    // a price beside the ticks so far is none of the levels
                    twin.set(price + 1, 0);
                    twin.check(i % 100 == 0);
                }
                twin.check(true);
                twin.clear();
                twin.check(true);
            }
        }
    }

    @Test
    void aSideWithoutRoomStaysEmpty() {
        final DepthSide side = new DepthSide(true, 0);
        side.set(1, 1);
        assertThat(side.size()).isZero();
    }

    private static void order(final List<Long> prices, final int kind, final Random random) {
        switch (kind) {
            case 0 -> Collections.sort(prices);
            case 1 -> prices.sort(Comparator.reverseOrder());
            default -> Collections.shuffle(prices, random);
        }
    }

    /** A side and its twin. */
    private static final class Twin {
        private final boolean bids;
        private final int maxLevels;
        private final DepthSide side;
        private final TreeMap<Long, Long> map;

        private Twin(final boolean bids, final int maxLevels) {
            this.bids = bids;
            this.maxLevels = maxLevels;
            side = new DepthSide(bids, maxLevels);
            map = new TreeMap<>(bids ? Comparator.<Long>naturalOrder() : Comparator.<Long>reverseOrder());
        }

        private void set(final long price, final long quantity) {
            side.set(price, quantity);
            if (quantity == 0) {
                map.remove(price);
            } else {
                map.put(price, quantity);
                if (map.size() > maxLevels) {
                    map.pollFirstEntry();
                }
            }
        }

        private void clear() {
            side.clear();
            map.clear();
        }

        private void check(final boolean all) {
            assertThat(side.size()).isEqualTo(map.size());
            assertThat(side.bestPriceE8()).isEqualTo(map.isEmpty() ? DepthSide.NONE : map.lastKey());
            if (!all) {
                return;
            }
            final DepthSide copy = new DepthSide(bids, maxLevels);
            int at = 0;
            for (final var level : map.entrySet()) {
                copy.set(level.getKey(), level.getValue());
                assertThat(side.priceE8(at)).isEqualTo(level.getKey());
                assertThat(side.quantityE8(at++)).isEqualTo(level.getValue());
            }
            for (final var level : map.descendingMap().entrySet()) {
                assertThat(side.priceE8(--at)).isEqualTo(level.getKey());
                assertThat(side.quantityE8(at)).isEqualTo(level.getValue());
            }
            assertThat(side.hash()).isEqualTo(copy.hash());
        }
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
