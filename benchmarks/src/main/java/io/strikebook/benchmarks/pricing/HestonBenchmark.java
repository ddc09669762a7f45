package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.heston.CosineSeries;
import io.strikebook.pricing.heston.FourierQuadrature;
import io.strikebook.pricing.heston.HestonParameters;
import java.util.Map;
import java.util.function.Function;
import net.finmath.exception.CalculationException;
import net.finmath.fouriermethod.models.HestonModel;
import net.finmath.fouriermethod.products.EuropeanOption;
import net.finmath.fouriermethod.products.smile.EuropeanOptionSmileByCarrMadan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Heston's model: 100 strikes of one expiry an operation, from half to one and a half times the forward, one year; Strata has none. */
@State(Scope.Thread)
public class HestonBenchmark {
    private static final int STRIKES = 100;

    private final HestonParameters parameters = new HestonParameters(0.04, 0.25, 4, 1, -0.5);
    private final CosineSeries series = new CosineSeries(STRIKES);
    private final FourierQuadrature quadrature = new FourierQuadrature();
    private final HestonModel finmath = new HestonModel(100, 0, 0.2, 0, 0.25, 4, 1, -0.5);
    private final double[] strikes = new double[STRIKES];
    private final double[] prices = new double[STRIKES];

    /** The strikes, evenly spaced. */
    public HestonBenchmark() {
        for (int i = 0; i < STRIKES; i++) {
            strikes[i] = 50 + i;
        }
    }

    /** The cosine series, exact to 13 digits. */
    @Benchmark
    public double[] hundredStrikesCosine() {
        series.price(parameters, 100, 1, true, strikes, STRIKES, prices);
        return prices;
    }

    /** The integral that checks it, strike by strike. */
    @Benchmark
    public double[] hundredStrikesQuadrature() {
        for (int i = 0; i < STRIKES; i++) {
            prices[i] = quadrature.price(parameters, 100, 1, true, strikes[i]);
        }
        return prices;
    }

    /** finmath, all strikes by one fast Fourier transform. */
    @Benchmark
    public double[] hundredStrikesFinmathTransform() throws CalculationException {
        final Map<String, Function<Double, Double>> smile =
                new EuropeanOptionSmileByCarrMadan(1, strikes).getValue(0, finmath);
        final Function<Double, Double> call = smile.values().iterator().next();
        for (int i = 0; i < STRIKES; i++) {
            prices[i] = call.apply(strikes[i]);
        }
        return prices;
    }

    /** finmath, an integral a strike. */
    @Benchmark
    public double[] hundredStrikesFinmathIntegral() throws CalculationException {
        for (int i = 0; i < STRIKES; i++) {
            prices[i] = new EuropeanOption(1, strikes[i]).getValue(finmath);
        }
        return prices;
    }
}
