package io.strikebook.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two polls that are made up, ten minutes and a fall of eight percent apart. */
@Timeout(120)
class CrashCommandTest {
    private static final String CHAIN_COLUMNS =
            "timestamp,instrument_name,underlying,underlying_name,option_type,strike,"
                    + "expiry_datetime,time_to_maturity,bid_price,ask_price,mark_price,mid_price,futures_price,futures_instrument_name,"
                    + "implied_volatility,delta,vega,open_interest,volume,bid_ask_spread,currency,index_price,volume_usd";
    private static final String PERPETUAL_COLUMNS =
            "snapshot_file,snapshot_timestamp_ms,obs_datetime,coin,instrument_name,"
                    + "candle_found,candle_tick_ms,candle_open_time_ms,candle_close_time_ms,candle_gap_open_seconds,"
                    + "candle_gap_close_seconds,candle_price_choice,candle_price_timestamp_ms,candle_price_gap_seconds,candle_open,"
                    + "candle_high,candle_low,candle_close,candle_volume,candle_cost,accepted_under_max_gap,candle_resolution,"
                    + "candle_price_used,perp_futures_mark_price,perp_futures_best_bid,perp_futures_best_ask,data_source";
    private static final String FIRST = "2026-01-29T04:00:00+00:00";
    private static final String SECOND = "2026-01-29T04:10:00+00:00";
    private static final double[] FIRST_INDEXES = {88_000, 2_900};
    private static final double[] SECOND_INDEXES = {80_960, 2_668};
    private static final List<String> COINS = List.of("BTC", "ETH");
    private static final List<String> EXPIRIES = List.of("30JAN26", "6FEB26", "27FEB26", "27MAR26");

    private static Path folder;

    @BeforeAll
    static void record(@TempDir final Path made) throws IOException {
        folder = made;
        chain("1.csv.gz", FIRST, FIRST_INDEXES);
        chain("2.csv.gz", SECOND, SECOND_INDEXES);
        final StringBuilder perpetuals = new StringBuilder(PERPETUAL_COLUMNS).append('\n');
        for (int coin = 0; coin < COINS.size(); coin++) {
            perpetuals.append(perpetual(FIRST, coin, FIRST_INDEXES)).append(perpetual(SECOND, coin, SECOND_INDEXES));
        }
        write(made.resolve("perpetuals.csv.gz"), perpetuals);
    }

    private static String perpetual(final String time, final int coin, final double[] indexes) {
        return String.format(
                Locale.ROOT,
                ",,%s,%s,%s-PERPETUAL,,,,,,,,,,,,,,,,,,,%.1f,,,%n",
                time,
                COINS.get(coin),
                COINS.get(coin),
                indexes[coin]);
    }

    private static void chain(final String name, final String time, final double[] indexes) throws IOException {
        final StringBuilder rows = new StringBuilder(CHAIN_COLUMNS).append('\n');
        for (int coin = 0; coin < COINS.size(); coin++) {
            for (final String expiry : EXPIRIES) {
                for (int strike = 60; strike <= 120; strike += 5) {
                    final long price = Math.round(FIRST_INDEXES[coin] * strike / 100);
                    rows.append(option(time, COINS.get(coin), expiry, price, indexes[coin], "C"))
                            .append(option(time, COINS.get(coin), expiry, price, indexes[coin], "P"));
                }
            }
        }
        Files.createDirectories(folder.resolve("chains"));
        write(folder.resolve("chains").resolve(name), rows);
    }

    private static String option(
            final String time,
            final String coin,
            final String expiry,
            final long strike,
            final double index,
            final String type) {
        return String.format(
                Locale.ROOT,
                "%s,%s-%s-%d-%s,%.2f,%s-%s,,%d,,,0.0100,0.0110,0.0105,,%.2f,%s-%s,0.6,,,,,,%s,%.2f,%n",
                time,
                coin,
                expiry,
                strike,
                type,
                index,
                coin,
                expiry,
                strike,
                index,
                coin,
                expiry,
                coin,
                index);
    }

    private static void write(final Path file, final CharSequence text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Cli crash(final String... more) {
        final String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {
                    "crash",
                    folder.resolve("chains").toString(),
                    "--perpetuals",
                    folder.resolve("perpetuals.csv.gz").toString(),
                    "--holders",
                    "1"
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Cli.withoutHome(arguments);
    }

    private static String all(final Cli played) {
        return played.lines().stream()
                .filter(line -> line.startsWith("all"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(played.out() + played.err()));
    }

    @Test
    void aGapIsToldPollByPollWithItsPicture() throws IOException {
        final Path picture = folder.resolve("crash.svg");

        final Cli played = crash("--step", "0", "--svg", picture.toString());

        assertThat(played.code()).isEqualTo(ExitCodes.DONE);
        assertThat(played.lines().get(0)).startsWith("poll").contains("begun", "fund paid", "below zero");
        assertThat(played.lines().get(1)).startsWith("2026-01-29T04:00:00Z").contains("88,000");
        assertThat(played.lines().get(2)).startsWith("2026-01-29T04:10:00Z").contains("-8.00 %");
        assertThat(all(played)).contains("80,960").contains("2,668");
        assertThat(played.out()).contains("18 accounts");
        assertThat(Files.readString(picture)).contains("<polyline").contains("maintenance margin");
    }

    @Test
    void theSameFallSecondBySecondLeavesNobodyBelowZero() {
        final String[] cells = all(crash("--step", "1")).trim().split(" {2,}");

        assertThat(cells[cells.length - 2]).as("accounts below zero").isEqualTo("0");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(Cli.withoutHome("crash", "nowhere", "--perpetuals", "nowhere"))
                .returns(ExitCodes.USAGE, Cli::code)
                .returns("strikebook crash: nowhere: there is no such file\n", Cli::err);
        assertThat(crash("--from", "2026-01-29T04:05:00Z"))
                .returns(ExitCodes.USAGE, Cli::code)
                .returns("strikebook crash: 1 polls between these times, two are needed\n", Cli::err);
        assertThat(crash("--holders", "0").code()).isEqualTo(ExitCodes.USAGE);
    }
}
