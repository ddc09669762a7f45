package io.strikebook.ipc.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.InstrumentFilter;
import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.common.venue.VolatilityRules.Measure;
import io.strikebook.common.venue.VolatilityRules.Rule;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.TriggerReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home is, and which ones are refused. */
class HomeTest {
    private static final String CONFIG = "time: recorded\n"
            + "queues:\n"
            + "  blockSizeMb: 1\n"
            + "orders:\n"
            + "  load:\n"
            + "    recorded: true\n"
            + "  desk-2:\n"
            + "    recorded: false\n"
            + "venue:\n"
            + "  underlyings: [BTC, SOL]\n"
            + "  autoListing: false\n"
            + "  fees:\n"
            + "    optionRateE8: 12345\n"
            + "  index:\n"
            + "    minimumSources: 3\n"
            + "matching:\n"
            + "  idle: yielding\n";

    @TempDir
    Path folder;

    @Test
    void manifestReadsBackEqual() {
        final Home home = Home.at(folder.resolve("home"));
        final Manifest made = init(home);
        assertThat(made.queues())
                .containsExactly(
                        "market-data",
                        "marks",
                        "orders-load",
                        "orders-desk-2",
                        "admin",
                        "commands",
                        "executions",
                        "margin");
        assertThat(made.sourceOf("orders-load")).isEqualTo(new SourceDescription(4, "load", "orders-load", true));
        assertThat(made.sourceOf("marks").recorded()).isTrue();
        assertThat(made.venue().fees().optionRateE8()).isEqualTo(12_345);
        assertThat(made.venue().index().minimumSources()).isEqualTo(3);
        assertThat(home.open()).isEqualTo(made);
        assertThat(HomeConfig.read(home.configFile()).venue()).isEqualTo(made.venue());
    }

    @Test
    void marketModesReadBackEqualAndTheFirstThatFitsCounts() {
        final String text = CONFIG.replace(
                "venue:",
                "venue:\n  marketModes: [\"BTC option speedBump 5\", \"* perpetual continuous 0\", \"* * batchAuction 100\"]");
        final Home home = Home.at(folder.resolve("home"));
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        assertThat(home.open()).isEqualTo(made);
        assertThat(made.venue().marketModes().rules())
                .containsExactly(
                        new MarketModes.Rule("BTC", InstrumentKind.OPTION, MarketMode.SPEED_BUMP, 5_000_000),
                        new MarketModes.Rule(null, InstrumentKind.PERPETUAL, MarketMode.CONTINUOUS, 0),
                        new MarketModes.Rule(null, null, MarketMode.BATCH_AUCTION, 100_000_000));
    }

    @Test
    void rulesForVolatilityReadBackEqual() {
        final String text = CONFIG.replace(
                "venue:", "venue:\n  volatility:\n    rules: [\"BTC higher 0.6 1 2.5\"] \n    stepE8: 5000000");
        final Home home = Home.at(folder.resolve("home"));
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        assertThat(home.open()).isEqualTo(made);
        assertThat(made.venue().volatility().rules())
                .containsExactly(new Rule("BTC", Measure.HIGHER, 60_000_000, 100_000_000, 250_000_000));
        assertThat(made.venue().volatility().stepE8()).isEqualTo(5_000_000);
        badRule("BTC higher 0.6 1", "'BTC higher 0.6 1' is not UNDERLYING MEASURE CALM STRENGTH CAP");
        badRule("DOGE higher 0.6 1 2", "'DOGE' is not an underlying of this venue");
        badRule("BTC index 0.6 1 2", "'index' is none of realised, implied, higher");
        badRule("BTC higher 0 1 2", "'BTC higher 0 1 2': volatility and strength are 0.01..10");
        badRule("BTC higher NaN 1 2", "'BTC higher NaN 1 2': volatility and strength");
        badRule("BTC higher 0.6 11 2", "'BTC higher 0.6 11 2': volatility and strength");
        badRule("BTC higher 0.6 1 0.99", "'BTC higher 0.6 1 0.99': volatility and strength");
        badRule("BTC realised 1 1 1\", \"BTC implied 1 1 1", "'BTC' is given twice");
    }

    private static void badRule(final String rule, final String message) {
        badConfig(
                "venue:\n  volatility:\n    rules: [\"" + rule + "\"]\n",
                "c.yaml:3: key 'venue.volatility.rules': " + message);
    }

    @Test
    void volatilityBandsReadBackEqualAndTheFirstThatFitsCounts() {
        final String text = CONFIG.replace(
                "venue:",
                "venue:\n  volatilityBands: [\"BTC perpetual mark 1500.5 30000\", \"* option last 0.02 1\", \"* * mark 0 0\"]");
        final Home home = Home.at(folder.resolve("home"));
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        assertThat(home.open()).isEqualTo(made);
        assertThat(made.venue().volatilityBands().rules())
                .containsExactly(
                        new VolatilityBands.Rule(
                                new InstrumentFilter("BTC", InstrumentKind.PERPETUAL),
                                TriggerReference.MARK,
                                150_050_000_000L,
                                30_000_000_000L),
                        new VolatilityBands.Rule(
                                new InstrumentFilter(null, InstrumentKind.OPTION),
                                TriggerReference.LAST,
                                2_000_000L,
                                1_000_000L),
                        new VolatilityBands.Rule(new InstrumentFilter(null, null), TriggerReference.MARK, 0, 0));
        badBand("* * mark 1", "'* * mark 1' is not UNDERLYING KIND REFERENCE WIDTH MILLISECONDS");
        badBand("DOGE * mark 1 1", "'DOGE' is not an underlying of this venue");
        badBand("* * index 1 1", "'index' is none of mark, last");
        badBand("* * mark 1 0", "'* * mark 1 0': a width");
        badBand("* * mark 0.000000001 1", "'* * mark 0.000000001 1': a width");
    }

    @Test
    void howAccountsTreatTheirOwnOrdersReadsBackEqual() {
        final String text = CONFIG.replace("venue:", "venue:\n  selfTradePrevention: cancelMaker");
        final Home home = Home.at(folder.resolve("home"));
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        assertThat(home.open()).isEqualTo(made);
        assertThat(made.venue().selfTradePrevention()).isEqualTo(SelfTradePrevention.CANCEL_MAKER);
        assertThat(HomeConfig.parse("test", CONFIG).venue().selfTradePrevention())
                .isEqualTo(SelfTradePrevention.NONE);
    }

    @Test
    void aDividedMatchingHasAQueueAndARoleForEachShard() {
        final String text = CONFIG.replace("venue:", "venue:\n  matchingShards: 3");
        final Home home = Home.at(folder);
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        assertThat(made.queues())
                .contains("executions-0", "executions-1", "executions-2")
                .doesNotContain("executions");
        assertThat(home.open()).isEqualTo(made);
        final HomeConfig config = HomeConfig.read(home.configFile());
        assertThat(config.roles())
                .contains("matching-0", "matching-1", "matching-2")
                .doesNotContain("matching");
        assertThat(QueueNames.writerOf("executions-2")).isEqualTo("matching-2");
        assertThat(QueueNames.shardOf("matching-2")).isEqualTo(2);
        assertThat(QueueNames.reads("margin", "executions-1")).isTrue();
        assertThat(QueueNames.reads("matching-1", "commands")).isTrue();
        assertThat(QueueNames.reads("matching-1", "executions-1")).isFalse();
        assertThat(made.reads("margin", "executions-1")).isTrue();
        assertThat(made.reads("pricer", "executions-1")).isFalse();
        assertThat(QueueNames.rank("executions-1")).isEqualTo(QueueNames.rank("executions"));
    }

    @Test
    void whereOurOwnBookFeedsMarksThePricerFollowsMatching() {
        final String text = CONFIG.replace("venue:", "venue:\n  matchingShards: 2\n  futures:\n    ownBook: true");
        final Manifest made = HomeQueues.init(Home.at(folder), HomeConfig.parse("test", text), text);
        assertThat(Home.at(folder).open().venue().futures().ownBook()).isTrue();
        assertThat(made.reads("pricer", "executions-0")).isTrue();
        assertThat(made.reads("pricer", "executions-1")).isTrue();
        assertThat(made.reads("pricer", "margin")).isFalse();
        assertThat(made.reads("matching-0", "executions-1")).isFalse();
    }

    @Test
    void aFileWithoutAVenueTakesTheHomesNumberOfShards() throws IOException {
        final String text = CONFIG.replace("venue:", "venue:\n  matchingShards: 2");
        final Home home = Home.at(folder);
        final Manifest made = HomeQueues.init(home, HomeConfig.parse("test", text), text);
        final Path other =
                Files.writeString(folder.resolve("other.yaml"), "matching:\n  cpu: 1\nmatching-1:\n  cpu: 2\n");
        final HomeConfig config = HomeConfig.read(other, made);
        assertThat(config.roles()).contains("matching-0", "matching-1");
        assertThat(config.role("matching-0").getInt("cpu", 0, 0, 9)).isEqualTo(1);
        assertThat(config.role("matching-1").getInt("cpu", 0, 0, 9)).isEqualTo(2);
    }

    @Test
    void refusesToMakeAHomeTwice() {
        final Home home = Home.at(folder);
        final Manifest made = init(home);
        refused(() -> init(home), "has a manifest already");
        assertThat(home.open()).isEqualTo(made);
    }

    @Test
    void refusesToMakeAHomeOfAFile() throws IOException {
        final Home home = Home.at(Files.writeString(folder.resolve("file"), "text"));
        refused(() -> init(home), "is a file; a home is a folder");
        assertThat(folder.resolve("file")).hasContent("text");
    }

    @Test
    void refusesToMakeAHomeOverLeftOvers() throws IOException {
        Files.createDirectories(folder.resolve("queues/commands"));
        refused(() -> init(Home.at(folder)), "holds queues but the home has no manifest, and no init was interrupted");
        assertThat(folder.resolve("queues/commands")).isDirectory();
    }

    @Test
    void aHomeThatLostItsManifestIsNotMadeAgain() throws IOException {
        final Home home = Home.at(folder);
        init(home);
        Files.delete(home.manifestFile());
        refused(() -> init(home), "Bring the manifest back");
        Files.write(home.run().resolve("init.unfinished"), new byte[0]);
        Files.write(home.markFile("risk"), new byte[0]);
        refused(() -> init(home), "Bring the manifest back");
        assertThat(home.queue("admin")).isDirectory();
    }

    @Test
    void isNoHomeBeforeItsQueuesAreFilledAndIsMadeAgainThen() {
        final Home home = Home.at(folder.resolve("home"));
        assertThatThrownBy(() -> HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG, manifest -> {
                    assertThat(home.queue("admin")).isDirectory();
                    assertThat(home.manifestFile()).doesNotExist();
                    throw new IllegalStateException("killed here");
                }))
                .hasMessage("killed here");
        refused(home::open, "no manifest at");
        init(home);
        home.open();
    }

    @Test
    void refusesAFolderWithoutManifest() {
        refused(() -> Home.at(folder).open(), "no manifest at");
    }

    @Test
    void namesBothSchemaVersions() throws IOException {
        final Home home = Home.at(folder);
        init(home);
        replaceInManifest(home, "schemaVersion: 0", "schemaVersion: 3");
        refused(home::open, "made with schema 7301 version 3, this build writes schema 7301 version 0");
    }

    @Test
    void refusesAManifestWithAnUnknownKey() throws IOException {
        final Home home = Home.at(folder);
        init(home);
        replaceInManifest(home, "autoListing:", "autolisting:");
        refused(home::open, "key 'venue.autolisting': unknown key");
    }

    @Test
    void refusesAMissingQueue() throws IOException {
        final Home home = Home.at(folder);
        init(home);
        Files.move(home.queue("margin"), folder.resolve("elsewhere"));
        refused(home::open, "queue margin is missing");
    }

    @Test
    void refusesAQueueOfAnotherHomeOrName() throws IOException {
        final Home home = Home.at(folder.resolve("one"));
        final Home other = Home.at(folder.resolve("two"));
        init(home);
        final Manifest foreign = init(other);
        Files.move(home.queue("margin"), folder.resolve("old"));
        Files.move(other.queue("margin"), home.queue("margin"));
        refused(home::open, "queue margin is not this home's");
        refused(home::open, foreign.homeId());
        Files.move(home.queue("margin"), other.queue("margin"));
        Files.move(folder.resolve("old"), home.queue("margin"));
        home.open();
        Files.copy(
                home.queue("marks").resolve("strikebook.queue"),
                home.queue("margin").resolve("strikebook.queue"),
                StandardCopyOption.REPLACE_EXISTING);
        refused(home::open, "queue margin is not this home's");
    }

    @Test
    void refusesAManifestOfAnotherHome() throws IOException {
        final Home home = Home.at(folder.resolve("one"));
        final Home other = Home.at(folder.resolve("two"));
        init(home);
        init(other);
        Files.copy(other.manifestFile(), home.manifestFile(), StandardCopyOption.REPLACE_EXISTING);
        refused(home::open, "is not this home's");
    }

    @Test
    void namesThePidThatUsesAHome() {
        final Home home = Home.at(folder);
        final HomeLock lock = home.lock("home");
        refused(
                () -> home.lock("home"),
                "directory in use by pid " + ProcessHandle.current().pid() + " (home)");
        home.lock("role-matching").close();
        lock.close();
        home.lock("home").close();
    }

    @Test
    void refusesBadConfiguration() {
        badConfig("speed: 1\n", "c.yaml:1: key 'speed': unknown key");
        badConfig("time: slow\n", "c.yaml:1: key 'time': 'slow' is none of live, recorded");
        badConfig("venue:\n  fee:\n    x: 1\n", "c.yaml:2: key 'venue.fee': unknown key");
        badConfig("venue:\n  underlyings: [btc]\n", "c.yaml:2: key 'venue.underlyings': 'btc' is not");
        badConfig(
                "venue:\n  sequencing:\n    checkpointInterval: 100\n",
                "c.yaml:3: key 'venue.sequencing.checkpointInterval': 100 is not a power of two");
        badConfig(
                "venue:\n  selfTradePrevention: maker\n",
                "c.yaml:2: key 'venue.selfTradePrevention': 'maker' is none of none, cancelTaker, cancelMaker, cancelBoth,"
                        + " decrement");
        badConfig("venue:\n  index:\n    minimumSources: 0\n", "c.yaml:3: key 'venue.index.minimumSources': 0 is ");
        badConfig("venue:\n  matchingShards: 0\n", "c.yaml:2: key 'venue.matchingShards': 0 is ");
        badConfig("venue:\n  matchingShards: 9\n", "c.yaml:2: key 'venue.matchingShards': 9 is ");
        badConfig(
                "venue:\n  matchingShards: two\n", "c.yaml:2: key 'venue.matchingShards': 'two' is not a whole number");
        badMode("BTC option speedBump", "'BTC option speedBump' is not UNDERLYING KIND MODE MILLISECONDS");
        badMode("DOGE option speedBump 5", "'DOGE' is not an underlying of this venue, nor *");
        badMode("* swap speedBump 5", "'swap' is none of option, future, perpetual, spot, *");
        badMode("* * slow 5", "'slow' is none of continuous, speedBump, batchAuction");
        badMode("* * speedBump 11", "'* * speedBump 11': milliseconds are 1..10");
        badMode("* * batchAuction 0", "'* * batchAuction 0': milliseconds are");
        badConfig("matching-0:\n  cpu: 1\n", "c.yaml:1: key 'matching-0': unknown key");
        badConfig("queues:\n  rollCycle: DAILY\n", "c.yaml:2: key 'queues.rollCycle': 'DAILY' is none of");
        badConfig("orders:\n  Load:\n    recorded: true\n", "c.yaml:2: key 'orders.Load': a source's name");
        badConfig("orders:\n  load:\n    recored: true\n", "c.yaml:3: key 'orders.load.recored': unknown key");
    }

    private static void badConfig(final String text, final String message) {
        assertThatThrownBy(() -> HomeConfig.parse("c.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    private static void badMode(final String mode, final String message) {
        badConfig("venue:\n  marketModes: [\"" + mode + "\"]\n", "c.yaml:2: key 'venue.marketModes': " + message);
    }

    private static void badBand(final String band, final String message) {
        badConfig(
                "venue:\n  volatilityBands: [\"" + band + "\"]\n", "c.yaml:2: key 'venue.volatilityBands': " + message);
    }

    private static Manifest init(final Home home) {
        return HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG);
    }

    private static void replaceInManifest(final Home home, final String from, final String to) throws IOException {
        final String text = Files.readString(home.manifestFile());
        assertThat(text).contains(from);
        Files.writeString(home.manifestFile(), text.replace(from, to));
    }

    private static void refused(final ThrowingCallable call, final String message) {
        assertThatThrownBy(call).isInstanceOf(HomeException.class).hasMessageContaining(message);
    }
}
