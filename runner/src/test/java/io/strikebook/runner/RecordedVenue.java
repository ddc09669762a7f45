package io.strikebook.runner;

import io.strikebook.feeder.DirectFeed;
import io.strikebook.feeder.FeederAgent;
import io.strikebook.feeder.Pacer;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.orderflow.load.LoadAgent;
import io.strikebook.orderflow.load.LoadConfig;
import io.strikebook.orderflow.load.LoadGenerator;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedEpochs;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.sequencer.Sequencer;
import io.strikebook.sequencer.SequencerAgent;
import io.strikebook.sequencer.SequencerInputs;
import io.strikebook.sequencer.VenueTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.agrona.concurrent.Agent;

/**
 * A venue whose agents take turns in one thread, at random and by a clock that is stepped by hand, over the real queues of a home: as
 * real processes it makes recordings in which every engine lags behind the others by another amount at every command.
 */
final class RecordedVenue implements AutoCloseable {
    private static final String CONFIG = """
            time: live
            queues:
              blockSizeMb: 1
            venue:
              sequencing:
                checkpointInterval: 4096
            """;
    private static final int LOADS = 0;
    private static final int FEEDS = 1;
    private static final int PRICES = 2;
    private static final int DECIDES = 3;
    private static final int MATCHES = 4;
    private static final LoadConfig LOAD = LoadConfig.defaults().withRate(0, 512);

    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final List<Runnable> closers = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final BitSet ended = new BitSet();
    private final Random random;
    private long nowNs;

    RecordedVenue(final Path path, final long seed) {
        this(path, seed, CONFIG, null);
    }

    /** A venue of another configuration, whose documents, and so its files, go by a clock of the test's; null for the venue's own. */
    RecordedVenue(final Path path, final long seed, final String config, final LongSupplier fileClockMs) {
        home = Home.at(path);
        manifest = HomeQueues.init(home, HomeConfig.parse("test", config), config);
        nowNs = manifest.created().toEpochMilli() * 1_000_000L;
        transport = new ChronicleTransport(
                new ChronicleQueueSettings(manifest.rollCycle(), manifest.blockSizeBytes(), 1_000),
                () -> fileClockMs == null ? nowNs : TimeUnit.MILLISECONDS.toNanos(fileClockMs.getAsLong()));
        random = new Random(seed);
        requestAccounts();
        agents.add(load());
        agents.add(feeder());
        agents.add(pricer());
        agents.add(sequencer());
        agents.add(matching());
        agents.add(margin());
        for (final Agent agent : agents) {
            agent.onStart();
        }
    }

    /** Records whole trading until a number of commands is reached. */
    void trade(final long turns) throws Exception {
        for (long turn = 0; turn < turns; turn++) {
            nowNs += random.nextInt(100_000);
            agents.get(random.nextInt(agents.size())).doWork();
        }
    }

    /** Stops one after the other, sources first, as 'down' does. */
    void stop() throws Exception {
        for (final Agent agent : agents) {
            final Stoppable stoppable = agent instanceof Stoppable ? (Stoppable) agent : () -> true;
            stoppable.stopping();
            for (final Agent other : agents.subList(agents.indexOf(agent), agents.size())) {
                while (other.doWork() > 0) {
                    nowNs += 1_000;
                }
            }
            while (!stoppable.drained()) {
                nowNs += 1_000;
                for (final Agent other : agents.subList(agents.indexOf(agent), agents.size())) {
                    other.doWork();
                }
            }
            ended.set(agents.indexOf(agent));
        }
    }

    /** Signals all at once, in any order, and lets each go on for as long as it wants to. */
    void stopAllAtOnce() throws Exception {
        final List<Agent> signals = new ArrayList<>(agents);
        while (ended.cardinality() < agents.size()) {
            if (!signals.isEmpty()) {
                ((Stoppable) signals.remove(random.nextInt(signals.size()))).stopping();
            }
            final int turn = random.nextInt(agents.size());
            final Agent agent = agents.get(turn);
            nowNs += random.nextInt(100_000);
            if (!ended.get(turn)) {
                agent.doWork();
                if (!signals.contains(agent) && ((Stoppable) agent).drained()) {
                    ended.set(turn);
                }
            }
        }
    }

    private Upstream upstream(final int... writers) {
        return () -> IntStream.of(writers).allMatch(ended::get) ? Upstream.State.ENDED : Upstream.State.ENDING;
    }

    Home home() {
        return home;
    }

    private Publication publication(final String queue) {
        final Publication publication = new GroupBuffer(transport.sink(home.queue(queue)));
        closers.add(publication::close);
        return publication;
    }

    private Subscription subscription(final String queue) {
        final Subscription subscription = transport.subscription(home.queue(queue));
        closers.add(subscription::close);
        return subscription;
    }

    private Agent feeder() {
        final Publication publication = publication(QueueNames.MARKET_DATA);
        final Simulator simulator = new Simulator(SimulatorConfig.defaults(1, nowNs));
        return new FeederAgent(
                new DirectFeed(simulator, publication), Pacer.wallClock(0), publication, 0, 1_000_000L, () -> nowNs);
    }

    private Agent pricer() {
        final Publication marks = publication(QueueNames.MARKS);
        return new PricerAgent(
                new Pricer(manifest.venue(), marks),
                subscription(QueueNames.MARKET_DATA),
                subscription(QueueNames.COMMANDS),
                RecordedEpochs.none(),
                marks,
                upstream(FEEDS));
    }

    private Agent sequencer() {
        final Publication commands = publication(QueueNames.COMMANDS);
        final SequencerInputs inputs = new SequencerInputs(
                subscription(QueueNames.COMMANDS),
                subscription(QueueNames.MARKS),
                subscription(QueueNames.EXECUTIONS),
                subscription(QueueNames.MARGIN),
                List.of(
                        new SequencerInputs.Source(manifest.sourceOf(QueueNames.ADMIN), subscription(QueueNames.ADMIN)),
                        new SequencerInputs.Source(
                                manifest.sourceOf(QueueNames.orders("load")),
                                subscription(QueueNames.orders("load")))));
        return new SequencerAgent(
                new Sequencer(manifest.venue(), manifest.sources(), commands),
                inputs,
                commands,
                VenueTime.live(() -> nowNs),
                () -> false,
                () -> 0,
                upstream(LOADS, PRICES));
    }

    private Agent matching() {
        final Publication executions = publication(QueueNames.EXECUTIONS);
        return new MatchingAgent(
                new MatchingEngine(manifest.venue(), executions),
                subscription(QueueNames.COMMANDS),
                subscription(QueueNames.MARKS),
                executions,
                upstream(DECIDES));
    }

    private Agent margin() {
        final Publication margin = publication(QueueNames.MARGIN);
        return new MarginAgent(
                new MarginEngine(manifest.venue(), margin),
                subscription(QueueNames.COMMANDS),
                subscription(QueueNames.EXECUTIONS),
                subscription(QueueNames.MARKS),
                margin,
                upstream(DECIDES, MATCHES));
    }

    private Agent load() {
        final String queue = QueueNames.orders("load");
        final Publication requests = publication(queue);
        return new LoadAgent(
                new LoadGenerator(LOAD, manifest.sourceOf(queue).sourceId(), requests),
                subscription(QueueNames.MARKS),
                subscription(QueueNames.COMMANDS),
                subscription(QueueNames.EXECUTIONS),
                requests,
                () -> nowNs,
                upstream(DECIDES),
                upstream(MATCHES));
    }

    private void requestAccounts() {
        final Publication admin = publication(QueueNames.ADMIN);
        final FrameHeaderEncoder header = new FrameHeaderEncoder();
        final CreateAccountEncoder create = new CreateAccountEncoder();
        final DepositEncoder deposit = new DepositEncoder();
        for (int account = 1; account <= LOAD.accounts(); account++) {
            admin.beginGroup(admin.lastSequence() + 1, nowNs);
            create.wrapAndApplyHeader(admin.buffer(), admin.claim(256), header)
                    .name("account-" + account)
                    .accountId(account)
                    .maxOpenOrders(0);
            admin.commit(FrameLayout.HEADER_LENGTH + create.encodedLength());
            admin.endGroup();
            for (final Currency currency : new Currency[] {Currency.BTC, Currency.ETH, Currency.USDC}) {
                admin.beginGroup(admin.lastSequence() + 1, nowNs);
                deposit.wrapAndApplyHeader(admin.buffer(), admin.claim(256), header)
                        .amount(LOAD.deposit())
                        .accountId(account)
                        .currency(currency)
                        .reserved1((short) 0)
                        .reserved2(0);
                admin.commit(FrameLayout.HEADER_LENGTH + deposit.encodedLength());
                admin.endGroup();
            }
        }
        admin.flush();
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
