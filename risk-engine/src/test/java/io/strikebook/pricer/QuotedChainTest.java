package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricing.black.Black76;
import org.junit.jupiter.api.Test;

/** Quotes become a surface, and the surface the marks of every option. */
class QuotedChainTest {
    private static final VenueParameters.Marks MARKS =
            VenueParameters.defaults().marks();
    private static final int[] DAYS = {7, 30, 90};
    private static final int STRIKES = 13;
    private static final double FORWARD = 90_000;
    /** A coarse tick and half the spread, in coin. */
    private static final double HALF_SPREAD = 0.0004;

    private final PricerBench bench = new PricerBench(VenueParameters.defaults());
    private final MarketFeed feed = bench.feed;

    /** Calls have odd ids, puts even ones; expiry by expiry, strike by strike. */
    private static int id(final int expiry, final int strike, final boolean call) {
        return 1 + 2 * (expiry * STRIKES + strike) + (call ? 0 : 1);
    }

    private static long strike(final int index) {
        return 60_000 + 5_000L * index;
    }

    private static double smile(final int expiry, final int strike) {
        final double k = Math.log(strike(strike) / FORWARD);
        return 0.55 - 0.02 * expiry + (0.3 * k * k - 0.08 * k) / Math.sqrt(1 + expiry);
    }

    private double years(final int expiry) {
        return (START_NS + DAYS[expiry] * DAY_NS - feed.timeNs) / (365.0 * DAY_NS);
    }

    private double coins(final int expiry, final int strike, final boolean call, final double forward) {
        return Black76.price(call, forward, strike(strike), years(expiry), smile(expiry, strike)) / forward;
    }

    private void describe() {
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                for (final boolean call : new boolean[] {true, false}) {
                    final String symbol = "BTC-" + DAYS[e] + "-" + strike(s) + (call ? "-C" : "-P");
                    feed.described(
                            id(e, s, call), MarketFeed.option(symbol, call, strike(s), START_NS + DAYS[e] * DAY_NS));
                }
            }
        }
        feed.constituent(1, 1, (long) (FORWARD * E8));
        pass();
        pass();
        pass();
    }

    private void pass() {
        feed.timeNs += MARKS.epochIntervalNs();
        feed.trade(999, E8);
        bench.run();
    }

    private void quote(final int expiry, final int strike, final boolean call, final double forward) {
        final double middle = coins(expiry, strike, call, forward);
        feed.ticker(
                id(expiry, strike, call),
                middle > HALF_SPREAD ? Math.round((middle - HALF_SPREAD) * 1e8) : NONE,
                Math.round((middle + HALF_SPREAD) * 1e8),
                NONE,
                NONE,
                NONE,
                NONE);
    }

    private void quoteAll(final double forward, final int unquotedExpiry, final int unquotedStrike) {
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                if (e != unquotedExpiry && s != unquotedStrike) {
                    quote(e, s, true, forward);
                    quote(e, s, false, forward);
                }
            }
        }
        pass();
    }

    private PricerBench.Mark mark(final int expiry, final int strike, final boolean call) {
        return bench.marks.get(listedId(expiry, strike, call));
    }

    /** Listings are granted in the order of description. */
    private static int listedId(final int expiry, final int strike, final boolean call) {
        return id(expiry, strike, call);
    }

    @Test
    void everyOptionIsMarkedOnTheSurfaceAlsoWithoutAQuote() {
        describe();
        quoteAll(FORWARD, -1, 4);
        assertThat(bench.marks).hasSize(2 * STRIKES * DAYS.length);
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                final PricerBench.Mark call = mark(e, s, true);
                assertThat(call.ivE6() / 1e6)
                        .as("expiry " + e + ", strike " + s)
                        .isCloseTo(smile(e, s), within(0.03));
                assertThat(call.priceE8() / 1e8).isCloseTo(coins(e, s, true, FORWARD), within(HALF_SPREAD));
                assertThat(call.ivE6()).isEqualTo(mark(e, s, false).ivE6());
                assertThat(call.stale()).isFalse();
            }
        }
    }

    @Test
    void anExpiryWithoutQuotesLiesBetweenItsNeighbours() {
        describe();
        quoteAll(FORWARD, 1, -1);
        assertThat(mark(1, 6, true).ivE6() / 1e6).isBetween(smile(2, 6) - 0.01, smile(0, 6) + 0.01);
        assertThat(mark(1, 6, true).forwardE8())
                .as("the index, where nothing else says it")
                .isEqualTo(90_000 * E8);
    }

    @Test
    void callsAndPutsTellTheForward() {
        describe();
        quoteAll(90_700, -1, -1);
        for (int e = 0; e < DAYS.length; e++) {
            assertThat(mark(e, 6, true).forwardE8() / 1e8).isCloseTo(90_700, within(5.0));
        }
    }

    @Test
    void aForwardFarFromTheIndexIsNone() {
        describe();
        quoteAll(120_000, -1, -1);
        assertThat(mark(1, 6, true).forwardE8()).isEqualTo(90_000 * E8);
    }

    @Test
    void contradictingQuotesLeaveTheSurfaceBeforeInPlaceAndMarksSayThatTheyAreStale() {
        describe();
        quoteAll(FORWARD, -1, -1);
        final int before = mark(1, 6, true).ivE6();
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                final double factor = s % 2 == 0 ? 0.5 : 2;
                final boolean call = strike(s) >= FORWARD;
                final long middleE8 = Math.round(coins(e, s, call, FORWARD) * factor * 1e8);
                feed.ticker(id(e, s, call), Math.max(1, middleE8 - 1_000), middleE8 + 1_000, NONE, NONE, NONE, NONE);
            }
        }
        pass();
        assertThat(mark(1, 6, true).stale()).isTrue();
        assertThat(mark(1, 6, true).ivE6()).isCloseTo(before, within(100));
        assertThat(bench.quality)
                .as("not of every option")
                .containsExactly("begins SURFACE_REJECTED of 0, 1, degraded");
        quoteAll(FORWARD, -1, -1);
        assertThat(mark(1, 6, true).stale()).isFalse();
        assertThat(mark(1, 6, true).ivE6()).isCloseTo(before, within(2_000));
    }

    /** Calls in the money, which the smile is not made of. */
    private void quoteWildly(final int expiry, final int strike) {
        final long middleE8 = Math.round((coins(expiry, strike, true, FORWARD) + 0.05) * 1e8);
        feed.ticker(id(expiry, strike, true), middleE8 - 1_000, middleE8 + 1_000, NONE, NONE, NONE, NONE);
    }

    private String told(final String news, final int times, final int expiry) {
        return news + " of 0, " + times + ", expiry " + (START_NS + DAYS[expiry] * DAY_NS);
    }

    @Test
    void optionsMarkedFarOutsideTheirQuotesAreFlaggedAndTheirExpiryIsToldOnce() {
        describe();
        quoteAll(FORWARD, -1, -1);
        assertThat(bench.quality).isEmpty();
        quoteWildly(1, 3);
        pass();
        assertThat(mark(1, 3, true).stale()).isTrue();
        assertThat(bench.outside).containsExactly(listedId(1, 3, true));
        assertThat(mark(1, 3, false).stale()).as("its put").isFalse();
        quoteWildly(1, 4);
        pass();
        assertThat(bench.outside).containsExactlyInAnyOrder(listedId(1, 3, true), listedId(1, 4, true));
        assertThat(bench.quality).containsExactly(told("begins MARK_OUTSIDE_QUOTES", 1, 1));
        quote(1, 3, true, FORWARD);
        quote(1, 4, true, FORWARD);
        pass();
        assertThat(bench.outside).as("for a second at least").hasSize(2);
        feed.timeNs += 1_000_000_000L;
        pass();
        pass();
        assertThat(bench.outside).isEmpty();
        assertThat(mark(1, 3, true).stale()).isFalse();
        assertThat(bench.quality)
                .as("with a count of the options")
                .containsExactly(told("begins MARK_OUTSIDE_QUOTES", 1, 1), told("ends MARK_OUTSIDE_QUOTES", 2, 1));
    }

    @Test
    void quotesThatComeAndGoMakeNoFloodOfMessages() {
        describe();
        quoteAll(FORWARD, -1, -1);
        for (int i = 0; i < 300; i++) {
            if (i % 2 == 0) {
                quoteWildly(1, 3);
            } else {
                quote(1, 3, true, FORWARD);
            }
            pass();
        }
        assertThat(bench.quality).as("in three seconds").hasSizeBetween(2, 8);
    }

    @Test
    void anExpiryWhoseOwnQuotesContradictItsSmileIsNotBelieved() {
        describe();
        quoteAll(FORWARD, -1, -1);
        for (int s = 0; s < STRIKES; s++) {
            final boolean call = strike(s) >= FORWARD;
            final long middleE8 = Math.round(coins(0, s, call, FORWARD) * (s % 2 == 0 ? 0.5 : 2) * 1e8);
            feed.ticker(id(0, s, call), Math.max(1, middleE8 - 1_000), middleE8 + 1_000, NONE, NONE, NONE, NONE);
        }
        pass();
        assertThat(bench.quality).contains(told("begins SURFACE_REJECTED", 1, 0));
        for (int s = 0; s < STRIKES; s++) {
            assertThat(mark(0, s, true).stale()).isTrue();
            assertThat(mark(2, s, true).stale()).isFalse();
        }
        feed.timeNs += 1_000_000_000L;
        quoteAll(FORWARD, -1, -1);
        pass();
        assertThat(bench.quality).contains(told("ends SURFACE_REJECTED", 1, 0));
        assertThat(mark(0, 6, true).stale()).isFalse();
        assertThat(bench.quality).noneMatch(text -> text.contains("degraded"));
    }

    @Test
    void anExpiryThatWasNeverQuotedTakesTheVenuesVolatilities() {
        describe();
        feed.ticker(id(1, 6, true), NONE, NONE, NONE, E8 * 8 / 10, NONE, NONE);
        quoteAll(FORWARD, 1, -1);
        assertThat(mark(1, 6, true).ivE6()).isEqualTo(800_000);
        assertThat(mark(1, 7, true).ivE6() / 1e6)
                .as("the venue says nothing of it")
                .isBetween(smile(2, 7) - 0.01, smile(0, 7) + 0.01);
        quoteAll(FORWARD, -1, -1);
        assertThat(mark(1, 6, true).ivE6() / 1e6).isCloseTo(smile(1, 6), within(0.03));
    }

    private static final int FUTURE = 900;

    private PricerBench.Mark future() {
        return bench.marks.get(2 * STRIKES * DAYS.length + 1);
    }

    private void describeFuture() {
        describe();
        feed.described(FUTURE, MarketFeed.future("BTC-F", START_NS + DAYS[1] * DAY_NS));
        pass();
        pass();
    }

    @Test
    void aDatedFutureWithoutABookIsMarkedByCallsAndPuts() {
        describeFuture();
        assertThat(future().priceE8()).as("nothing but the index").isEqualTo(90_000 * E8);
        feed.trade(FUTURE, 50_000 * E8);
        quoteAll(90_700, -1, -1);
        assertThat(future().priceE8() / 1e8).as("a trade does not matter").isCloseTo(90_700, within(5.0));
        assertThat(future().stale()).isFalse();
        quoteAll(90_900, -1, -1);
        assertThat(mark(1, 6, true).forwardE8() / 1e8)
                .as("options follow at once")
                .isCloseTo(90_900, within(5.0));
        assertThat(future().priceE8() / 1e8)
                .as("the future's premium is an average")
                .isCloseTo(90_700, within(5.0));
        feed.timeNs += 60_000_000_000L;
        quoteAll(90_900, -1, -1);
        assertThat(future().priceE8() / 1e8).isCloseTo(90_900 - 200 * Math.exp(-2), within(6.0));
        feed.ticker(FUTURE, 90_499 * E8, 90_501 * E8, NONE, NONE, NONE, NONE);
        feed.timeNs += 120_000_000_000L;
        feed.constituent(1, 1, 90_000 * E8);
        pass();
        assertThat(future().priceE8() / 1e8).as("a book goes before").isBetween(90_450.0, 90_600.0);
        feed.gap(FUTURE);
        quoteAll(90_900, -1, -1);
        assertThat(future().stale()).as("options stand in for it").isFalse();
        assertThat(bench.quality).anyMatch(text -> text.startsWith("begins SOURCE_GAP of "));
    }

    @Test
    void aFutureWhoseOptionsFallSilentTooHoldsItsPremium() {
        describeFuture();
        quoteAll(90_700, -1, -1);
        final long before = future().priceE8();
        for (int i = 0; i < 181; i++) {
            feed.timeNs += 1_000_000_000L;
            feed.constituent(1, 1, 90_000 * E8);
            bench.run();
        }
        pass();
        assertThat(future().priceE8()).isEqualTo(before);
        assertThat(future().stale()).isTrue();
        assertThat(future().frozen()).isTrue();
    }

    @Test
    void oldQuotesAreNone() {
        describe();
        quoteAll(FORWARD, -1, -1);
        final int before = mark(1, 6, true).ivE6();
        feed.timeNs += MARKS.quoteMaxAgeNs() + 1;
        feed.constituent(1, 1, (long) (FORWARD * E8));
        quote(0, 6, true, FORWARD);
        pass();
        assertThat(mark(1, 6, true).ivE6()).isCloseTo(before, within(60_000));
        feed.timeNs += MARKS.quoteMaxAgeNs() + 1;
        feed.constituent(1, 1, (long) ((FORWARD + 1) * E8));
        pass();
        assertThat(mark(1, 6, true).stale()).as("no quote at all is left").isTrue();
    }

    @Test
    void marksThatMoveByLittleFollowAtMostOnceASecond() {
        describe();
        quoteAll(FORWARD, -1, -1);
        bench.frames.clear();
        final int epochs = bench.epochs.size();
        for (int i = 0; i < 50; i++) {
            quote(1, 6, true, FORWARD + i % 3);
            pass();
        }
        assertThat(bench.epochs.size() - epochs).isBetween(45, 50);
        assertThat(bench.frames.size()).as("frames in 50 epochs").isLessThan(2 * 50 + 60);
        feed.timeNs += MARKS.markIntervalNs();
        pass();
        feed.timeNs += MARKS.markIntervalNs();
        pass();
        assertThat(bench.frames.size()).as("what waited has come").isGreaterThan(2 * 50 + 60);
        final int settled = bench.epochs.size();
        for (int i = 0; i < 20; i++) {
            feed.timeNs += MARKS.markIntervalNs();
            pass();
        }
        assertThat(bench.epochs.size() - settled).as("and then nothing more").isLessThan(3);
    }

    @Test
    void anOptionThatExpiredBeforeItWasListedIsMarkedAtWhatItIsWorth() {
        describe();
        final int number = 1_000;
        feed.described(number, MarketFeed.option("BTC-X-80000-C", true, 80_000, feed.timeNs + DAY_NS / 24));
        feed.ticker(number, NONE, NONE, NONE, E8 / 2, 90_000 * E8, NONE);
        feed.timeNs += DAY_NS / 4;
        feed.constituent(1, 1, 90_001 * E8);
        bench.run();
        pass();
        pass();
        final PricerBench.Mark mark = bench.marks.get(2 * STRIKES * DAYS.length + 1);
        assertThat(mark.priceE8() / 1e8).isCloseTo(1 - 80_000.0 / 90_000, within(1e-8));
    }

    @Test
    void aJumpIsMarkedAtOnceWithItsArrays() {
        describe();
        quoteAll(FORWARD, -1, -1);
        final int[] array = bench.arrays.get(listedId(1, 6, true));
        final PricerBench.Mark before = mark(1, 6, true);
        quoteAll(FORWARD * 1.01, -1, -1);
        assertThat(mark(1, 6, true).priceE8()).isNotEqualTo(before.priceE8());
        assertThat(bench.arrays.get(listedId(1, 6, true))).isNotEqualTo(array);
    }
}
