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
import io.strikebook.pricer.RecordedEpochs;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.sequencer.Sequencer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private NewHome target;
    private Lockstep lockstep;
    private Sequencer sequencer;
    private RecomputedMarks marks;
    private RaceFlow flow;
    private DirectFeed market;
    private MemoryQueue marketData;
    private ShardedExecutions executions;
    private Subscription newMarks;
    private FrameHandler onExecution;
    private FrameHandler onMarks;
    private Publication marketDataPublication;
    private Source admin;
    private Source makers;
    private Source takers;
    private long timestampNs;

    /** A source of requests: what is published goes to its queue and to the sequencer. */
    private final class Source {
        private final Publication publication;
        private final Subscription requests;
        private final int sourceId;

        Source(final String queue) {
            final MemoryQueue memory = new MemoryQueue();
            publication = new GroupBuffer(new FanOutSink(target.sink(queue), memory));
            requests = memory.subscription();
            sourceId = manifest.sourceOf(queue).sourceId();
        }

        void decideAll() {
            publication.flush();
            while (requests.poll((buffer, offset, length) -> {
                if (sequencer.decide(sourceId, buffer, offset, length, timestampNs)) {
                    answer();
                }
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
        final Path finished = into.path();
        final Path unfinished = finished.resolveSibling(finished.getFileName() + ".unfinished");
        NewHome.removeUnfinished(unfinished);
        try (NewHome home = new NewHome(Home.at(unfinished), manifest, CONFIG)) {
            target = home;
            open();
            final long startNs = START.getEpochSecond() * SECOND_NS;
            long second = 0;
            while (step(startNs + seconds * SECOND_NS)) {
                if ((timestampNs - startNs) / SECOND_NS > second) {
                    second = (timestampNs - startNs) / SECOND_NS;
                    progress.accept(second);
                }
            }
            sequencer.checkpoint(sequencer.timestampNs());
            lockstep.settle();
        }
        NewHome.rename(unfinished, finished);
        return sequencer.lastSequence();
    }

    private void open() {
        timestampNs = START.getEpochSecond() * SECOND_NS;
        target.time(timestampNs);
        final SimulatorConfig simulated = SimulatorConfig.defaults(config.seed(), timestampNs);
        marketData = new MemoryQueue();
        marketDataPublication = new GroupBuffer(new FanOutSink(target.sink(QueueNames.MARKET_DATA), marketData));
        market = new DirectFeed(
                new Simulator(new SimulatorConfig(
                        config.seed(),
                        timestampNs,
                        EVENTS_PER_SECOND,
                        List.of(30),
                        simulated.futureDays(),
                        1,
                        simulated.underlyings().stream()
                                .map(underlying -> new SimulatorConfig.UnderlyingConfig(
                                        underlying.underlyingId(),
                                        underlying.code(),
                                        underlying.priceE8(),
                                        5 * 100_000_000L))
                                .toList())),
                marketDataPublication);
        lockstep = new Lockstep(
                manifest.venue(),
                manifest.sources(),
                new Lockstep.Outputs(
                        target.sink(QueueNames.COMMANDS),
                        List.of(target.sink(QueueNames.EXECUTIONS)),
                        target.sink(QueueNames.MARGIN)));
        sequencer = lockstep.sequencer();
        marks = new RecomputedMarks(
                manifest.venue(),
                marketData.subscription(),
                lockstep.commands(),
                RecordedEpochs.none(),
                target.sink(QueueNames.MARKS));
        lockstep.start(marks);
        newMarks = marks.subscription();
        executions = lockstep.executions();
        admin = new Source(QueueNames.ADMIN);
        makers = new Source(QueueNames.orders(MAKERS));
        takers = new Source(QueueNames.orders(TAKERS));
        flow = new RaceFlow(config, makers.publication, takers.publication);
        onExecution = flow::onExecution;
        onMarks = flow::onMarks;
        IntStream.rangeClosed(1, config.accounts()).forEach(this::fund);
        admin.decideAll();
    }

    private void fund(final int accountId) {
        final FrameHeaderEncoder header = new FrameHeaderEncoder();
        final CreateAccountEncoder create = new CreateAccountEncoder();
        final Publication requests = admin.publication;
        requests.beginGroup(requests.lastSequence() + 1, timestampNs);
        create.wrapAndApplyHeader(requests.buffer(), requests.claim(CLAIM), header)
                .name("racer-" + accountId)
                .accountId(accountId)
                .maxOpenOrders(0);
        requests.commit(FrameLayout.HEADER_LENGTH + create.encodedLength());
        requests.endGroup();
        final DepositEncoder deposit = new DepositEncoder();
        for (final Currency currency : List.of(Currency.BTC, Currency.ETH)) {
            requests.beginGroup(requests.lastSequence() + 1, timestampNs);
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
            advance(nextNs);
            flow.act();
            makers.decideAll();
            takers.decideAll();
        }
        return true;
    }

    private void move(final long eventNs) {
        target.time(Math.max(timestampNs, eventNs));
        market.publishNext();
        marketDataPublication.flush();
        final long epoch = marks.pricer().epoch();
        marks.finish();
        if (marks.pricer().epoch() > epoch) {
            advance(eventNs);
            lockstep.feedMarks(marks.pricer().epoch());
            sequencer.marksAdvanced(marks.pricer().epoch(), timestampNs);
            answer();
            while (sequencer.decideListing(timestampNs)) {
                answer();
            }
            while (newMarks.poll(onMarks)) {
                continue;
            }
            flow.marked(timestampNs);
        }
    }

    private void advance(final long toNs) {
        timestampNs = Math.max(timestampNs, toNs);
        target.time(timestampNs);
        if (sequencer.tick(timestampNs)) {
            answer();
        }
    }

    private void answer() {
        do {
            lockstep.settle();
            lockstep.feedAnswers(sequencer.lastSequence());
        } while (sequencer.decideTriggered(timestampNs));
        while (executions.poll(1, onExecution) > 0) {
            continue;
        }
    }
}
