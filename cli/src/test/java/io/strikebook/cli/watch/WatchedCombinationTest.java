package io.strikebook.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the legs of a combination offer has a line of its own under it. */
class WatchedCombinationTest {
    private static final int COMBO = 2;

    @TempDir
    Path folder;

    @Test
    void showsItBesideItsOwn() {
        final VenueView view = new VenueView();
        view.listed(1, RecordedHome.PERPETUAL, 50_000_000L);
        view.listed(COMBO, RecordedHome.COMBO, 50_000_000L);
        view.instrument(1).top(6_000_000_000_000L, 3, VenueView.NO_PRICE, 0);
        assertThat(WatchPrinter.instruments(view.busiest(8), 1)).hasSize(2);
        final RecordedHome recorded = new RecordedHome(folder.resolve("home"));
        recorded.impliedTop(7, -12_500_000L, 3, 0, 0);
        final VenueReader reader = new VenueReader(view);
        try (Subscription executions =
                recorded.transport().subscription(recorded.home().queue(QueueNames.EXECUTIONS))) {
            assertThat(executions.poll((buffer, offset, length) ->
                            assertThat(reader.onExecution(buffer, offset, true)).isFalse()))
                    .isTrue();
        }
        assertThat(WatchPrinter.instruments(view.busiest(8), 1))
                .map(line -> line.strip().replaceAll(" +", " "))
                .containsExactly(
                        "BUSIEST INSTRUMENTS BID LOTS BID ASK ASK LOTS MARK LAST TRADES/S TRADES",
                        "BTC-PERPETUAL 3 60,000.0 - 0 - - 0 0",
                        "BTC-SPREAD 0 - - 0 - - 0 0",
                        "in its legs' books 3 -0.12500000 - 0");
    }
}
