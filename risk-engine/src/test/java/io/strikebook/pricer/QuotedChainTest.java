package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Quotes become a surface, and the surface the marks of every option. */
class QuotedChainTest extends QuotedChain {
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
