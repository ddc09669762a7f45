package io.strikebook.common.order;

import io.strikebook.common.hash.StateHash;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What a client wrote on an order: up to 64 printable US-ASCII characters (32 to 126), padded with zeros; kept and compared as eight
 * words of eight bytes, the first character in the lowest byte. Mutable, so that one is filled anew for each message. Allocates nothing
 * after construction. Single-threaded.
 */
public final class Label {
    /** Most characters. */
    public static final int LENGTH = 64;

    private static final int WORDS = LENGTH / Long.BYTES;
    private static final int FIRST_PRINTABLE = 32;
    private static final int LAST_PRINTABLE = 126;

    private final long[] words = new long[WORDS];

    /** No characters. */
    public Label clear() {
        for (int i = 0; i < WORDS; i++) {
            words[i] = 0;
        }
        return this;
    }

    /** Takes over {@link #LENGTH} bytes, whatever they are: see {@link #isWellFormed}. */
    public Label read(final DirectBuffer buffer, final int offset) {
        for (int i = 0; i < WORDS; i++) {
            words[i] = buffer.getLong(offset + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        return this;
    }

    /** Takes over another label. */
    public Label set(final Label other) {
        for (int i = 0; i < WORDS; i++) {
            words[i] = other.words[i];
        }
        return this;
    }

    /** Eight bytes of it, the first in the lowest byte. */
    public long word(final int index) {
        return words[index];
    }

    /** Sets eight bytes of it. */
    public Label word(final int index, final long value) {
        words[index] = value;
        return this;
    }

    /** Number of words. */
    public static int words() {
        return WORDS;
    }

    /** Whether a well-formed label has no character. */
    public boolean isEmpty() {
        return words[0] == 0;
    }

    /** Whether printable characters are followed by zeros only. */
    public boolean isWellFormed() {
        boolean ended = false;
        for (int i = 0; i < LENGTH; i++) {
            final int character = (int) (words[i >>> 3] >>> ((i & 7) << 3)) & 0xFF;
            if (character == 0) {
                ended = true;
            } else if (ended || character < FIRST_PRINTABLE || character > LAST_PRINTABLE) {
                return false;
            }
        }
        return true;
    }

    /** Whether both have the same bytes. */
    public boolean matches(final Label other) {
        for (int i = 0; i < WORDS; i++) {
            if (words[i] != other.words[i]) {
                return false;
            }
        }
        return true;
    }

    /** Continues an entity's hash with this label; an empty one leaves it as it is. */
    public long hashInto(final long hash) {
        if (isEmpty()) {
            return hash;
        }
        long result = hash;
        for (int i = 0; i < WORDS; i++) {
            result = StateHash.and(result, words[i]);
        }
        return result;
    }

    /** The characters. Allocates. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            final char character = (char) (words[i >>> 3] >>> ((i & 7) << 3) & 0xFF);
            if (character != 0) {
                text.append(character);
            }
        }
        return text.toString();
    }
}
