package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.common.venue.VolatilityRules.Measure;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarginLevelRequestDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.VolatilityMeasuredDecoder;
import io.strikebook.schemas.VolatilityRule;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Volatility is measured at fixed times, levels are asked for, and what cannot be measured asks for nothing and says so. */
class VolatilityEpochTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double MINUTES_PER_YEAR = 365 * 1_440;
    private static final long PRICE_E8 = 90_000 * E8;
    private static final int[] DAYS = {10, 50};
    private static final long UNKNOWN = VolatilityMeasuredDecoder.realisedE8NullValue();

    private final Random random = new Random(3);
    private PricerBench bench;
    private MarketFeed feed;
    private double price = 90_000;
    private int version = 1;

    private void start(final Measure measure) {
        bench = new PricerBench(VenueParameters.defaults().withVolatility(rules(measure)));
        feed = bench.feed;
    }

    /** Calm at 60 %, in proportion, three times at most; ten minutes of average. */
    private static VolatilityRules rules(final Measure measure) {
        final VolatilityRules none = VolatilityRules.none();
        return new VolatilityRules(
                List.of(new VolatilityRules.Rule("BTC", measure, 60_000_000, 100_000_000, 300_000_000)),
                MINUTE_NS,
                10 * MINUTE_NS,
                none.stepE8(),
                none.hysteresisE8(),
                MINUTE_NS,
                5 * MINUTE_NS);
    }

    /** A minute passes in which the price moves as it would with a volatility. */
    private void minute(final double volatility) {
        feed.timeNs += MINUTE_NS;
        final double sign = random.nextBoolean() ? 1 : -1;
        price *= Math.exp(sign * volatility / Math.sqrt(MINUTES_PER_YEAR));
        feed.constituent(1, 1, (long) (price * E8));
        bench.run();
    }

    private void minutes(final int count, final double volatility) {
        for (int i = 0; i < count; i++) {
            minute(volatility);
        }
    }

    private void grant(final long levelE8, final RejectCode decision) {
        bench.marginLevel(
                decision == RejectCode.ACCEPTED ? ++version : 0,
                1,
                ScenarioSets.published("BTC"),
                levelE8,
                ScenarioChange.VOLATILITY_ROSE,
                VolatilityRule.FOLLOWED,
                decision);
    }

    private List<UnsafeBuffer> frames(final int template) {
        return bench.frames.stream()
                .map(UnsafeBuffer::new)
                .filter(frame -> FrameLayout.templateId(frame, 0) == template)
                .toList();
    }

    private VolatilityMeasuredDecoder measured() {
        return new VolatilityMeasuredDecoder()
                .wrapAndApplyHeader(
                        frames(VolatilityMeasuredDecoder.TEMPLATE_ID).getLast(), 0, new FrameHeaderDecoder());
    }

    private List<Long> asked() {
        return frames(MarginLevelRequestDecoder.TEMPLATE_ID).stream()
                .map(frame -> new MarginLevelRequestDecoder()
                        .wrapAndApplyHeader(frame, 0, new FrameHeaderDecoder())
                        .levelE8())
                .toList();
    }

    @Test
    void realisedVolatilityIsThatOfTheIndexAndALevelIsAskedForOnce() {
        start(Measure.REALISED);
        minutes(3, 0.5);
        assertThat(measured().realisedE8()).as("too short").isEqualTo(UNKNOWN);
        assertThat(measured().flags().missing()).isTrue();
        minutes(10, 0.5);
        assertThat(measured().realisedE8() * 1e-8).isCloseTo(0.5, within(1e-6));
        assertThat(measured().wantedLevelE8()).isEqualTo(E8);
        assertThat(asked()).isEmpty();
        minutes(60, 1.1);
        assertThat(measured().realisedE8() * 1e-8).isCloseTo(1.1, within(0.01));
        assertThat(asked()).as("unanswered, so not again").hasSize(1);
        assertThat(measured().flags().asked()).isTrue();
        final long first = asked().getFirst();
        grant(first, RejectCode.ACCEPTED);
        minutes(3, 1.1);
        assertThat(asked()).containsExactly(first, 190_000_000L);
        assertThat(measured().levelE8()).isEqualTo(first);
        grant(190_000_000L, RejectCode.ACCEPTED);
        minutes(30, 1.1);
        assertThat(asked()).hasSize(2);
        assertThat(frames(VolatilityMeasuredDecoder.TEMPLATE_ID))
                .as("one a minute")
                .hasSize(106);
    }

    @Test
    void aLevelFallsByStepsAndARefusalIsAskedAgain() {
        start(Measure.REALISED);
        minutes(60, 0.75);
        assertThat(asked()).isNotEmpty();
        grant(130_000_000L, RejectCode.ACCEPTED);
        minutes(60, 0.3);
        assertThat(asked().getLast()).isEqualTo(120_000_000L);
        final int before = asked().size();
        grant(130_000_000L, RejectCode.VOLATILITY_RULE_HELD);
        minutes(12, 0.3);
        assertThat(asked()).hasSize(before + 1);
        grant(120_000_000L, RejectCode.ACCEPTED);
        minutes(12, 0.3);
        assertThat(asked().getLast()).isEqualTo(110_000_000L);
    }

    @Test
    void aStaleIndexIsNoVolatilityAndNoCalm() {
        start(Measure.REALISED);
        minutes(60, 0.9);
        grant(150_000_000L, RejectCode.ACCEPTED);
        minutes(2, 0.9);
        final int before = asked().size();
        for (int i = 0; i < 30; i++) {
            feed.timeNs += MINUTE_NS;
            feed.trade(999, E8);
            bench.run();
        }
        assertThat(measured().realisedE8()).isEqualTo(UNKNOWN);
        assertThat(measured().wantedLevelE8()).isEqualTo(UNKNOWN);
        assertThat(measured().flags().missing()).isTrue();
        assertThat(measured().levelE8()).as("it stays").isEqualTo(150_000_000L);
        assertThat(asked()).hasSize(before);
        price *= 1.05;
        minutes(2, 0.1);
        assertThat(measured().flags().missing()).isFalse();
        assertThat(measured().realisedE8()).as("five percent in half an hour").isGreaterThan(300_000_000L);
    }

    @Test
    void heldItAsksForNothing() {
        start(Measure.REALISED);
        minutes(20, 0.3);
        bench.marginLevel(
                ++version,
                1,
                ScenarioSets.published("BTC"),
                E8,
                ScenarioChange.OPERATOR,
                VolatilityRule.HELD,
                RejectCode.ACCEPTED);
        minutes(30, 2);
        assertThat(asked()).isEmpty();
        assertThat(measured().flags().held()).isTrue();
        assertThat(measured().wantedLevelE8()).as("said, though").isEqualTo(300_000_000L);
    }

    /** Quotes of options around a smile that is flat. */
    private void quote(final double volatility) {
        for (int i = 0; i < 20; i++) {
            final long strike = strike(i);
            final double years = (expiryNs(i) - feed.timeNs) / (365.0 * DAY_NS);
            final double bid = Black76.price(i / 2 % 2 == 0, 90_000, strike, years, volatility - 0.005) / 90_000;
            final double ask = Black76.price(i / 2 % 2 == 0, 90_000, strike, years, volatility + 0.005) / 90_000;
            feed.ticker(1 + i, (long) (bid * E8), (long) (ask * E8), NONE, NONE, PRICE_E8, NONE);
        }
    }

    private static long expiryNs(final int option) {
        return START_NS + DAYS[option % 2] * DAY_NS;
    }

    private static long strike(final int option) {
        return 80_000 + 4_000L * (option / 4);
    }

    private void describe() {
        for (int i = 0; i < 20; i++) {
            feed.described(1 + i, MarketFeed.option("BTC-" + i, i / 2 % 2 == 0, strike(i), expiryNs(i)));
        }
        feed.constituent(1, 1, PRICE_E8);
        bench.run();
    }

    @Test
    void impliedVolatilityIsThatOf30DaysAndEndsWithItsQuotes() {
        start(Measure.IMPLIED);
        describe();
        quote(0.8);
        minutes(2, 0.1);
        assertThat(measured().impliedE8() * 1e-8).isCloseTo(0.8, within(0.002));
        assertThat(asked()).containsExactly(140_000_000L);
        grant(140_000_000L, RejectCode.ACCEPTED);
        minutes(20, 0.1);
        assertThat(measured().impliedE8()).as("older than quotes may be").isEqualTo(UNKNOWN);
        assertThat(measured().realisedE8()).isPositive();
        assertThat(measured().flags().missing()).isTrue();
        assertThat(measured().levelE8()).isEqualTo(140_000_000L);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void withoutQuotesTheHigherOfBothIsTheRealisedOne() {
        start(Measure.HIGHER);
        describe();
        quote(0.8);
        minutes(30, 1);
        assertThat(measured().impliedE8()).isEqualTo(UNKNOWN);
        assertThat(measured().flags().missing()).isFalse();
        assertThat(asked().getFirst()).isEqualTo(140_000_000L);
    }

    @Test
    void restartsWriteTheSameBytes() {
        start(Measure.HIGHER);
        describe();
        final PricerRestarts restarts = new PricerRestarts(bench);
        for (int i = 0; i < 60; i++) {
            quote(0.5 + 0.4 * random.nextDouble());
            minute(i < 30 ? 1.5 : 0.2);
            if (i % 4 == 3 && !asked().isEmpty()) {
                grant(asked().getLast(), i % 3 == 0 ? RejectCode.VOLATILITY_RULE_HELD : RejectCode.ACCEPTED);
            }
            if (i % 7 == 3) {
                restarts.take();
            }
        }
        assertThat(asked().size()).isGreaterThan(4);
        restarts.requireTheSameBytes();
    }
}
