package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After warm-up neither the writer nor the reader allocates, also when blocks and files change. */
class AllocationTest {
    private static final long WARM_UP = 300_000;
    private static final long ROLL_AT = 900_000;
    private static final long END = 1_600_000;

    /**
     * Chronicle's index keeps 304 bytes per file and writing thread; and the JVM itself makes some strings, once, on the thread whose
     * code it links (216, 752 and 1,672 bytes seen). One file opened on these threads would be tens of thousands.
     */
    private static final long ONE_OFF_BYTES = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private long readerBytes;
    private Throwable readerFailure;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void nothingIsAllocated(final boolean housekeepersPopulate) throws Exception {
        final ChronicleTransport transport =
                new ChronicleTransport(new ChronicleQueueSettings("TEST_SECONDLY", 64L << 20, 1_000), clockNs::get);
        transport.create(folder);
        final Thread reader = new Thread(() -> read(transport, housekeepersPopulate), "reader");
        reader.start();
        try (ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("writer-keeper", housekeepersPopulate)) {
            housekeeper.add(sink);
            write(publication, sink, 1, WARM_UP);
            allocated(); // the bean itself allocates on its first calls
            final long start = allocated();
            write(publication, sink, WARM_UP, END);
            final long end = allocated();
            reader.join();
            assertThat(readerFailure).isNull();
            assertThat(end - start).as("writer").isLessThan(ONE_OFF_BYTES);
            assertThat(readerBytes).as("reader").isLessThan(ONE_OFF_BYTES);
        }
    }

    private void write(final Publication publication, final QueueEnd end, final long from, final long to) {
        for (long sequence = from; sequence < to; sequence++) {
            if (sequence == ROLL_AT) {
                clockNs.addAndGet(5_000_000_000L);
            }
            publication.beginGroup(sequence, sequence);
            final int offset = publication.claim(FrameLayout.HEADER_LENGTH);
            done.wrapAndApplyHeader(publication.buffer(), offset, header);
            publication.commit(FrameLayout.HEADER_LENGTH);
            publication.endGroup();
            if (sequence % 3 != 0) {
                publication.flush();
            }
            if (sequence % 64 == 0) {
                end.populate(sequence * 1_000, false);
            }
        }
        publication.flush();
    }

    private void read(final ChronicleTransport transport, final boolean housekeeperPopulates) {
        final long[] seen = new long[1];
        final FrameHandler handler = (buffer, offset, length) -> seen[0]++;
        try (ChronicleSubscription subscription = transport.subscription(folder);
                Housekeeper housekeeper = new Housekeeper("reader-keeper", housekeeperPopulates)) {
            housekeeper.add(subscription);
            poll(subscription, handler, WARM_UP);
            allocated(); // the bean itself allocates on its first calls
            final long start = allocated();
            poll(subscription, handler, END);
            readerBytes = allocated() - start;
            if (seen[0] != END - 1) {
                throw new IllegalStateException("saw " + seen[0]);
            }
        } catch (final RuntimeException | Error e) {
            readerFailure = e;
        }
    }

    private static void poll(final ChronicleSubscription subscription, final FrameHandler handler, final long to) {
        int polls = 0;
        while (subscription.position() < to - 1) {
            if ((++polls & 63) == 0) {
                subscription.populate(0, false);
            }
            if (!subscription.poll(handler)) {
                Thread.onSpinWait();
            }
        }
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
