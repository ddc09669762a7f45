package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.american.AmericanPricer;
import io.strikebook.pricing.american.AmericanScheme;
import io.strikebook.pricing.exotic.Underlying;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** American puts, per option, each with a boundary of its own; finmath and Strata have none, so a tree stands beside. */
@State(Scope.Thread)
@OperationsPerInvocation(AmericanBenchmark.OPTIONS)
public class AmericanBenchmark {
    static final int OPTIONS = 20;

    private static final int TREE_STEPS = 1_000;
    private static final double YEARS = 0.5;
    private static final Underlying COIN = new Underlying(100, 0.05, 0.02, 0.5);

    private final AmericanPricer fast = new AmericanPricer(AmericanScheme.FAST);
    private final AmericanPricer accurate = new AmericanPricer(AmericanScheme.ACCURATE);
    private final AmericanPricer high = new AmericanPricer(AmericanScheme.HIGH_PRECISION);
    private final double[] value = new double[TREE_STEPS + 1];

    /** To 1e-4 of the strike. */
    @Benchmark
    public double fast() {
        return all(fast);
    }

    /** To 1e-6 of the strike. */
    @Benchmark
    public double accurate() {
        return all(accurate);
    }

    /** To 1e-9 of the strike. */
    @Benchmark
    public double highPrecision() {
        return all(high);
    }

    private static double all(final AmericanPricer pricer) {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            sum += pricer.price(false, COIN, 80 + 2 * i, YEARS);
        }
        return sum;
    }

    /** A binomial tree of 1,000 steps, to about 1e-5 of the strike. */
    @Benchmark
    public double binomialTree() {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            sum += tree(80 + 2 * i);
        }
        return sum;
    }

    private double tree(final double strike) {
        final double dt = YEARS / TREE_STEPS;
        final double up = StrictMath.exp(COIN.volatility() * StrictMath.sqrt(dt));
        final double discount = COIN.discount(dt);
        final double probability = (StrictMath.exp(COIN.carry() * dt) - 1 / up) / (up - 1 / up);
        final double ofUp = discount * probability;
        final double ofDown = discount - ofUp;
        final double lowest = COIN.spot() * StrictMath.pow(up, -TREE_STEPS);
        double price = lowest;
        for (int i = 0; i <= TREE_STEPS; i++) {
            value[i] = Math.max(strike - price, 0);
            price *= up * up;
        }
        double bottom = lowest;
        for (int step = TREE_STEPS - 1; step >= 0; step--) {
            bottom *= up;
            price = bottom;
            for (int i = 0; i <= step; i++) {
                value[i] = Math.max(ofUp * value[i + 1] + ofDown * value[i], strike - price);
                price *= up * up;
            }
        }
        return value[0];
    }
}
