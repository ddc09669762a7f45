package io.strikebook.runner.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.orderflow.replay.CauseCount;
import io.strikebook.orderflow.replay.MismatchCause;
import io.strikebook.orderflow.replay.ReplayReport;
import io.strikebook.recordings.RecordingFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real recordings into the real matching engine, which must fill what strict price-time priority says of what rests in it; whatever differs from
 * the exchange's executions has a cause. */
class RecordedFlowTest {
    @Test
    void mostTradesOfTheFutureFollowPriceTimePriority() {
        final RecordedOrders future = recorded("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz");
        assertThat(future.format()).isEqualTo(RecordingFormat.CME_MBO);
        final ReplayReport closedLoop = match(future, true);
        assertThat(closedLoop.trades()).isEqualTo(1_166);
        assertThat(closedLoop.exact()).isGreaterThanOrEqualTo(1_096);
        assertThat(closedLoop.priceTime()).isGreaterThanOrEqualTo(1_096);
        assertThat(cases(closedLoop))
                .isEqualTo(Map.of(
                        MismatchCause.AUCTION, 1L,
                        MismatchCause.ICEBERG, 13L,
                        MismatchCause.SELF_TRADE, 31L,
                        MismatchCause.PRIORITY, 6L));
        final ReplayReport openLoop = match(future, false);
        assertThat(openLoop.exact()).isBetween(900L, closedLoop.exact());
        assertThat(cases(openLoop))
                .containsOnlyKeys(
                        MismatchCause.AUCTION,
                        MismatchCause.ICEBERG,
                        MismatchCause.SELF_TRADE,
                        MismatchCause.PRIORITY,
                        MismatchCause.CARRIED);
    }

    @Test
    void nearTheTopOnlyMostExecutionsOfOrdersSeenAreStillExact() {
        final RecordedOrders share = recorded("l3/lobster_AMZN_2012-06-21_34200000_57600000_message_1.csv.gz");
        assertThat(share.format()).isEqualTo(RecordingFormat.LOBSTER);
        final ReplayReport result = match(share, true);
        assertThat(result.trades()).isEqualTo(8_974);
        assertThat(result.hiddenTrades()).isEqualTo(2_445);
        assertThat(result.exactOfSeen()).isGreaterThan(result.tradesOfSeen() * 7 / 10);
        assertThat(cases(result))
                .isEqualTo(
                        Map.of(MismatchCause.HIDDEN, 2_445L, MismatchCause.GONE, 1_572L, MismatchCause.PRIORITY, 9L));
        assertThat(cases(match(share, false)))
                .containsOnlyKeys(
                        MismatchCause.HIDDEN,
                        MismatchCause.UNSEEN,
                        MismatchCause.GONE,
                        MismatchCause.PRIORITY,
                        MismatchCause.CARRIED);
    }

    @Test
    void withTenLevelsEveryExecutionIsExact() {
        final RecordedOrders share = recorded("l3/lobster_AAPL_2012-06-21_first999_message_10.csv.gz");
        for (final boolean closedLoop : new boolean[] {true, false}) {
            final ReplayReport result = match(share, closedLoop);
            assertThat(result.trades()).isEqualTo(98);
            assertThat(result.exact()).isEqualTo(98);
            assertThat(result.mismatches()).isEmpty();
            assertThat(cases(result)).isEqualTo(Map.of(MismatchCause.HIDDEN, 61L));
        }
    }

    private static Map<MismatchCause, Long> cases(final ReplayReport report) {
        return report.causes().stream()
                .filter(count -> count.cases() > 0)
                .collect(Collectors.toMap(CauseCount::cause, CauseCount::cases));
    }

    private static RecordedOrders recorded(final String name) {
        final Path file = SharedData.require(name);
        return new RecordedOrders(file, RecordingFormat.detect(file));
    }

    private static ReplayReport match(final RecordedOrders orders, final boolean closedLoop) {
        final ReplayReport report = orders.match(closedLoop, bytes -> {});
        assertThat(report.unlikePriceTime()).isZero();
        assertThat(report.mismatches())
                .hasSize((int) Math.min(ReplayReport.MAX_MISMATCHES, report.trades() - report.exact()));
        return report;
    }
}
