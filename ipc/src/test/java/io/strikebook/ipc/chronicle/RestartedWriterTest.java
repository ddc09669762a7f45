package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.ipc.recovery.ResumingSink;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer that stops, mostly in the middle of a long group, and goes on in another file, again and again, while a reader follows: the files
 * last some tens of milliseconds, so that restarts, changes of file and what the reader's housekeeper opens meet in every order. {@code
 * -Dstrikebook.writer.restarts=N} for more than the usual number.
 */
class RestartedWriterTest {
    private static final int RESTARTS = Integer.getInteger("strikebook.writer.restarts", 25);
    private static final int RECOMPUTED = 200;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int CLOCK_SPEED = 40;
    private static final int LONG_EVERY = KilledWriterMain.LONG_EVERY;

    @TempDir
    Path folder;

    private final KilledWriterGroups groups = new KilledWriterGroups();
    private volatile long written;
    private volatile boolean readerGone;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void everyGroupIsReadOnceAndWhole() throws Exception {
        final ChronicleTransport transport =
                new ChronicleTransport(KilledWriterMain.settings(), () -> CLOCK_SPEED * System.nanoTime());
        final Path queue = folder.resolve("queue");
        transport.create(queue);
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final Thread writer = new Thread(() -> writeAll(transport, queue), "writer");
        writer.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        try (ChronicleSubscription subscription = transport.subscription(queue);
                Housekeeper housekeeper = new Housekeeper("reader-keeper")) {
            housekeeper.add(subscription);
            writer.start();
            long deadline = System.nanoTime() + PATIENCE_NS;
            while (writer.isAlive() || groups.expected() <= written) {
                if (subscription.poll(groups::onFrame)) {
                    deadline = System.nanoTime() + PATIENCE_NS;
                } else {
                    subscription.populate(System.nanoTime(), true);
                    assertThat(System.nanoTime())
                            .as("deadline for group %d", groups.expected())
                            .isLessThan(deadline);
                }
            }
        } finally {
            readerGone = true;
            writer.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(groups.isBetweenGroups()).isTrue();
        assertThat(groups.expected() - 1)
                .isEqualTo(transport.head(queue).sequence())
                .isGreaterThan(RESTARTS);
    }

    private void writeAll(final ChronicleTransport transport, final Path queue) {
        final Random random = new Random(3);
        for (int restart = 0; restart < RESTARTS && !readerGone; restart++) {
            final ChroniclePublicationSink sink = transport.sink(queue);
            final QueueHead head = transport.head(queue);
            final long from = Math.max(0, head.sequence() - RECOMPUTED);
            final var recorded = transport.cursor(queue);
            recorded.seekAfter(from);
            // mostly up to the next long group
            final long last = random.nextInt(3) == 0
                    ? head.sequence() + 1 + random.nextInt(40)
                    : (head.sequence() / LONG_EVERY + 1) * LONG_EVERY - 1;
            try (Publication publication = new GroupBuffer(new ResumingSink("queue", recorded, sink));
                    Housekeeper housekeeper = new Housekeeper("keeper")) {
                housekeeper.add(sink);
                publication.resume(from, 0);
                for (long sequence = from + 1; sequence <= last; sequence++) {
                    TestGroups.group(publication, sequence, KilledWriterMain.frameLengths(sequence));
                    if (random.nextInt(3) == 0) {
                        publication.flush();
                    }
                    sink.populate(System.nanoTime(), random.nextBoolean());
                }
                publication.flush();
                written = last;
                beginLongGroup(publication, last + 1, random);
            }
        }
    }

    /** The beginning of the next group, where that is a long one, up to some frame. */
    private static void beginLongGroup(final Publication publication, final long sequence, final Random random) {
        if (sequence % LONG_EVERY == 0) {
            final int[] ofGroup = KilledWriterMain.frameLengths(sequence);
            publication.beginGroup(sequence, TestGroups.timestampNs(sequence));
            final int frames = 1 + random.nextInt(ofGroup.length - 1);
            for (int i = 0; i < frames; i++) {
                TestGroups.frame(publication, ofGroup[i], sequence + i);
            }
        }
    }
}
