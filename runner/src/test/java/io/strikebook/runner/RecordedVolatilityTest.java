package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.orders.SharedData;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded fall of 29 January to 4 February 2026, chain by chain, through feeder, pricer and sequencer: margin of bitcoin rises with its
 * volatility, and every change says why. Chains are hours apart and last for seconds, so there is a sample every second, and an average of a
 * day.
 */
@Timeout(300)
class RecordedVolatilityTest {
    private static final String CONFIG = """
            time: recorded
            venue:
              underlyings: [BTC]
              index:
                thawNs: 0
              marks:
                trustAgainNs: 0
              volatility:
                rules: ["BTC higher 0.45 1 2.5"]
                sampleNs: 1000000000
                averageNs: 86400000000000
                intervalNs: 0
                lowerAfterNs: 43200000000000
            feeder:
              source: deribit
              pace: as-fast-as-possible
              maxEventsPerSecond: 500
              deribit:
                chains: [%s]
            """;

    /** A change, in words. */
    private record Change(String at, ScenarioChange reason, long levelE8, long rangeE8, long realisedE8) {
        static Change of(final SetScenarioSetCommandDecoder command) {
            return new Change(
                    Instant.ofEpochSecond(0, command.measuredNs()).toString(),
                    command.reason(),
                    command.levelE8(),
                    command.parameters().priceRangeE8(),
                    command.realisedE8());
        }
    }

    @TempDir
    private Path folder;

    private static String chains() throws Exception {
        final Path data = SharedData.require("README.md").getParent().resolve("deribit/chain");
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().matches(".*_2026(012[9]|013[01]|020[1-4])T.*"))
                    .sorted()
                    .map(file -> '"' + file.toString() + '"')
                    .collect(Collectors.joining(", "));
        }
    }

    private static List<Change> changes(final Home home) {
        final List<Change> changes = new ArrayList<>();
        final SetScenarioSetCommandDecoder command = new SetScenarioSetCommandDecoder();
        try (Recording recording = new Recording(home)) {
            final Subscription commands = recording.subscription(QueueNames.COMMANDS);
            while (commands.poll((buffer, offset, length) -> {
                if (FrameLayout.templateId(buffer, offset) == SetScenarioSetCommandDecoder.TEMPLATE_ID) {
                    command.wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                    assertThat(command.envelope().decision()).isEqualTo(RejectCode.ACCEPTED);
                    changes.add(Change.of(command));
                }
            })) {
                continue;
            }
        }
        return changes;
    }

    @Test
    void marginOfTheFallRisesWithItsVolatility() throws Exception {
        final Home home = Home.at(folder.resolve("home"));
        CaptureVenue.play(home, String.format(CONFIG, chains()));
        final List<Change> changes = changes(home);
        assertThat(changes)
                .extracting(change -> change.at().substring(0, 10) + ' ' + change.levelE8() / 1_000_000)
                .containsExactly(
                        "2026-01-29 200",
                        "2026-01-30 190",
                        "2026-01-31 240",
                        "2026-02-01 230",
                        "2026-02-03 220",
                        "2026-02-03 210",
                        "2026-02-04 200");
        assertThat(changes)
                .filteredOn(change -> change.reason() == ScenarioChange.VOLATILITY_ROSE)
                .as("only where it is higher than what asks for the level before")
                .allSatisfy(change -> assertThat(change.realisedE8()).isGreaterThan(80_000_000));
        assertThat(changes).allSatisfy(change -> assertThat(change.rangeE8()).isBetween(16_000_000L, 40_000_000L));
        Reruns.requireIdentical(home, true);
    }
}
