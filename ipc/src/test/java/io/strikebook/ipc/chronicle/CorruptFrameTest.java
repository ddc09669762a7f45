package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One byte changed in a file of the queue is found before the frame is handed out, and its place is named. */
class CorruptFrameTest {
    private static final long MARKED = 0x1122334455L;

    @TempDir
    Path folder;

    private final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);

    @BeforeEach
    void writeThreeGroups() {
        transport.create(folder);
        try (Publication publication = new GroupBuffer(transport.sink(folder))) {
            group(publication, 7, 40);
            publication.flush();
            group(publication, MARKED, 64, 48);
            publication.flush();
            group(publication, MARKED + 1, longGroup(12));
            publication.flush();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, frame length",
        "3, 64, frame length",
        "4, 255, block",
        "8, 1, schema",
        "12, 1, frame 1",
        "15, 128, frame 1",
        "16, 1, document header",
        "23, 128, document header",
        "-1, 128, document header",
        "-1, 8, document header",
        "-2, 1, groups end",
        "-4, 1, document header",
    })
    void isReportedWithItsPlace(final int byteOfFrame, final int flippedBits, final String what) throws IOException {
        flip(byteOfFrame, flippedBits);
        try (Subscription subscription = transport.subscription(folder)) {
            assertThat(subscription.poll((buffer, offset, length) -> {})).isTrue();
            assertThatThrownBy(() -> pollAll(subscription))
                    .isInstanceOf(CorruptFrameException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(".cq4")
                    .hasMessageContaining("after sequence")
                    .hasMessageContaining("document 0x")
                    .hasMessageContaining(what);
        }
    }

    @Test
    void cursorReportsTheSequenceBefore() throws IOException {
        flip(12, 1);
        try (FrameCursor cursor = transport.cursor(folder)) {
            assertThat(cursor.next()).isTrue();
            assertThatThrownBy(cursor::next)
                    .hasMessageContaining("after sequence 7")
                    .hasMessageContaining("frame 1");
        }
    }

    /** Changes a byte of the file, counted from the first frame of the group {@link #MARKED}. */
    private void flip(final int byteOfFrame, final int bits) throws IOException {
        try (var files = Files.list(folder)) {
            final Path file = files.filter(candidate -> candidate.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                final long at = find(bytes) - 16 + byteOfFrame;
                bytes.seek(at);
                final int before = bytes.read();
                bytes.seek(at);
                bytes.write(before ^ bits);
            }
        }
    }

    /** Where the sequence stands in the first frame: its first occurrence. */
    private static long find(final RandomAccessFile file) throws IOException {
        final byte[] content = new byte[1 << 20];
        file.readFully(content);
        final ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < content.length - 8; at += 4) {
            if (buffer.getLong(at) == MARKED) {
                return at;
            }
        }
        throw new AssertionError("group not found");
    }
}
