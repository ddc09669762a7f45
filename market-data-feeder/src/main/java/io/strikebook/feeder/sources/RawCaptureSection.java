package io.strikebook.feeder.sources;

import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.config.ConfigSection;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A venue of which there are raw captures.
 *
 * @param name  key of the section, whose {@code captures} are the files of one capture
 * @param rules makes the venue's rules
 */
record RawCaptureSection(String name, BiFunction<FeedContext, VenueRequests, ? extends VenueNormaliser> rules)
        implements SourceSection {
    static final String CAPTURES = "captures";

    @Override
    public Opener read(final ConfigSection config) {
        final List<Path> files = SourceSection.paths(config, CAPTURES);
        if (files.isEmpty()) {
            config.refuseUnknownKeys();
            throw config.refuse(CAPTURES, "at least one file is needed");
        }
        return context -> CryptofeedCapture.open(files, rules.apply(context, VenueRequests.NONE), context.errors());
    }
}
