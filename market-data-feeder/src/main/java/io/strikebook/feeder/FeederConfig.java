package io.strikebook.feeder;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.consolidated.SummarisingSource;
import io.strikebook.feeder.consolidated.SummaryConfig;
import io.strikebook.feeder.live.LiveConfig;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.recorded.QueueFeed;
import io.strikebook.feeder.recorded.ReadAheadFeed;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.feeder.sources.SourceSection;
import io.strikebook.feeder.sources.SourceSections;
import io.strikebook.feeder.venue.FeedContext;
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
 *   source: simulator           # or live: connections to venues; or recording: another home's market data;
 *                               # or one or several recorded ones: deribit binance kraken okx bitmex ...
 *   pace: as-recorded           # or a number: so many times faster; or as-fast-as-possible
 *   maxEventsPerSecond: 0       # 0: no limit
 *   staleAfterSeconds: 180      # a book of which nothing was heard for longer, while its venue went on, is flagged
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
 *     captures: [path, ...]     # the files of one raw capture
 *   binance:
 *     usdm: [path, ...]         # one symbol each, as hftbacktest records them
 *     coinm: [path, ...]
 *     spot: [path, ...]
 *     usdmCaptures: [path, ...] # the files of one raw capture; and coinmCaptures, spotCaptures
 *   kraken:                     # and okx, bitmex, independentReserve
 *     captures: [path, ...]     # the files of one raw capture
 *   recording:
 *     path: folder              # a home; what its market-data queue holds is played again
 *   live: ...                   # LiveConfig
 *   databento:                  # market by order, .dbn, .dbn.zst, or decoded to text
 *     file: path
 *     venue: CME
 *     symbol: ESH4
 *     underlying: ES
 *     tick: "0.25"
 *     expiry: 2024-03-15T13:30:00Z  # without: spot
 *     multiplier: "50"
 *   lobster:
 *     messages: path
 *     levels: path              # the order book file that belongs to it
 *     symbol: AMZN
 *     day: 2012-06-21
 *   bitstamp:
 *     log: path                 # or table: path
 *   tardis:
 *     books: [path, ...]        # incremental_book_L2
 *     trades: [path, ...]
 *     optionChains: [path, ...]
 *   consolidated:               # of the recorded sources, in market-data time
 *     booksEveryMs: 0           # books over venues at most so often; 0: none
 *     depth: 10
 *     statisticsEveryMs: 0      # trades of the day at most so often; 0: none
 * </pre>
 *
 * <p>Only the sections of the chosen sources may be given. Several are merged by time of receipt; of equal times the one named first goes
 * first. In live time the simulator follows the wall clock and takes no pace. What is played must not change during the life of a home: a
 * restarted feeder plays it again and compares.
 */
public final class FeederConfig {
    private static final String SIMULATOR = "simulator";
    private static final String LIVE = "live";
    private static final String RECORDING = "recording";
    private static final String AS_RECORDED = "as-recorded";
    private static final String FASTEST = "as-fast-as-possible";
    private static final long E8 = 100_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long LONGEST_INTERVAL_MS = 86_400_000L;

    private final List<Underlying> underlyings;
    private final Pacer pacer;
    private final long staleAfterNs;
    private final SimulatorConfig simulator;
    private final List<SourceSection.Opener> recorded;
    private final LiveConfig live;
    private final Path recording;
    private final SummaryConfig summaries;

    private FeederConfig(
            final ConfigSection config,
            final List<Underlying> underlyings,
            final TimeMode timeMode,
            final Instant created) {
        this.underlyings = underlyings;
        final List<String> sources =
                List.of(config.getString("source", SIMULATOR).trim().split("\\s+"));
        final boolean simulated = sources.equals(List.of(SIMULATOR));
        live = sources.equals(List.of(LIVE)) ? live(config, underlyings, timeMode) : null;
        recording = sources.equals(List.of(RECORDING)) ? recording(config.section(RECORDING)) : null;
        pacer = pacer(config, simulated && timeMode == TimeMode.LIVE);
        staleAfterNs = config.getLong("staleAfterSeconds", 180, 1, 1_000_000) * 1_000_000_000L;
        simulator = simulated ? simulator(config.section(SIMULATOR), underlyings, created) : null;
        recorded = simulated || live != null || recording != null ? List.of() : recorded(config, sources);
        summaries = recorded.isEmpty() ? SummaryConfig.OFF : summaries(config.section("consolidated"), staleAfterNs);
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

    /** What the sources share, before the first event. */
    FeedContext context(final FeedErrors errors) {
        return new FeedContext(underlyings, errors, staleAfterNs, live == null ? 0 : live.wholeBooksEveryNs());
    }

    /** Connections to venues, or null where the feeder has none. */
    LiveConfig live() {
        return live;
    }

    private static LiveConfig live(
            final ConfigSection config, final List<Underlying> underlyings, final TimeMode timeMode) {
        if (timeMode != TimeMode.LIVE) {
            throw config.refuse("source", "live connections need a home with 'time: live'");
        }
        if (config.has("pace")) {
            throw config.refuse("pace", "live connections have the venues' own");
        }
        return LiveConfig.read(config.section(LIVE), underlyings);
    }

    private static Path recording(final ConfigSection config) {
        return Path.of(config.requireString("path"));
    }

    /** When events are due; one agent's. */
    public Pacer pacer() {
        return pacer;
    }

    /** Opens the sources from their first events on; files that are missing or of another kind are refused by name. */
    public EventFeed open(final Publication publication, final FeedErrors errors) {
        if (simulator != null) {
            return new DirectFeed(new Simulator(simulator), publication);
        }
        if (recording != null) {
            return QueueFeed.open(recording, publication);
        }
        final FeedContext context = context(errors);
        final List<MarketDataSource> opened = new ArrayList<>();
        try {
            for (final SourceSection.Opener opener : recorded) {
                opened.add(opener.open(context));
            }
        } catch (final RuntimeException e) {
            opened.forEach(MarketDataSource::close);
            throw e;
        }
        final MarketDataSource merged = opened.size() == 1 ? opened.get(0) : new MergedSource(opened);
        return new ReadAheadFeed(SummarisingSource.of(merged, summaries), publication, errors);
    }

    /** Opens what is recorded and closes it again: files that are missing or of another kind are refused by name, before anything is made. */
    public void tryRecorded() {
        final FeedContext context = context(new FeedErrors(text -> {}));
        for (final SourceSection.Opener opener : recorded) {
            opener.open(context).close();
        }
    }

    private static List<SourceSection.Opener> recorded(final ConfigSection config, final List<String> sources) {
        final List<SourceSection.Opener> openers = new ArrayList<>();
        for (final String source : sources) {
            final SourceSection section = SourceSections.find(source);
            if (section == null) {
                throw config.refuse(
                        "source",
                        "'" + source + "' is neither " + SIMULATOR + ", which goes with no other, nor one of "
                                + String.join(", ", SourceSections.names()));
            }
            if (sources.indexOf(source) != sources.lastIndexOf(source)) {
                throw config.refuse("source", "'" + source + "' is named twice");
            }
            openers.add(section.read(config.section(source)));
        }
        return openers;
    }

    private static SummaryConfig summaries(final ConfigSection config, final long staleAfterNs) {
        return new SummaryConfig(
                config.getLong("booksEveryMs", 0, 0, LONGEST_INTERVAL_MS) * NS_PER_MS,
                config.getInt("depth", 10, 1, SummaryConfig.MAX_DEPTH),
                staleAfterNs,
                config.getLong("statisticsEveryMs", 0, 0, LONGEST_INTERVAL_MS) * NS_PER_MS);
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
}
