package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.black.Black76;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SurfaceFitTest {
    private static final int EXPIRIES = 12;
    private static final int STRIKES = 40;

    private final SurfaceFit fit = new SurfaceFit(EXPIRIES, 2 * STRIKES);
    private final VolatilitySurface surface = new VolatilitySurface(EXPIRIES);

    /** Quotes of every kind: random smiles, as often as not with arbitrage, noise, holes, crossed and stale quotes. */
    @Property(tries = 150)
    void noSurfaceHasArbitrageWhateverTheQuotes(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = EXPIRIES) final int expiries) {
        final Random random = new Random(seed);
        surface.clear();
        double years = 0;
        for (int i = 0; i < expiries; i++) {
            years += 0.001 + random.nextDouble() * random.nextDouble() * 0.3;
            surface.add(years);
            addRandomQuotes(fit.quotes(i), years, STRIKES, random);
        }
        for (final boolean warm : new boolean[] {false, true}) {
            if (!fit.fit(surface, warm)) {
                assertThat(fit.evaluations()).isZero();
                return;
            }
            assertThat(fit.report().isFreeOfArbitrage()).isTrue();
            assertThat(fit.evaluations()).isLessThan(EXPIRIES * 120);
            assertPricesAreFreeOfArbitrage(surface);
        }
    }

    static void addRandomQuotes(final SliceQuotes quotes, final double years, final int most, final Random random) {
        quotes.clear();
        final double root = Math.sqrt(years);
        final double level = 0.2 + random.nextDouble();
        final double skew = random.nextGaussian() * 0.2;
        final double smile = Math.abs(random.nextGaussian()) * 0.1;
        final int strikes = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(most);
        for (int n = 0; n < strikes; n++) {
            final double x = random.nextGaussian() * 2;
            final double noise = random.nextInt(20) == 0 ? 0.5 : 0.02;
            final double middle =
                    Math.max(level * (1 + skew * x + smile * x * x) * (1 + noise * random.nextGaussian()), 0.01);
            final double half = middle * 0.1 * random.nextGaussian();
            quotes.add(x * level * root, (middle - half) * root, (middle + half) * root);
        }
    }

    /** Volatilities of 0.01 % beside those of 100,000 %, strikes of e to the 20th, expiries of nanoseconds beside centuries. */
    @Property(tries = 100)
    void absurdQuotesEndInASurfaceAllTheSame(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = EXPIRIES) final int expiries) {
        final Random random = new Random(seed);
        surface.clear();
        double years = 0;
        for (int i = 0; i < expiries; i++) {
            years += Math.exp(5 * random.nextGaussian() - 4) + 1e-9;
            surface.add(years);
            fit.quotes(i).clear();
            for (int n = random.nextInt(30); n > 0; n--) {
                final double middle = Math.exp(4 * random.nextGaussian() - 2);
                final double half = middle * Math.abs(random.nextGaussian()) * (random.nextInt(3) == 0 ? 0 : 0.2);
                final double k = random.nextGaussian() * Math.exp(3 * random.nextGaussian() - 1);
                fit.quotes(i).add(k, middle - half, middle + half);
            }
        }
        if (fit.fit(surface, false)) {
            assertThat(fit.report().isFreeOfArbitrage()).isTrue();
            for (int i = 0; i < expiries; i++) {
                assertThat(surface.slice(i).totalVariance(0)).isPositive().isLessThan(1e9);
            }
        }
    }

    /** Independent of total variance: call prices are convex in the strike, and rise with time at equal moneyness. */
    static void assertPricesAreFreeOfArbitrage(final VolatilitySurface surface) {
        for (int i = 0; i < surface.expiries(); i++) {
            final SviSlice slice = surface.slice(i);
            final double unit = Math.sqrt(slice.totalVariance(0));
            for (double x = -6; x <= 6; x += 0.1) {
                final double k = x * unit;
                final double step = 0.02 * unit;
                final double up = call(slice, k + step);
                final double at = call(slice, k);
                final double down = call(slice, k - step);
                final double strikeUp = Math.exp(k + step) - Math.exp(k);
                final double strikeDown = Math.exp(k) - Math.exp(k - step);
                assertThat((up - at) / strikeUp - (at - down) / strikeDown).isGreaterThan(-1e-9 - 1e-15 / strikeDown);
                if (i > 0) {
                    assertThat(at).isGreaterThan(call(surface.slice(i - 1), k) - 1e-9);
                }
            }
        }
    }

    private static double call(final SviSlice slice, final double k) {
        return Black76.price(true, 1, Math.exp(k), 1, Math.sqrt(slice.totalVariance(k)));
    }

    /** Smiles that are SVI come back within a hundredth of a volatility point where they were quoted. */
    @Test
    void smilesOfTheFamilyAreFound() {
        final SviSlice[] truth = fillTrueSmiles(0.002);
        assertThat(fit.fit(surface, false)).isTrue();
        for (int i = 0; i < EXPIRIES; i++) {
            assertThat(fit.isRepaired(i)).isFalse();
            final double unit = Math.sqrt(truth[i].totalVariance(0));
            for (double k = -2 * unit; k <= 2 * unit; k += unit / 4) {
                final double fitted = surface.volatility(k, surface.years(i));
                final double real = Math.sqrt(truth[i].totalVariance(k) / surface.years(i));
                assertThat(fitted).isCloseTo(real, within(1e-3));
            }
        }
    }

    private SviSlice[] fillTrueSmiles(final double halfSpread) {
        surface.clear();
        final SviSlice[] truth = new SviSlice[EXPIRIES];
        for (int i = 0; i < EXPIRIES; i++) {
            final double years = 0.004 * Math.pow(1.7, i);
            surface.add(years);
            truth[i] = new SviSlice();
            new SsviSlice()
                    .set(0.25 * years, -0.1, 0.35 * Math.sqrt(0.25 * years))
                    .toRaw(truth[i]);
            fit.quotes(i).clear();
            for (int n = 0; n < STRIKES; n++) {
                final double k = (n - STRIKES / 2) * 0.1 * 0.5 * Math.sqrt(years);
                final double total = Math.sqrt(truth[i].totalVariance(k));
                final double half = halfSpread * Math.sqrt(years);
                assertThat(fit.quotes(i).add(k, total - half, total + half)).isTrue();
            }
        }
        return truth;
    }

    @Test
    void aRefitOfTheSameQuotesStaysWhereItIs() {
        fillTrueSmiles(0.005);
        fit.fit(surface, false);
        final VolatilitySurface before = new VolatilitySurface(EXPIRIES);
        before.set(surface);
        fit.fit(surface, true);
        for (int i = 0; i < EXPIRIES; i++) {
            final double unit = Math.sqrt(before.slice(i).totalVariance(0));
            for (double k = -2 * unit; k <= 2 * unit; k += unit / 4) {
                assertThat(surface.volatility(k, surface.years(i)))
                        .isCloseTo(before.volatility(k, before.years(i)), within(1e-4));
            }
        }
    }

    @Test
    void aStaleQuoteHardlyMovesASmile() {
        fillTrueSmiles(0.005);
        fit.fit(surface, false);
        final double before = surface.volatility(0.05, surface.years(6));
        final double root = Math.sqrt(surface.years(6));
        fit.quotes(6).add(0.05, 0.7 * root, 0.71 * root);
        fit.fit(surface, true);
        assertThat(surface.volatility(0.05, surface.years(6))).isCloseTo(before, within(0.002));
    }

    @Test
    void expiriesOfFewQuotesAndOfNoneBorrowTheirShape() {
        final SviSlice[] truth = fillTrueSmiles(0.005);
        fit.quotes(5).clear();
        fit.quotes(8).clear();
        final double root = Math.sqrt(surface.years(8));
        fit.quotes(8).add(0, 0.52 * root, 0.53 * root);
        fit.fit(surface, false);
        assertThat(surface.volatility(0, surface.years(5))).isCloseTo(0.5, within(0.005));
        assertThat(surface.volatility(0, surface.years(8))).isCloseTo(0.525, within(0.005));
        final double k = 2 * Math.sqrt(truth[5].totalVariance(0));
        final double real = Math.sqrt(truth[5].totalVariance(k) / surface.years(5));
        assertThat(surface.volatility(k, surface.years(5))).isCloseTo(real, within(0.01));
    }

    @Test
    void quotesThatAreNoneAreLeftOut() {
        final SliceQuotes quotes = fit.quotes(0);
        quotes.clear();
        for (final double bad :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, 1e9}) {
            assertThat(quotes.add(0.1, bad, 0.5)).isFalse();
            assertThat(quotes.add(0.1, 0.5, bad)).isFalse();
            assertThat(quotes.add(bad == -1 || bad == 0 ? 50 : bad, 0.4, 0.5)).isFalse();
        }
        assertThat(quotes.add(0.1, 0.5, 0.4)).isFalse();
        assertThat(quotes.count()).isZero();
        surface.clear();
        assertThat(fit.fit(surface, false)).isFalse();
        surface.add(1);
        assertThat(fit.fit(surface, true)).isFalse();
    }

    @Test
    void betweenExpiriesVarianceIsLinearAndOutsideItFollowsTheNearest() {
        surface.clear();
        surface.add(0.5).set(0.05, 0.1, 0, 0, 0.3);
        surface.add(1).set(0.2, 0.15, 0, 0, 0.3);
        final double first = surface.slice(0).totalVariance(0.3);
        final double second = surface.slice(1).totalVariance(0.3);
        assertThat(surface.totalVariance(0.3, 0.5)).isEqualTo(first);
        assertThat(surface.totalVariance(0.3, 1)).isEqualTo(second);
        assertThat(surface.totalVariance(0.3, 0.75)).isCloseTo(0.5 * (first + second), within(1e-15));
        assertThat(surface.volatility(0.3, 0.1)).isCloseTo(surface.volatility(0.3, 0.5), within(1e-15));
        assertThat(surface.totalVariance(0.3, 2) - second)
                .isCloseTo(surface.slice(1).totalVariance(0), within(1e-15));
        assertThat(surface.totalVariance(0.3, 0)).isZero();
        assertThat(surface.totalVariance(0.3, -1)).isZero();
        assertThat(surface.totalVariance(0.3, Double.NaN)).isNaN();
        assertThat(surface.totalVariance(Double.NaN, 0)).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> surface.add(1));
        assertThatIllegalArgumentException().isThrownBy(() -> surface.add(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> surface.add(Double.POSITIVE_INFINITY));
        surface.clear();
        assertThatIllegalStateException().isThrownBy(() -> surface.totalVariance(0, 1));
    }
}
