package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A housekeeper that populates leaves nothing of it to the threads of the ends. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PopulatingHousekeeperTest {
    private static final int FILES = 4;
    private static final int GROUPS_PER_FILE = 60;
    private static final int FRAMES = 5;
    private static final int FRAME = 10_000;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    @TempDir
    Path folder;

    private final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
    private final ChronicleTransport transport =
            new ChronicleTransport(new ChronicleQueueSettings("TEST_SECONDLY", 1L << 20, 1_000), clockNs::get);
    private final ThreadFaults faults = new ThreadFaults();

    private long nowNs;
    private long sequence;
    private long frames;
    private long faultsTaken;

    /** Across blocks and files: three blocks to a file, four files. */
    @Test
    void theThreadOfWriterAndReaderTakesNoFaultsAndPopulatesNothing() {
        transport.create(folder);
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper", true)) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            handOver(publication, subscription);
            letLook(housekeeper, sink, subscription);
            assumeTrue(!sink.populator().isUnsupported(), "this system cannot populate pages");
            final long documentsByTailer = subscription.documentsByTailer();
            faultsTaken = 0;
            for (int file = 0; file < FILES; file++) {
                for (int i = 0; i < GROUPS_PER_FILE; i++) {
                    handOver(publication, subscription);
                    letLook(housekeeper, sink, subscription);
                }
                // in its last quarter second a file's successor is made
                clockNs.addAndGet(900_000_000);
                letLook(housekeeper, sink, subscription);
                clockNs.addAndGet(100_000_000);
            }
            assertThat(frames).isEqualTo(sequence * FRAMES);
            assertThat(sink.appendsByChronicle()).isEqualTo(1);
            assertThat(subscription.documentsByTailer()).isEqualTo(documentsByTailer);
            final long pages = (long) FILES * GROUPS_PER_FILE * FRAMES * FRAME / MemoryAdvice.PAGE_BYTES;
            assertThat(sink.populator().pagesPopulated()).isGreaterThan(pages / 2);
            assertThat(subscription.populator().pagesPopulated()).isGreaterThan(pages / 2);
            assertThat(housekeeper.faultsMade()).as("on this thread").isZero();
            // what the JVM itself touches is less; unpopulated, the writer would fault on every page
            assertThat(faultsTaken).isLessThan(pages / 16);
        }
    }

    private void handOver(final Publication publication, final ChronicleSubscription subscription) {
        final FrameHandler count = (buffer, offset, length) -> frames++;
        final long before = faults.soFar();
        group(publication, ++sequence, longGroup(FRAMES));
        publication.flush();
        while (subscription.poll(count)) {
            assertThat(subscription.position()).isEqualTo(sequence);
        }
        faultsTaken += faults.soFar() - before;
    }

    /** Has the ends say where they are, and waits until the housekeeper has looked since; twice, for a reader finds a file once it is made. */
    private void letLook(final Housekeeper housekeeper, final QueueEnd... ends) {
        for (int round = 0; round < 2; round++) {
            nowNs += LOOK_NS;
            for (final QueueEnd end : ends) {
                assertThat(end.populate(nowNs, false)).isZero();
                assertThat(end.populate(nowNs, true)).isZero();
            }
            final long until = housekeeper.restsBegun() + 2;
            while (housekeeper.restsBegun() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /** It sees by itself also what is next; and never populates further than its bound. */
    @Test
    void populatesAheadOfAnEndThatStaysWhereItIs() {
        try (KeptWriter writer = new KeptWriter()) {
            assumeTrue(!writer.sink.populator().isUnsupported(), "this system cannot populate pages");
            final long pages = writer.sink.populator().pagesPopulated();
            assertThat(pages * MemoryAdvice.PAGE_BYTES)
                    .isBetween(
                            PagePopulator.HOUSEKEEPERS_LEAST_BYTES / 2,
                            PagePopulator.MOST_AHEAD_BYTES + PagePopulator.BUSY_STEP_BYTES);
            writer.letLook();
            assertThat(writer.sink.populator().pagesPopulated()).isEqualTo(pages);
        }
    }

    @Test
    void anErrorOfItsThreadReachesTheThreadOfEveryEnd() {
        try (KeptWriter writer = new KeptWriter()) {
            writer.housekeeper.add(new BrokenEnd());
            assertThatThrownBy(() -> {
                        while (writer.sink.populate(nowNs, false) == 0) {
                            Thread.onSpinWait();
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("thread keeper ended, which maps queues ahead")
                    .hasRootCauseMessage("cannot be called");
        }
    }

    /** A writer of one group, which a housekeeper that populates has looked after. */
    private final class KeptWriter implements AutoCloseable {
        private final ChroniclePublicationSink sink;
        private final Publication publication;
        private final Housekeeper housekeeper = new Housekeeper("keeper", true);

        KeptWriter() {
            transport.create(folder);
            sink = transport.sink(folder);
            publication = new GroupBuffer(sink);
            housekeeper.add(sink);
            group(publication, 1, FRAME);
            publication.flush();
            letLook();
        }

        void letLook() {
            PopulatingHousekeeperTest.this.letLook(housekeeper, sink);
        }

        @Override
        public void close() {
            housekeeper.close();
            publication.close();
        }
    }

    /** An end ahead of which nothing can be populated. */
    private static final class BrokenEnd implements QueueEnd {
        @Override
        public int populateAhead(final long nowNs) {
            throw new IllegalStateException("cannot be called");
        }

        @Override
        public int populate(final long nowNs, final boolean idle) {
            return 0;
        }

        @Override
        public PagePopulator populator() {
            return PagePopulator.forWriter(new HeldBlocks());
        }

        @Override
        public void keptBy(final Housekeeper housekeeper) {
            assertThat(housekeeper.populates()).isTrue();
        }

        @Override
        public boolean holdBlocks() {
            return false;
        }

        @Override
        public void releaseBlocks() {
            assertThat(Thread.currentThread().getName()).isNotEqualTo("keeper");
        }
    }
}
