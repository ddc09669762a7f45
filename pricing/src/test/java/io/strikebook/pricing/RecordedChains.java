package io.strikebook.pricing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recorded option chains, which lie outside the repository. A folder is taken from property {@code strikebook.data}, else from
 * {@code STRIKEBOOK_DATA}, else {@code shared/data} beside a parent folder is; where there is none, a test that asks is skipped.
 */
public final class RecordedChains {
    private static final String CHAINS = "deribit/chain";
    private static final String POLL_PREFIX = "deribit_options_snapshot_";

    private RecordedChains() {}

    /**
     * One option of one poll. Prices are in coins, that is in units of the forward.
     *
     * @param expiry         time of expiry as the venue wrote it
     * @param years          years of 365 days from the start of the poll to expiry
     * @param bid            NaN where nobody bids
     * @param ask            NaN where nobody offers
     * @param forward        the venue's forward of that expiry when the option was polled
     * @param markVolatility the venue's own, rounded to 1e-4
     * @param index          the underlying's index when the option was polled
     */
    public record Option(
            String name,
            String currency,
            boolean call,
            double strike,
            String expiry,
            double years,
            double bid,
            double ask,
            double mark,
            double forward,
            double markVolatility,
            double index) {}

    /** Files of the polls whose time of day starts with the text given, such as {@code 20260105T}; all for an empty one. */
    public static List<Path> polls(final String prefix) throws IOException {
        final Path folder = require(CHAINS);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(POLL_PREFIX + prefix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** When a poll was made, as its file is named. */
    public static String time(final Path poll) {
        final String name = poll.getFileName().toString();
        return name.substring(POLL_PREFIX.length(), name.indexOf('.'));
    }

    /** All options of a poll, in its order, both currencies. */
    public static List<Option> read(final Path poll) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(poll)), StandardCharsets.UTF_8))) {
            final Map<String, Integer> columns = new HashMap<>();
            for (final String name : lines.readLine().split(",")) {
                columns.put(name, columns.size());
            }
            final List<Option> options = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                options.add(option(line.split(",", -1), columns));
            }
            return options;
        }
    }

    private static Option option(final String[] fields, final Map<String, Integer> columns) {
        return new Option(
                fields[columns.get("instrument_name")],
                fields[columns.get("currency")],
                fields[columns.get("option_type")].equals("call"),
                number(fields, columns, "strike"),
                fields[columns.get("expiry_datetime")],
                number(fields, columns, "time_to_maturity"),
                number(fields, columns, "bid_price"),
                number(fields, columns, "ask_price"),
                number(fields, columns, "mark_price"),
                number(fields, columns, "futures_price"),
                number(fields, columns, "implied_volatility"),
                number(fields, columns, "index_price"));
    }

    private static double number(final String[] fields, final Map<String, Integer> columns, final String name) {
        final String text = fields[columns.get(name)];
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /** A file or folder below the folder of recorded data; the test is skipped where it is absent. */
    public static Path require(final String name) {
        final Path data = data();
        assumeTrue(data != null, "no market data here: set STRIKEBOOK_DATA to a folder that holds " + name);
        final Path found = data.resolve(name);
        assumeTrue(Files.exists(found), "no " + found + " here");
        return found;
    }

    private static Path data() {
        final String given = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        if (given != null) {
            return Path.of(given);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        return null;
    }
}
