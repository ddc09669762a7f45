package io.strikebook.runner;

import io.strikebook.feeder.EventFeed;
import io.strikebook.feeder.FeederConfig;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.TimeMode;
import io.strikebook.ipc.memory.MemoryQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A home made of captures, all engines in one thread: feeder, pricer, and the sequencer that lists what the pricer asks for. */
final class CaptureVenue {
    private static final Instant CREATED = Instant.parse("2015-01-01T00:00:00Z");

    /** What the sources refused or missed. */
    final FeedErrors errors;

    /** The first of it, with file and line. */
    final List<String> log = new ArrayList<>();

    private CaptureVenue() {
        errors = new FeedErrors(log::add);
    }

    /** Plays the sources of a configuration from their first event to their last; it makes no difference how fast it wants that. */
    static CaptureVenue play(final Home into, final String config) {
        final CaptureVenue played = new CaptureVenue();
        final Manifest made = Manifest.create(HomeConfig.parse("captures", config));
        final Manifest manifest = new Manifest(
                "captures",
                made.schemaId(),
                made.schemaVersion(),
                CREATED,
                made.timeMode(),
                made.rollCycle(),
                made.blockSizeBytes(),
                made.sources(),
                made.audited(),
                made.venue());
        final FeederConfig sources = FeederConfig.read(
                ConfigSection.parse("captures", config).section("feeder"),
                made.venue().underlyings(),
                TimeMode.RECORDED,
                CREATED);
        NewHome.make(into, manifest, config, home -> played.play(home, manifest, sources));
        return played;
    }

    private long play(final NewHome home, final Manifest manifest, final FeederConfig sources) {
        final MemoryQueue marketData = new MemoryQueue();
        final SteppedVenue venue =
                new SteppedVenue(home, manifest.venue(), manifest.sources(), marketData.subscription());
        venue.startAt(0);
        final Publication publication = new GroupBuffer(new FanOutSink(home.sink(QueueNames.MARKET_DATA), marketData));
        try (EventFeed feed = sources.open(publication, errors)) {
            for (long eventNs = feed.nextTimeNs(); eventNs != EventFeed.END; eventNs = feed.nextTimeNs()) {
                if (eventNs == EventFeed.NOT_READY) {
                    Thread.onSpinWait();
                    continue;
                }
                venue.marketDataAt(eventNs);
                feed.publishNext();
                publication.flush();
                venue.priced(eventNs);
            }
        }
        venue.finish();
        return venue.epoch();
    }
}
