package io.strikebook.feeder.databento;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.recorded.RecordedOrders;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.recordings.RecordingFormat;
import java.nio.file.Path;

/** Opens market-by-order recordings of Databento: its DBN, or the text that it decodes to. */
public final class DatabentoRecording {
    private DatabentoRecording() {}

    /** Opens a recording of one instrument from its opening snapshot on. */
    public static MarketDataSource open(
            final Path file, final RecordedInstrument instrument, final FeedContext context) {
        return new OrderEventSource(
                RecordedOrders.open(file, path -> RecordingFormat.detect(path).open(path)), file, instrument, context);
    }
}
