package io.strikebook.auditor.tree;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** The nonce of each leaf: HMAC-SHA-256, under the home's key, of a name, the sequence and the account. */
public final class LeafNonces {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] NAME = FieldHash.ascii("strikebook leaf");
    private static final int INPUT_LENGTH = Long.BYTES + Integer.BYTES;

    private final Mac mac;
    private final byte[] input = new byte[INPUT_LENGTH];

    /** Nonces under a key. */
    public LeafNonces(final byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Writes the nonce of an account as of a sequence, {@link FieldHash#LENGTH} bytes. */
    public void nonce(final long sequence, final int accountId, final byte[] nonce) {
        put(0, sequence, Long.BYTES);
        put(Long.BYTES, accountId, Integer.BYTES);
        mac.update(NAME);
        mac.update(input);
        try {
            mac.doFinal(nonce, 0);
        } catch (final ShortBufferException e) {
            throw new IllegalArgumentException("a nonce needs " + FieldHash.LENGTH + " bytes", e);
        }
    }

    private void put(final int offset, final long value, final int bytes) {
        for (int i = 0; i < bytes; i++) {
            input[offset + i] = (byte) (value >>> Byte.SIZE * (bytes - 1 - i));
        }
    }
}
