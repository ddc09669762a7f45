package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.TestFiles;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queues with a file that was cut short, or that lost a page: readers hand out what is whole before that, and then name file and position.
 * Two files, of several blocks each.
 */
class CutFileTest {
    private static final int GROUPS = 60_000;
    private static final int IN_FIRST_FILE = 30_000;
    private static final int LONG_EVERY = 500;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int PAGE = 4_096;

    @TempDir
    private static Path shared;

    private static final AtomicLong CLOCK_NS = new AtomicLong(START_NS);
    private static final ChronicleTransport TRANSPORT =
            new ChronicleTransport(new ChronicleQueueSettings("TEST_SECONDLY", 1L << 20, 1_000), CLOCK_NS::get);

    @TempDir
    private Path folder;

    private Path queue;

    @BeforeAll
    static void record() {
        TRANSPORT.create(shared);
        try (Publication publication = new GroupBuffer(TRANSPORT.sink(shared))) {
            for (int sequence = 1; sequence <= GROUPS; sequence++) {
                CLOCK_NS.set(sequence <= IN_FIRST_FILE ? START_NS : START_NS + 5_000_000_000L);
                TestGroups.group(
                        publication,
                        sequence,
                        sequence % LONG_EVERY == 0 ? TestGroups.longGroup(8) : new int[] {48 + sequence % 9 * 4});
                publication.flush();
            }
        }
    }

    @BeforeEach
    void copy() throws IOException {
        queue = Files.createDirectory(folder.resolve("queue"));
        try (Stream<Path> files = Files.list(shared)) {
            for (final Path file : files.toList()) {
                Files.copy(file, queue.resolve(file.getFileName()));
            }
        }
        assertThat(files()).hasSize(2);
    }

    /** Anywhere: in what Chronicle writes for itself, in documents, in both blocks, at the sizes that files have while they grow. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                4,
                100,
                PAGE,
                70_000,
                150_000,
                300_001,
                1 << 20,
                (1 << 20) + 4,
                (1 << 20) + (1 << 18),
                2 << 20,
                -1,
                -2,
                -3,
                -4,
                -5,
                -8,
                -13,
                -16,
                -17,
                -60,
                -PAGE,
                -81_234
            })
    void isReadUpToTheCut(final long cut) throws IOException {
        requireDamage(1, cutShort(1, cut));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, PAGE, 150_000, 1 << 20, (1 << 20) + (1 << 18), -6, -8, -60, -81_234})
    void alsoWhereAWholeFileFollows(final long cut) throws IOException {
        requireDamage(0, cutShort(0, cut));
    }

    private long cutShort(final int file, final long cut) throws IOException {
        final long size = cut > 0 ? cut : TestFiles.end(files().get(file)) + cut;
        try (RandomAccessFile raw = new RandomAccessFile(files().get(file).toFile(), "rw")) {
            raw.setLength(size);
        }
        return size;
    }

    private void requireDamage(final int file, final long size) throws IOException {
        final String[] words = {
            queue.toString(),
            files().get(file).getFileName().toString(),
            "was cut short: it ends at byte " + size,
            "'strikebook check'"
        };
        final long first = file == 0 ? 1 : IN_FIRST_FILE + 1;
        final long[] read = {0};
        assertThatThrownBy(() -> {
                    try (Subscription subscription = TRANSPORT.subscription(queue)) {
                        while (subscription.poll((buffer, offset, length) -> {})) {
                            assertThat(subscription.position()).isEqualTo(++read[0]);
                        }
                    }
                })
                .isInstanceOf(CorruptFrameException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("document 0xffff");
        assertThat(read[0]).isBetween(first - 1, first + IN_FIRST_FILE - 1);
        final long[] seeks = {0, 1, read[0] / 2, read[0] - 1, read[0], GROUPS - 1, GROUPS};
        for (final long after : Arrays.copyOf(seeks, file == 0 ? 5 : 7)) {
            assertThatThrownBy(() -> readAfter(after))
                    .as("after %d", after)
                    .isInstanceOf(CorruptFrameException.class)
                    .hasMessageContainingAll(words);
        }
        if (file == 0 && read[0] > 0) {
            assertThat(TRANSPORT.head(queue).sequence())
                    .as("what is behind a damaged file can be read")
                    .isEqualTo(GROUPS);
            return;
        }
        assertThatThrownBy(() -> TRANSPORT.head(queue))
                .isInstanceOf(CorruptFrameException.class)
                .hasMessageContainingAll(words);
    }

    private void readAfter(final long after) {
        try (FrameCursor cursor = TRANSPORT.cursor(queue)) {
            cursor.seekAfter(after);
            while (cursor.next()) {
                assertThat(FrameLayout.sequence(cursor.buffer(), cursor.offset()))
                        .isGreaterThan(after);
            }
            cursor.requireEnd();
        }
    }

    /** Pages of short documents: a document begins in each, so that reading ends there. */
    @ParameterizedTest
    @ValueSource(ints = {22, 25, 54, 83})
    void aLostPageIsNoEnd(final int page) throws IOException {
        final Path file = files().get(1);
        final long at = (TestFiles.end(file) / PAGE - page) * PAGE;
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(new byte[PAGE]);
        }
        assertThatThrownBy(() -> readAfter(0))
                .isInstanceOf(CorruptFrameException.class)
                .hasMessageContainingAll(queue.toString(), file.getFileName().toString());
    }

    @Test
    void whatIsWholeHasItsEnd() {
        try (FrameCursor cursor = TRANSPORT.cursor(queue)) {
            long last = 0;
            while (cursor.next()) {
                last = FrameLayout.sequence(cursor.buffer(), cursor.offset());
            }
            cursor.requireEnd();
            assertThat(last).isEqualTo(GROUPS);
        }
        assertThat(TRANSPORT.head(queue).sequence()).isEqualTo(GROUPS);
    }

    private List<Path> files() throws IOException {
        return QueueFiles.namesOf(queue);
    }
}
