package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class SviSliceTest {
    private static final double STEP = 1e-4;

    /** Axel Vogt's smile of one year, as Gatheral and Jacquier (2012) give it in example 3.1. */
    private static SviSlice vogt() {
        return new SviSlice().set(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
    }

    @Test
    void vogtsSmileHasAButterflyAlthoughItsWingsAreFlatEnough() {
        final SviSlice slice = vogt();
        assertThat(slice.rightSlope()).isLessThan(2);
        assertThat(slice.minimum()).isPositive();
        assertThat(ArbitrageCheck.butterfly(slice)).isNegative();
        assertThat(slice.durrleman(0.8)).isNegative();
    }

    @Test
    void jumpWingsOfVogtsSmileAreThosePublished() {
        final JumpWings wings = new JumpWings().from(vogt(), 1);
        assertThat(wings.variance()).isCloseTo(0.01742625, within(1e-8));
        assertThat(wings.skew()).isCloseTo(-0.1752111, within(1e-7));
        assertThat(wings.putSlope()).isCloseTo(0.6997381, within(1e-7));
        assertThat(wings.callSlope()).isCloseTo(1.316798, within(1e-6));
        assertThat(wings.minimumVariance()).isCloseTo(0.0116249, within(1e-7));
    }

    @Test
    void vogtsSmileIsRepairedAsPublished() {
        final JumpWings wings = new JumpWings().from(vogt(), 1).repair();
        assertThat(wings.callSlope()).isCloseTo(0.3493158, within(1e-6));
        assertThat(wings.minimumVariance()).isCloseTo(0.01548182, within(1e-7));
        assertThat(ArbitrageCheck.butterfly(wings.toRaw(new SviSlice()))).isPositive();
        wings.set(0.01742625, -0.1752111, 0.6997381, 0.8564763, 0.0116249, 1);
        assertThat(ArbitrageCheck.butterfly(wings.toRaw(new SviSlice()))).isBetween(0.0, 0.01);
    }

    @Property(tries = 300)
    void jumpWingsLeadBackToTheSlice(
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 0.5) final double b,
            @ForAll @Scale(4) @DoubleRange(min = -0.9, max = 0.9) final double rho,
            @ForAll @Scale(4) @DoubleRange(min = -1, max = 1) final double m,
            @ForAll @Scale(4) @DoubleRange(min = 0.05, max = 2) final double sigma,
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 3) final double years) {
        Assume.that(Math.abs(rho - m / Math.sqrt(m * m + sigma * sigma)) > 1e-2);
        final SviSlice slice = new SviSlice().set(0.05, b, rho, m, sigma);
        final SviSlice back = new JumpWings().from(slice, years).toRaw(new SviSlice());
        for (double k = -2; k <= 2; k += 0.25) {
            assertThat(back.totalVariance(k)).isCloseTo(slice.totalVariance(k), within(1e-9));
        }
        assertThat(back.m()).isCloseTo(m, within(1e-7));
        assertThat(back.sigma()).isCloseTo(sigma, within(1e-7));
    }

    @Test
    void aLeastVarianceAtTheMoneyLeavesTheBendOpen() {
        final SviSlice slice = new JumpWings().set(0.25, 0, 0.5, 0.8, 0.25, 1).toRaw(new SviSlice());
        assertThat(slice.totalVariance(0)).isCloseTo(0.25, within(1e-15));
        assertThat(slice.minimum()).isCloseTo(0.25, within(1e-15));
        assertThat(slice.leftSlope()).isCloseTo(0.25, within(1e-15));
        assertThat(slice.rightSlope()).isCloseTo(0.4, within(1e-15));
    }

    @Test
    void whatIsNoSliceIsRefused() {
        final SviSlice slice = new SviSlice();
        for (final double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> slice.set(bad, 0.1, 0, 0, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, bad, 0, 0, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, 0.1, bad, 0, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, 0.1, 0, bad, 0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, 0.1, 0, 0, bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, -0.1, 0, 0, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, 0.1, 1.1, 0, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> slice.set(0, 0.1, 0, 0, 0));
        final JumpWings wings = new JumpWings();
        assertThatIllegalArgumentException().isThrownBy(() -> wings.set(0.2, 0, 1, 1, 0.3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> wings.set(0.2, 0, 1, 1, 0.1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wings.set(0.2, 3, 1, 1, 0.1, 1).toRaw(slice));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wings.set(0.2, 0.1, 1, 1, 0.2, 1).toRaw(slice));
    }

    @Property(tries = 200)
    void derivativesAreThoseOfTheVariance(
            @ForAll @Scale(4) @DoubleRange(min = -0.9, max = 0.9) final double rho,
            @ForAll @Scale(4) @DoubleRange(min = 0.1, max = 1) final double sigma,
            @ForAll @Scale(4) @DoubleRange(min = -2, max = 2) final double k) {
        final SviSlice slice = new SviSlice().set(0.01, 0.2, rho, 0.1, sigma);
        final double up = slice.totalVariance(k + STEP);
        final double at = slice.totalVariance(k);
        final double down = slice.totalVariance(k - STEP);
        assertThat(slice.slope(k)).isCloseTo((up - down) / (2 * STEP), within(1e-6));
        assertThat(slice.curvature(k)).isCloseTo((up - 2 * at + down) / (STEP * STEP), within(1e-4));
        assertThat(slice.minimum()).isLessThanOrEqualTo(Math.min(Math.min(up, at), down) + 1e-16);
    }

    /**
     * C. Martini and A. Mingone ("No arbitrage SVI", 2020, theorem 5.11): with alpha = a / sigma, mu = m / sigma, b and rho held, a smile
     * that satisfies Fukasawa's conditions has no butterfly if and only if sigma is at least a bound, here found by a fine search.
     */
    @Property(tries = 60)
    void butterfliesEndWhereMartiniAndMingoneSay(
            @ForAll @Scale(4) @DoubleRange(min = 0.05, max = 0.9) final double b,
            @ForAll @Scale(4) @DoubleRange(min = -0.8, max = 0.8) final double rho,
            @ForAll @Scale(4) @DoubleRange(min = 0.02, max = 1) final double aboveLeast,
            @ForAll @Scale(4) @DoubleRange(min = -0.5, max = 0.5) final double mu) {
        final double alpha = b * (aboveLeast - Math.sqrt(1 - rho * rho));
        double bound = 0;
        for (double s = -9; s <= 9; s += 1e-3) {
            final double l = Math.sinh(s);
            final double radius = Math.sqrt(l * l + 1);
            final double n = alpha + b * (rho * l + radius);
            final double slope = b * (rho + l / radius);
            final double tangent = 1 - (l + mu) * slope / (2 * n);
            final double first = tangent * tangent - slope * slope / 16;
            final boolean fukasawa = tangent - slope / 4 > 0 && tangent + slope / 4 > 0;
            Assume.that(fukasawa);
            final double second = b / (radius * radius * radius) / 2 - slope * slope / (4 * n);
            bound = Math.max(bound, -second / first);
        }
        Assume.that(bound > 1e-3);
        assertThat(ArbitrageCheck.butterfly(scaled(alpha, b, rho, mu, bound * 1.001)))
                .isPositive();
        assertThat(ArbitrageCheck.butterfly(scaled(alpha, b, rho, mu, bound * 0.98)))
                .isNegative();
    }

    private static SviSlice scaled(
            final double alpha, final double b, final double rho, final double mu, final double sigma) {
        return new SviSlice().set(alpha * sigma, b, rho, mu * sigma, sigma);
    }

    @Test
    void crossingsAreFoundWhereverTheyAre() {
        final SviSlice early = new SviSlice().set(0.04, 0.1, -0.2, 0, 0.2);
        assertThat(ArbitrageCheck.calendar(early, early)).isZero();
        assertThat(ArbitrageCheck.calendar(early, new SviSlice().set(early).lift(0.01)))
                .isCloseTo(0.01, within(1e-12));
        assertThat(ArbitrageCheck.calendar(early, new SviSlice().set(early).lift(-1e-9)))
                .isNegative();
        final SviSlice flatter = new SviSlice().set(0.5, 0.0999, -0.2, 0, 0.2);
        assertThat(ArbitrageCheck.calendar(early, flatter)).isEqualTo(Double.NEGATIVE_INFINITY);
        final SviSlice dipping = new SviSlice().set(0.0395, 0.11, -0.2, 0.5, 0.1);
        assertThat(ArbitrageCheck.calendar(early, dipping)).isBetween(-0.1, -1e-4);
    }
}
