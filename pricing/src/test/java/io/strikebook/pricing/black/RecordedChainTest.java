package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Deribit's own marks of a calm day. Quotes of one poll are not simultaneous and volatilities are rounded, hence the tolerances. A
 * forward that is off by a share e moves a put in the money by e x strike / forward coins; in the two polls whose forwards lag, puts
 * at three and four times the forward miss by up to 1.1e-3 coin for that reason alone, so over the whole day the error is measured
 * per max(1, strike / forward).
 */
class RecordedChainTest {
    private static final String CALM_DAY = "deribit_options_snapshot_20260105T";
    private static final String FIRST_POLL = CALM_DAY + "041127Z";
    private static final String LAST_POLL = CALM_DAY + "212130Z";
    private static final double MEDIAN = 2e-5;
    private static final double WORST = 5e-4;

    private record Errors(List<Double> coins, List<Double> perLever) {}

    @Test
    void marksOfTheFirstAndTheLastPollFollowFromForwardAndVolatility() throws IOException {
        for (final String poll : List.of(FIRST_POLL, LAST_POLL)) {
            check(poll, errors(poll).coins());
        }
    }

    @Test
    void marksOfTheWholeDayFollowButForTheForwardsLag() throws IOException {
        final Errors errors = errors(CALM_DAY);
        assertThat(errors.coins().get(errors.coins().size() / 2)).isLessThanOrEqualTo(MEDIAN);
        check(CALM_DAY, errors.perLever());
    }

    private static void check(final String name, final List<Double> errors) {
        final double median = errors.get(errors.size() / 2);
        final double worst = errors.get(errors.size() - 1);
        System.out.println(name + ": " + errors.size() + " options, median error " + median + ", worst " + worst);
        assertThat(errors.size()).isGreaterThan(1_000);
        assertThat(median).isLessThanOrEqualTo(MEDIAN);
        assertThat(worst).isLessThanOrEqualTo(WORST);
    }

    private static Errors errors(final String prefix) throws IOException {
        final Path folder = chains();
        assumeTrue(folder != null, "no recorded option chains on this machine");
        final List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        assertThat(files).isNotEmpty();
        final Errors errors = new Errors(new ArrayList<>(), new ArrayList<>());
        for (final Path file : files) {
            addErrors(file, errors);
        }
        Collections.sort(errors.coins());
        Collections.sort(errors.perLever());
        return errors;
    }

    private static void addErrors(final Path file, final Errors errors) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            final Map<String, Integer> columns = new HashMap<>();
            for (final String name : lines.readLine().split(",")) {
                columns.put(name, columns.size());
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                final String[] fields = line.split(",", -1);
                final double forward = number(fields, columns, "futures_price");
                final double strike = number(fields, columns, "strike");
                final double price = Black76.price(
                        fields[columns.get("option_type")].equals("call"),
                        forward,
                        strike,
                        number(fields, columns, "time_to_maturity"),
                        number(fields, columns, "implied_volatility"));
                final double error = Math.abs(price / forward - number(fields, columns, "mark_price"));
                errors.coins().add(error);
                errors.perLever().add(error / Math.max(1, strike / forward));
            }
        }
    }

    private static double number(final String[] fields, final Map<String, Integer> columns, final String name) {
        return Double.parseDouble(fields[columns.get(name)]);
    }

    /** The folder given, else one named {@code shared/data} beside or above this module; null where there is none. */
    private static Path chains() {
        final String given = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        if (given != null) {
            return existing(Path.of(given));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            final Path found = existing(at.resolve("shared/data"));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Path existing(final Path data) {
        final Path folder = data.resolve("deribit/chain");
        return Files.isDirectory(folder) ? folder : null;
    }
}
