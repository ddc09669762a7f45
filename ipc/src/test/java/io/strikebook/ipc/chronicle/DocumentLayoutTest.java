package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DocumentLayoutTest {
    private static final long SEQUENCE = 0x1112131415161718L;
    private static final int SEQUENCE_OF_FRAME = 16;
    private static final int MOST_GROUPS = GroupBuffer.CAPACITY / FrameLayout.HEADER_LENGTH;

    private final byte[] bytes = new byte[DocumentLayout.HEADER_LENGTH + FrameLayout.HEADER_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    private void write(final int groups, final int length) {
        sequence(SEQUENCE);
        DocumentLayout.write(buffer, 0, 0x0102030405060708L, SEQUENCE, groups, length);
    }

    private void sequence(final long sequence) {
        buffer.putLong(DocumentLayout.HEADER_LENGTH + SEQUENCE_OF_FRAME, sequence, ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void headerBytesAreFixed() {
        write(3, 0x1234);
        assertThat(HexFormat.of().formatHex(bytes, 0, DocumentLayout.HEADER_LENGTH))
                .isEqualTo("0807060504030201" + "8d840190");
        assertThat(DocumentLayout.clockNs(buffer, 0)).isEqualTo(0x0102030405060708L);
        assertThat(DocumentLayout.firstSequence(buffer, 0)).isEqualTo(SEQUENCE);
        assertThat(DocumentLayout.groupsEnded(buffer, 0)).isEqualTo(3);
        assertThat(DocumentLayout.length(buffer, 0)).isEqualTo(0x1234);
        assertThat(DocumentLayout.isOne(buffer, 0)).isTrue();
    }

    @Test
    void theLongestDocumentAndTheMostGroupsFit() {
        for (final int groups : new int[] {0, 1, MOST_GROUPS}) {
            write(groups, GroupBuffer.CAPACITY);
            assertThat(DocumentLayout.groupsEnded(buffer, 0)).isEqualTo(groups);
            assertThat(DocumentLayout.length(buffer, 0)).isEqualTo(GroupBuffer.CAPACITY);
            assertThat(DocumentLayout.isOne(buffer, 0)).isTrue();
        }
    }

    @Test
    void anyFlippedBitOfTheFirstSequenceShows() {
        write(1, 64);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            sequence(SEQUENCE ^ 1L << bit);
            assertThat(DocumentLayout.isOne(buffer, 0)).as("bit %d", bit).isFalse();
        }
    }
}
