package io.strikebook.pricing.heston;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.black.ImpliedVolatility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HestonCalibrationTest {
    private static final HestonParameters START = new HestonParameters(0.3, 0.3, 2, 1, -0.2);

    @Test
    void findsTheParametersThatMadeTheChain() {
        final HestonParameters[] truths = {
            new HestonParameters(0.25, 0.4, 3, 1.5, -0.4),
            new HestonParameters(0.6, 0.35, 5, 0.8, 0.3),
            new HestonParameters(0.16, 0.5, 1, 2, -0.7),
        };
        final double[] years = {7.0 / 365, 30.0 / 365, 0.25, 1};
        for (final HestonParameters truth : truths) {
            final HestonCalibration calibration = new HestonCalibration(100);
            for (final double time : years) {
                addMade(calibration, truth, time);
            }
            final HestonFit fit = calibration.fit(START);
            System.out.println(fit);
            assertThat(fit.error()).isLessThan(1e-8);
            final HestonParameters found = fit.parameters();
            assertThat(found.initialVariance()).isCloseTo(truth.initialVariance(), within(1e-5));
            assertThat(found.longRunVariance()).isCloseTo(truth.longRunVariance(), within(1e-5));
            assertThat(found.meanReversion()).isCloseTo(truth.meanReversion(), within(1e-3));
            assertThat(found.volatilityOfVariance()).isCloseTo(truth.volatilityOfVariance(), within(1e-3));
            assertThat(found.correlation()).isCloseTo(truth.correlation(), within(1e-4));
        }
    }

    private static void addMade(final HestonCalibration calibration, final HestonParameters truth, final double years) {
        final int count = 21;
        final double[] strikes = new double[count];
        final double[] prices = new double[count];
        final double[] volatilities = new double[count];
        final double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            strikes[i] = 50_000 * StrictMath.exp((i - 10) * 0.12 * Math.sqrt(years));
        }
        for (final boolean call : new boolean[] {true, false}) {
            new CosineSeries(count).price(truth, 50_000, years, call, strikes, count, prices);
            for (int i = 0; i < count; i++) {
                if (call == strikes[i] >= 50_000) {
                    volatilities[i] = ImpliedVolatility.of(call, 50_000, strikes[i], years, prices[i]);
                }
            }
        }
        Arrays.fill(weights, 1);
        calibration.add(years, 50_000, strikes, volatilities, weights);
    }

    /** Five parameters cannot bend to a whole chain; they come within a few points of volatility. */
    @Test
    void comesNearRecordedChains() throws IOException {
        final List<Path> polls = RecordedChains.polls("");
        for (int i = 0; i < polls.size(); i += Math.max(1, polls.size() / 3)) {
            final HestonFit fit = fitted(RecordedChains.read(polls.get(i)));
            System.out.println(RecordedChains.time(polls.get(i)) + ": " + fit);
            assertThat(fit.error()).isLessThan(0.06);
        }
    }

    private static HestonFit fitted(final List<RecordedChains.Option> chain) {
        final Map<String, List<RecordedChains.Option>> byExpiry = new TreeMap<>();
        for (final RecordedChains.Option option : chain) {
            final boolean out = option.call() == option.strike() >= option.forward();
            final double distance =
                    Math.abs(StrictMath.log(option.strike() / option.forward())) / Math.sqrt(option.years());
            if (option.currency().equals("BTC")
                    && out
                    && option.years() > 5.0 / 365
                    && distance < 1
                    && option.markVolatility() > 0) {
                byExpiry.computeIfAbsent(option.expiry(), key -> new ArrayList<>())
                        .add(option);
            }
        }
        final HestonCalibration calibration = new HestonCalibration(60);
        for (final List<RecordedChains.Option> options : byExpiry.values()) {
            final int count = options.size();
            final double[] strikes = new double[count];
            final double[] volatilities = new double[count];
            final double[] weights = new double[count];
            for (int i = 0; i < count; i++) {
                strikes[i] = options.get(i).strike();
                volatilities[i] = options.get(i).markVolatility();
                weights[i] = 1.0 / count;
            }
            calibration.add(options.get(0).years(), options.get(0).forward(), strikes, volatilities, weights);
        }
        return calibration.fit(START);
    }

    @Test
    void refusesWhatIsNoInput() {
        final double[] one = {1};
        final double[] bad = {Double.NaN};
        final HestonCalibration calibration = new HestonCalibration(10);
        assertThatThrownBy(() -> calibration.add(1, 1, bad, one, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calibration.add(1, 1, one, bad, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calibration.add(1, 1, one, one, bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calibration.add(0, 1, one, one, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calibration.fit(START)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new HestonCalibration(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
