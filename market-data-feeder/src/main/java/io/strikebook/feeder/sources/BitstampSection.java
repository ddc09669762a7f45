package io.strikebook.feeder.sources;

import io.strikebook.feeder.bitstamp.BitstampRecording;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.recordings.View;
import java.nio.file.Path;

/** A recording of Bitstamp: the log of what was received, or the table of single orders. */
final class BitstampSection implements SourceSection {
    @Override
    public String name() {
        return "bitstamp";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final Path log = SourceSection.path(config, "log");
        final Path table = SourceSection.path(config, "table");
        if (log == null == (table == null)) {
            throw config.refuse("log", "either a log or a table is needed");
        }
        final RecordedInstrument instrument =
                TermsKeys.read(config, "BITSTAMP", "BTCUSD", "BTC", "0.01", 0, 1, View.PARTIAL);
        return log != null
                ? context -> BitstampRecording.log(log, instrument, context)
                : context -> BitstampRecording.table(table, instrument, context);
    }
}
