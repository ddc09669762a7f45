package io.strikebook.ipc.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameHashTest {
    private static final int LENGTH = 76;
    private static final long GOLDEN = 2270722786718805796L;

    private final byte[] bytes = new byte[LENGTH + 8];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    @Test
    void everyBitCounts() {
        new Random(1).nextBytes(bytes);
        final Set<Long> hashes = new HashSet<>();
        hashes.add(hash(4));
        for (int bit = 0; bit < LENGTH * 8; bit++) {
            bytes[4 + bit / 8] ^= (byte) (1 << bit % 8);
            hashes.add(hash(4));
            bytes[4 + bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(hashes).hasSize(LENGTH * 8 + 1);
    }

    @Test
    void valueIsFixedWhereverTheFrameLies() {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        final long atFour = hash(4);
        System.arraycopy(bytes, 4, bytes, 0, LENGTH);
        assertThat(hash(0)).isEqualTo(atFour).isEqualTo(GOLDEN);
    }

    private long hash(final int offset) {
        return FrameHash.update(FrameHash.EMPTY, buffer, offset, LENGTH);
    }
}
