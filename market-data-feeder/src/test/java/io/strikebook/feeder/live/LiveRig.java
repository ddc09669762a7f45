package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.fail;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** A live feeder whose duty cycles a test makes, over real connections. */
final class LiveRig implements AutoCloseable {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    final FollowedBooks published = new FollowedBooks();
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final FeedErrors errors = new FeedErrors(log::add);
    final FeedContext context;
    final NettyTransport transport;
    private final Publication publication = new GroupBuffer(published);
    private final LiveFeed feed;
    private final LiveFeederAgent agent;

    LiveRig(final VenueProtocol protocol, final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules) {
        this(settings(1 << 20, 1 << 24), null, protocol, rules);
    }

    LiveRig(
            final LiveSettings settings,
            final Path trusted,
            final VenueProtocol protocol,
            final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules) {
        this(settings, trusted, protocol, rules, 0);
    }

    LiveRig(
            final LiveSettings settings,
            final Path trusted,
            final VenueProtocol protocol,
            final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules,
            final long wholeBooksEveryNs) {
        context = new FeedContext(
                VenueParameters.defaults().underlyings(), errors, FeedContext.STALE_AFTER_NS, wholeBooksEveryNs);
        final FrameRing ring = new FrameRing(settings.ringBytes(), settings.maxMessageBytes());
        final ProcessClock clock = new ProcessClock();
        transport = new NettyTransport(settings, trusted, ring, clock);
        feed = new LiveFeed(
                List.of(new LiveSource(protocol, requests -> rules.apply(context, requests))),
                settings,
                transport,
                new MarketDataPublisher(publication),
                new Random(1),
                context,
                log::add);
        agent = new LiveFeederAgent(ring, feed, transport, publication, clock, () -> {});
        agent.onStart();
    }

    /** Pauses of milliseconds, patience of seconds. */
    static LiveSettings settings(final int maxMessageBytes, final int ringBytes) {
        return new LiveSettings(ms(20_000), ms(20_000), ms(1), ms(20), ms(20_000), maxMessageBytes, ringBytes);
    }

    static long ms(final long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    LiveCounts counts() {
        return feed.sessions().get(0).counts();
    }

    void snapshot(final String symbol) {
        feed.sessions().get(0).snapshot(symbol);
    }

    void work() {
        agent.doWork();
    }

    /** Works until something is so. */
    void until(final String what, final BooleanSupplier condition) {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (agent.doWork() == 0) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - fromNs > DEADLINE_NS) {
                fail("not in time: " + what + "; interruptions " + published.interruptions + ", log " + log);
            }
        }
    }

    @Override
    public void close() {
        agent.onClose();
        publication.close();
    }
}
