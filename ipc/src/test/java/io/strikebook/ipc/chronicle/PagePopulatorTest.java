package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Populating never goes further than its bound and survives every change of block. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PagePopulatorTest {
    private static final int GROUPS = 60;
    private static final int FAULT_GROUPS = 1_500;
    private static final int FAULT_FRAME = 4_000;
    private static final long GROUP_NS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir
    Path folder;

    private long nowNs;

    @Test
    void isBoundedAndFollowsBlocks() {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);
        transport.create(folder);
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            assertThat(subscription.populate(nowNs, true)).isZero();
            for (int sequence = 1; sequence <= GROUPS; sequence++) {
                group(publication, sequence, longGroup(10));
                publication.flush();
                nowNs += GROUP_NS;
                awaitPopulated(housekeeper, sink, true);
                assertThat(pollAll(subscription)).hasSize(10);
                awaitPopulated(housekeeper, subscription, true);
                assumeTrue(sequence > 1 || !sink.populator().isUnsupported(), "this system cannot populate pages");
            }
            assertThat(sink.populator().isUnsupported()).isFalse();
            assertThat(subscription.populator().isUnsupported()).isFalse();
            // the rate is known from the second group on
            assertThat(sink.populator().pagesPopulated()).isBetween(5_000_000L / 4096, 12_000_000L / 4096);
            assertThat(subscription.populator().pagesPopulated()).isGreaterThan(1_000_000L / 4096);
        }
    }

    @Test
    void aThreadThatNeverIdlesPopulatesInLargeSteps() {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);
        transport.create(folder);
        try (ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            group(publication, 1, 100);
            publication.flush();
            final int pages = awaitPopulated(housekeeper, sink, false);
            assumeTrue(!sink.populator().isUnsupported(), "this system cannot populate pages");
            assertThat(pages).isEqualTo((int) (PagePopulator.BUSY_STEP_BYTES / 4096));
            assertThat(sink.populate(nowNs, false)).as("there is enough ahead").isZero();
        }
    }

    /** A thread that populates ahead takes almost no fault of its own, one that does not takes one for every page or so. */
    @Test
    void faultsAreTakenByPopulatingAndNotByAppending() {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, System::nanoTime);
        final long without = faultsOfAppending(transport, folder.resolve("without"), false);
        final long with = faultsOfAppending(transport, folder.resolve("with"), true);
        final long pages = (long) FAULT_GROUPS * FAULT_FRAME / 4096;
        assertThat(without).isGreaterThan(pages / 32); // the kernel may map sixteen at once
        assertThat(with).isLessThan(without / 8);
    }

    private long faultsOfAppending(final ChronicleTransport transport, final Path queue, final boolean populated) {
        transport.create(queue);
        final ThreadFaults faults = new ThreadFaults();
        try (ChroniclePublicationSink sink = transport.sink(queue);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            group(publication, 1, FAULT_FRAME);
            publication.flush();
            awaitPopulated(housekeeper, sink, false);
            assumeTrue(!sink.populator().isUnsupported(), "this system cannot populate pages");
            final long before = faults.soFar() - sink.populator().faultsMade();
            for (int sequence = 2; sequence <= FAULT_GROUPS + 1; sequence++) {
                group(publication, sequence, FAULT_FRAME);
                publication.flush();
                while (populated && sink.populate(nowNs, false) > 0) {
                    nowNs++;
                }
            }
            return faults.soFar() - sink.populator().faultsMade() - before;
        }
    }

    /** Steps until nothing is due, with the blocks that the housekeeper maps for it: it is waited for, however late it gets a CPU. */
    private int awaitPopulated(final Housekeeper housekeeper, final QueueEnd end, final boolean idle) {
        int pages = 0;
        int steps = 0;
        int quiet = 0;
        while (quiet < 2) {
            final int more = end.populate(nowNs, idle);
            while (!housekeeper.isIdle()) {
                Thread.onSpinWait();
            }
            pages += more;
            steps += more > 0 ? 1 : 0;
            quiet = more > 0 ? 0 : quiet + 1;
        }
        assertThat(steps * 4096L).isLessThanOrEqualTo(PagePopulator.MOST_AHEAD_BYTES);
        return pages;
    }
}
