package io.strikebook.auditor.tree;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tree as its definition says it, by recursion over lists and with numbers of any size. */
final class LiabilityTwin {
    final byte[] hash;
    final List<BigInteger> sums;
    final byte[] root;

    private record Leaf(int accountId, byte[] nonce, List<BigInteger> balances) {}

    private record Node(byte[] hash, List<BigInteger> sums) {}

    /** @param equities by account and currency */
    LiabilityTwin(
            final byte[] key, final long sequence, final long timestampNs, final Map<Integer, List<Long>> equities)
            throws Exception {
        final List<Leaf> leaves = new ArrayList<>();
        final List<BigInteger> deficits =
                new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO));
        final long[] counts = new long[4];
        for (final Map.Entry<Integer, List<Long>> entry : equities.entrySet()) {
            final List<BigInteger> balances = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                final BigInteger equity = BigInteger.valueOf(entry.getValue().get(i));
                balances.add(equity.max(BigInteger.ZERO));
                if (equity.signum() < 0) {
                    deficits.set(i, deficits.get(i).subtract(equity));
                    counts[i]++;
                }
            }
            leaves.add(new Leaf(entry.getKey(), nonce(key, sequence, entry.getKey()), balances));
        }
        leaves.sort(Comparator.<Leaf>comparingInt(leaf -> new BigInteger(1, Arrays.copyOf(leaf.nonce(), 4))
                        .shiftRight(1)
                        .intValue())
                .thenComparingInt(Leaf::accountId));
        final Node top = node(leaves, sequence);
        hash = top.hash();
        sums = top.sums();
        final Bytes bytes = new Bytes(2).put8(sequence).put8(timestampNs).put8(leaves.size());
        final byte[] codes = "BTC,ETH,USDC,USD".getBytes();
        bytes.out.writeInt(codes.length);
        bytes.out.write(codes);
        bytes.out.write(hash);
        bytes.put16(sums).put16(deficits);
        for (final long count : counts) {
            bytes.put8(count);
        }
        root = bytes.sha256();
    }

    private static Node node(final List<Leaf> leaves, final long sequence) throws Exception {
        if (leaves.size() == 1) {
            final Leaf leaf = leaves.get(0);
            final Bytes bytes = new Bytes(0).put8(sequence);
            bytes.out.writeInt(leaf.accountId());
            bytes.out.write(leaf.nonce());
            return new Node(bytes.put16(leaf.balances()).sha256(), leaf.balances());
        }
        int left = 1;
        while (left * 2 < leaves.size()) {
            left *= 2;
        }
        final Node first = node(leaves.subList(0, left), sequence);
        final Node second = node(leaves.subList(left, leaves.size()), sequence);
        final Bytes bytes = new Bytes(1);
        bytes.out.write(first.hash());
        bytes.put16(first.sums());
        bytes.out.write(second.hash());
        bytes.put16(second.sums());
        final List<BigInteger> sums = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sums.add(first.sums().get(i).add(second.sums().get(i)));
        }
        return new Node(bytes.sha256(), sums);
    }

    private static byte[] nonce(final byte[] key, final long sequence, final int accountId) throws Exception {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("strikebook leaf");
        out.writeLong(sequence);
        out.writeInt(accountId);
        return mac.doFinal(bytes.toByteArray());
    }

    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Bytes(final int kind) throws IOException {
            out.writeByte(kind);
        }

        Bytes put8(final long value) throws IOException {
            out.writeLong(value);
            return this;
        }

        Bytes put16(final List<BigInteger> numbers) throws IOException {
            for (final BigInteger number : numbers) {
                final byte[] some = number.toByteArray();
                out.write(new byte[16 - some.length]);
                out.write(some);
            }
            return this;
        }

        byte[] sha256() throws NoSuchAlgorithmException {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        }
    }
}
