package io.strikebook.ipc.snapshot;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Grows as state is written to it: little-endian fields without padding, and named sections that {@link SnapshotInput} checks. */
public final class SnapshotOutput {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 16);
    private int length;

    /** Starts a section; reading it back under another name or version is an error. */
    public SnapshotOutput section(final String name, final int version) {
        return putString(name).putInt(version);
    }

    /** Writes 8 bytes. */
    public SnapshotOutput putLong(final long value) {
        buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
        return this;
    }

    /** Writes 4 bytes. */
    public SnapshotOutput putInt(final int value) {
        buffer.putInt(length, value, ByteOrder.LITTLE_ENDIAN);
        length += Integer.BYTES;
        return this;
    }

    /** Writes 1 byte: 1 for true. */
    public SnapshotOutput putBoolean(final boolean value) {
        buffer.putByte(length++, (byte) (value ? 1 : 0));
        return this;
    }

    /** Writes a length and UTF-8 bytes. */
    public SnapshotOutput putString(final String value) {
        final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        buffer.putBytes(length, bytes);
        length += bytes.length;
        return this;
    }

    /** The bytes written so far, from 0 to {@link #length()}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }
}
