package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.venue.VenueParameters;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A million orders, cancels, replaces and trades, with their answers and an epoch of all marks each 1,000: nothing is allocated. */
class SequencerAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int BURST = 5_000;
    private static final long LEAST_BYTES_PER_ORDER = 64;
    private static final long DECISIONS = 1_000_000;
    /** What the JVM links and compiles on the way: some forty times up to 650 bytes, whatever the number of orders. */
    private static final long ONE_OFF_BYTES = 8_192;

    @Test
    void steadyStateAllocatesNothing() {
        requireNoGarbage(new BusyVenue(VenueParameters.defaults(), 3, (template, accepted, elapsedNs) -> {}));
    }

    @Test
    void neitherDoesItWithEveryLimit() {
        final BusyVenue venue = new BusyVenue(BusyVenue.limited(), 3, (template, accepted, elapsedNs) -> {});
        venue.limitGreeks();
        requireNoGarbage(venue);
    }

    private static void requireNoGarbage(final BusyVenue venue) {
        venue.burst(BURST);
        for (int i = 0; i < WARM_UP; i++) {
            venue.step();
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long decidedBefore = venue.decided();
        final long acceptedBefore = venue.accepted();
        final long before = threads.getCurrentThreadAllocatedBytes();
        while (venue.decided() < decidedBefore + DECISIONS) {
            venue.step();
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(ONE_OFF_BYTES);
        assertThat(venue.accepted() - acceptedBefore).isGreaterThan(DECISIONS * 99 / 100);
    }

    /** Else the first time at which margin is behind makes objects for all orders of that time; what the test's own queues take is the same. */
    @Test
    void whereRoomWasMadeOrdersThatAreNotAnsweredTakeLittleNew() {
        final long without = allocatedByABurst(false);
        final long with = allocatedByABurst(true);
        assertThat(without - with).isGreaterThan(BURST * LEAST_BYTES_PER_ORDER);
    }

    private static long allocatedByABurst(final boolean room) {
        final BusyVenue venue = new BusyVenue(VenueParameters.defaults(), 3, (template, accepted, elapsedNs) -> {});
        if (room) {
            venue.sequencer.makeRoom();
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        venue.burst(BURST);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
