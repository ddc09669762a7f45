package io.strikebook.common.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against plain division. */
class TickGridTest {
    private static final long LARGEST_PRICE = 1L << 49;
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void multiplesAreDividedExactly() {
        for (int i = 0; i < 100_000; i++) {
            final long tick = tick();
            final TickGrid grid = new TickGrid(tick);
            final long most = LARGEST_PRICE / tick;
            final long ticks = random.nextLong(-most, most + 1);
            assertThat(grid.ticks(ticks * tick))
                    .as("%d ticks of %d", ticks, tick)
                    .isEqualTo(ticks);
            assertThat(grid.holds(ticks * tick)).isTrue();
        }
    }

    @Test
    void otherPricesAreFound() {
        for (int i = 0; i < 100_000; i++) {
            final long tick = tick();
            final long price = random.nextLong(-LARGEST_PRICE, LARGEST_PRICE + 1);
            assertThat(new TickGrid(tick).holds(price))
                    .as("%d on %d", price, tick)
                    .isEqualTo(price % tick == 0);
        }
        for (int i = 0; i < 100_000; i++) {
            final long tick = tick();
            final long any = random.nextLong() >> random.nextInt(Long.SIZE);
            final long price = random.nextBoolean() ? any : any / tick * tick;
            assertThat(new TickGrid(tick).holds(price))
                    .as("%d on %d", price, tick)
                    .isEqualTo(price % tick == 0);
        }
        assertThat(new TickGrid(3).holds(Long.MIN_VALUE)).isFalse();
        assertThat(new TickGrid(50_000_000).holds(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aTickIsPositive() {
        assertThatThrownBy(() -> new TickGrid(0)).hasMessage("a tick of 0e-8");
    }

    private long tick() {
        return switch (random.nextInt(3)) {
            case 0 -> 1 + random.nextInt(100);
            case 1 -> 5 * (long) Math.pow(10, random.nextInt(10));
            default -> 1 + random.nextLong(LARGEST_PRICE);
        };
    }
}
