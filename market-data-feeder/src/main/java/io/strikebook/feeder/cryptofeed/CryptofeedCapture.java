package io.strikebook.feeder.cryptofeed;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.venue.VenueNormaliser;
import java.nio.file.Path;
import java.util.List;

/** Opens captures: the files of one venue, REST answers and streams, go to the same rules, line by line in the order received. */
public final class CryptofeedCapture {
    private CryptofeedCapture() {}

    /** Opens the files; each must be there and gzip. */
    public static MarketDataSource open(final List<Path> files, final VenueNormaliser rules, final FeedErrors errors) {
        return new MergedSource(files.stream()
                .map(file -> new CryptofeedFile(file, rules, errors))
                .toList());
    }
}
