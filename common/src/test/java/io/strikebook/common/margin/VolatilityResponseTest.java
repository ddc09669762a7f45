package io.strikebook.common.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.common.venue.VolatilityRules.Measure;
import io.strikebook.common.venue.VolatilityRules.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A level rises at once with volatility, falls by steps, and neither leaves its bounds nor swings within the room between. */
class VolatilityResponseTest {
    private static final long E8 = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long NONE = VolatilityResponse.NONE;

    /** Calm at 60 %, in proportion, twice at most; steps of a tenth, 10 % room; a rise a minute, a step down after ten. */
    private static final Rule RULE = new Rule("BTC", Measure.REALISED, 60_000_000, E8, 2 * E8);

    private static final VolatilityRules RULES = rules(RULE, 10_000_000, 10_000_000, MINUTE_NS, 10 * MINUTE_NS);

    private final VolatilityResponse response = new VolatilityResponse(RULES, RULE);
    private long nowNs = 5;

    private static VolatilityRules rules(
            final Rule rule, final long stepE8, final long roomE8, final long intervalNs, final long lowerAfterNs) {
        return new VolatilityRules(List.of(rule), MINUTE_NS, 60 * MINUTE_NS, stepE8, roomE8, intervalNs, lowerAfterNs);
    }

    /** A minute passes, and what is asked for is granted. */
    private long minute(final long percent) {
        nowNs += MINUTE_NS;
        final long asked = response.next(percent * 1_000_000, nowNs);
        if (asked != NONE) {
            response.answered();
            response.set(asked, false);
        }
        return response.levelE8();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "60, 1",
        "60.000001, 1.1",
        "66, 1.1",
        "66.1, 1.2",
        "90, 1.5",
        "119, 2",
        "120, 2",
        "1000, 2",
        "99999, 2"
    })
    void levelsAreInProportionBeyondTheCalmAndWholeSteps(final String percent, final String level) {
        assertThat(response.wantedE8(new BigDecimal(percent).movePointRight(6).longValue()))
                .isEqualTo(new BigDecimal(level).movePointRight(8).longValueExact());
    }

    @Test
    void aCapBetweenStepsIsALevelToo() {
        final Rule rule = new Rule("BTC", Measure.REALISED, 60_000_000, E8, 125_000_000);
        final VolatilityResponse capped = new VolatilityResponse(rules(rule, 10_000_000, 0, 0, MINUTE_NS), rule);
        assertThat(capped.next(80_000_000, 0)).isEqualTo(125_000_000);
        capped.answered();
        capped.set(125_000_000, false);
        capped.next(10_000_000, 1);
        assertThat(capped.next(10_000_000, 1 + MINUTE_NS)).isEqualTo(120_000_000);
    }

    @Test
    void itRisesAtOnceAndFallsByAStepAfterTenMinutesEach() {
        assertThat(minute(55)).isEqualTo(E8);
        assertThat(minute(84)).isEqualTo(140_000_000);
        assertThat(minute(96)).isEqualTo(160_000_000);
        for (int quiet = 0; quiet < 10; quiet++) {
            assertThat(minute(30)).as("minute %d", quiet).isEqualTo(160_000_000);
        }
        assertThat(minute(30)).isEqualTo(150_000_000);
        for (int quiet = 0; quiet < 10; quiet++) {
            assertThat(minute(30)).isEqualTo(150_000_000);
        }
        assertThat(minute(30)).isEqualTo(140_000_000);
        assertThat(minute(120)).as("in between").isEqualTo(200_000_000);
        for (int quiet = 0; quiet < 200; quiet++) {
            minute(50);
        }
        assertThat(minute(50)).isEqualTo(E8);
    }

    @Test
    void aBreakInTheCalmBeginsItAnew() {
        minute(84);
        for (int quiet = 0; quiet < 9; quiet++) {
            minute(30);
        }
        minute(80);
        for (int quiet = 0; quiet < 10; quiet++) {
            assertThat(minute(30)).isEqualTo(140_000_000);
        }
        assertThat(minute(30)).isEqualTo(130_000_000);
    }

    @Test
    void whatIsNotMeasuredChangesNothingAndIsNoCalm() {
        minute(84);
        for (int quiet = 0; quiet < 9; quiet++) {
            minute(30);
        }
        response.missing();
        assertThat(response.levelE8()).isEqualTo(140_000_000);
        for (int quiet = 0; quiet < 10; quiet++) {
            assertThat(minute(30)).isEqualTo(140_000_000);
        }
        assertThat(minute(30)).isEqualTo(130_000_000);
    }

    @Test
    void risesKeepTheirInterval() {
        assertThat(response.next(84_000_000, 0)).isEqualTo(140_000_000);
        response.answered();
        response.set(140_000_000, false);
        assertThat(response.next(120_000_000, MINUTE_NS - 1)).isEqualTo(NONE);
        assertThat(response.next(120_000_000, MINUTE_NS)).isEqualTo(200_000_000);
    }

    @Test
    void nothingIsAskedTwiceAndARefusalIsAskedAgain() {
        assertThat(response.next(84_000_000, 0)).isEqualTo(140_000_000);
        assertThat(response.isAsking()).isTrue();
        assertThat(response.next(120_000_000, 10 * MINUTE_NS)).isEqualTo(NONE);
        response.answered();
        assertThat(response.next(84_000_000, 11 * MINUTE_NS)).as("refused").isEqualTo(140_000_000);
    }

    @Test
    void heldItAsksForNothingAndReleasedItRisesAtOnce() {
        minute(84);
        response.set(E8, true);
        assertThat(minute(120)).isEqualTo(E8);
        response.set(E8, false);
        assertThat(minute(120)).isEqualTo(200_000_000);
    }

    @Test
    void theStateIsItsNumbers() {
        final VolatilityResponse twin = new VolatilityResponse(RULES, RULE);
        final long[] fields = new long[VolatilityResponse.fields()];
        minute(84);
        minute(30);
        response.write(fields);
        twin.read(fields);
        assertThat(twin.hash()).isEqualTo(response.hash());
        for (int i = 0; i < 12; i++) {
            nowNs += MINUTE_NS;
            assertThat(twin.next(1_000_000 * i, nowNs)).isEqualTo(response.next(1_000_000 * i, nowNs));
        }
        assertThat(twin.hash()).isEqualTo(response.hash());
    }

    /** Decides by everything that was measured, in decimals. */
    private static final class SlowTwin {
        private final VolatilityRules rules;
        private final Rule rule;
        private final List<long[]> samples = new ArrayList<>();
        private BigDecimal level = BigDecimal.ONE;
        private long changedNs = NONE;
        private int evidenceFrom;

        SlowTwin(final VolatilityRules rules, final Rule rule) {
            this.rules = rules;
            this.rule = rule;
        }

        private static BigDecimal decimal(final long valueE8) {
            return BigDecimal.valueOf(valueE8, 8);
        }

        BigDecimal wanted(final BigDecimal volatility) {
            final BigDecimal beyond = volatility
                    .subtract(decimal(rule.calmE8()))
                    .multiply(decimal(rule.strengthE8()))
                    .divide(decimal(rule.calmE8()), 8, RoundingMode.CEILING);
            if (beyond.signum() <= 0) {
                return BigDecimal.ONE;
            }
            final BigDecimal step = decimal(rules.stepE8());
            final BigDecimal steps = beyond.divide(step, 0, RoundingMode.CEILING);
            return BigDecimal.ONE.add(steps.multiply(step)).min(decimal(rule.capE8()));
        }

        private boolean wouldDoWithLess(final long volatilityE8) {
            final BigDecimal room = decimal(volatilityE8)
                    .multiply(decimal(rules.hysteresisE8()))
                    .setScale(8, RoundingMode.CEILING);
            return wanted(decimal(volatilityE8).add(room)).compareTo(level) < 0;
        }

        /** The level after this sample, which is granted. */
        BigDecimal next(final long volatilityE8, final long timeNs) {
            samples.add(new long[] {volatilityE8, timeNs});
            if (volatilityE8 == NONE) {
                evidenceFrom = samples.size();
                return level;
            }
            final boolean rested = changedNs == NONE || timeNs - changedNs >= rules.intervalNs();
            final BigDecimal wanted = wanted(decimal(volatilityE8));
            if (wanted.compareTo(level) > 0) {
                return rested ? change(wanted, timeNs) : level;
            }
            int first = samples.size();
            while (first > evidenceFrom && wouldDoWithLess(samples.get(first - 1)[0])) {
                first--;
            }
            if (first == samples.size()
                    || timeNs - samples.get(first)[1] < rules.lowerAfterNs()
                    || changedNs != NONE && timeNs - changedNs < rules.lowerAfterNs()) {
                return level;
            }
            BigDecimal lower = BigDecimal.ONE;
            while (lower.add(decimal(rules.stepE8())).compareTo(level) < 0) {
                lower = lower.add(decimal(rules.stepE8()));
            }
            return change(lower, timeNs);
        }

        private BigDecimal change(final BigDecimal to, final long timeNs) {
            level = to;
            changedNs = timeNs;
            evidenceFrom = samples.size();
            return level;
        }
    }

    @Property(tries = 500)
    void itDoesWhatASlowTwinDoesAndKeepsItsBounds(
            @ForAll final long seed,
            @ForAll @LongRange(min = 1_000_000, max = 300_000_000) final long calmE8,
            @ForAll @LongRange(min = 1_000_000, max = 1_000_000_000) final long strengthE8,
            @ForAll @LongRange(min = 100_000_000, max = 1_000_000_000) final long capE8,
            @ForAll @LongRange(min = 1_000_000, max = 100_000_000) final long stepE8,
            @ForAll @LongRange(min = 0, max = 100_000_000) final long roomE8,
            @ForAll @IntRange(max = 10) final int intervalMinutes,
            @ForAll @IntRange(max = 20) final int lowerMinutes) {
        final Rule rule = new Rule("BTC", Measure.HIGHER, calmE8, strengthE8, capE8);
        final VolatilityRules rules =
                rules(rule, stepE8, roomE8, intervalMinutes * MINUTE_NS, lowerMinutes * MINUTE_NS);
        final VolatilityResponse fast = new VolatilityResponse(rules, rule);
        final SlowTwin slow = new SlowTwin(rules, rule);
        final Random random = new Random(seed);
        long timeNs = random.nextInt(1_000);
        double volatility = calmE8;
        for (int i = 0; i < 200; i++) {
            timeNs += (1 + random.nextInt(3)) * MINUTE_NS;
            volatility = volatility * Math.exp(0.4 * random.nextGaussian()) * 0.9 + 0.1 * calmE8;
            final boolean missing = random.nextInt(20) == 0;
            final long volatilityE8 =
                    missing ? NONE : (long) Math.min(volatility, VolatilityResponse.MOST_VOLATILITY_E8);
            final long beforeE8 = fast.levelE8();
            if (missing) {
                fast.missing();
            } else {
                final long asked = fast.next(volatilityE8, timeNs);
                if (asked != NONE) {
                    fast.answered();
                    fast.set(asked, false);
                }
            }
            assertThat(fast.levelE8())
                    .as("sample %d", i)
                    .isEqualTo(slow.next(volatilityE8, timeNs).movePointRight(8).longValueExact());
            assertThat(fast.levelE8()).isBetween(E8, capE8);
            assertThat(beforeE8 - fast.levelE8()).as("no more than a step down").isLessThanOrEqualTo(stepE8);
        }
    }

    @Property(tries = 500)
    void whoSwingsWithinTheRoomChangesNothing(
            @ForAll @LongRange(min = 60_000_001, max = 119_000_000) final long peakE8, @ForAll final long seed) {
        final VolatilityResponse one = new VolatilityResponse(RULES, RULE);
        one.set(one.wantedE8(peakE8), false);
        final Random random = new Random(seed);
        final long belowE8 = peakE8 * 10 / 11 + 1;
        for (int i = 0; i < 100; i++) {
            final long swingE8 = belowE8 + (long) (random.nextDouble() * (peakE8 - belowE8));
            assertThat(one.next(swingE8, i * 10 * MINUTE_NS)).isEqualTo(NONE);
        }
    }
}
