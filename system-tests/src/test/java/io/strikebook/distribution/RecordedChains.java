package io.strikebook.distribution;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recorded chains of Deribit, where there are any.
 *
 * @param data the folder of recorded data
 */
record RecordedChains(Path data) {
    private static final String CHAIN = "deribit/chain";
    private static final int TIME = 0;
    private static final int NAME = 1;
    private static final int EXPIRY = 6;
    /** Longer than between any two snapshots. */
    private static final int MOST_DAYS = 30;

    /** In property strikebook.data, else STRIKEBOOK_DATA, else shared/data beside a parent folder; skips the test otherwise. */
    static RecordedChains find() {
        final String given = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        Path found = given == null ? null : Path.of(given).toAbsolutePath();
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            found = Files.isDirectory(at.resolve("shared/data")) ? at.resolve("shared/data") : null;
        }
        if (found == null || !Files.isDirectory(found.resolve(CHAIN))) {
            abort("no recorded chains: set strikebook.data or STRIKEBOOK_DATA to the folder that has " + CHAIN);
        }
        return new RecordedChains(found);
    }

    /** A shipped configuration with the data where it is, played as fast as it can be. */
    String config(final Path shipped) throws IOException {
        return Files.readString(shipped)
                .replace("../shared/data", data.toString())
                .replaceAll("maxEventsPerSecond: \\d+", "maxEventsPerSecond: 0");
    }

    /**
     * The name of every option that can be listed: not of one that expires within thirty days of when it is first seen, since the recording may
     * leap over that before its listing comes.
     */
    Set<String> instruments() throws IOException {
        final Set<String> names = new TreeSet<>();
        final Set<String> seen = new TreeSet<>();
        try (Stream<Path> files = Files.list(data.resolve(CHAIN))) {
            for (final Path file : files.filter(path -> path.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList()) {
                try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    reader.lines().skip(1).map(line -> line.split(",")).forEach(row -> {
                        if (seen.add(row[NAME]) && isListable(row)) {
                            names.add(row[NAME]);
                        }
                    });
                }
            }
        }
        return names;
    }

    private static boolean isListable(final String[] row) {
        return OffsetDateTime.parse(row[TIME]).plusDays(MOST_DAYS).isBefore(OffsetDateTime.parse(row[EXPIRY]));
    }
}
