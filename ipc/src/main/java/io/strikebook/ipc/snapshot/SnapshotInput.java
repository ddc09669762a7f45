package io.strikebook.ipc.snapshot;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads what {@link SnapshotOutput} wrote, in the same order; anything else fails with what was expected and where. */
public final class SnapshotInput {
    private final DirectBuffer buffer;
    private final int end;
    private int position;

    /** Reads {@code length} bytes from {@code offset}. */
    public SnapshotInput(final DirectBuffer buffer, final int offset, final int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    /** Enters a section that must have this name and version. */
    public void section(final String name, final int version) {
        final int at = position;
        final String foundName = getString();
        final int foundVersion = getInt();
        if (!foundName.equals(name) || foundVersion != version) {
            throw new IllegalStateException("snapshot section at byte " + at + " is " + foundName + " version "
                    + foundVersion + ", expected " + name + " version " + version);
        }
    }

    /** Reads 8 bytes. */
    public long getLong() {
        return buffer.getLong(take(Long.BYTES), ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads 4 bytes. */
    public int getInt() {
        return buffer.getInt(take(Integer.BYTES), ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads 1 byte. */
    public boolean getBoolean() {
        return buffer.getByte(take(1)) != 0;
    }

    /** Reads a length and UTF-8 bytes. */
    public String getString() {
        final byte[] bytes = new byte[getInt()];
        buffer.getBytes(take(bytes.length), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether what was not read yet is exactly what an output holds. */
    public boolean contentEquals(final SnapshotOutput output) {
        if (output.length() != end - position) {
            return false;
        }
        for (int i = 0; i < output.length(); i++) {
            if (output.buffer().getByte(i) != buffer.getByte(position + i)) {
                return false;
            }
        }
        return true;
    }

    /** Fails unless everything was read. */
    public void end() {
        if (position != end) {
            throw new IllegalStateException("snapshot has " + (end - position) + " bytes more than its engine read");
        }
    }

    private int take(final int length) {
        if (length < 0 || position + length > end) {
            throw new IllegalStateException(
                    "snapshot ends at byte " + end + ", " + length + " more wanted at byte " + position);
        }
        final int at = position;
        position += length;
        return at;
    }
}
