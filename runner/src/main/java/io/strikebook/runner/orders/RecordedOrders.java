package io.strikebook.runner.orders;

import io.strikebook.orderflow.replay.MboReplay;
import io.strikebook.orderflow.replay.ReplayReport;
import io.strikebook.recordings.RecordingFormat;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * An exchange's order-by-order recording, to be run through our matching engine.
 *
 * @param file   gzip where its name ends in {@code .gz}, else plain
 * @param format of its lines
 */
public record RecordedOrders(Path file, RecordingFormat format) {
    /**
     * Sends the recording to a fresh engine and compares the fills; walks the engine's books at the end.
     *
     * @param closedLoop restore the exchange's book after each event, so that a mismatch costs one trade
     * @param progress   told how many bytes of the file were read, as stored
     */
    public ReplayReport match(final boolean closedLoop, final LongConsumer progress) {
        final MatchingOrderEntry entry = new MatchingOrderEntry();
        final ReplayReport report = MboReplay.run(format.open(file), entry, format.view(), closedLoop, progress);
        entry.check();
        return report;
    }
}
