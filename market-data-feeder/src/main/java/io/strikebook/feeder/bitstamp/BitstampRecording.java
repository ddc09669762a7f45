package io.strikebook.feeder.bitstamp;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.venue.FeedContext;
import java.nio.file.Path;

/** Opens recordings of Bitstamp; they begin in the middle of a day, without the orders that rested then. */
public final class BitstampRecording {
    private BitstampRecording() {}

    /** Opens the log of what was received. */
    public static MarketDataSource log(
            final Path file, final RecordedInstrument instrument, final FeedContext context) {
        return new OrderEventSource(BitstampReader.log(file), file, instrument, context);
    }

    /** Opens the table of single orders, which has no trades. */
    public static MarketDataSource table(
            final Path file, final RecordedInstrument instrument, final FeedContext context) {
        return new OrderEventSource(BitstampReader.table(file), file, instrument, context);
    }
}
