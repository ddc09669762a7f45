package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.TimeMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeederConfigTest {
    @Test
    void defaultsToTheSimulator() {
        assertThat(read("", TimeMode.LIVE).pacer()).isNotNull();
        read("pace: 10\nsimulator:\n  optionDays: \"1 7\"\n  BTC:\n    price: 70000\n", TimeMode.RECORDED);
        read("source: deribit\npace: as-fast-as-possible\nderibit:\n  chains: [a, b]\n", TimeMode.RECORDED);
        read("source: binance\nbinance:\n  spot: [a]\n", TimeMode.RECORDED);
    }

    @Test
    void takesSeveralRecordedSources() {
        read(
                "source: deribit binance kraken okx bitmex\nderibit:\n  captures: [a]\nbinance:\n  spotCaptures: [b]\n"
                        + "kraken:\n  captures: [c]\nokx:\n  captures: [d]\nbitmex:\n  captures: [e, f]\n",
                TimeMode.RECORDED);
        assertRefused("source: kraken moon\nkraken:\n  captures: [a]\n", TimeMode.RECORDED, "'moon' is neither");
        assertRefused("source: kraken simulator\nkraken:\n  captures: [a]\n", TimeMode.RECORDED, "goes with no other");
        assertRefused("source: kraken kraken\nkraken:\n  captures: [a]\n", TimeMode.RECORDED, "named twice");
        assertRefused("source: kraken\n", TimeMode.RECORDED, "at least one file");
    }

    @Test
    void takesRecordingsOfSingleOrdersAndSumsThemUp() {
        read(
                "source: databento lobster bitstamp tardis independentReserve\n"
                        + "databento:\n  file: a\n  symbol: ESH4\n  underlying: ES\n  tick: \"0.25\"\n"
                        + "  expiry: \"2024-03-15T13:30:00Z\"\n  multiplier: \"50\"\n"
                        + "lobster:\n  messages: b\n  levels: c\n  symbol: AMZN\n  day: \"2012-06-21\"\n"
                        + "bitstamp:\n  log: d\ntardis:\n  trades: [e]\nindependentReserve:\n  captures: [f]\n"
                        + "consolidated:\n  booksEveryMs: 100\n  depth: 5\n  statisticsEveryMs: 1000\n",
                TimeMode.RECORDED);
        assertRefused("source: databento\n", TimeMode.RECORDED, "a file is needed");
        assertRefused("source: databento\ndatabento:\n  file: a\n", TimeMode.RECORDED, "printable characters");
        final String future = "source: databento\ndatabento:\n  file: a\n  symbol: X\n  underlying: Y\n";
        assertRefused(future + "  tick: \"-1\"\n", TimeMode.RECORDED, "not positive");
        assertRefused(future + "  tick: \"a\"\n", TimeMode.RECORDED, "no number");
        assertRefused(future + "  expiry: \"soon\"\n", TimeMode.RECORDED, "no time like");
        assertRefused("source: lobster\n", TimeMode.RECORDED, "a message file is needed");
        assertRefused("source: lobster\nlobster:\n  messages: b\n  symbol: A\n", TimeMode.RECORDED, "no day like");
        assertRefused(
                "source: bitstamp\nbitstamp:\n  log: a\n  table: b\n", TimeMode.RECORDED, "either a log or a table");
        assertRefused("source: tardis\n", TimeMode.RECORDED, "at least one file");
        assertRefused("source: tardis\ntardis:\n  books: [a]\nconsolidated:\n  depth: 0\n", TimeMode.RECORDED, "depth");
    }

    @Test
    void refusesWhatItCannotMean() {
        assertRefused("pace: 2\n", TimeMode.LIVE, "wall clock");
        assertRefused("pace: soon\n", TimeMode.RECORDED, "none of as-recorded, as-fast-as-possible");
        assertRefused("pace: 0\n", TimeMode.RECORDED, "outside");
        assertRefused("source: deribit\n", TimeMode.RECORDED, "at least one file");
        assertRefused("source: binance\n", TimeMode.RECORDED, "at least one capture");
        assertRefused("simulator:\n  strikes: 10\n", TimeMode.LIVE, "even");
        assertRefused("simulator:\n  optionDays: \"7 1\"\n", TimeMode.LIVE, "ascend");
        assertRefused("binance:\n  spot: [a]\n", TimeMode.LIVE, "unknown key");
        assertRefused("speed: 1\n", TimeMode.LIVE, "unknown key");
        assertRefused("source: recording\n", TimeMode.RECORDED, "path");
    }

    @Test
    void liveConnectionsSayWhichVenues() {
        final String venues = "source: live\nlive:\n  kraken:\n    symbols: XBT/USD\n  deribit:\n    books: none\n";
        read(venues, TimeMode.LIVE);
        assertRefused(venues, TimeMode.RECORDED, "time: live");
        assertRefused("pace: 2\n" + venues, TimeMode.LIVE, "the venues' own");
        assertRefused("source: live\n", TimeMode.LIVE, "at least one venue");
        assertRefused("source: live\nlive:\n  okx:\n    symbols: \"\"\n", TimeMode.LIVE, "at least one is needed");
        assertRefused("source: live\nlive:\n  okx:\n    symbols: A'B\n", TimeMode.LIVE, "is no symbol");
        assertRefused(venues + "    underlyings: DOGE\n", TimeMode.LIVE, "has no DOGE");
        assertRefused(venues.replace("none", "spot"), TimeMode.LIVE, "neither none nor one of");
        assertRefused(venues + "    url: \"https://x\"\n", TimeMode.LIVE, "no address that begins with ws");
        assertRefused(venues + "  longestPauseMs: 1\n", TimeMode.LIVE, "less than firstPauseMs");
        assertRefused(venues + "  wholeBooksEverySeconds: 86401\n", TimeMode.LIVE, "outside");
        assertThat(read(venues, TimeMode.LIVE).context(null).wholeBooksEveryNs())
                .isEqualTo(30_000_000_000L);
        assertThat(read("source: simulator\n", TimeMode.LIVE).context(null).wholeBooksEveryNs())
                .isZero();
    }

    private static void assertRefused(final String text, final TimeMode mode, final String reason) {
        assertThatThrownBy(() -> read(text, mode)).as(text).hasMessageContaining(reason);
    }

    private static FeederConfig read(final String text, final TimeMode mode) {
        final ConfigSection section = ConfigSection.parse("test.yaml", text);
        final FeederConfig config = FeederConfig.read(
                section, VenueParameters.defaults().underlyings(), mode, Instant.parse("2026-01-01T00:00:00Z"));
        section.refuseUnknownKeys();
        return config;
    }
}
