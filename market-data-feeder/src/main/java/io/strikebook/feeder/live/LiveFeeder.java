package io.strikebook.feeder.live;

import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkCounter;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.recovery.FrameCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/**
 * Builds a live feeder's agent over a home. Live events cannot be computed again, so a feeder that starts again goes on behind what is recorded: a
 * group that was never ended is aborted, numbers are read back, and a gap for all comes first.
 */
public final class LiveFeeder {
    private LiveFeeder() {}

    /**
     * The agent over the queues of the context's home.
     *
     * @param feedContext what the venues' rules share; numbers nothing yet
     * @param showErrors  shows what is refused or missed
     * @param log         takes a line for what goes wrong with connections
     */
    public static Agent agent(
            final LiveConfig live,
            final FeedContext feedContext,
            final ProcessContext context,
            final Runnable showErrors,
            final Consumer<String> log) {
        final long lastTimeNs = readBack(context, feedContext);
        final Publication publication = context.publication(QueueNames.MARKET_DATA);
        final MarketDataPublisher publisher = new MarketDataPublisher(publication, lastTimeNs);
        final LiveSettings settings = live.settings();
        final FrameRing ring = new FrameRing(settings.ringBytes(), settings.maxMessageBytes());
        final NettyTransport transport = transport(live, ring, context);
        final List<LiveSource> sources = new ArrayList<>();
        for (final LiveConfig.Venue venue : live.venues()) {
            sources.add(
                    new LiveSource(venue.protocol(), requests -> venue.rules().apply(feedContext, requests)));
        }
        final LiveFeed feed =
                new LiveFeed(sources, settings, transport, publisher, random(live, context), feedContext, log);
        return new LiveFeederAgent(
                ring, feed, transport, publication, context.clock(), counters(feed, showErrors, context));
    }

    private static long readBack(final ProcessContext context, final FeedContext feedContext) {
        try (FrameCursor recorded = context.cursor(QueueNames.MARKET_DATA)) {
            return SourceNumbers.readBack(recorded, feedContext);
        }
    }

    private static NettyTransport transport(final LiveConfig live, final FrameRing ring, final ProcessContext context) {
        try {
            return new NettyTransport(live.settings(), live.trusted(), ring, context.clock());
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static Random random(final LiveConfig live, final ProcessContext context) {
        return new Random(live.seed() == 0 ? context.clock().nanoTime() : live.seed());
    }

    private static Runnable counters(final LiveFeed feed, final Runnable showErrors, final ProcessContext context) {
        final MarkCounter messages = context.counter("messages");
        final MarkCounter open = context.counter("open-connections");
        final MarkCounter interruptions = context.counter("interruptions");
        return () -> {
            messages.set(feed.messages());
            open.set(feed.openConnections());
            interruptions.set(feed.interruptions());
            showErrors.run();
        };
    }
}
