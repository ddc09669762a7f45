package io.strikebook.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.runner.orders.SharedData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The recorded fall of 29 January to 4 February 2026, played to all engines. After every answer of margin the money sums to zero, else a run
 * ends with an exception; now and then all that margin knows is added up anew.
 */
@Timeout(3_600)
class CrashTest {
    /** Whether the whole week is played second by second, or its worst hours with fewer accounts. */
    private static final boolean WHOLE = Boolean.getBoolean("strikebook.crash.whole");

    private static final long SEED = 7;
    private static final double FUND_USD = 100_000;
    private static final double SMALL_FUND_USD = 3_000;
    private static final int HOLDERS = 3;
    private static final int HOUR = 3_600;
    private static final int SAMPLE_SECONDS = 600;

    private static RecordedMarket market;

    @BeforeAll
    static void read() {
        final Path perpetuals = SharedData.require("deribit/perpetual_futures_prices.csv.gz");
        market = RecordedMarket.read(
                perpetuals.resolveSibling("chain"),
                perpetuals,
                VenueParameters.defaults().underlyings(),
                nanoseconds("2026-01-29T00:00:00Z"),
                nanoseconds("2026-02-05T00:00:00Z"));
    }

    private static long nanoseconds(final String time) {
        return Instant.parse(time).toEpochMilli() * 1_000_000L;
    }

    private static CrashReport play(final int step, final double fundUsd) {
        return play(0, market.polls() - 1, new CrashSettings(step, HOLDERS, fundUsd, SEED, SAMPLE_SECONDS));
    }

    private static CrashReport play(final int firstPoll, final int lastPoll, final CrashSettings settings) {
        final CrashReport report = new CrashRun(market, firstPoll, lastPoll, settings).run(second -> {});
        final LiquidationCounts total = report.total();
        System.out.printf(
                "step %d s, %d accounts, %d commands: %d calls, %d begun, %d ended, %d steps, %d taken over, fund paid %.0f USD,"
                        + " closed %.0f USD in %d lots, others paid %.0f USD, %d below zero, lowest %.2f USD%n",
                settings.stepSeconds(),
                report.holders().size(),
                report.commands(),
                total.marginCalls(),
                total.begun(),
                total.ended(),
                total.orders(),
                total.takeovers(),
                total.insuranceUsd(),
                total.deleveragedUsd(),
                total.deleveragedLots(),
                total.sharedUsd(),
                total.accountsBelowZero(),
                total.lowestUsd());
        return report;
    }

    /** The poll before the largest fall of the first index. */
    private static int worstPoll() {
        int worst = 0;
        for (int poll = 1; poll < market.polls() - 1; poll++) {
            worst = fall(poll) < fall(worst) ? poll : worst;
        }
        return worst;
    }

    private static double fall(final int poll) {
        return Math.log(market.index(poll + 1, 1) / market.index(poll, 1));
    }

    @Test
    void secondBySecondNobodyEndsBelowZeroAndTheFundPaysNothing() {
        final LiquidationCounts total = (WHOLE ? play(1, FUND_USD) : playWorstHour()).total();

        assertThat(total.begun()).isPositive();
        assertThat(total.orders()).isPositive();
        assertThat(total.accountsBelowZero()).isZero();
        assertThat(total.lowestUsd()).isNotNegative();
        assertThat(total.takeovers() + total.deleveragings()).isZero();
        assertThat(total.insuranceUsd()).isZero();
        assertThat(total.sharedUsd()).isZero();
    }

    private static CrashReport playWorstHour() {
        final int first = worstPoll();
        final BridgedPath path = new BridgedPath(market, first, first + 1, SEED);
        final List<Double> indexes = new ArrayList<>();
        do {
            indexes.add(path.state().indexes[1]);
        } while (path.next());
        int worst = 0;
        for (int second = 0; second + HOUR < indexes.size(); second++) {
            final double move = indexes.get(second + HOUR) / indexes.get(second);
            worst = move < indexes.get(worst + HOUR) / indexes.get(worst) ? second : worst;
        }
        return play(first, first + 1, new CrashSettings(1, HOLDERS, FUND_USD, SEED, SAMPLE_SECONDS, worst, HOUR));
    }

    @Test
    void whereEveryMoveIsAGapTheFundPays() {
        final CrashReport report = play(0, FUND_USD);

        final LiquidationCounts total = report.total();
        assertThat(report.holders()).hasSize(7 * 2 * HolderKind.values().length * HOLDERS);
        assertThat(total.begun()).isPositive().isEqualTo(total.ended());
        assertThat(total.takeovers()).isPositive();
        assertThat(total.insuranceUsd()).isPositive();
        assertThat(total.accountsBelowZero()).isPositive().isLessThan((int) total.begun() / 5);

        final CrashReport again = play(0, FUND_USD);
        assertThat(again.stateHash()).isEqualTo(report.stateHash());
        assertThat(again.commands()).isEqualTo(report.commands());
    }

    @Test
    void whatASmallFundCannotBearIsClosedAgainstOthers() {
        final LiquidationCounts total = play(0, SMALL_FUND_USD).total();

        assertThat(total.begun()).isPositive().isEqualTo(total.ended());
        assertThat(total.deleveragedLots()).isPositive();
        assertThat(total.sharedUsd()).isPositive();
    }

    @Test
    void thePathMeetsEachPollAndMovesAsMuchAsOptionsExpected() {
        final int first = worstPoll();
        final BridgedPath path = new BridgedPath(market, first, first + 1, SEED);
        final BridgedPath same = new BridgedPath(market, first, first + 1, SEED);
        double squares = 0;
        double last = market.index(first, 1);
        long seconds = 0;
        while (path.next()) {
            same.next();
            final double index = path.state().indexes[1];
            assertThat(index).isEqualTo(same.state().indexes[1]);
            assertThat(Math.abs(index / last - 1)).isLessThan(0.005);
            squares += Math.log(index / last) * Math.log(index / last);
            last = index;
            seconds++;
        }
        final double volatility = Math.sqrt(squares / seconds * 365 * 86_400);
        final double expected = (market.shortVolatility(first, 1) + market.shortVolatility(first + 1, 1)) / 2;

        assertThat(last).isEqualTo(market.index(first + 1, 1));
        assertThat(path.state().atPoll).isTrue();
        assertThat(seconds).isEqualTo((market.timeNs(first + 1) - market.timeNs(first)) / 1_000_000_000L);
        assertThat(volatility / expected).isCloseTo(1, within(0.05));
    }
}
