package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader that stands still costs its writer nothing, and itself nothing but time. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SlowReaderTest {
    private static final int FILES = 4;
    private static final int GROUPS_PER_FILE = 6_000;
    private static final int GROUPS_PER_DOCUMENT = 4;
    private static final int FRAME_LENGTH = 1_024;
    private static final int LONG_GROUP_EVERY = 1_500;

    private final AtomicLong clockMs = new AtomicLong(1_700_000_000_000L);
    private final ChronicleTransport transport = new ChronicleTransport(
            ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"),
            () -> TimeUnit.MILLISECONDS.toNanos(clockMs.get()));

    @TempDir
    Path folder;

    @Test
    void theWriterGoesOnForBlocksAndFilesAndTheReaderMissesNothing() throws IOException {
        final Path queue = folder.resolve("queue");
        final Path alone = folder.resolve("alone");
        transport.create(queue);
        transport.create(alone);
        final List<String> written = new ArrayList<>();
        try (ChronicleSubscription standing = transport.subscription(queue);
                ChronicleSubscription middle = transport.subscription(queue);
                Housekeeper readersKeeper = new Housekeeper("readers")) {
            readersKeeper.add(standing);
            readersKeeper.add(middle);
            final long bytes = write(queue, written, () -> {
                standing.poll((buffer, offset, length) -> {});
                while (middle.position() < GROUPS_PER_FILE / 2) {
                    middle.poll((buffer, offset, length) -> {});
                }
            });
            assertThat(standing.position()).isEqualTo(1);

            clockMs.set(1_700_000_000_000L);
            assertThat(write(alone, new ArrayList<>(), () -> {})).isEqualTo(bytes);
            assertThat(lengths(queue)).isEqualTo(lengths(alone)).hasSize(FILES);
            assertThat(bytes).isGreaterThan(4L * FILES << 20);

            final List<String> late = new ArrayList<>(written.subList(0, 1));
            late.addAll(TestGroups.pollAll(standing));
            assertThat(late).isEqualTo(written);
            assertThat(TestGroups.pollAll(middle))
                    .isEqualTo(written.subList(written.size() - late(middle, written), written.size()));
        }
    }

    /** How many frames follow the group at which the other reader stood. */
    private static int late(final ChronicleSubscription middle, final List<String> written) {
        assertThat(middle.position()).isEqualTo((long) FILES * GROUPS_PER_FILE);
        final String first = GROUPS_PER_FILE / 2 + 1 + "/0+" + FRAME_LENGTH + "!";
        return written.size() - written.indexOf(first);
    }

    /** Writes everything; after the first file's first half the readers take what they take, and stand still from then on. */
    private long write(final Path queue, final List<String> written, final Runnable readersStop) {
        try (Housekeeper keeper = new Housekeeper("writer");
                ChroniclePublicationSink sink = transport.sink(queue);
                Publication publication = new GroupBuffer(sink)) {
            keeper.add(sink);
            for (int file = 0; file < FILES; file++) {
                for (int i = 1; i <= GROUPS_PER_FILE; i++) {
                    final long sequence = (long) file * GROUPS_PER_FILE + i;
                    final int[] frames =
                            i % LONG_GROUP_EVERY == 0 ? TestGroups.longGroup(10) : new int[] {FRAME_LENGTH};
                    TestGroups.group(publication, sequence, frames);
                    for (int frame = 0; frame < frames.length; frame++) {
                        written.add(
                                sequence + "/" + frame + "+" + frames[frame] + (frame + 1 == frames.length ? "!" : ""));
                    }
                    if (sequence % GROUPS_PER_DOCUMENT == 0) {
                        publication.flush();
                    }
                    if (sequence == GROUPS_PER_FILE / 2) {
                        readersStop.run();
                    }
                }
                clockMs.addAndGet(1_000);
            }
            publication.flush();
            return sink.bytesWritten();
        }
    }

    private static List<Long> lengths(final Path queue) throws IOException {
        try (Stream<Path> files = Files.list(queue)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }
}
