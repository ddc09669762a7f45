package io.strikebook.auditor.tree;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the venue publishes of a tree.
 *
 * @param sequence        command after which it was
 * @param timestampNs     venue time of that
 * @param accounts        leaves
 * @param currencies      their codes, with commas between
 * @param treeHash        of the root node
 * @param liabilitiesE12  what is owed, by currency
 * @param deficitsE12     negative equities, turned positive, by currency; not taken off what is owed
 * @param deficitAccounts how many have one, by currency
 * @param root            hash of all of this
 */
public record StatedLiabilities(
        long sequence,
        long timestampNs,
        long accounts,
        String currencies,
        byte[] treeHash,
        List<BigInteger> liabilitiesE12,
        List<BigInteger> deficitsE12,
        List<Long> deficitAccounts,
        byte[] root) {
    /** A statement whose root follows from the rest; copies what may change. */
    static StatedLiabilities of(
            final long sequence,
            final long timestampNs,
            final long accounts,
            final String currencies,
            final byte[] treeHash,
            final Sums liabilities,
            final Sums deficits,
            final long[] deficitAccounts) {
        final StatedLiabilities stated = new StatedLiabilities(
                sequence,
                timestampNs,
                accounts,
                currencies,
                treeHash.clone(),
                PathStep.values(liabilities),
                PathStep.values(deficits),
                Arrays.stream(deficitAccounts).boxed().toList(),
                new byte[FieldHash.LENGTH]);
        System.arraycopy(stated.expectedRoot(), 0, stated.root, 0, FieldHash.LENGTH);
        return stated;
    }

    /** The root's hash as it follows from everything else. */
    public byte[] expectedRoot() {
        final byte[] codes = FieldHash.ascii(currencies);
        final FieldHash hash = new FieldHash()
                .begin(FieldHash.ROOT)
                .putLong(sequence)
                .putLong(timestampNs)
                .putLong(accounts)
                .putInt(codes.length)
                .putBytes(codes)
                .putBytes(treeHash);
        InclusionProof.put(hash, liabilitiesE12);
        InclusionProof.put(hash, deficitsE12);
        deficitAccounts.forEach(hash::putLong);
        final byte[] expected = new byte[FieldHash.LENGTH];
        hash.end(expected);
        return expected;
    }

    /** Whether the root is the hash of everything else. */
    public boolean isConsistent() {
        return MessageDigest.isEqual(expectedRoot(), root);
    }

    /** How many currencies there are. */
    public int columns() {
        return liabilitiesE12.size();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof StatedLiabilities && isEqual((StatedLiabilities) other);
    }

    private boolean isEqual(final StatedLiabilities other) {
        return sequence == other.sequence
                && timestampNs == other.timestampNs
                && accounts == other.accounts
                && currencies.equals(other.currencies)
                && Arrays.equals(treeHash, other.treeHash)
                && liabilitiesE12.equals(other.liabilitiesE12)
                && deficitsE12.equals(other.deficitsE12)
                && deficitAccounts.equals(other.deficitAccounts)
                && Arrays.equals(root, other.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sequence, Arrays.hashCode(root));
    }
}
