package io.strikebook.auditor.chain;

import io.strikebook.auditor.tree.FieldHash;
import java.security.DigestException;
import java.security.MessageDigest;
import org.agrona.DirectBuffer;

/**
 * Links, each of which is the hash of the one before and of all frames since. Of each command its own frames come first, then those of
 * margin's answer, each with all of its bytes, header and padding included; how frames were put into documents, and the clocks of those,
 * makes no difference. Numbers most significant byte first:
 *
 * <pre>
 * link = SHA-256(link before, 32 bytes | frames | root of liabilities, 32, zeros for none | first command, 8 | last command, 8 | frames, 8)
 * </pre>
 *
 * Before the first link stands the hash of the home's id, so that links of two homes are never the same. Allocates nothing after
 * construction.
 */
public final class HashChain {
    /** Where no root of liabilities belongs to a link. */
    public static final byte[] NO_ROOT = new byte[FieldHash.LENGTH];

    private static final int CAPACITY = 64 * 1024;

    private final MessageDigest digest = FieldHash.newDigest();
    private final byte[] bytes = new byte[CAPACITY];
    private final byte[] link = new byte[FieldHash.LENGTH];
    private int length;
    private long frames;

    /** What stands before the first link of a home. */
    public static byte[] origin(final String homeId) {
        return FieldHash.newDigest().digest(FieldHash.ascii("strikebook chain " + homeId));
    }

    /** Goes on behind a link; what was put since the one before is forgotten. */
    public void resume(final byte[] after) {
        System.arraycopy(after, 0, link, 0, link.length);
        begin();
    }

    private void begin() {
        digest.reset();
        digest.update(link);
        length = 0;
        frames = 0;
    }

    /** Puts a frame. */
    public void put(final DirectBuffer buffer, final int offset, final int frameLength) {
        if (length + frameLength > CAPACITY) {
            flush();
        }
        buffer.getBytes(offset, bytes, length, frameLength);
        length += frameLength;
        frames++;
    }

    /** Makes the link of what was put, and begins the next. */
    public void end(final byte[] root, final long fromSequence, final long toSequence) {
        flush();
        System.arraycopy(root, 0, bytes, 0, root.length);
        length = root.length;
        putLong(fromSequence);
        putLong(toSequence);
        putLong(frames);
        flush();
        try {
            digest.digest(link, 0, link.length);
        } catch (final DigestException e) {
            throw new IllegalStateException("a link is as long as a hash", e);
        }
        begin();
    }

    private void putLong(final long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void flush() {
        digest.update(bytes, 0, length);
        length = 0;
    }

    /** The last link made, or resumed behind; changes with the next. */
    public byte[] link() {
        return link;
    }
}
