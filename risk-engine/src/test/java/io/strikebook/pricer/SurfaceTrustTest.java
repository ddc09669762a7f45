package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quotes that contradict a surface, all of it, an expiry or an option: what is told and marked, and when trust returns. */
class SurfaceTrustTest extends QuotedChain {
    private static final long SECOND_NS = 1_000_000_000L;

    /** Quotes that no smile agrees with: every other option out of the money at half of what it is worth, the rest at double. */
    private void contradict(final int expiry) {
        for (int s = 0; s < STRIKES; s++) {
            final boolean call = strike(s) >= FORWARD;
            quoteAt(expiry, s, call, coins(expiry, s, call, FORWARD) * (s % 2 == 0 ? 0.5 : 2));
        }
    }

    private void quoteAt(final int expiry, final int strike, final boolean call, final double coins) {
        final long middleE8 = Math.round(coins * 1e8);
        feed.ticker(id(expiry, strike, call), Math.max(1, middleE8 - 1_000), middleE8 + 1_000, NONE, NONE, NONE, NONE);
    }

    private void contradictAll() {
        for (int e = 0; e < DAYS.length; e++) {
            contradict(e);
        }
        pass();
    }

    /** Market-data time alone goes on. */
    private void goOn(final long ns) {
        feed.timeNs += ns;
        pass();
    }

    @Test
    void contradictingQuotesLeaveTheSurfaceBeforeInPlaceAndMarksSayThatTheyAreStale() {
        describe();
        quoteAll(FORWARD, -1, -1);
        final int before = mark(1, 6, true).ivE6();
        contradictAll();
        assertThat(mark(1, 6, true).stale()).isTrue();
        assertThat(mark(1, 6, true).ivE6()).isCloseTo(before, within(100));
        assertThat(bench.quality)
                .as("not of every option")
                .containsExactly("begins SURFACE_REJECTED of 0, 1, degraded");
        quoteAll(FORWARD, -1, -1);
        goOn(SECOND_NS / 2);
        assertThat(mark(1, 6, true).stale()).as("for a second").isTrue();
        goOn(SECOND_NS / 2);
        assertThat(mark(1, 6, true).stale()).isFalse();
        assertThat(mark(1, 6, true).ivE6()).isCloseTo(before, within(2_000));
        assertThat(bench.quality)
                .as("by time alone")
                .containsExactly("begins SURFACE_REJECTED of 0, 1, degraded", "ends SURFACE_REJECTED of 0, 1");
    }

    @Test
    void quotesThatContradictAndAgreeByTurnsAreToldOnceAndMoveNoMark() {
        describe();
        quoteAll(FORWARD, -1, -1);
        contradictAll();
        final int before = mark(1, 6, true).ivE6();
        for (int turn = 0; turn < 50; turn++) {
            feed.timeNs += SECOND_NS / 10;
            if (turn % 2 == 0) {
                quoteAll(FORWARD, -1, -1);
            } else {
                contradictAll();
            }
            assertThat(mark(1, 6, true).stale()).isTrue();
            assertThat(mark(1, 6, true).ivE6()).as("turn " + turn).isCloseTo(before, within(100));
        }
        assertThat(bench.quality).containsExactly("begins SURFACE_REJECTED of 0, 1, degraded");
        quoteAll(FORWARD, -1, -1);
        goOn(SECOND_NS);
        assertThat(bench.quality).last().isEqualTo("ends SURFACE_REJECTED of 0, 1");
        assertThat(bench.quality).hasSize(2);
        assertThat(mark(1, 6, true).stale()).isFalse();
    }

    @Test
    void aRestartWhileTrustIsAboutToReturnEndsItWhenItWouldHaveEnded() {
        describe();
        quoteAll(FORWARD, -1, -1);
        quoteWildly(1, 3);
        contradict(0);
        pass();
        quoteAll(FORWARD, -1, -1);
        contradictAll();
        quoteAll(FORWARD, -1, -1);
        goOn(SECOND_NS / 2);
        assertThat(bench.quality).noneMatch(text -> text.startsWith("ends"));
        final long hash = bench.pricer.stateHash();
        bench.start(bench.snapshot(), RecordedEpochs.none());
        assertThat(bench.pricer.stateHash()).isEqualTo(hash);
        goOn(SECOND_NS / 2);
        goOn(SECOND_NS);
        assertThat(bench.quality)
                .contains(
                        "ends SURFACE_REJECTED of 0, 2",
                        told("ends SURFACE_REJECTED", 2, 0),
                        told("ends MARK_OUTSIDE_QUOTES", 13, 1));
    }

    @Test
    void trustReturnsWithinTwoSecondsOfRightQuotesWhateverTheWrongOnesWere() {
        describe();
        quoteAll(FORWARD, -1, -1);
        final Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            feed.constituent(1, 1, (long) (FORWARD * E8));
            final double level = 0.7 * random.nextGaussian();
            final double disorder = 2.5 * random.nextDouble();
            for (int burst = 0; burst < 3; burst++) {
                for (int e = 0; e < DAYS.length; e++) {
                    quoteAtRandom(e, level, disorder, random);
                }
                pass();
            }
            quoteAll(FORWARD, -1, -1);
            for (int i = 0; i < 4; i++) {
                goOn(SECOND_NS / 2);
            }
            assertThat(bench.quality.stream().filter(text -> text.startsWith("ends")))
                    .as("round " + round)
                    .hasSize(bench.quality.size() / 2);
            assertThat(mark(1, 6, true).stale()).isFalse();
            feed.timeNs += 5 * SECOND_NS;
        }
        assertThat(bench.quality.stream().filter(text -> text.startsWith("begins SURFACE_REJECTED of 0")))
                .hasSizeGreaterThan(90);
    }

    private void quoteAtRandom(final int expiry, final double level, final double disorder, final Random random) {
        for (int s = 0; s < STRIKES; s++) {
            final boolean call = strike(s) >= FORWARD;
            final double factor = Math.exp(level + disorder * random.nextGaussian());
            quoteAt(expiry, s, call, coins(expiry, s, call, FORWARD) * factor);
        }
    }

    /** Five options at nearly one price, which no surface without arbitrage agrees with, told one by one, each a little later. */
    @Test
    void optionsAtOnePriceWhateverTheirStrikesAreNotTrustedAndNotToldOfAgainAndAgain() {
        for (int i = 0; i < 5; i++) {
            feed.described(1 + i, MarketFeed.option("BTC-" + i, i >= 2, 86_000 + 2_000 * i, START_NS + 29 * DAY_NS));
        }
        for (int turn = 0; turn < 4_000; turn++) {
            feed.timeNs += 4_000_000;
            final long indexE8 = (90_000 - 20 + turn % 40) * E8;
            final long middleE8 = (20 + turn % 7 / 2) * 100_000L;
            feed.constituent(1, 1, indexE8);
            feed.ticker(1 + turn % 5, middleE8 - 50_000, middleE8 + 50_000, NONE, NONE, indexE8, indexE8);
            bench.run();
        }
        assertThat(bench.marks.values()).anyMatch(PricerBench.Mark::stale);
        assertThat(bench.quality).as("in sixteen seconds").hasSizeBetween(1, 8);
    }

    /** Calls in the money, which the smile is not made of. */
    private void quoteWildly(final int expiry, final int strike) {
        quoteAt(expiry, strike, true, coins(expiry, strike, true, FORWARD) + 0.05);
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
        goOn(SECOND_NS);
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
        assertThat(bench.quality).as("in three seconds").hasSize(1);
    }

    @Test
    void anExpiryWhoseOwnQuotesContradictItsSmileIsNotBelieved() {
        describe();
        quoteAll(FORWARD, -1, -1);
        contradict(0);
        pass();
        assertThat(bench.quality).contains(told("begins SURFACE_REJECTED", 1, 0));
        for (int s = 0; s < STRIKES; s++) {
            assertThat(mark(0, s, true).stale()).isTrue();
            assertThat(mark(2, s, true).stale()).isFalse();
        }
        quoteAll(FORWARD, -1, -1);
        goOn(SECOND_NS);
        assertThat(bench.quality).contains(told("ends SURFACE_REJECTED", 1, 0));
        assertThat(mark(0, 6, true).stale()).isFalse();
        assertThat(bench.quality).noneMatch(text -> text.contains("degraded"));
    }
}
