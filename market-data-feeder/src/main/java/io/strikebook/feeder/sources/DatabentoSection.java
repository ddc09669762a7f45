package io.strikebook.feeder.sources;

import io.strikebook.feeder.databento.DatabentoRecording;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.recordings.View;
import java.nio.file.Path;

/** A market-by-order recording of one instrument. */
final class DatabentoSection implements SourceSection {
    @Override
    public String name() {
        return "databento";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final Path file = SourceSection.path(config, "file");
        if (file == null) {
            throw config.refuse("file", "a file is needed");
        }
        final RecordedInstrument instrument = TermsKeys.read(config, "CME", "", "", "0.01", 0, TermsKeys.E8, View.FULL);
        return context -> DatabentoRecording.open(file, instrument, context);
    }
}
