package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.surface.OptionChain;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A whole chain of 1,008 options and 12 expiries per tick: volatilities of all bids and offers, surface, its check for arbitrage, and price
 * and five sensitivities of every option. Every quote differs from the tick before.
 */
@State(Scope.Thread)
public class SurfaceBenchmark {
    private final QuotedChain quotes = new QuotedChain();
    private final OptionChain vectors = quotes.chain(BatchPricer.create());
    private final OptionChain scalar = quotes.chain(BatchPricer.scalar());
    private final double[] unknown = new double[quotes.years.length];
    private int ticks;

    /** Nobody says what forwards are. */
    public SurfaceBenchmark() {
        Arrays.fill(unknown, Double.NaN);
    }

    private boolean tick(final OptionChain chain, final boolean forwards, final boolean warm) {
        final int state = ticks++ & QuotedChain.STATES - 1;
        final boolean done = chain.tick(
                quotes.years,
                forwards ? quotes.forwards[state] : unknown,
                quotes.bids[state],
                quotes.asks[state],
                warm);
        if (!done || !chain.report().isFreeOfArbitrage()) {
            throw new IllegalStateException("no surface, or one with arbitrage");
        }
        return done;
    }

    /** From the surface of the tick before. */
    @Benchmark
    public boolean tickWarm() {
        return tick(vectors, true, true);
    }

    /** The same without vectors. */
    @Benchmark
    public boolean tickWarmScalar() {
        return tick(scalar, true, true);
    }

    /** Forwards too are found from calls and puts. */
    @Benchmark
    public boolean tickWarmParity() {
        return tick(vectors, false, true);
    }

    /** From nothing. */
    @Benchmark
    public boolean tickCold() {
        return tick(vectors, true, false);
    }

    /** The same without vectors. */
    @Benchmark
    public boolean tickColdScalar() {
        return tick(scalar, true, false);
    }
}
