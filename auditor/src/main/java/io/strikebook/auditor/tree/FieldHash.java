package io.strikebook.auditor.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over fields that are put one after the other, numbers most significant byte first. Allocates nothing after construction. */
public final class FieldHash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    /** What is hashed: a leaf, a node above two others, what is stated of the whole tree. No two can be taken for each other. */
    static final int LEAF = 0;

    static final int INNER = 1;
    static final int ROOT = 2;

    private static final int CAPACITY = 512;
    private static final int ASCII_MAX = 127;

    private final MessageDigest digest = newDigest();
    private final byte[] fields = new byte[CAPACITY];
    private int length;

    /** A digest of the JDK's. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Text of US-ASCII characters as bytes. */
    public static byte[] ascii(final String text) {
        final byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            if (text.charAt(i) > ASCII_MAX) {
                throw new IllegalArgumentException("'" + text + "' is not US-ASCII");
            }
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** Begins anew, with one byte that says what is hashed. */
    public FieldHash begin(final int kind) {
        digest.reset();
        length = 0;
        fields[length++] = (byte) kind;
        return this;
    }

    /** Puts 4 bytes. */
    public FieldHash putInt(final int value) {
        makeRoom(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            fields[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Puts 8 bytes. */
    public FieldHash putLong(final long value) {
        return putInt((int) (value >>> Integer.SIZE)).putInt((int) value);
    }

    /** Puts all bytes of an array. */
    public FieldHash putBytes(final byte[] bytes) {
        if (bytes.length > CAPACITY) {
            flush();
            digest.update(bytes, 0, bytes.length);
            return this;
        }
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, fields, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Puts 16 bytes for each sum. */
    public FieldHash putSums(final Sums sums) {
        for (int column = 0; column < sums.columns(); column++) {
            putLong(sums.high(column)).putLong(sums.low(column));
        }
        return this;
    }

    /** Writes the hash of what was put since {@link #begin}. */
    public void end(final byte[] hash) {
        flush();
        try {
            digest.digest(hash, 0, LENGTH);
        } catch (final DigestException e) {
            throw new IllegalArgumentException("a hash needs " + LENGTH + " bytes", e);
        }
    }

    private void makeRoom(final int bytes) {
        if (length + bytes > CAPACITY) {
            flush();
        }
    }

    private void flush() {
        digest.update(fields, 0, length);
        length = 0;
    }
}
