package io.strikebook.feeder.sources;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.config.ConfigSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Polls of Deribit's option chains, with marks of futures beside them, and raw captures of its stream. */
final class DeribitSection implements SourceSection {
    @Override
    public String name() {
        return "deribit";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final List<Path> chains = SourceSection.paths(config, "chains");
        final Path perpetuals = SourceSection.path(config, "perpetuals");
        final Path futures = SourceSection.path(config, "futures");
        final List<Path> captures = SourceSection.paths(config, RawCaptureSection.CAPTURES);
        if (chains.isEmpty() && captures.isEmpty()) {
            throw config.refuse("chains", "at least one file or directory is needed, or one in captures");
        }
        return context -> open(chains, perpetuals, futures, captures, context);
    }

    private static MarketDataSource open(
            final List<Path> chains,
            final Path perpetuals,
            final Path futures,
            final List<Path> captures,
            final FeedContext context) {
        final List<MarketDataSource> sources = new ArrayList<>();
        if (!chains.isEmpty()) {
            sources.add(DeribitRecording.open(chains, perpetuals, futures, context));
        }
        if (!captures.isEmpty()) {
            sources.add(CryptofeedCapture.open(
                    captures, new DeribitNormaliser(context, VenueRequests.NONE), context.errors()));
        }
        return sources.size() == 1 ? sources.get(0) : new MergedSource(sources);
    }
}
