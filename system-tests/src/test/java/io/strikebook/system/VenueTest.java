package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole venue, from the first event to a clean stop. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class VenueTest {
    @Test
    void tradesAndStopsCleanly() {
        try (VenueProcesses venue = VenueProcesses.create("trades", new VenueConfig().ordersPerSecond(5_000))) {
            venue.startAll();
            venue.await("10,000 orders to be answered", () -> venue.written(Role.MARGIN) > 10_000);
            venue.stopAll();
            assertThat(venue.head(Role.MARGIN)).isEqualTo(venue.head(Role.RISK));
            HomeAudit.of(venue.home());
            Recordings.requireIdentical(venue.home());
            venue.succeeded();
        }
    }

    @Test
    void stopsCompletelyWhenAllProcessesAreSignalledAtOnce() {
        try (VenueProcesses venue = VenueProcesses.create("at-once", new VenueConfig().ordersPerSecond(5_000))) {
            venue.startAll();
            venue.await("10,000 orders to be answered", () -> venue.written(Role.MARGIN) > 10_000);
            venue.stopAllAtOnce();
            assertThat(venue.head(Role.MARGIN)).isEqualTo(venue.head(Role.RISK));
            Recordings.requireIdentical(venue.home());
            venue.succeeded();
        }
    }
}
