package io.strikebook.pricing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.black.ImpliedVolatility;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPricerTest {
    /** Far more than a compiler needs on a busy machine; a millisecond each when it is done. */
    private static final int MOST_ROUNDS = 20_000;

    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    /** So that a change of any bit is seen, on any machine. */
    private static final String PINNED = "2a28f2be8181046";

    /** Every remainder that the end of the columns can have, and more than a block. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 127, 128, 129, 136, 1003})
    void vectorsGiveTheBitsOfOneOptionAlone(final int count) {
        final BatchPricer vectors = BatchPricer.create();
        assertThat(vectors.name()).startsWith("vectors of ");
        for (final MadeOptions made : List.of(MadeOptions.wild(count, 7), MadeOptions.ordinary(count, 8))) {
            final ValueColumns values = new ValueColumns(count);
            final double[] prices = new double[count];
            final double[] volatilities = new double[count];
            vectors.evaluate(made.options, values);
            vectors.price(made.options, prices);
            vectors.impliedVolatility(made.options, made.prices, volatilities);
            final Black76 alone = new Black76();
            final OptionColumns o = made.options;
            for (int i = 0; i < count; i++) {
                alone.evaluate(o.call[i], o.forward[i], o.strike[i], o.years[i], o.volatility[i]);
                same(alone.price(), values.price[i]);
                same(alone.price(), prices[i]);
                same(alone.delta(), values.delta[i]);
                same(alone.gamma(), values.gamma[i]);
                same(alone.vega(), values.vega[i]);
                same(alone.thetaPerYear(), values.thetaPerYear[i]);
                same(alone.rho(), values.rho[i]);
                same(
                        ImpliedVolatility.of(o.call[i], o.forward[i], o.strike[i], o.years[i], made.prices[i]),
                        volatilities[i]);
            }
        }
    }

    private static void same(final double one, final double other) {
        assertThat(Double.doubleToRawLongBits(other))
                .as("%s, %s", one, other)
                .isEqualTo(Double.doubleToRawLongBits(one));
    }

    @Test
    void volatilitiesMayGoWhereTheOptionsOnesWere() {
        final MadeOptions made = MadeOptions.ordinary(100, 9);
        final double[] volatilities = new double[100];
        final BatchPricer pricer = BatchPricer.create();
        pricer.impliedVolatility(made.options, made.prices, volatilities);
        pricer.impliedVolatility(made.options, made.prices, made.options.volatility);
        assertThat(made.options.volatility).isEqualTo(volatilities);
    }

    @ParameterizedTest
    @CsvSource({
        "scalar, '', 30",
        "vectors of 1, -Dstrikebook.vector.bits=64, 30",
        "vectors of 2, -Dstrikebook.vector.bits=128, 30",
        "vectors of 4, -Dstrikebook.vector.bits=256, 60",
        "vectors of 8, -Dstrikebook.vector.bits=512, 60",
        "vectors of 4, -Dstrikebook.vector.bits=256 -Xint, 1",
        "vectors of 8, -Dstrikebook.vector.bits=512 -XX:TieredStopAtLevel=1, 3",
        "vectors of 8, -Dstrikebook.vector.bits=512 -XX:UseAVX=2, 3",
        "vectors of 4, -Dstrikebook.vector.bits=256 -XX:-TieredCompilation -Xbatch, 12",
    })
    void theBitsAreTheSameForAllWidthsAndCompilers(final String name, final String flags, final int rounds)
            throws Exception {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        if (!name.equals("scalar")) {
            command.add(MODULE);
        }
        if (!flags.isEmpty()) {
            command.addAll(List.of(flags.split(" ")));
        }
        command.addAll(List.of(BatchBitsMain.class.getName(), Integer.toString(rounds)));
        final List<String> lines = run(command);
        assertThat(lines.get(0)).isEqualTo(name);
        assertThat(lines.subList(1, lines.size())).hasSize(rounds).containsOnly(PINNED);
    }

    private static List<String> run(final List<String> command) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }

    @Test
    void compiledNothingIsAllocated() {
        final MadeOptions made = MadeOptions.ordinary(1_000, 10);
        final ValueColumns values = new ValueColumns(1_000);
        final double[] out = new double[1_000];
        for (final BatchPricer pricer : List.of(BatchPricer.scalar(), BatchPricer.create())) {
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = Long.MAX_VALUE;
            // as long as the compilers are at work, vectors are put on the heap
            for (int round = 0; round < MOST_ROUNDS && allocated > 0; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20; i++) {
                    pricer.evaluate(made.options, values);
                    pricer.price(made.options, out);
                    pricer.impliedVolatility(made.options, made.prices, out);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).as(pricer.name()).isZero();
        }
    }

    @Test
    void columnsKnowTheirRoom() {
        final OptionColumns columns = new OptionColumns(2);
        assertThat(columns.add(true, 1, 1, 1, 1)).isZero();
        assertThat(columns.add(true, 1, 1, 1, 1)).isEqualTo(1);
        assertThat(columns.size()).isEqualTo(columns.capacity());
        columns.clear();
        assertThat(columns.size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> columns.setSize(3));
    }
}
