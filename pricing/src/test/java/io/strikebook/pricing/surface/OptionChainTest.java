package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.black.Black76;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptionChainTest {
    private static final int ROUNDS = 400;
    private static final int TICKS = 50;

    private final MadeChain made = new MadeChain();
    private final OptionChain chain = made.chain(BatchPricer.scalar());

    private boolean tick(final boolean warm) {
        return chain.tick(made.years, made.forwards, made.bid, made.ask, warm);
    }

    @Test
    void everyOptionIsMarkedNearTheTruthAndWithItsSensitivities() {
        assertThat(tick(false)).isTrue();
        assertThat(chain.report().isFreeOfArbitrage()).isTrue();
        final Black76 black76 = new Black76();
        for (int i = 0; i < made.strike.length; i++) {
            final int e = made.expiry[i];
            final double k = Math.log(made.strike[i] / made.forwards[e]);
            final double truth = Math.sqrt(made.truth[e].totalVariance(k) / made.years[e]);
            final double volatility = chain.markVolatility()[i];
            assertThat(volatility).isCloseTo(truth, within(0.03));
            black76.evaluate(made.call[i], made.forwards[e], made.strike[i], made.years[e], volatility);
            assertThat(chain.price()[i]).isEqualTo(black76.price() / made.forwards[e]);
            assertThat(chain.delta()[i]).isEqualTo(black76.delta());
            assertThat(chain.vega()[i]).isEqualTo(black76.vega());
            final double bid = chain.bidVolatility()[i];
            if (bid > 0) {
                final double back = Black76.price(made.call[i], made.forwards[e], made.strike[i], made.years[e], bid);
                assertThat(back / made.forwards[e]).isCloseTo(made.bid[i], within(1e-13));
            }
        }
    }

    @Test
    void forwardsNotGivenFollowFromParity() {
        Arrays.fill(made.forwards, Double.NaN);
        assertThat(tick(false)).isTrue();
        for (int e = 0; e < MadeChain.EXPIRIES; e++) {
            final double truth = MadeChain.INDEX * (1 + 0.05 * made.years[e]);
            assertThat(chain.forward(e)).isCloseTo(truth, within(2e-4 * truth));
        }
    }

    @Test
    void aTickAllocatesNothing() {
        for (final BatchPricer pricer : new BatchPricer[] {BatchPricer.scalar(), BatchPricer.create()}) {
            assertThat(leastAllocated(made.chain(pricer))).as(pricer.name()).isZero();
        }
    }

    /** The least of some rounds: until vectors are compiled they are objects, and the virtual machine may do something of its own in one. */
    private long leastAllocated(final OptionChain ticking) {
        final Random random = new Random(7);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int n = 0; n < TICKS; n++) {
                for (int change = 0; change < 10; change++) {
                    final int i = random.nextInt(made.bid.length);
                    made.bid[i] *= 1 + 0.002 * random.nextGaussian();
                    made.ask[i] = made.bid[i] * 1.02 + 1e-4;
                }
                ticking.tick(made.years, made.forwards, made.bid, made.ask, n % 10 != 0);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    /** Interpreted, compiled, one by one and with vectors. */
    @Test
    void aColdTickHasTheSameBitsOnAnyPath() {
        final long first = bits(chain);
        for (int n = 0; n < 4 * TICKS; n++) {
            tick(n % 2 == 0);
        }
        assertThat(bits(chain)).isEqualTo(first);
        assertThat(bits(made.chain(BatchPricer.create()))).isEqualTo(first);
    }

    private long bits(final OptionChain ticking) {
        ticking.tick(made.years, made.forwards, made.bid, made.ask, false);
        long hash = 17;
        for (final double[] column : new double[][] {ticking.markVolatility(), ticking.price(), ticking.gamma()}) {
            for (final double value : column) {
                hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToRawLongBits(value);
            }
        }
        return hash;
    }

    /** A hundred warm ticks in which volatility rises by three tenths end where a cold fit of the last quotes does. */
    @Test
    void aWarmFitFollowsTheMarket() {
        tick(false);
        for (int n = 1; n <= 100; n++) {
            made.quote(1 + 0.003 * n);
            tick(true);
            assertThat(chain.report().isFreeOfArbitrage()).isTrue();
        }
        final double[] warm = chain.markVolatility().clone();
        tick(false);
        for (int i = 0; i < warm.length; i++) {
            final double spread = chain.askVolatility()[i] - chain.bidVolatility()[i];
            if (spread > 0 && made.call[i] == made.strike[i] > made.forwards[made.expiry[i]]) {
                assertThat(warm[i]).isCloseTo(chain.markVolatility()[i], within(0.2 * spread + 0.001));
            }
        }
    }

    @Test
    void aJumpOfTheMarketIsFollowedAtOnce() {
        for (final double factor : new double[] {1.1, 2, 1, 0.5, 1.5, 0.9}) {
            tick(true);
            for (int e = 0; e < MadeChain.EXPIRIES; e++) {
                made.forwards[e] *= factor > 1 ? 0.85 : 1.1;
            }
            made.quote(factor);
            tick(true);
            assertThat(shareInside()).isGreaterThan(0.95);
        }
    }

    /** Of quotes out of the money, those between whose bid and offer the mark lies. */
    private double shareInside() {
        int quoted = 0;
        int inside = 0;
        for (int i = 0; i < made.strike.length; i++) {
            final double bid = chain.bidVolatility()[i];
            final double ask = chain.askVolatility()[i];
            if (made.call[i] == made.strike[i] > made.forwards[made.expiry[i]] && bid > 0 && ask > bid) {
                quoted++;
                inside += bid <= chain.markVolatility()[i] && chain.markVolatility()[i] <= ask ? 1 : 0;
            }
        }
        return (double) inside / quoted;
    }

    @Test
    void expiredOptionsAreWorthTheirIntrinsicValueAndOthersGoOn() {
        made.years[0] = 0;
        assertThat(tick(false)).isTrue();
        assertThat(chain.sliceOf(0)).isEqualTo(-1);
        assertThat(chain.surface().expiries()).isEqualTo(MadeChain.EXPIRIES - 1);
        for (int i = 0; i < made.strike.length; i++) {
            if (made.expiry[i] == 0) {
                final double intrinsic =
                        made.call[i] ? made.forwards[0] - made.strike[i] : made.strike[i] - made.forwards[0];
                assertThat(chain.price()[i]).isCloseTo(Math.max(intrinsic, 0) / made.forwards[0], within(1e-15));
            } else {
                assertThat(chain.price()[i]).isPositive();
            }
        }
    }

    /** Whatever stands in place of a price, marks stay what the other quotes say. */
    @Test
    void whatIsNoPriceIsNoQuote() {
        tick(false);
        final double[] before = chain.markVolatility().clone();
        final double[] wrong = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, 1e300, 2};
        for (int i = 0; i < made.bid.length; i += 5) {
            made.bid[i] = wrong[i / 5 % wrong.length];
            made.ask[i] = wrong[i / 7 % wrong.length];
        }
        assertThat(tick(false)).isTrue();
        assertThat(chain.report().isFreeOfArbitrage()).isTrue();
        for (int i = 0; i < before.length; i++) {
            assertThat(chain.markVolatility()[i]).isCloseTo(before[i], within(0.03));
        }
        Arrays.fill(made.bid, Double.NaN);
        assertThat(tick(true)).isFalse();
        assertThat(chain.price()[0]).isNaN();
        Arrays.fill(made.forwards, -1);
        assertThat(tick(true)).isFalse();
        assertThat(chain.delta()[0]).isNaN();
    }

    @Test
    void whatIsNoChainIsRefused() {
        made.years[3] = made.years[2];
        assertThatIllegalArgumentException().isThrownBy(() -> tick(false));
        made.years[3] = Double.NaN;
        assertThatIllegalArgumentException().isThrownBy(() -> tick(false));
        made.strike[0] = Double.NaN;
        assertThatIllegalArgumentException().isThrownBy(() -> made.chain(BatchPricer.scalar()));
        made.strike[0] = 1;
        made.expiry[0] = MadeChain.EXPIRIES;
        assertThatIllegalArgumentException().isThrownBy(() -> made.chain(BatchPricer.scalar()));
    }
}
