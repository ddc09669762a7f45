package io.strikebook.feeder.sources;

import io.strikebook.feeder.tardis.TardisRecording;
import io.strikebook.ipc.config.ConfigSection;
import java.nio.file.Path;
import java.util.List;

/** Files in the columns of Tardis. */
final class TardisSection implements SourceSection {
    @Override
    public String name() {
        return "tardis";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final List<Path> books = SourceSection.paths(config, "books");
        final List<Path> trades = SourceSection.paths(config, "trades");
        final List<Path> optionChains = SourceSection.paths(config, "optionChains");
        if (books.isEmpty() && trades.isEmpty() && optionChains.isEmpty()) {
            config.refuseUnknownKeys();
            throw config.refuse("books", "at least one file is needed in books, trades or optionChains");
        }
        return context -> TardisRecording.open(books, trades, optionChains, context);
    }
}
