package io.strikebook.orderflow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.orderflow.SharedData;
import io.strikebook.orderflow.replay.MboReplay.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Real recordings into the real matching engine, which must do exactly what the obvious book does. */
class RecordedFlowTest {
    private final List<MatchingOrderEntry> engines = new ArrayList<>();

    @Test
    void mostTradesOfTheFutureFollowPriceTimePriority() {
        final Path file = SharedData.require("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz");
        final ReplayComparison result = compare(() -> new CmeMboReader(file), MatchingOrderEntry.future(), View.FULL);
        assertThat(result.trades()).isEqualTo(1_166);
        assertThat(result.exactClosedLoop()).isGreaterThanOrEqualTo(1_096);
        assertThat(result.exactOpenLoop()).isBetween(900L, result.exactClosedLoop());
    }

    @Test
    void nearTheTopOnlyMostExecutionsOfOrdersSeenAreStillExact() {
        final ReplayReport result =
                lobster("AMZN", "_2012-06-21_34200000_57600000_message_1").closedLoop();
        assertThat(result.trades()).isEqualTo(8_974);
        assertThat(result.hiddenTrades()).isEqualTo(2_445);
        assertThat(result.exact() - result.exactOfUnseen())
                .isGreaterThan((result.trades() - result.tradesOfUnseen()) * 7 / 10);
    }

    @Test
    void withTenLevelsEveryExecutionIsExact() {
        final ReplayComparison result = lobster("AAPL", "_2012-06-21_first999_message_10");
        assertThat(result.trades()).isEqualTo(98);
        assertThat(result.exactClosedLoop()).isEqualTo(98);
        assertThat(result.exactOpenLoop()).isEqualTo(98);
    }

    private ReplayComparison lobster(final String symbol, final String suffix) {
        final Path file = SharedData.require("l3/lobster_" + symbol + suffix + ".csv.gz");
        return compare(() -> new LobsterReader(file), MatchingOrderEntry.share(symbol), View.PARTIAL);
    }

    private ReplayComparison compare(
            final Supplier<OrderEventReader> readers, final InstrumentTerms terms, final View view) {
        final ReplayComparison result = MboReplay.compare(readers, () -> engine(terms), view);
        engines.forEach(MatchingOrderEntry::check);
        assertThat(result).isEqualTo(MboReplay.compare(readers, SimpleBook::new, view));
        return result;
    }

    private MatchingOrderEntry engine(final InstrumentTerms terms) {
        engines.add(new MatchingOrderEntry(terms));
        return engines.get(engines.size() - 1);
    }
}
