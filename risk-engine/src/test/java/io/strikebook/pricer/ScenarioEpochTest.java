package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.ExpiryRiskDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RiskArrayDecoder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new scenario set comes complete in one epoch, and roll shocks come when they are to. */
class ScenarioEpochTest {
    private static final long EPOCH_NS = VenueParameters.defaults().marks().epochIntervalNs();
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int[] DAYS = {10, 200};
    private static final int OPTIONS = 20;
    private static final int FUTURE = OPTIONS + 1;
    private static final int FUTURE_DAYS = 400;
    private static final int PERPETUAL = OPTIONS + 2;
    private static final double FORWARD = 90_000;
    private static final double VOLATILITY = 0.6;

    /** Bucket 0, volatility as it is. */
    private static final int LOWEST_MOVE = 1;

    private static final long[] WIDER = wider(20_000_000);

    private final PricerBench bench = new PricerBench(VenueParameters.defaults());
    private final MarketFeed feed = bench.feed;
    private final Random random = new Random(5);

    private static long[] wider(final long rangeE8) {
        final long[] parametersE8 = ScenarioSets.published("BTC");
        parametersE8[ScenarioParameter.PRICE_RANGE.ordinal()] = rangeE8;
        return parametersE8;
    }

    private static long expiryNs(final int option) {
        return START_NS + DAYS[option % 2] * DAY_NS;
    }

    private static long strike(final int option) {
        return 70_000 + 4_000L * (option / 4);
    }

    private static boolean isCall(final int option) {
        return option / 2 % 2 == 0;
    }

    @BeforeEach
    void marked() {
        for (int i = 0; i < OPTIONS; i++) {
            feed.described(1 + i, MarketFeed.option("BTC-" + i, isCall(i), strike(i), expiryNs(i)));
        }
        feed.described(FUTURE, MarketFeed.future("BTC-F", START_NS + FUTURE_DAYS * DAY_NS));
        feed.described(PERPETUAL, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.constituent(1, 1, (long) FORWARD * E8);
        for (int i = 0; i < OPTIONS; i++) {
            feed.ticker(1 + i, NONE, NONE, NONE, (long) (VOLATILITY * E8), (long) FORWARD * E8, NONE);
        }
        pass(EPOCH_NS);
        pass(EPOCH_NS);
        pass(EPOCH_NS);
        assertThat(bench.arrays).hasSize(OPTIONS);
    }

    /** Time passes and something that no mark depends on is heard. */
    private void pass(final long ns) {
        feed.timeNs += ns;
        feed.trade(999, E8);
        bench.run();
    }

    private void news() {
        feed.trade(PERPETUAL, (long) (FORWARD + 500 * random.nextDouble()) * E8);
        feed.ticker(1, NONE, NONE, NONE, (long) (E8 * (VOLATILITY + 0.2 * random.nextDouble())), NONE, NONE);
        pass(EPOCH_NS);
    }

    private List<UnsafeBuffer> frames(final long epoch, final int template) {
        return bench.frames.stream()
                .map(UnsafeBuffer::new)
                .filter(frame -> FrameLayout.sequence(frame, 0) == epoch)
                .filter(frame -> FrameLayout.templateId(frame, 0) == template)
                .toList();
    }

    private int version(final long epoch) {
        final UnsafeBuffer frame =
                frames(epoch, MarksEpochBeginDecoder.TEMPLATE_ID).get(0);
        return new MarksEpochBeginDecoder()
                .wrapAndApplyHeader(frame, 0, new FrameHeaderDecoder())
                .scenarioSetVersion();
    }

    private List<Integer> arrays(final long epoch) {
        return frames(epoch, RiskArrayDecoder.TEMPLATE_ID).stream()
                .map(frame -> new RiskArrayDecoder()
                        .wrapAndApplyHeader(frame, 0, new FrameHeaderDecoder())
                        .instrumentId())
                .toList();
    }

    /** Roll shocks of the epochs after one. */
    private List<ExpiryRiskDecoder> risksAfter(final long epoch) {
        return bench.frames.stream()
                .map(UnsafeBuffer::new)
                .filter(frame -> FrameLayout.sequence(frame, 0) > epoch)
                .filter(frame -> FrameLayout.templateId(frame, 0) == ExpiryRiskDecoder.TEMPLATE_ID)
                .map(frame -> new ExpiryRiskDecoder().wrapAndApplyHeader(frame, 0, new FrameHeaderDecoder()))
                .toList();
    }

    private double lowest(final int option, final double range) {
        final double years = (expiryNs(option) - feed.timeNs) / (365.0 * DAY_NS);
        final double moved = FORWARD * (1 - range);
        return Black76.price(isCall(option), moved, strike(option), years, VOLATILITY) / moved
                - Black76.price(isCall(option), FORWARD, strike(option), years, VOLATILITY) / FORWARD;
    }

    @Test
    void aNewSetComesCompleteInOneEpochThoughNothingMoved() {
        assertThat(bench.arrays.get(4)[LOWEST_MOVE] * 1e-9).isCloseTo(lowest(3, 0.16), within(1e-6));
        final long before = bench.pricer.epoch();
        bench.scenarioSet(2, 1, WIDER, RejectCode.ACCEPTED);
        pass(EPOCH_NS);
        assertThat(bench.pricer.epoch()).as("waits for an epoch").isEqualTo(before);
        feed.described(30, MarketFeed.future("BTC-FAR", START_NS + 300 * DAY_NS));
        pass(EPOCH_NS);
        assertThat(version(before)).isEqualTo(1);
        assertThat(version(before + 1)).isEqualTo(2);
        assertThat(arrays(before + 1))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, OPTIONS).boxed().toList());
        for (int i = 0; i < OPTIONS; i++) {
            assertThat(bench.arrays.get(1 + i)[LOWEST_MOVE] * 1e-9).isCloseTo(lowest(i, 0.2), within(1e-6));
        }
        pass(EPOCH_NS);
        news();
        assertThat(version(bench.pricer.epoch())).isEqualTo(2);
        assertThat(arrays(bench.pricer.epoch())).hasSizeLessThan(OPTIONS);
    }

    @Test
    void theSetOfAnotherUnderlyingIsANewVersionWithoutArraysAndARefusedOneIsNone() {
        bench.scenarioSet(0, 1, WIDER, RejectCode.MALFORMED);
        feed.constituent(1, 1, (long) FORWARD * E8 + 1);
        pass(EPOCH_NS);
        assertThat(version(bench.pricer.epoch())).isEqualTo(1);
        bench.scenarioSet(2, 2, WIDER, RejectCode.ACCEPTED);
        feed.constituent(1, 1, (long) FORWARD * E8 + 2);
        pass(EPOCH_NS);
        assertThat(version(bench.pricer.epoch())).isEqualTo(2);
        assertThat(arrays(bench.pricer.epoch())).isEmpty();
    }

    @Test
    void restartsBeforeBetweenAndAfterSwitchesWriteTheSameBytes() {
        final PricerRestarts restarts = new PricerRestarts(bench).fromNothing();
        for (int i = 0; i < 60; i++) {
            news();
            if (i % 20 == 10) {
                bench.scenarioSet(2 + i / 20, 1, wider(18_000_000 + i * 100_000), RejectCode.ACCEPTED);
            }
            if (i % 7 == 3) {
                restarts.take();
            }
        }
        assertThat(version(bench.pricer.epoch())).isEqualTo(4);
        restarts.requireTheSameBytes();
    }

    private double factor(final int days) {
        return Math.max(0.01, Math.expm1(0.075 * (START_NS + days * DAY_NS - feed.timeNs) / (365.0 * DAY_NS)));
    }

    @Test
    void rollShocksAreToldWithTheFirstMarkWithANewSetAndSeldomElse() {
        final List<ExpiryRiskDecoder> first = risksAfter(0);
        assertThat(first.stream().map(ExpiryRiskDecoder::factorE12))
                .as("of ten days at the least, of 200 and 400 by the exponential")
                .hasSize(3)
                .contains(10_000_000_000L);
        for (final ExpiryRiskDecoder risk : first) {
            final int days = (int) ((risk.expiryNs() - START_NS) / DAY_NS);
            assertThat(risk.factorE12() * 1e-12).isCloseTo(factor(days), within(1e-9));
            assertThat(risk.underlyingId()).isEqualTo(1);
        }
        final long before = bench.pricer.epoch();
        for (int minute = 0; minute < 600; minute++) {
            feed.timeNs += MINUTE_NS;
            news();
        }
        assertThat(risksAfter(before).size())
                .as("in ten hours, of two that move")
                .isBetween(20, 60);
        final long last = bench.pricer.epoch();
        bench.scenarioSet(2, 1, ScenarioSets.published("ETH"), RejectCode.ACCEPTED);
        news();
        assertThat(risksAfter(last)).hasSize(3).anyMatch(risk -> risk.factorE12() == 5_000_000_000L);
    }

    @Test
    void aRollShockThatFallsFastIsToldOnceAMinute() {
        final long[] withoutLeast = ScenarioSets.published("BTC");
        withoutLeast[ScenarioParameter.LEAST_ROLL_MOVE.ordinal()] = 0;
        bench.scenarioSet(2, 1, withoutLeast, RejectCode.ACCEPTED);
        feed.timeNs = START_NS + DAYS[0] * DAY_NS - 60 * MINUTE_NS;
        news();
        final long before = bench.pricer.epoch();
        for (int i = 0; i < 100; i++) {
            feed.timeNs += MINUTE_NS / 10;
            news();
        }
        assertThat(risksAfter(before).size()).isBetween(9, 11);
    }

    @Test
    void noRollShockComesOfAnExpiryThatIsOver() {
        pass(DAYS[0] * DAY_NS + MINUTE_NS);
        final long before = bench.pricer.epoch();
        bench.scenarioSet(2, 1, WIDER, RejectCode.ACCEPTED);
        news();
        assertThat(risksAfter(before)).hasSize(2);
    }
}
