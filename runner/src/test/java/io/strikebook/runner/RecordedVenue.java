package io.strikebook.runner;

import io.strikebook.common.venue.MatchingShard;
import io.strikebook.common.venue.TradingDay;
import io.strikebook.feeder.DirectFeed;
import io.strikebook.feeder.FeederAgent;
import io.strikebook.feeder.Pacer;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.config.ConfigSection;
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
import io.strikebook.pricer.AnsweredCommands;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedEpochs;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.VolatilityRule;
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
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.agrona.concurrent.Agent;

/**
 * A venue whose agents take turns in one thread, at random and by a clock that is stepped by hand, over the real queues of a home: as
 * real processes it makes recordings in which every engine lags behind the others by another amount at every command.
 */
final class RecordedVenue implements AutoCloseable {
    static final String CONFIG = """
            time: live
            queues:
              blockSizeMb: 1
            venue:
              sequencing:
                checkpointInterval: 4096
            """;
    private static final String WITH_STOPS = CONFIG + """
            orders:
              load:
                recorded: false
              stops:
                recorded: false
            """;
    private static final int STOPS_EVERY = 8;
    private static final int PHASES_EVERY = 32;
    private static final int BLOCKS_EVERY = 16;
    private static final int COMBOS_EVERY = 4;
    private static final int LOADS = 0;
    private static final int FEEDS = 1;
    private static final int PRICES = 2;
    private static final int DECIDES = 3;
    private static final int MATCHES = 4;
    static final LoadConfig LOAD = LoadConfig.defaults().withRate(0, 512);
    private static final long BEFORE_END_OF_DAY_NS = 250_000_000L;

    private final LoadConfig load;
    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final List<Runnable> closers = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final BitSet ended = new BitSet();
    private final Random random;
    private final StopSender stops;
    final Publication admin;
    private PhaseSender phases;
    private BlockSender blocks;
    private ComboSender combos;
    /** Somebody else who may send at any turn. */
    LongConsumer guest = at -> {};

    private final SimulatedMarket market;
    private long nowNs;

    RecordedVenue(final Path path, final long seed) {
        this(path, seed, CONFIG, null);
    }

    /** A venue of another configuration, whose documents, and so its files, go by a clock of the test's; null for the venue's own. */
    RecordedVenue(final Path path, final long seed, final String config, final LongSupplier fileClockMs) {
        this(path, seed, config, fileClockMs, LOAD, SimulatedMarket.CALM);
    }

    private RecordedVenue(
            final Path path,
            final long seed,
            final String config,
            final LongSupplier fileClockMs,
            final LoadConfig load,
            final SimulatedMarket market) {
        this.load = load;
        this.market = market;
        home = Home.at(path);
        manifest = HomeQueues.init(home, HomeConfig.parse("test", config), config);
        final long createdNs = manifest.created().toEpochMilli() * 1_000_000L;
        nowNs = market == SimulatedMarket.ENDING_TODAY
                ? TradingDay.endAfterNs(createdNs) - BEFORE_END_OF_DAY_NS
                : createdNs;
        transport = new ChronicleTransport(
                new ChronicleQueueSettings(manifest.rollCycle(), manifest.blockSizeBytes(), 1_000),
                () -> fileClockMs == null ? nowNs : TimeUnit.MILLISECONDS.toNanos(fileClockMs.getAsLong()));
        random = new Random(seed);
        stops = config.contains(StopSender.NAME + ":") ? stopSender(seed) : null;
        admin = publication(QueueNames.ADMIN);
        AccountSender.open(
                admin, load.accounts() + (stops == null ? 0 : 1 + ComboSender.ACCOUNTS), load.deposit(), nowNs);
        agents.add(load());
        agents.add(feeder());
        agents.add(pricer());
        agents.add(sequencer());
        for (int shard = 0; shard < manifest.venue().matchingShards(); shard++) {
            agents.add(matching(shard));
        }
        agents.add(margin());
        for (final Agent agent : agents) {
            agent.onStart();
        }
    }

    /** A venue with so many shards of matching, in which somebody also has linked orders and orders that wait for triggers. */
    static RecordedVenue withShards(final Path path, final long seed, final int shards) {
        return linked(
                new RecordedVenue(
                        path, seed, WITH_STOPS.replace("venue:", "venue:\n  matchingShards: " + shards), null),
                seed);
    }

    /** A venue in which somebody also has orders that wait for triggers. */
    static RecordedVenue withStops(final Path path, final long seed) {
        return new RecordedVenue(path, seed, WITH_STOPS, null);
    }

    private static RecordedVenue linked(final RecordedVenue venue, final long seed) {
        venue.stops.alsoLinked(new LinkSender(new Listings(venue.subscription(QueueNames.COMMANDS)), seed));
        return venue;
    }

    /** The same, in which an operator also moves instruments from phase to phase. */
    static RecordedVenue withPhases(final Path path, final long seed) {
        final RecordedVenue venue = withStops(path, seed);
        venue.phases = new PhaseSender(venue.admin, venue.subscription(QueueNames.MARKS), seed);
        return venue;
    }

    /**
     * A venue with so many shards of matching that asks for no least size of block trades and has a discount on them, in which an operator
     * enters some.
     */
    static RecordedVenue withBlocks(final Path path, final long seed, final int shards) {
        final String venue = "venue:\n  matchingShards: " + shards + "\n  blocks:\n    leastUsdE8: 0"
                + "\n  fees:\n    blockDiscountE8: 33333333";
        final RecordedVenue made = new RecordedVenue(path, seed, WITH_STOPS.replace("venue:", venue), null);
        made.blocks = new BlockSender(
                LOAD.accounts(),
                made.admin,
                made.subscription(QueueNames.MARKS),
                made.subscription(QueueNames.COMMANDS),
                seed);
        return made;
    }

    /** A venue with so many shards of matching in which combinations are listed and traded. */
    static RecordedVenue withCombos(final Path path, final long seed, final int shards) {
        final String config = WITH_STOPS.replace("venue:", "venue:\n  matchingShards: " + shards) + "  "
                + ComboSender.NAME + ":\n    recorded: false\n";
        final RecordedVenue made = new RecordedVenue(path, seed, config, null);
        made.listCombos(seed);
        return made;
    }

    /**
     * A venue with so many shards of matching, with orders that wait and combinations, that comes to the end of a day, when options and futures
     * expire, after some 5,000 turns; any premium is funding, and every second account is under another margin model.
     */
    static RecordedVenue overEndOfDay(final Path path, final long seed, final int shards) {
        final String config = WITH_STOPS.replace(
                        "venue:", "venue:\n  matchingShards: " + shards + "\n  futures:\n    fundingDamperE12: 0")
                + "  " + ComboSender.NAME + ":\n    recorded: false\n";
        final RecordedVenue made = new RecordedVenue(path, seed, config, null, LOAD, SimulatedMarket.ENDING_TODAY);
        AccountSender.everyMarginModel(made.admin, made.load.accounts(), made.nowNs);
        made.listCombos(seed);
        return made;
    }

    /**
     * A venue with so many shards of matching whose accounts have three coins.
     *
     * @param fund   what the insurance fund has of each currency, in 1e-8 of one, and steps in the book come first; 0: there is neither
     * @param models of every second account, in turn
     */
    static RecordedVenue withLiquidations(
            final Path path, final long seed, final int shards, final long fund, final AccountMarginModel... models) {
        final LoadConfig poor =
                LoadConfig.from(ConfigSection.parse("load", "ratePerSecond: 0\nwindow: 512\ndeposit: 300000000\n"));
        final int fundId = poor.accounts() + 2;
        final String rules = "\n  liquidation:\n    attempts: " + (fund == 0 ? 0 : 3) + "\n    insuranceAccountId: "
                + (fund == 0 ? 0 : fundId) + "\n  crossMargin:\n    btcHaircutE8: 10000000";
        final RecordedVenue made = new RecordedVenue(
                path,
                seed,
                WITH_STOPS.replace("venue:", "venue:\n  matchingShards: " + shards + rules),
                null,
                poor,
                SimulatedMarket.CALM);
        AccountSender.marginModels(made.admin, poor.accounts(), made.nowNs, models);
        if (fund != 0) {
            AccountSender.portfolioMarginOf(made.admin, fundId, made.nowNs);
            AccountSender.pay(made.admin, fundId, fund, made.nowNs);
        }
        return made;
    }

    private void listCombos(final long seed) {
        combos = new ComboSender(
                load.accounts() + 2,
                admin,
                publication(QueueNames.orders(ComboSender.NAME)),
                subscription(QueueNames.MARKS),
                subscription(QueueNames.COMMANDS),
                seed);
    }

    /** A venue with so many shards of matching whose own book feeds marks, in which somebody also has orders that wait for triggers. */
    static RecordedVenue withOwnBook(final Path path, final long seed, final int shards) {
        final String venue = "venue:\n  matchingShards: " + shards + "\n  futures:\n    ownBook: true";
        return new RecordedVenue(path, seed, WITH_STOPS.replace("venue:", venue), null);
    }

    /**
     * A venue with so many shards of matching, with instruments in every market mode, in which the load generator sends every kind of
     * request, combinations are listed and an operator moves instruments from phase to phase; every second account is under another margin model.
     */
    static RecordedVenue withEverything(final Path path, final long seed, final int shards) {
        return withEverything(path, seed, shards, "");
    }

    /** The same with other keys of the load generator's section, a line each. */
    static RecordedVenue withEverything(final Path path, final long seed, final int shards, final String loadKeys) {
        final String config = WITH_STOPS.replace(
                        "venue:",
                        "venue:\n  matchingShards: " + shards
                                + "\n  marketModes: [\"BTC option speedBump 3\", \"ETH * batchAuction 10\"]")
                + "  " + ComboSender.NAME + ":\n    recorded: false\n";
        final RecordedVenue made =
                new RecordedVenue(path, seed, config, null, everyKind(loadKeys), SimulatedMarket.CALM);
        AccountSender.everyMarginModel(made.admin, made.load.accounts(), made.nowNs);
        made.listCombos(seed);
        made.phases = new PhaseSender(made.admin, made.subscription(QueueNames.MARKS), seed);
        return linked(made, seed);
    }

    private static LoadConfig everyKind(final String keys) {
        return LoadConfig.from(
                ConfigSection.parse("load", "ratePerSecond: 0\nwindow: 512\nmix:\n  preset: all\n" + keys));
    }

    /** Records whole trading until a number of commands is reached. */
    void trade(final long turns) throws Exception {
        for (long turn = 0; turn < turns; turn++) {
            nowNs += random.nextInt(100_000);
            agents.get(random.nextInt(agents.size())).doWork();
            if (stops != null && random.nextInt(STOPS_EVERY) == 0) {
                stops.send(nowNs);
            }
            guest.accept(nowNs);
            if (combos != null && random.nextInt(COMBOS_EVERY) == 0) {
                combos.send(nowNs);
            }
            if (blocks != null && random.nextInt(BLOCKS_EVERY) == 0) {
                blocks.send(nowNs);
            }
            if (phases != null && random.nextInt(PHASES_EVERY) == 0) {
                phases.send(nowNs);
            }
            if (phases != null && random.nextInt(STOPS_EVERY) == 0) {
                stops.sendPlain(nowNs);
            }
        }
    }

    /** Time passes while nobody does anything. */
    void pass(final long ns) {
        nowNs += ns;
    }

    /** An operator makes the price range of an underlying's scenarios another one, and says whether its rule for volatility is followed. */
    void changeScenarios(final long priceRangeE8, final VolatilityRule rule) {
        ScenarioSender.send(admin, nowNs, priceRangeE8, rule);
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

    /** Places of the shards of matching among the agents. */
    private IntStream matches() {
        return IntStream.range(MATCHES, MATCHES + manifest.venue().matchingShards());
    }

    private Upstream upstream(final int... writers) {
        return () -> IntStream.of(writers).allMatch(ended::get) ? Upstream.State.ENDED : Upstream.State.ENDING;
    }

    Home home() {
        return home;
    }

    Publication publication(final String queue) {
        final Publication publication = new GroupBuffer(transport.sink(home.queue(queue)));
        closers.add(publication::close);
        return publication;
    }

    Subscription subscription(final String queue) {
        final Subscription subscription = transport.subscription(home.queue(queue));
        closers.add(subscription::close);
        return subscription;
    }

    private Agent feeder() {
        final Publication publication = publication(QueueNames.MARKET_DATA);
        final Simulator simulator = new Simulator(market.simulated(nowNs));
        return new FeederAgent(
                new DirectFeed(simulator, publication), Pacer.wallClock(0), publication, 0, 1_000_000L, () -> nowNs);
    }

    private Agent pricer() {
        final Publication marks = publication(QueueNames.MARKS);
        return new PricerAgent(
                new Pricer(manifest.venue(), marks),
                subscription(QueueNames.MARKET_DATA),
                manifest.venue().futures().ownBook()
                        ? AnsweredCommands.of(subscription(QueueNames.COMMANDS), executions())
                        : AnsweredCommands.alone(subscription(QueueNames.COMMANDS)),
                RecordedEpochs.none(),
                marks,
                upstream(FEEDS));
    }

    private Agent sequencer() {
        final Publication commands = publication(QueueNames.COMMANDS);
        final SequencerInputs inputs = new SequencerInputs(
                subscription(QueueNames.COMMANDS),
                subscription(QueueNames.MARKS),
                executions(),
                subscription(QueueNames.MARGIN),
                manifest.sources().stream()
                        .filter(source ->
                                source.queue().equals(QueueNames.ADMIN) || QueueNames.isOrders(source.queue()))
                        .map(source -> new SequencerInputs.Source(source, subscription(source.queue())))
                        .toList());
        return new SequencerAgent(
                new Sequencer(manifest.venue(), manifest.sources(), commands),
                inputs,
                commands,
                VenueTime.live(() -> nowNs),
                () -> false,
                () -> 0,
                upstream(LOADS, PRICES));
    }

    private ShardedExecutions executions() {
        return new ShardedExecutions(
                manifest.venue().ownership(),
                QueueNames.executions(manifest.venue().matchingShards()).stream()
                        .map(this::subscription)
                        .toList());
    }

    private Agent matching(final int index) {
        final MatchingShard shard = new MatchingShard(manifest.venue().ownership(), index);
        final Publication executions =
                publication(QueueNames.executions(index, shard.ownership().shards()));
        return new MatchingAgent(
                new MatchingEngine(manifest.venue(), shard, executions),
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
                executions(),
                subscription(QueueNames.MARKS),
                margin,
                upstream(IntStream.concat(IntStream.of(DECIDES), matches()).toArray()));
    }

    private Agent load() {
        final String queue = QueueNames.orders("load");
        final Publication requests = publication(queue);
        return new LoadAgent(
                new LoadGenerator(
                        load,
                        manifest.sourceOf(queue).sourceId(),
                        requests,
                        manifest.venue().blocks().leastUsdE8()),
                subscription(QueueNames.MARKS),
                subscription(QueueNames.COMMANDS),
                executions(),
                requests,
                () -> nowNs,
                upstream(DECIDES),
                upstream(matches().toArray()));
    }

    private StopSender stopSender(final long seed) {
        return new StopSender(
                load.accounts() + 1,
                publication(QueueNames.orders(StopSender.NAME)),
                subscription(QueueNames.MARKS),
                seed);
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
