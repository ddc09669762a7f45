package io.strikebook.feeder;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.ReadAheadFeed;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.TimeMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code feeder} section of the configuration.
 *
 * <pre>
 * feeder:
 *   source: simulator           # or deribit, binance
 *   pace: as-recorded           # or a number: so many times faster; or as-fast-as-possible
 *   maxEventsPerSecond: 0       # 0: no limit
 *   simulator:
 *     seed: 1
 *     eventsPerSecond: 200
 *     optionDays: "1 7 14 30 90"
 *     futureDays: "30 90"
 *     strikes: 11
 *     BTC:                      # one section per underlying of the venue
 *       price: 60000
 *       volatilityPercent: 50
 *   deribit:
 *     chains: [path, ...]       # files, or directories of .csv.gz
 *     perpetuals: path
 *     futures: path
 *   binance:
 *     usdm: [path, ...]
 *     coinm: [path, ...]
 *     spot: [path, ...]
 * </pre>
 *
 * <p>Only the section of the chosen source may be given. In live time the simulator follows the wall clock and takes no pace. What is
 * played must not change during the life of a home: a restarted feeder plays it again and compares.
 */
public final class FeederConfig {
    private static final String SIMULATOR = "simulator";
    private static final String DERIBIT = "deribit";
    private static final String BINANCE = "binance";
    private static final String AS_RECORDED = "as-recorded";
    private static final String FASTEST = "as-fast-as-possible";
    private static final long E8 = 100_000_000L;

    private final String source;
    private final List<Underlying> underlyings;
    private final Pacer pacer;
    private final SimulatorConfig simulator;
    private final List<Path> chains;
    private final Path perpetuals;
    private final Path futures;
    private final List<BinanceRecording.Capture> captures;

    private FeederConfig(
            final ConfigSection config,
            final List<Underlying> underlyings,
            final TimeMode timeMode,
            final Instant created) {
        this.underlyings = underlyings;
        source = config.getChoice("source", SIMULATOR, List.of(SIMULATOR, DERIBIT, BINANCE));
        final boolean simulated = source.equals(SIMULATOR);
        pacer = pacer(config, simulated && timeMode == TimeMode.LIVE);
        simulator = simulated ? simulator(config.section(SIMULATOR), underlyings, created) : null;
        final ConfigSection deribit = source.equals(DERIBIT) ? config.section(DERIBIT) : ConfigSection.empty(DERIBIT);
        chains = paths(deribit, "chains");
        perpetuals = path(deribit, "perpetuals");
        futures = path(deribit, "futures");
        if (source.equals(DERIBIT) && chains.isEmpty()) {
            throw deribit.refuse("chains", "at least one file or directory is needed");
        }
        captures = source.equals(BINANCE) ? captures(config.section(BINANCE)) : List.of();
    }

    /**
     * Reads and checks the section.
     *
     * @param created when the home was made: simulated time starts there
     */
    public static FeederConfig read(
            final ConfigSection config,
            final List<Underlying> underlyings,
            final TimeMode timeMode,
            final Instant created) {
        return new FeederConfig(config, underlyings, timeMode, created);
    }

    /** When events are due; one agent's. */
    public Pacer pacer() {
        return pacer;
    }

    /** Opens the source from its first event on; files that are missing or of another kind are refused by name. */
    public EventFeed open(final Publication publication, final FeedErrors errors) {
        return switch (source) {
            case SIMULATOR -> new DirectFeed(new Simulator(simulator), publication);
            case DERIBIT ->
                new ReadAheadFeed(
                        DeribitRecording.open(chains, perpetuals, futures, underlyings, errors), publication, errors);
            default -> new ReadAheadFeed(BinanceRecording.open(captures, underlyings, errors), publication, errors);
        };
    }

    private static Pacer pacer(final ConfigSection config, final boolean wallClock) {
        final long most = config.getLong("maxEventsPerSecond", 0, 0, 1_000_000_000L);
        if (wallClock) {
            if (config.has("pace")) {
                throw config.refuse("pace", "in live time the simulator follows the wall clock; set eventsPerSecond");
            }
            return Pacer.wallClock(most);
        }
        if (config.has("pace") && !config.isText("pace")) {
            return Pacer.recorded(config.getLong("pace", 1, 1, 1_000_000L), most);
        }
        return config.getChoice("pace", AS_RECORDED, List.of(AS_RECORDED, FASTEST))
                        .equals(FASTEST)
                ? Pacer.fastest(most)
                : Pacer.recorded(1, most);
    }

    private static SimulatorConfig simulator(
            final ConfigSection config, final List<Underlying> underlyings, final Instant created) {
        final List<SimulatorConfig.UnderlyingConfig> simulated = new ArrayList<>();
        for (final Underlying underlying : underlyings) {
            final boolean bitcoin = underlying.code().equals("BTC");
            final ConfigSection section = config.section(underlying.code());
            simulated.add(new SimulatorConfig.UnderlyingConfig(
                    underlying.underlyingId(),
                    underlying.code(),
                    section.getLong("price", bitcoin ? 60_000 : 3_000, 1, E8) * E8,
                    section.getLong("volatilityPercent", bitcoin ? 50 : 65, 1, 500) * (E8 / 100)));
        }
        final int strikes = config.getInt("strikes", 11, 1, 201);
        if (strikes % 2 == 0) {
            throw config.refuse("strikes", strikes + " is even: there are as many strikes below the price as above");
        }
        return new SimulatorConfig(
                config.getLong("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                Math.addExact(Math.multiplyExact(created.getEpochSecond(), 1_000_000_000L), created.getNano()),
                config.getInt("eventsPerSecond", 200, 1, 10_000_000),
                days(config, "optionDays", "1 7 14 30 90"),
                days(config, "futureDays", "30 90"),
                strikes,
                simulated);
    }

    private static List<Integer> days(final ConfigSection config, final String key, final String defaultDays) {
        final List<Integer> days = new ArrayList<>();
        for (final String text : config.getString(key, defaultDays).trim().split("\\s+")) {
            if (!text.matches("[0-9]{1,4}") || !days.isEmpty() && Integer.parseInt(text) <= days.get(days.size() - 1)) {
                throw config.refuse(key, "'" + text + "': days must ascend, 1 to 3650, separated by spaces");
            }
            days.add(Integer.parseInt(text));
        }
        return days;
    }

    private static List<BinanceRecording.Capture> captures(final ConfigSection config) {
        final List<BinanceRecording.Capture> captures = new ArrayList<>();
        paths(config, "usdm").forEach(path -> captures.add(new BinanceRecording.Capture(BinanceMarket.USDM, path)));
        paths(config, "coinm").forEach(path -> captures.add(new BinanceRecording.Capture(BinanceMarket.COINM, path)));
        paths(config, "spot").forEach(path -> captures.add(new BinanceRecording.Capture(BinanceMarket.SPOT, path)));
        if (captures.isEmpty()) {
            throw config.refuse("usdm", "at least one capture is needed in usdm, coinm or spot");
        }
        return captures;
    }

    private static List<Path> paths(final ConfigSection config, final String key) {
        return config.getStrings(key, List.of()).stream().map(Path::of).toList();
    }

    private static Path path(final ConfigSection config, final String key) {
        final String text = config.getString(key, "");
        return text.isEmpty() ? null : Path.of(text);
    }
}
