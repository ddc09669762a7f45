package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.orderflow.load.LoadConfig;
import io.strikebook.orderflow.load.LoadMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration that the project ships is read as the processes will read it. */
class ConfigFilesTest {
    private static final Path SCRIPTS = scripts();

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS.resolve("config"))) {
            final Stream<Path> onAnyMachine = Stream.of(SCRIPTS.resolve("layouts/auto.yaml"));
            return Stream.concat(files.sorted().toList().stream(), onAnyMachine);
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void isAccepted(final Path file) {
        final HomeConfig config = HomeConfig.read(file);

        RoleSections.check(config, config.venue(), config.timeMode(), Instant.EPOCH);

        assertThat(config.roles()).contains("feeder", "pricer", "risk", "matching", "margin");
    }

    @Test
    void theDemoSendsThousandsOfRequestsPerSecond() {
        final HomeConfig config = HomeConfig.read(SCRIPTS.resolve("config/demo.yaml"));

        assertThat(LoadConfig.from(config.role(LoadMain.ROLE)).ratePerSecond()).isBetween(2_000L, 10_000L);
    }

    private static Path scripts() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(at.resolve("scripts/strikebook"))) {
            at = at.getParent();
        }
        return at.resolve("scripts");
    }
}
