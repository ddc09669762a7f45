package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.FrameCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go while others have the queue open; readers that are past them, and new ones, go on. */
class QueueFilesTest {
    private static final long START_MS = 1_700_000_000_000L;

    private final AtomicLong clockMs = new AtomicLong(START_MS);
    private final ChronicleTransport transport = new ChronicleTransport(
            ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"),
            () -> TimeUnit.MILLISECONDS.toNanos(clockMs.get()));

    @TempDir
    Path folder;

    private Path queue;

    @BeforeEach
    void create() {
        queue = folder.resolve("queue");
        transport.create(queue);
    }

    /** Sequences of one file, the last group of a file longer than a document where asked. */
    private static void write(final Publication publication, final long from, final long to, final boolean longLast) {
        for (long sequence = from; sequence <= to; sequence++) {
            TestGroups.group(
                    publication, sequence, longLast && sequence == to ? TestGroups.longGroup(20) : new int[] {64});
            publication.flush();
        }
    }

    @Test
    void listsFilesWithTheirSequences() {
        assertThat(new QueueFiles(transport, queue).list()).isEmpty();
        try (Publication publication = new GroupBuffer(transport.sink(queue))) {
            write(publication, 1, 10, false);
            clockMs.addAndGet(5_000);
            write(publication, 11, 12, true);
            clockMs.addAndGet(1_000);
            write(publication, 13, 13, false);
            publication.beginGroup(14, TestGroups.timestampNs(14));
            for (int i = 0; i < 10; i++) {
                TestGroups.frame(publication, 10_000, i);
            }
            clockMs.addAndGet(1_000);
            publication.endGroup();
            publication.flush();
            final List<QueueFile> files = new QueueFiles(transport, queue).list();
            assertThat(files)
                    .extracting(QueueFile::firstSequence, QueueFile::lastSequence, QueueFile::beginsWithGroup)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, 10L, true),
                            org.assertj.core.groups.Tuple.tuple(11L, 12L, true),
                            org.assertj.core.groups.Tuple.tuple(13L, 14L, true),
                            org.assertj.core.groups.Tuple.tuple(14L, 14L, false));
            assertThat(files).allMatch(file -> Files.exists(file.path()) && file.bytes() >= 1 << 20);
            assertThat(files.get(0).endMs()).isEqualTo(START_MS + 1_000);
            assertThat(files.get(1).endMs()).isEqualTo(START_MS + 6_000);
        }
    }

    @Test
    void deletesUnderWritersAndReadersThatArePastTheFile() {
        try (Publication publication = new GroupBuffer(transport.sink(queue));
                ChronicleSubscription open = transport.subscription(queue);
                ChronicleSubscription unread = transport.subscription(queue);
                FrameCursor cursor = transport.cursor(queue)) {
            for (int file = 0; file < 5; file++) {
                write(publication, file * 10L + 1, file * 10L + 10, file == 2);
                clockMs.addAndGet(1_000);
            }
            open.seekAfter(25);
            assertThat(open.poll((buffer, offset, length) -> {})).isTrue();
            final QueueFiles files = new QueueFiles(transport, queue);
            final List<QueueFile> before = files.list();
            files.deleteOldest(before.get(0));
            files.deleteOldest(before.get(1));

            assertThat(files.list()).isEqualTo(before.subList(2, 5));
            assertThat(transport.head(queue).sequence()).isEqualTo(50);
            write(publication, 51, 60, false);
            clockMs.addAndGet(1_000);
            write(publication, 61, 62, false);
            assertReads(open, 27);
            assertReads(unread, 21);
            try (ChronicleSubscription fresh = transport.subscription(queue)) {
                assertReads(fresh, 21);
                fresh.seekAfter(20);
                assertReads(fresh, 21);
                fresh.seekAfter(44);
                assertReads(fresh, 45);
                fresh.seekAfter(3);
                assertReads(fresh, 21);
            }
            cursor.seekAfter(20);
            assertThat(cursor.next()).isTrue();
            assertThat(TestGroups.name(cursor.buffer(), cursor.offset(), cursor.length()))
                    .isEqualTo("21/0+64!");
        }
        try (Publication publication = new GroupBuffer(transport.sink(queue));
                ChronicleSubscription fresh = transport.subscription(queue)) {
            write(publication, 63, 63, false);
            fresh.seekAfter(61);
            assertReads(fresh, 62, 63);
        }
    }

    private static void assertReads(final ChronicleSubscription subscription, final long from) {
        assertReads(subscription, from, 62);
    }

    private static void assertReads(final ChronicleSubscription subscription, final long from, final long to) {
        long expected = from;
        while (subscription.poll((buffer, offset, length) -> {})) {
            assertThat(subscription.position()).isEqualTo(expected++);
        }
        assertThat(expected).isEqualTo(to + 1);
    }
}
