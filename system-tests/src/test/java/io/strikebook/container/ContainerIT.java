package io.strikebook.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.strikebook.distribution.Commands;
import io.strikebook.distribution.Distribution;
import io.strikebook.ipc.home.Home;
import io.strikebook.system.HomeAudit;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** The distribution needs nothing but a base root and its runtime, and what it records there can be checked elsewhere. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ContainerIT {
    private static final String CONFIG = "queues:\n  blockSizeMb: 4\n"
            + "feeder:\n  simulator:\n    eventsPerSecond: 200\n"
            + "load:\n  ratePerSecond: 1000\n";

    private static final long COMMANDS = 3_000;

    @BeforeAll
    static void needsAnEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            final String word = "no container engine answers";
            if ("required".equals(System.getenv("STRIKEBOOK_CONTAINERS"))) {
                fail(word + ", and STRIKEBOOK_CONTAINERS says that one must");
            }
            abort(word + ": the container test is skipped");
        }
    }

    @Test
    void aVenueInAContainerTradesSurvivesKillsAndItsRecordingVerifiesOutside(@TempDir final Path folder)
            throws Exception {
        final Distribution distribution = Distribution.stage(ContainerIT.class).withRuntime();
        final String base = BaseImage.find(DockerClientFactory.instance().client());
        final Path home;
        try (VenueContainer venue = new VenueContainer(base, distribution, CONFIG)) {
            venue.start();
            venue.up();
            venue.awaitAnswered(COMMANDS);
            for (final String role : new String[] {"matching", "risk"}) {
                venue.kill(role);
                venue.strikebook("up", "--home", VenueContainer.HOME, "--only", role);
                venue.awaitAnswered(venue.answered() + COMMANDS);
            }
            venue.strikebook("down", "--home", VenueContainer.HOME);
            home = venue.copyHome(folder);
        }
        final HomeAudit.Report report = HomeAudit.of(Home.at(home));
        assertThat(report.commands()).isGreaterThan(3 * COMMANDS);
        assertThat(report.fills()).isPositive();
        final Commands.Result verified = distribution.strikebook("replay", home.toString(), "--verify");
        assertThat(verified.output()).contains("identical");
        assertThat(verified.exitCode()).isZero();
    }
}
