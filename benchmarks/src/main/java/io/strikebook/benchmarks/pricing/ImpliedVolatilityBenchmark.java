package io.strikebook.benchmarks.pricing;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import net.finmath.functions.AnalyticFormulas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The volatility of a price, per option. */
@State(Scope.Thread)
@OperationsPerInvocation(MadeChain.OPTIONS)
public class ImpliedVolatilityBenchmark {
    private final MadeChain chain = new MadeChain();
    private final OptionColumns options = chain.columns;
    private final double[] volatilities = new double[MadeChain.OPTIONS];
    private final BatchPricer vectors = BatchPricer.create();
    private final BatchPricer scalar = BatchPricer.scalar();

    /** Vectors. */
    @Benchmark
    public double[] vectors() {
        vectors.impliedVolatility(options, chain.prices, volatilities);
        return volatilities;
    }

    /** One by one. */
    @Benchmark
    public double[] scalar() {
        scalar.impliedVolatility(options, chain.prices, volatilities);
        return volatilities;
    }

    /** Strata, to its own tolerance. */
    @Benchmark
    public void strata(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            final double f = options.forward[i];
            final double k = options.strike[i];
            hole.consume(
                    BlackFormulaRepository.impliedVolatility(chain.outOfTheMoney[i], f, k, options.years[i], k > f));
        }
    }

    /** finmath, of calls, to its own tolerance. */
    @Benchmark
    public void finmath(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            final double f = options.forward[i];
            final double k = options.strike[i];
            final double call = chain.outOfTheMoney[i] + Math.max(f - k, 0);
            hole.consume(AnalyticFormulas.blackScholesOptionImpliedVolatility(f, options.years[i], k, 1, call));
        }
    }
}
