package io.strikebook.pricing.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.exotic.Digital;
import io.strikebook.pricing.exotic.DoubleBarrier;
import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Lookback;
import io.strikebook.pricing.exotic.SingleBarrier;
import io.strikebook.pricing.exotic.Underlying;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Simulations against closed forms, over many fixed seeds: not only near, but as often outside 1, 2 and 3 standard errors as the normal law
 * says, so neither a bias nor a wrong standard error passes.
 */
class NominalRateTest {
    private static final int STEPS = 4;
    private static final int SEEDS = 200;
    private static final int PATHS = 4_096;

    private static final double YEARS = 0.75;
    private static final Underlying COIN = new Underlying(100, 0.05, 0.02, 0.4);
    private static final double DISCOUNT = COIN.discount(YEARS);
    private static final double[] TIMES = BlackScholesPaths.evenTimes(STEPS, YEARS);
    private static final BlackScholesPaths PATHS_OF_COIN = BlackScholesPaths.of(COIN, TIMES);

    private static List<Control> known() {
        final List<Control> cases = new ArrayList<>();
        final EuropeanPayoff call = EuropeanPayoff.vanilla(true, 105, DISCOUNT);
        final EuropeanPayoff put = EuropeanPayoff.vanilla(false, 105, DISCOUNT);
        cases.add(new Control(EuropeanPayoff.cashDigital(true, 110, DISCOUNT), Digital.cash(true, COIN, 110, YEARS)));
        cases.add(new Control(EuropeanPayoff.assetDigital(false, 95, DISCOUNT), Digital.asset(false, COIN, 95, YEARS)));
        cases.add(
                new Control(AsianPayoff.geometric(true, 98, DISCOUNT), GeometricAsian.discrete(true, COIN, 98, TIMES)));
        cases.add(new Control(
                BarrierPayoff.continuous(call, false, 0, 140),
                SingleBarrier.price(true, false, COIN, 105, 140, 0, YEARS)));
        cases.add(new Control(
                BarrierPayoff.continuous(put, true, 85, Double.POSITIVE_INFINITY),
                SingleBarrier.price(false, true, COIN, 105, 85, 0, YEARS)));
        cases.add(new Control(
                BarrierPayoff.continuous(put, false, 70, 150),
                DoubleBarrier.price(false, false, COIN, 105, 70, 150, YEARS)));
        cases.add(new Control(
                LookbackPayoff.floating(true, DISCOUNT).continuous(STEPS), Lookback.floating(true, COIN, 100, YEARS)));
        cases.add(new Control(
                LookbackPayoff.fixed(true, 110, DISCOUNT).continuous(STEPS),
                Lookback.fixed(true, COIN, 110, 100, YEARS)));
        cases.add(new Control(
                LookbackPayoff.fixed(false, 95, DISCOUNT).continuous(STEPS),
                Lookback.fixed(false, COIN, 95, 100, YEARS)));
        return cases;
    }

    @Test
    void plainPathsMissClosedFormsAsOftenAsTheNormalLawSays() {
        assertNominal("plain", false, new Control[0]);
    }

    @Test
    void soDoAntitheticPathsWithControls() {
        final Control asset = new Control(EuropeanPayoff.asset(DISCOUNT), COIN.prepaidForward(YEARS));
        assertNominal("antithetic, controlled", true, new Control[] {asset});
    }

    private static void assertNominal(final String name, final boolean antithetic, final Control[] controls) {
        final int[] outside = new int[4];
        int runs = 0;
        for (final Control known : known()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                final MonteCarlo random = MonteCarlo.random(seed * 1_000L + runs, PATHS);
                final MonteCarlo simulation = antithetic ? random.antithetic() : random;
                final Estimate estimate = simulation.run(PATHS_OF_COIN, known.payoff(), controls);
                final double score = Math.abs(estimate.value() - known.mean()) / estimate.standardError();
                outside[(int) Math.min(score, 3)]++;
                runs++;
            }
        }
        System.out.println(name + ": of " + runs + " runs outside 1, 2, 3 standard errors: "
                + (outside[1] + outside[2] + outside[3]) + ", " + (outside[2] + outside[3]) + ", " + outside[3]);
        assertShare(outside[1] + outside[2] + outside[3], runs, 0.31731);
        assertShare(outside[2] + outside[3], runs, 0.04550);
        assertShare(outside[3], runs, 0.00270);
    }

    /** Within four standard deviations of the binomial law. */
    private static void assertShare(final int count, final int runs, final double probability) {
        assertThat(count / (double) runs)
                .isCloseTo(probability, within(4 * Math.sqrt(probability * (1 - probability) / runs)));
    }

    /**
     * The spread of 16 scramblings: Student's law with 15 degrees of freedom, 31.7 % beyond 1.035 and 1 % beyond 2.947. Without the digitals:
     * one dimension decides them, the means of scramblings take two values at most, and no law of smooth errors holds.
     */
    @Test
    void scrambledSobolSequencesMissAsStudentsLawSays() {
        int beyondOne = 0;
        int beyondThree = 0;
        int runs = 0;
        double gain = 0;
        final BlackScholesPaths bridged = PATHS_OF_COIN.bridged();
        for (final Control known : known().subList(2, known().size())) {
            final double plain = MonteCarlo.random(runs, PATHS)
                    .run(PATHS_OF_COIN, known.payoff())
                    .standardError();
            for (int seed = 0; seed < SEEDS / 2; seed++) {
                final Estimate estimate =
                        MonteCarlo.sobol(seed + 77L * runs, PATHS, 16).run(bridged, known.payoff());
                final double score = Math.abs(estimate.value() - known.mean()) / estimate.standardError();
                beyondOne += score > 1.035 ? 1 : 0;
                beyondThree += score > 2.947 ? 1 : 0;
                gain += plain / estimate.standardError();
                runs++;
            }
        }
        System.out.println("Sobol: of " + runs + " runs beyond 1.035 and 2.947: " + beyondOne + ", " + beyondThree
                + "; mean gain of standard error " + gain / runs);
        assertShare(beyondOne, runs, 0.317);
        assertShare(beyondThree, runs, 0.01);
        assertThat(gain / runs).isGreaterThan(3);
    }

    /** M. Broadie, P. Glasserman, S. Kou (1997): the barrier watched at intervals is one watched always, moved outwards. */
    @Test
    void barriersWatchedAtIntervalsFollowTheContinuityCorrection() {
        final Underlying underlying = new Underlying(100, 0.1, 0, 0.3);
        final double[] times = BlackScholesPaths.evenTimes(50, 0.2);
        final double discount = underlying.discount(0.2);
        final EuropeanPayoff call = EuropeanPayoff.vanilla(true, 100, discount);
        for (final double barrier : new double[] {85, 91, 95}) {
            final double moved = SingleBarrier.watchedAtIntervals(underlying, barrier, 0.2 / 50);
            final double corrected = SingleBarrier.price(true, false, underlying, 100, moved, 0, 0.2);
            final Estimate estimate = MonteCarlo.sobol(5, 1 << 16, 16)
                    .threads(2)
                    .run(
                            BlackScholesPaths.of(underlying, times).bridged(),
                            BarrierPayoff.discrete(call, false, barrier, Double.POSITIVE_INFINITY));
            System.out.println("barrier " + barrier + " watched 50 times: " + estimate + ", corrected " + corrected);
            assertThat(estimate.value()).isCloseTo(corrected, within(3 * estimate.standardError() + 2e-3));
            assertThat(estimate.value() - 5 * estimate.standardError())
                    .isGreaterThan(SingleBarrier.price(true, false, underlying, 100, barrier, 0, 0.2) - 2e-2);
        }
    }
}
