package io.strikebook.feeder.tardis;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.venue.FeedContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens files of Tardis, merged by time of receipt; of equal times books go first, then trades, then option chains. */
public final class TardisRecording {
    private TardisRecording() {}

    /** Opens the files; each must be there, gzip, and have the documented columns. */
    public static MarketDataSource open(
            final List<Path> books, final List<Path> trades, final List<Path> optionChains, final FeedContext context) {
        final TardisInstruments instruments = new TardisInstruments(context);
        final List<MarketDataSource> sources = new ArrayList<>();
        books.forEach(path -> sources.add(new TardisBooks(path, instruments)));
        trades.forEach(path -> sources.add(new TardisTrades(path, instruments)));
        optionChains.forEach(path -> sources.add(new TardisOptions(path, instruments)));
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no file of Tardis is configured");
        }
        return new MergedSource(sources);
    }
}
