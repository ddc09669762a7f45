package io.strikebook.runner;

import io.strikebook.feeder.DirectFeed;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.orderflow.race.RaceConfig;
import io.strikebook.orderflow.race.RaceFlow;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Records a race for stale quotes ({@link RaceFlow}) on a simulated market, every engine in one thread and by simulated time, so that the
 * same seed gives the same home on any machine. What comes out is a recording like any other: it can be verified, and sequenced again under
 * other market modes.
 */
public final class RaceRecorder {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DEPOSIT = 100_000_000_000_000L;
    private static final int EVENTS_PER_SECOND = 4_000;
    private static final int CLAIM = 256;
    private static final String MAKERS = "makers";
    private static final String TAKERS = "takers";
    private static final String CONFIG = """
            # A simulated race for stale quotes: prices move fast, so that a minute says much.
            time: recorded
            queues:
              blockSizeMb: 4
            orders:
              makers:
                recorded: true
              takers:
                recorded: true
            """;

    private final Home into;
    private final RaceConfig config;
    private final Manifest manifest;
    private SteppedVenue venue;
    private RaceFlow flow;
    private DirectFeed market;
    private ShardedExecutions executions;
    private Subscription newMarks;
    private FrameHandler onExecution;
    private FrameHandler onMarks;
    private Publication marketDataPublication;
    private Source admin;
    private Source makers;
    private Source takers;

    /** A source of requests: what is published goes to its queue and to the sequencer. */
    private final class Source {
        private final Publication publication;
        private final Subscription requests;
        private final int sourceId;

        Source(final NewHome target, final String queue) {
            final MemoryQueue memory = new MemoryQueue();
            publication = new GroupBuffer(new FanOutSink(target.sink(queue), memory));
            requests = memory.subscription();
            sourceId = manifest.sourceOf(queue).sourceId();
        }

        void decideAll() {
            publication.flush();
            while (requests.poll((buffer, offset, length) -> {
                venue.decide(sourceId, buffer, offset, length);
                followExecutions();
            })) {
                continue;
            }
        }
    }

    /**
     * A race that is to be recorded.
     *
     * @param into must not exist yet
     */
    public RaceRecorder(final Home into, final RaceConfig config) {
        this.into = into;
        this.config = config;
        final HomeConfig home = HomeConfig.parse("race", CONFIG);
        final Manifest made = Manifest.create(home);
        this.manifest = new Manifest(
                UUID.nameUUIDFromBytes(config.toString().getBytes(StandardCharsets.UTF_8))
                        .toString(),
                made.schemaId(),
                made.schemaVersion(),
                START,
                made.timeMode(),
                made.rollCycle(),
                made.blockSizeBytes(),
                made.sources(),
                made.audited(),
                made.venue());
    }

    /**
     * Makes the home: beside its place, and renamed once it is complete.
     *
     * @param seconds  of simulated time
     * @param progress told the simulated seconds now and then
     * @return commands of the home
     */
    public long run(final int seconds, final LongConsumer progress) {
        return NewHome.make(into, manifest, CONFIG, home -> run(home, seconds, progress));
    }

    private long run(final NewHome home, final int seconds, final LongConsumer progress) {
        open(home);
        final long startNs = venue.timestampNs();
        long second = 0;
        while (step(startNs + seconds * SECOND_NS)) {
            if ((venue.timestampNs() - startNs) / SECOND_NS > second) {
                second = (venue.timestampNs() - startNs) / SECOND_NS;
                progress.accept(second);
            }
        }
        venue.finish();
        return venue.lastSequence();
    }

    private void open(final NewHome target) {
        final MemoryQueue marketData = new MemoryQueue();
        venue = new SteppedVenue(target, manifest.venue(), manifest.sources(), marketData.subscription());
        venue.startAt(START.getEpochSecond() * SECOND_NS);
        marketDataPublication = new GroupBuffer(new FanOutSink(target.sink(QueueNames.MARKET_DATA), marketData));
        market = new DirectFeed(new Simulator(simulated(venue.timestampNs())), marketDataPublication);
        newMarks = venue.marks();
        executions = venue.lockstep().executions();
        admin = new Source(target, QueueNames.ADMIN);
        makers = new Source(target, QueueNames.orders(MAKERS));
        takers = new Source(target, QueueNames.orders(TAKERS));
        flow = new RaceFlow(config, makers.publication, takers.publication);
        onExecution = flow::onExecution;
        onMarks = flow::onMarks;
        IntStream.rangeClosed(1, config.accounts()).forEach(this::fund);
        admin.decideAll();
    }

    private SimulatorConfig simulated(final long startNs) {
        final SimulatorConfig simulated = SimulatorConfig.defaults(config.seed(), startNs);
        return new SimulatorConfig(
                config.seed(),
                startNs,
                EVENTS_PER_SECOND,
                List.of(30),
                simulated.futureDays(),
                1,
                simulated.underlyings().stream()
                        .map(underlying -> new SimulatorConfig.UnderlyingConfig(
                                underlying.underlyingId(), underlying.code(), underlying.priceE8(), 5 * 100_000_000L))
                        .toList());
    }

    private void fund(final int accountId) {
        final FrameHeaderEncoder header = new FrameHeaderEncoder();
        final CreateAccountEncoder create = new CreateAccountEncoder();
        final Publication requests = admin.publication;
        requests.beginGroup(requests.lastSequence() + 1, venue.timestampNs());
        create.wrapAndApplyHeader(requests.buffer(), requests.claim(CLAIM), header)
                .name("racer-" + accountId)
                .accountId(accountId)
                .maxOpenOrders(0);
        requests.commit(FrameLayout.HEADER_LENGTH + create.encodedLength());
        requests.endGroup();
        final DepositEncoder deposit = new DepositEncoder();
        for (final Currency currency : List.of(Currency.BTC, Currency.ETH)) {
            requests.beginGroup(requests.lastSequence() + 1, venue.timestampNs());
            deposit.wrapAndApplyHeader(requests.buffer(), requests.claim(CLAIM), header)
                    .amount(DEPOSIT)
                    .accountId(accountId)
                    .currency(currency)
                    .reserved1((short) 0)
                    .reserved2(0);
            requests.commit(FrameLayout.HEADER_LENGTH + deposit.encodedLength());
            requests.endGroup();
        }
    }

    /** The next that happens, on the market or among the racers; false where that is at the end or later. */
    private boolean step(final long endNs) {
        final long nextNs = Math.min(market.nextTimeNs(), flow.nextNs());
        if (nextNs >= endNs) {
            return false;
        }
        if (market.nextTimeNs() <= flow.nextNs()) {
            move(nextNs);
        } else {
            venue.advance(nextNs);
            followExecutions();
            flow.act();
            makers.decideAll();
            takers.decideAll();
        }
        return true;
    }

    private void move(final long eventNs) {
        venue.marketDataAt(eventNs);
        market.publishNext();
        marketDataPublication.flush();
        if (venue.priced(eventNs)) {
            followExecutions();
            while (newMarks.poll(onMarks)) {
                continue;
            }
            flow.marked(venue.timestampNs());
        }
    }

    private void followExecutions() {
        while (executions.poll(1, onExecution) > 0) {
            continue;
        }
    }
}
