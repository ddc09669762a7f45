package io.strikebook.pricing.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.black.Black76;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RiskArrayEngineTest {
    private static final int SIZE = 35;
    /** Far more than a compiler needs on a busy machine; a millisecond each when it is done. */
    private static final int MOST_ROUNDS = 20_000;

    private static final double[] EXTENDED = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};

    private final ScenarioGrid grid = ScenarioGrid.deribit(0.16, 1);
    private final VolatilityShock shock = new VolatilityShock(0.5, 0.25, 0.3, 0.13, 0.5);

    private static OptionColumns chain(final int count) {
        final Random random = new Random(41);
        final OptionColumns options = new OptionColumns(count);
        for (int i = 0; i < count; i++) {
            final double years = (1 + random.nextInt(200)) / 365.0;
            options.add(
                    random.nextBoolean(), 65_000, 20_000 + random.nextInt(100_000), years, 0.3 + random.nextDouble());
        }
        return options;
    }

    /** Every group size and remainder; the very bits that the formula gives one option at a time. */
    @Test
    void everyEntryFollowsTheWrittenFormula() {
        for (final int count : new int[] {0, 1, 5, 31, 32, 33, 100}) {
            final OptionColumns options = chain(count);
            final boolean[] inverse = new boolean[count];
            final Random random = new Random(42);
            for (int i = 0; i < count; i++) {
                inverse[i] = random.nextBoolean();
            }
            for (final BatchPricer pricer : List.of(BatchPricer.create(), BatchPricer.scalar())) {
                final double[] arrays = new double[count * SIZE];
                new RiskArrayEngine(grid, shock, pricer).compute(options, inverse, arrays);
                for (int i = 0; i < count; i++) {
                    check(options, i, inverse[i], arrays);
                }
            }
        }
    }

    private static void check(final OptionColumns o, final int option, final boolean inverse, final double[] arrays) {
        final double days = o.years[option] * 365;
        final double iv = o.volatility[option];
        final double factor = StrictMath.pow(30 / Math.max(days, 1), days < 30 ? 0.3 : 0.13);
        final double[] volatility = {Math.max(iv * (1 - 0.25 * factor), 0), iv, Math.max(iv * (1 + 0.5 * factor), 0.5)};
        final double now = value(o, option, inverse, 1, iv);
        for (int i = 0; i < SIZE; i++) {
            final double move = i < 27 ? 0.16 * (i / 3 - 4) / 4 : EXTENDED[i - 27];
            final double edge = inverse ? (1 + move) / (1 + Math.signum(move) * 0.16) : 1;
            final double weight = i < 27 ? 1 : 0.16 / Math.abs(move) * edge;
            final double then = value(o, option, inverse, 1 + move, volatility[i < 27 ? i % 3 : 2]);
            final double scale = inverse ? 1 : 65_000;
            assertThat(arrays[option * SIZE + i]).isCloseTo((then - now) * weight, within(1e-13 * scale * 6));
            if (i % 3 == 1 && i < 27) {
                assertThat(arrays[option * SIZE + i]).isEqualTo(then - now);
            }
        }
    }

    private static double value(
            final OptionColumns o, final int at, final boolean inverse, final double factor, final double volatility) {
        final double forward = o.forward[at] * factor;
        final double price = Black76.price(o.call[at], forward, o.strike[at], o.years[at], volatility);
        return inverse ? price / forward : price;
    }

    /** A call less a put is a future; an extended move of it counts as one to the edge of the range, in coins and in money. */
    @Test
    void aConversionLosesNothingToAFuture() {
        for (final boolean inverse : new boolean[] {true, false}) {
            final OptionColumns options = new OptionColumns(2);
            options.add(true, 65_000, 60_000, 0.1, 0.6);
            options.add(false, 65_000, 60_000, 0.1, 0.6);
            final double[] arrays = new double[2 * SIZE];
            new RiskArrayEngine(grid, shock, BatchPricer.scalar())
                    .compute(options, new boolean[] {inverse, inverse}, arrays);
            for (int i = 27; i < SIZE; i++) {
                final double edge = EXTENDED[i - 27] < 0 ? -0.16 : 0.16;
                final double future = inverse ? 60_000 / 65_000.0 * edge / (1 + edge) : 65_000 * edge;
                assertThat(arrays[i] - arrays[SIZE + i]).isCloseTo(future, within(1e-9));
            }
        }
    }

    @Test
    void atTheMoneyInTheMiddleNothingChanges() {
        final double[] arrays = new double[SIZE * 10];
        new RiskArrayEngine(grid, shock, BatchPricer.create()).compute(chain(10), new boolean[10], arrays);
        for (int i = 0; i < 10; i++) {
            assertThat(arrays[i * SIZE + 13]).isZero();
            assertThat(arrays[i * SIZE + 12]).isNegative();
            assertThat(arrays[i * SIZE + 14]).isPositive();
        }
    }

    @Test
    void powersAreOfTheTimeToExpiry() {
        assertThat(shock.factor(30)).isEqualTo(1);
        assertThat(shock.factor(0)).isEqualTo(shock.factor(1)).isCloseTo(Math.pow(30, 0.3), within(1e-14));
        assertThat(shock.factor(120)).isCloseTo(Math.pow(0.25, 0.13), within(1e-15));
        assertThat(shock.raised(0.1, 1)).isEqualTo(0.5);
        assertThat(shock.lowered(0.1, 5)).isZero();
    }

    @Test
    void whatCannotBeIsRefusedOrNotANumber() {
        final double[] one = {1};
        final ScenarioGrid.Volatility[] up = {ScenarioGrid.Volatility.UP};
        assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioGrid(new double[] {-1}, up, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioGrid(new double[] {Double.NaN}, up, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioGrid(new double[2], up, one));
        final OptionColumns options = new OptionColumns(1);
        options.add(true, 100, 100, 1, Double.NaN);
        final double[] array = new double[SIZE];
        new RiskArrayEngine(grid, shock, BatchPricer.create()).compute(options, new boolean[1], array);
        assertThat(array).containsOnly(Double.NaN);
    }

    @Test
    void compiledNothingIsAllocated() {
        final OptionColumns options = chain(200);
        final boolean[] inverse = new boolean[200];
        final double[] arrays = new double[200 * SIZE];
        final RiskArrayEngine engine = new RiskArrayEngine(grid, shock, BatchPricer.create());
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        // as long as the compilers are at work, vectors are put on the heap
        for (int round = 0; round < MOST_ROUNDS && allocated > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) {
                engine.compute(options, inverse, arrays);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }
}
