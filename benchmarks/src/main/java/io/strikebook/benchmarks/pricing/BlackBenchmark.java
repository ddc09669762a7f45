package io.strikebook.benchmarks.pricing;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import net.finmath.functions.AnalyticFormulas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Black's model, per option: the price alone, and the price with delta, gamma, vega, theta and rho. */
@State(Scope.Thread)
@OperationsPerInvocation(MadeChain.OPTIONS)
public class BlackBenchmark {
    private final MadeChain chain = new MadeChain();
    private final OptionColumns options = chain.columns;
    private final ValueColumns values = new ValueColumns(MadeChain.OPTIONS);
    private final double[] prices = new double[MadeChain.OPTIONS];
    private final BatchPricer vectors = BatchPricer.create();
    private final BatchPricer scalar = BatchPricer.scalar();

    /** Vectors. */
    @Benchmark
    public ValueColumns priceAndFiveVectors() {
        vectors.evaluate(options, values);
        return values;
    }

    /** One by one. */
    @Benchmark
    public ValueColumns priceAndFiveScalar() {
        scalar.evaluate(options, values);
        return values;
    }

    /** Strata, with the dual delta in the place of rho. */
    @Benchmark
    public void priceAndFiveStrata(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            final double f = options.forward[i];
            final double k = options.strike[i];
            final double t = options.years[i];
            final double v = options.volatility[i];
            hole.consume(BlackFormulaRepository.price(f, k, t, v, options.call[i]));
            hole.consume(BlackFormulaRepository.delta(f, k, t, v, options.call[i]));
            hole.consume(BlackFormulaRepository.gamma(f, k, t, v));
            hole.consume(BlackFormulaRepository.vega(f, k, t, v));
            hole.consume(BlackFormulaRepository.driftlessTheta(f, k, t, v));
            hole.consume(BlackFormulaRepository.dualDelta(f, k, t, v, options.call[i]));
        }
    }

    /** finmath, which has the sensitivities of calls. */
    @Benchmark
    public void priceAndFiveFinmath(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            final double f = options.forward[i];
            final double k = options.strike[i];
            final double t = options.years[i];
            final double v = options.volatility[i];
            hole.consume(AnalyticFormulas.blackScholesOptionValue(f, 0, v, t, k));
            hole.consume(AnalyticFormulas.blackScholesOptionDelta(f, 0, v, t, k));
            hole.consume(AnalyticFormulas.blackScholesOptionGamma(f, 0, v, t, k));
            hole.consume(AnalyticFormulas.blackScholesOptionVega(f, 0, v, t, k));
            hole.consume(AnalyticFormulas.blackScholesOptionTheta(f, 0, v, t, k));
            hole.consume(AnalyticFormulas.blackScholesOptionRho(f, 0, v, t, k));
        }
    }

    /** Vectors. */
    @Benchmark
    public double[] priceVectors() {
        vectors.price(options, prices);
        return prices;
    }

    /** One by one. */
    @Benchmark
    public double[] priceScalar() {
        scalar.price(options, prices);
        return prices;
    }

    /** Strata. */
    @Benchmark
    public void priceStrata(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            hole.consume(BlackFormulaRepository.price(
                    options.forward[i], options.strike[i], options.years[i], options.volatility[i], options.call[i]));
        }
    }

    /** finmath, calls. */
    @Benchmark
    public void priceFinmath(final Blackhole hole) {
        for (int i = 0; i < options.size(); i++) {
            hole.consume(AnalyticFormulas.blackScholesOptionValue(
                    options.forward[i], 0, options.volatility[i], options.years[i], options.strike[i]));
        }
    }
}
