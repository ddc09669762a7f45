package io.strikebook.feeder.lobster;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.l3.LevelEvidence;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.recorded.RecordedOrders;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.recordings.LobsterReader;
import java.nio.file.Path;

/** Opens a recording of LOBSTER: one stock on one day, times counted from midnight where it trades. */
public final class LobsterRecording {
    private LobsterRecording() {}

    /**
     * Opens a recording; the files must be there.
     *
     * @param messages what happened to orders
     * @param levels   the levels after each message, or null: then the book holds only orders that were seen
     */
    public static MarketDataSource open(
            final Path messages, final Path levels, final RecordedInstrument instrument, final FeedContext context) {
        final LevelEvidence evidence =
                levels == null ? LevelEvidence.NONE : new LobsterLevels(levels, context.errors());
        return new OrderEventSource(
                RecordedOrders.open(messages, LobsterReader::new), messages, instrument, context, evidence);
    }
}
