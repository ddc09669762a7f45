package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class EssviFitTest {
    private static final int EXPIRIES = 8;
    private static final int STRIKES = 30;

    private final EssviFit fit = new EssviFit();
    private final SliceQuotes[] quotes = new SliceQuotes[EXPIRIES];
    private final SsviSlice[] slices = new SsviSlice[EXPIRIES];
    private final SviSlice[] raw = new SviSlice[EXPIRIES];
    private final double[] years = new double[EXPIRIES];

    EssviFitTest() {
        for (int i = 0; i < EXPIRIES; i++) {
            quotes[i] = new SliceQuotes(STRIKES);
            slices[i] = new SsviSlice();
            raw[i] = new SviSlice();
            years[i] = 0.003 * Math.pow(2.2, i);
        }
    }

    @Property(tries = 40)
    void slicesAreFreeOfArbitrageByTheirParametersWhateverTheQuotes(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = EXPIRIES) final int expiries) {
        final Random random = new Random(seed);
        for (int i = 0; i < expiries; i++) {
            SurfaceFitTest.addRandomQuotes(quotes[i], years[i], STRIKES, random);
        }
        if (!fit.fit(quotes, years, expiries, slices)) {
            return;
        }
        for (int i = 0; i < expiries; i++) {
            assertThat(slices[i].isFreeOfButterflies()).isTrue();
            assertThat(ArbitrageCheck.butterfly(slices[i].toRaw(raw[i]))).isGreaterThan(-1e-9);
            if (i > 0 && quotes[i].count() > 0) {
                assertThat(SsviSlice.inOrder(slices[i - 1], slices[i])).isTrue();
                assertThat(ArbitrageCheck.calendar(raw[i - 1], raw[i])).isGreaterThan(-1e-12);
            }
        }
    }

    @Test
    void aChainOfTheFamilyIsFound() {
        for (int i = 0; i < EXPIRIES; i++) {
            final SsviSlice truth = truth(i);
            quotes[i].clear();
            for (int n = 0; n < STRIKES; n++) {
                final double k = (n - STRIKES / 2) * 0.15 * Math.sqrt(truth.theta());
                final double total = Math.sqrt(truth.totalVariance(k));
                quotes[i].add(k, total * 0.99, total * 1.01);
            }
        }
        assertThat(fit.fit(quotes, years, EXPIRIES, slices)).isTrue();
        for (int i = 0; i < EXPIRIES; i++) {
            assertThat(slices[i].rho()).isCloseTo(truth(i).rho(), within(2e-3));
            assertThat(slices[i].theta()).isCloseTo(truth(i).theta(), within(1e-3 * truth(i).theta()));
            assertThat(slices[i].psi()).isCloseTo(truth(i).psi(), within(5e-3 * truth(i).psi()));
        }
    }

    private SsviSlice truth(final int expiry) {
        final double theta = 0.25 * years[expiry];
        return new SsviSlice().set(theta, -0.3 + 0.02 * expiry, 0.8 * Math.sqrt(theta));
    }

    @Test
    void withoutQuotesThereAreNoSlicesAndSingleGapsAreFilled() {
        for (final SliceQuotes none : quotes) {
            none.clear();
        }
        assertThat(fit.fit(quotes, years, EXPIRIES, slices)).isFalse();
        quotes[2].add(0, 0.1, 0.11);
        assertThat(fit.fit(quotes, years, EXPIRIES, slices)).isTrue();
        assertThat(slices[7].theta()).isEqualTo(slices[2].theta());
        assertThat(slices[0].theta()).isCloseTo(0.105 * 0.105, within(1e-6));
    }

    @Property(tries = 200)
    void rawSviIsTheSameSmile(
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 1) final double theta,
            @ForAll @Scale(4) @DoubleRange(min = -0.95, max = 0.95) final double rho,
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 1) final double psi) {
        final SsviSlice slice = new SsviSlice().set(theta, rho, psi);
        slice.toRaw(raw[0]);
        for (double k = -1; k <= 1; k += 0.125) {
            assertThat(raw[0].totalVariance(k)).isCloseTo(slice.totalVariance(k), within(1e-13));
        }
        assertThat(slice.totalVariance(0)).isCloseTo(theta, within(1e-15));
    }

    @Test
    void whatIsNoSliceIsRefused() {
        for (final double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> slices[0].set(bad, 0, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slices[0].set(0.1, bad, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slices[0].set(0.1, 0, bad));
        }
    }
}
