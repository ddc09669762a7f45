package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.scenario.RiskArrayEngine;
import io.strikebook.pricing.scenario.ScenarioGrid;
import io.strikebook.pricing.scenario.VolatilityShock;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Risk arrays of a whole chain: 1,000 inverse options, each revalued in Deribit's 35 scenarios. */
@State(Scope.Thread)
public class ScenarioBenchmark {
    private final MadeChain chain = new MadeChain();
    private final ScenarioGrid grid = ScenarioGrid.deribit(0.16, 1);
    private final VolatilityShock shock = new VolatilityShock(0.5, 0.25, 0.3, 0.13, 0.5);
    private final RiskArrayEngine vectors = new RiskArrayEngine(grid, shock, BatchPricer.create());
    private final RiskArrayEngine scalar = new RiskArrayEngine(grid, shock, BatchPricer.scalar());
    private final boolean[] inverse = new boolean[MadeChain.OPTIONS];
    private final double[] arrays = new double[MadeChain.OPTIONS * grid.size()];

    /** All in coins. */
    public ScenarioBenchmark() {
        Arrays.fill(inverse, true);
    }

    /** Vectors. */
    @Benchmark
    public double[] chainVectors() {
        vectors.compute(chain.columns, inverse, arrays);
        return arrays;
    }

    /** One by one. */
    @Benchmark
    public double[] chainScalar() {
        scalar.compute(chain.columns, inverse, arrays);
        return arrays;
    }
}
