package io.strikebook.pricing.heston;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.finmath.exception.CalculationException;
import net.finmath.fouriermethod.models.HestonModel;
import net.finmath.fouriermethod.products.EuropeanOption;
import org.junit.jupiter.api.Test;

/** Another library's integral over the same model. */
class FinmathTest {
    @Test
    void agreesWithTheCosineSeriesToItsAccuracy() throws CalculationException {
        final HestonParameters[] models = {
            new HestonParameters(0.04, 0.25, 4, 1, -0.5), new HestonParameters(0.36, 0.3, 2, 0.9, 0.2),
        };
        final double[] strikes = {70, 90, 100, 110, 140};
        final double[] prices = new double[5];
        double worst = 0;
        for (final HestonParameters model : models) {
            final HestonModel finmath = new HestonModel(
                    100,
                    0,
                    Math.sqrt(model.initialVariance()),
                    0,
                    model.longRunVariance(),
                    model.meanReversion(),
                    model.volatilityOfVariance(),
                    model.correlation());
            for (final double years : new double[] {0.25, 1}) {
                new CosineSeries(5).price(model, 100, years, true, strikes, 5, prices);
                for (int i = 0; i < 5; i++) {
                    final double other = new EuropeanOption(years, strikes[i]).getValue(finmath);
                    worst = Math.max(worst, Math.abs(prices[i] - other));
                }
            }
        }
        System.out.println("Heston against finmath: worst " + worst + " with a forward of 100");
        assertThat(worst).isCloseTo(0, within(1e-10));
    }
}
