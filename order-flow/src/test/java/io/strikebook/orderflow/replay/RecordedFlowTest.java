package io.strikebook.orderflow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.orderflow.SharedData;
import io.strikebook.orderflow.replay.MboReplay.View;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real recordings against the obvious book: what strict price-time priority predicts. */
class RecordedFlowTest {
    @Test
    void mostTradesOfTheFutureFollowPriceTimePriority() {
        final Path file = SharedData.require("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz");
        final ReplayComparison result = MboReplay.compare(() -> new CmeMboReader(file), SimpleBook::new, View.FULL);
        assertThat(result.trades()).isEqualTo(1_166);
        assertThat(result.exactClosedLoop()).isGreaterThanOrEqualTo(1_096);
        assertThat(result.exactOpenLoop()).isPositive();
    }

    @Test
    void nearTheTopOnlyMostExecutionsOfOrdersSeenAreStillExact() {
        final ReplayReport result =
                lobster("AMZN_2012-06-21_34200000_57600000_message_1").closedLoop();
        assertThat(result.trades()).isEqualTo(8_974);
        assertThat(result.hiddenTrades()).isEqualTo(2_445);
        assertThat(result.exact() - result.exactOfUnseen())
                .isGreaterThan((result.trades() - result.tradesOfUnseen()) * 7 / 10);
    }

    @Test
    void withTenLevelsEveryExecutionIsExact() {
        final ReplayComparison result = lobster("AAPL_2012-06-21_first999_message_10");
        assertThat(result.trades()).isEqualTo(98);
        assertThat(result.exactClosedLoop()).isEqualTo(98);
        assertThat(result.exactOpenLoop()).isEqualTo(98);
    }

    private static ReplayComparison lobster(final String name) {
        final Path file = SharedData.require("l3/lobster_" + name + ".csv.gz");
        return MboReplay.compare(() -> new LobsterReader(file), SimpleBook::new, View.PARTIAL);
    }
}
