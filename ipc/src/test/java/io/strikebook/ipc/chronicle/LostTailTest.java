package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a power cut may leave of a file that was synced once: its first pages, with Chronicle's word on where the file ends and with the
 * index, are newer than its last ones. The writer goes on behind the last document that is there.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LostTailTest {
    private static final long WRITTEN = 5_000;
    private static final long KEPT = 2_500;
    private static final long AFTER = 6_000;

    @TempDir
    Path folder;

    private final ChronicleTransport transport =
            new ChronicleTransport(ChronicleQueueSettings.SMALL, () -> 1_700_000_000_000_000_000L);

    @Test
    void writerGoesOnBehindWhatIsThere() throws IOException {
        transport.create(folder);
        write(1, WRITTEN, 64);
        DurableCopy.clearAfter(transport, folder, KEPT);
        assertThat(transport.head(folder).sequence()).isEqualTo(KEPT);
        write(KEPT + 1, AFTER, 100);
        try (ChronicleSubscription subscription = transport.subscription(folder)) {
            assertThat(TestGroups.pollAll(subscription)).hasSize((int) AFTER).doesNotHaveDuplicates();
        }
        assertThat(HoleScan.holes(folder)).isEmpty();
        assertThat(transport.head(folder).sequence()).isEqualTo(AFTER);
        try (ChronicleSubscription subscription = transport.subscription(folder)) {
            for (long after = 0; after < AFTER; after += 499) {
                subscription.seekAfter(after);
                assertThat(subscription.peek()).isEqualTo(after + 1);
            }
        }
    }

    /** Of the last document all is there but its header, or only its first bytes; what comes after it is shorter. */
    @ParameterizedTest
    @ValueSource(ints = {200, 40, 20, 8})
    void aDocumentWithoutItsHeaderIsNoHole(final int left) throws IOException {
        transport.create(folder);
        write(1, 30, 200);
        DurableCopy.unfinish(folder, left);
        assertThat(HoleScan.holes(folder)).isEmpty();
        assertThat(transport.head(folder).sequence()).isEqualTo(29);
        write(30, 60, 40);
        try (ChronicleSubscription subscription = transport.subscription(folder)) {
            assertThat(TestGroups.pollAll(subscription)).hasSize(60).doesNotHaveDuplicates();
        }
        assertThat(HoleScan.holes(folder)).isEmpty();
    }

    @Test
    void bytesBehindADocumentWithoutItsHeaderAreBehindAHole() throws IOException {
        transport.create(folder);
        write(1, 30, 200);
        DurableCopy.unfinish(folder, 200);
        DurableCopy.writeBehindTheEnd(folder, 300);
        assertThat(HoleScan.holes(folder)).hasSize(1);
    }

    private void write(final long from, final long to, final int length) {
        try (Publication publication = new GroupBuffer(transport.sink(folder))) {
            publication.resume(from - 1, FrameHash.EMPTY);
            for (long sequence = from; sequence <= to; sequence++) {
                group(publication, sequence, length);
                publication.flush();
            }
        }
    }
}
