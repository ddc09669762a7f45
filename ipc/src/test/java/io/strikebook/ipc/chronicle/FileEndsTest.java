package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows while one looks at it: its length of a moment ago says nothing of the documents of now. */
class FileEndsTest {
    private static final int GROUPS = 60_000;
    private static final long ZEROS = DocumentLayout.MAX_LENGTH + MemoryAdvice.PAGE_BYTES;
    private static final ChronicleTransport TRANSPORT =
            new ChronicleTransport(new ChronicleQueueSettings("TEST_DAILY", 1L << 20, 1_000), () -> 0);

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsWrittenIsNotTakenForOneThatWasCutShort() throws IOException {
        final Path directory = folder.resolve("queue");
        TRANSPORT.create(directory);
        final CompletableFuture<Void> writing;
        try (Publication publication = new GroupBuffer(TRANSPORT.sink(directory))) {
            TestGroups.group(publication, 1, 64);
            publication.flush();
            final Path file = QueueFiles.namesOf(directory).get(0);
            writing = CompletableFuture.runAsync(() -> {
                for (int sequence = 2; sequence <= GROUPS; sequence++) {
                    TestGroups.group(publication, sequence, 1_000);
                    publication.flush();
                }
            });
            int looks = 0;
            do {
                assertThat(HoleScan.readableTo(file, ZEROS)).isEqualTo(FileEnds.WHOLE);
                looks++;
            } while (!writing.isDone());
            writing.join();
            assertThat(looks).isGreaterThan(1);
        }
    }
}
