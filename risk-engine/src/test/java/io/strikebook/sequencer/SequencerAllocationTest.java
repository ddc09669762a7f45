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
    private static final long DECISIONS = 1_000_000;
    private static final long ONE_OFF_BYTES = 4_096;

    @Test
    void steadyStateAllocatesNothing() {
        final BusyVenue venue = new BusyVenue(VenueParameters.defaults(), 3, (template, accepted, elapsedNs) -> {});
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
}
