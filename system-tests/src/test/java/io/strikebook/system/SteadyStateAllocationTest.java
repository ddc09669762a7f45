package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * In steady state no agent thread of any process allocates: measured in the real processes by the name of the thread,
 * over a million messages each and at least one change of the queues' files. What Chronicle makes for a new file and
 * block is made by the housekeepers; only its index keeps 304 bytes for each file and writing thread. The JVM itself
 * makes some strings on the thread whose code it links, while the code is still being compiled: hence the warm-up.
 */
@Isolated("a venue at a rate that takes the whole machine")
class SteadyStateAllocationTest {
    private static final long WARM_UP_MESSAGES = Long.getLong("strikebook.allocation.warmUp", 1_000_000);
    private static final long MESSAGES = Long.getLong("strikebook.allocation.messages", 1_000_000);
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(4);
    /** Less than opening one file would take; more than the JVM makes while it compiles (up to 8 kB seen, 0 after minutes). */
    private static final long MAX_BYTES = 16_384;

    /** What trickles in steadily would be in every interval; what the JVM makes now and then was in up to 5 of 250 on a busy machine. */
    private static final double MIN_QUIET_SHARE = 0.95;

    private static final VenueConfig CONFIG = new VenueConfig()
            .queues("MINUTELY", 64)
            .eventsPerSecond(50_000)
            .ordersPerSecond(40_000)
            .compiledFully();

    /** What was seen of one agent's thread. */
    private static final class Measured {
        private final Path file;
        private long firstWork;
        private long firstBytes;
        private long work;
        private long bytes;
        private int intervals;
        private int quiet;

        Measured(final Path file) {
            this.file = file;
        }

        void begin(final long workNow) {
            firstWork = workNow;
            work = workNow;
            firstBytes = AllocationProbe.allocatedBytes(file);
            bytes = firstBytes;
        }

        void sample(final long workNow) {
            final long bytesNow = AllocationProbe.allocatedBytes(file);
            if (workNow > work) {
                intervals++;
                quiet += bytesNow == bytes ? 1 : 0;
            }
            work = workNow;
            bytes = bytesNow;
        }

        long messages() {
            return work - firstWork;
        }

        long allocated() {
            return bytes - firstBytes;
        }

        double quietShare() {
            return (double) quiet / intervals;
        }

        @Override
        public String toString() {
            return String.format(
                    "%,d messages, %,d bytes, %d of %d intervals with none", messages(), allocated(), quiet, intervals);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noAgentThreadAllocates() {
        try (VenueProcesses venue = VenueProcesses.create("allocation", CONFIG)) {
            final Map<Role, Measured> measured = new EnumMap<>(Role.class);
            for (final Role role : Role.START_ORDER) {
                final Path file = venue.home().run().resolve(role.roleName() + ".allocation");
                measured.put(role, new Measured(file));
                venue.start(
                        role,
                        List.of(),
                        List.of(
                                AllocationProbe.class.getName(),
                                role.main().getName(),
                                file.toString(),
                                role.roleName()));
            }
            Role.START_ORDER.forEach(venue::awaitRunning);
            for (final Role role : Role.values()) {
                venue.await(role + " to warm up", PATIENCE_NS, () -> work(venue, role) > WARM_UP_MESSAGES);
            }
            final long filesBefore = files(venue);
            measured.forEach((role, seen) -> seen.begin(work(venue, role)));
            venue.await("messages and a roll", PATIENCE_NS, new Sampling(venue, measured, filesBefore)::isDone);
            venue.stopAll();
            measured.forEach((role, seen) -> System.out.println("allocation of " + role + ": " + seen));
            measured.forEach((role, seen) -> {
                assertThat(seen.allocated()).as(role + ": " + seen).isLessThan(MAX_BYTES);
                assertThat(seen.quietShare()).as(role + ": " + seen).isGreaterThan(MIN_QUIET_SHARE);
            });
            venue.succeeded();
        }
    }

    /** Samples every agent thread at an interval until all have seen enough. */
    private static final class Sampling {
        private final VenueProcesses venue;
        private final Map<Role, Measured> measured;
        private final long filesBefore;
        private long nextNs = System.nanoTime() + INTERVAL_NS;

        Sampling(final VenueProcesses venue, final Map<Role, Measured> measured, final long filesBefore) {
            this.venue = venue;
            this.measured = measured;
            this.filesBefore = filesBefore;
        }

        boolean isDone() {
            if (System.nanoTime() - nextNs < 0) {
                return false;
            }
            nextNs += INTERVAL_NS;
            measured.forEach((role, seen) -> seen.sample(work(venue, role)));
            return files(venue) > filesBefore
                    && measured.values().stream().allMatch(seen -> seen.messages() >= MESSAGES);
        }
    }

    private static long work(final VenueProcesses venue, final Role role) {
        return venue.mark(role).map(mark -> mark.counters().work()).orElse(0L);
    }

    /** Files of the spine: one more after each roll. */
    private static long files(final VenueProcesses venue) {
        try (Stream<Path> files = Files.list(venue.home().queue(QueueNames.COMMANDS))) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
