package io.strikebook.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.history.HistoricalVolatility;
import io.strikebook.pricing.index.ModelFreeVariance;
import io.strikebook.pricing.index.VolatilityIndex;
import io.strikebook.pricing.surface.EssviFit;
import io.strikebook.pricing.surface.JumpWings;
import io.strikebook.pricing.surface.OptionChain;
import io.strikebook.pricing.surface.ParityForward;
import io.strikebook.pricing.surface.SliceQuotes;
import io.strikebook.pricing.surface.SsviSlice;
import io.strikebook.pricing.surface.SurfaceFit;
import io.strikebook.pricing.surface.SviSlice;
import io.strikebook.pricing.surface.VolatilitySurface;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is no market, given to surfaces, indices and histories: a documented result or an exception that says what was wrong. */
@Timeout(60)
class BadMarketInputTest {
    private static final int STRIKES = 9;
    private static final int OPTIONS = 4 * STRIKES;

    private final int[] expiry = new int[OPTIONS];
    private final double[] strike = new double[OPTIONS];
    private final boolean[] call = new boolean[OPTIONS];
    private final double[] bid = new double[OPTIONS];
    private final double[] ask = new double[OPTIONS];

    BadMarketInputTest() {
        for (int i = 0; i < OPTIONS; i++) {
            expiry[i] = i / (2 * STRIKES);
            strike[i] = 60 + 10 * (i / 2 % STRIKES);
            call[i] = (i & 1) == 0;
            final double price = Black76.price(call[i], 100, strike[i], expiry[i] == 0 ? 0.1 : 0.25, 0.6);
            bid[i] = 0.97 * price;
            ask[i] = 1.03 * price;
        }
    }

    @Test
    void aTickGivesMarksWithinTheirBoundsOrNone() {
        for (final boolean warm : new boolean[] {false, true}) {
            final OptionChain chain = new OptionChain(2, expiry, strike, call, false, BatchPricer.create());
            assertThat(HostileValues.complaints(
                            new double[] {0.1, 0.25, 100, bid[8], ask[8]},
                            x -> {
                                final double[] bids = bid.clone();
                                final double[] asks = ask.clone();
                                bids[8] = x[3];
                                asks[8] = x[4];
                                chain.tick(new double[] {x[0], x[1]}, new double[] {x[2], 100}, bids, asks, warm);
                                return new double[] {chain.price()[8], chain.price()[OPTIONS - 1], chain.forward(0)};
                            },
                            (x, r) -> HostileValues.isWithin(r[0], Math.max(r[2] - strike[8], 0), r[2], r[2])
                                    && HostileValues.isWithin(r[1], strike[OPTIONS - 1] - 100, strike[OPTIONS - 1], 100)
                                    && chain.report().isFreeOfArbitrage(),
                            new boolean[] {false, false, true, true, true}))
                    .isEmpty();
        }
    }

    @Test
    void aTickOfWrongLengthLeavesEverythingAsItWas() {
        final OptionChain chain = new OptionChain(2, expiry, strike, call, false, BatchPricer.create());
        final double[] years = {0.1, 0.25};
        final double[] forwards = {100, 100};
        assertThat(chain.tick(years, forwards, bid, ask, false)).isTrue();
        final double mark = chain.price()[4];
        assertThatIllegalArgumentException().isThrownBy(() -> chain.tick(new double[1], forwards, bid, ask, true));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.tick(years, new double[1], bid, ask, true));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.tick(years, forwards, new double[3], ask, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.tick(new double[] {0.1, 0.1}, forwards, bid, ask, true));
        assertThat(chain.surface().expiries()).isEqualTo(2);
        assertThat(chain.price()[4]).isEqualTo(mark);
    }

    @Test
    void slicesAreOfFiniteParameters() {
        assertThat(HostileValues.complaints(
                        new double[] {0.2, -0.1, 0.6, 0.4, 0.15, 0.5},
                        x -> {
                            final JumpWings wings = new JumpWings().set(x[0], x[1], x[2], x[3], x[4], x[5]);
                            wings.toRaw(new SviSlice());
                            return new double[] {wings.variance()};
                        },
                        (x, r) -> r[0] == x[0]))
                .isEmpty();
        assertThat(HostileValues.complaints(
                        new double[] {0.1, -0.3, 0.2},
                        x -> new double[] {new SsviSlice().set(x[0], x[1], x[2]).totalVariance(0)},
                        (x, r) -> HostileValues.isNumberWithin(r[0], x[0], x[0], x[0] + Double.MIN_NORMAL)
                                || x[0] > 1e150))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SviSlice().setByWings(0.04, -0.1, 0.1, 0, 0.2));
    }

    @Test
    void surfacesHaveTheExpiriesThatWereAddedAndNoOther() {
        final VolatilitySurface surface = new VolatilitySurface(2);
        surface.add(0.1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> surface.slice(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> surface.years(1));
        surface.add(0.2);
        assertThatIllegalStateException().isThrownBy(() -> surface.add(0.3));
        assertThatIllegalArgumentException().isThrownBy(() -> new SurfaceFit(1, 5).fit(surface, false));
        final VolatilitySurface soon = new VolatilitySurface(1);
        soon.add(1e-300);
        assertThatIllegalArgumentException().isThrownBy(() -> new SurfaceFit(1, 5).fit(soon, false));
    }

    @Test
    void theFitOfSsviRefusesYearsThatAreNone() {
        final SliceQuotes quotes = new SliceQuotes(1);
        quotes.add(0, 0.2, 0.21);
        final SliceQuotes[] all = {quotes, quotes};
        final SsviSlice[] slices = {new SsviSlice(), new SsviSlice()};
        final double[][] bad = {{Double.NaN, 1}, {0.2, 0.1}, {1e-300, 1}, {0.1, Double.POSITIVE_INFINITY}, {0.1}};
        for (final double[] years : bad) {
            assertThatIllegalArgumentException().isThrownBy(() -> new EssviFit().fit(all, years, 2, slices));
        }
    }

    @Test
    void forwardsByParityArePositiveAndFinite() {
        for (final boolean inverse : new boolean[] {false, true}) {
            assertThat(HostileValues.complaints(
                            inverse ? new double[] {100, 0.05, 0.06, 0.04, 0.05} : new double[] {100, 5, 6, 4, 5},
                            x -> {
                                final ParityForward parity = new ParityForward(1, inverse);
                                parity.add(x[0], x[1], x[2], x[3], x[4]);
                                return new double[] {parity.estimate()};
                            },
                            (x, r) -> HostileValues.isWithin(r[0], 0, Double.MAX_VALUE, 0)))
                    .isEmpty();
        }
    }

    @Test
    void theIndexIsOfPositiveVarianceOrNone() {
        final ModelFreeVariance variance = new ModelFreeVariance(3);
        assertThat(HostileValues.complaints(
                        new double[] {90, 100, 110, 12, 5, 1, 1.5, 4.5, 11, 1.01},
                        x -> {
                            final double[] strikes = {x[0], x[1], x[2]};
                            final double[] calls = {x[3], x[4], x[5]};
                            final boolean found =
                                    variance.compute(3, strikes, calls, new double[] {x[6], x[7], x[8]}, x[9]);
                            return new double[] {found ? 1 : 0, variance.totalVariance()};
                        },
                        (x, r) -> r[0] == 1 ? r[1] > 0 && r[1] < Double.POSITIVE_INFINITY : Double.isNaN(r[1]),
                        new boolean[] {false, false, false, true, true, true, true, true, true, false}))
                .isEmpty();
        final double[] three = {90, 100, 110};
        assertThatIllegalArgumentException().isThrownBy(() -> variance.compute(3, three, three, new double[2], 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFreeVariance(2).compute(3, three, three, three, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> variance.compute(-1, three, three, three, 1));
        assertThat(HostileValues.complaints(
                        new double[] {0.02, 0.05, 0.04, 0.1, 0.08},
                        x -> new double[] {VolatilityIndex.points(x[0], x[1], x[2], x[3], x[4])},
                        (x, r) -> !(r[0] <= 0)))
                .isEmpty();
    }

    @Test
    void estimatorsTakePricesAndNothingElse() {
        final List<String> complaints = HostileValues.complaints(
                new double[] {102, 101, 0.94, 0.01},
                x -> {
                    final double[] closes = {100, x[0], x[1], 103};
                    return new double[] {
                        HistoricalVolatility.closeToClose(closes, 0, 4),
                        HistoricalVolatility.exponentiallyWeighted(closes, 0, 4, x[2], x[3])
                    };
                },
                (x, r) -> HostileValues.isWithin(r[0], 0, 4e6, 0) && !(r[1] < 0));
        assertThat(complaints).isEmpty();
        final double[] four = {100, 101, 102, 103};
        for (final int[] range : new int[][] {{-1, 3}, {0, 5}, {3, 2}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> HistoricalVolatility.closeToClose(four, range[0], range[1]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> HistoricalVolatility.parkinson(four, four, range[0], range[1]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> HistoricalVolatility.yangZhang(four, four, four, four, range[0], range[1]));
        }
        assertThat(HistoricalVolatility.annualised(-1, -1)).isNaN();
    }
}
