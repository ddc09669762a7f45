package io.strikebook.auditor.tree;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Shows an account that its balances are part of what the venue says it owes: the leaf, and the nodes beside the path from it to the
 * root. Needs nothing else to be checked; that the root is the one that everybody else was shown is for the customer to compare.
 *
 * @param stated      what the venue published
 * @param accountId   whose proof this is
 * @param nonce       of its leaf
 * @param balancesE12 of its leaf, by currency
 * @param path        from the leaf's sibling up
 */
public record InclusionProof(
        StatedLiabilities stated, int accountId, byte[] nonce, List<BigInteger> balancesE12, List<PathStep> path) {
    private static final String CODES = "[A-Z0-9]+(,[A-Z0-9]+)*";
    private static final int SUM_BITS = 127;

    /** What is wrong with it; empty where it is right. */
    public Optional<String> problem() {
        final Optional<String> malformed = malformed();
        if (malformed.isPresent()) {
            return malformed;
        }
        byte[] hash = new byte[FieldHash.LENGTH];
        final FieldHash leaf = new FieldHash()
                .begin(FieldHash.LEAF)
                .putLong(stated.sequence())
                .putInt(accountId)
                .putBytes(nonce);
        put(leaf, balancesE12).end(hash);
        List<BigInteger> sums = balancesE12;
        for (final PathStep step : path) {
            final byte[] above = new byte[FieldHash.LENGTH];
            if (step.siblingIsLeft()) {
                inner(step.hash(), step.sumsE12(), hash, sums, above);
            } else {
                inner(hash, sums, step.hash(), step.sumsE12(), above);
            }
            hash = above;
            sums = added(sums, step.sumsE12());
            if (!areSums(sums)) {
                return Optional.of("sums of the path do not stay within " + SUM_BITS + " bits");
            }
        }
        if (!MessageDigest.isEqual(hash, stated.treeHash())) {
            return Optional.of("the path does not lead to the tree's hash");
        }
        if (!sums.equals(stated.liabilitiesE12())) {
            return Optional.of("the sums along the path are not the liabilities stated");
        }
        return stated.isConsistent() ? Optional.empty() : Optional.of("the root is not the hash of what is stated");
    }

    /** Whether it has every hash and a number for each currency wherever there is one, right or wrong. */
    public boolean isComplete() {
        final int columns = stated.currencies().split(",", -1).length;
        return stated.currencies().matches(CODES)
                && balancesE12.size() == columns
                && stated.liabilitiesE12().size() == columns
                && stated.deficitsE12().size() == columns
                && stated.deficitAccounts().size() == columns
                && path.stream().allMatch(step -> step.sumsE12().size() == columns)
                && isHash(stated.root())
                && isHash(stated.treeHash())
                && isHash(nonce)
                && path.stream().allMatch(step -> isHash(step.hash()));
    }

    private Optional<String> malformed() {
        if (!isComplete()) {
            return Optional.of("a hash, or a currency's number, is missing or too many");
        }
        if (!areSums(balancesE12)
                || !areSums(stated.deficitsE12())
                || !path.stream().allMatch(step -> areSums(step.sumsE12()))) {
            return Optional.of("a negative or too large number");
        }
        if (path.size() > Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, stated.accounts() - 1))) {
            return Optional.of("the path is longer than a tree of " + stated.accounts() + " accounts is high");
        }
        return Optional.empty();
    }

    private static boolean isHash(final byte[] hash) {
        return hash.length == FieldHash.LENGTH;
    }

    private static boolean areSums(final List<BigInteger> numbers) {
        return numbers.stream().allMatch(number -> number.signum() >= 0 && number.bitLength() <= SUM_BITS);
    }

    private static List<BigInteger> added(final List<BigInteger> some, final List<BigInteger> others) {
        final List<BigInteger> sums = new ArrayList<>();
        for (int column = 0; column < some.size(); column++) {
            sums.add(some.get(column).add(others.get(column)));
        }
        return sums;
    }

    private static void inner(
            final byte[] left,
            final List<BigInteger> leftSums,
            final byte[] right,
            final List<BigInteger> rightSums,
            final byte[] result) {
        final FieldHash hash = new FieldHash().begin(FieldHash.INNER).putBytes(left);
        put(hash, leftSums).putBytes(right);
        put(hash, rightSums).end(result);
    }

    static FieldHash put(final FieldHash hash, final List<BigInteger> numbers) {
        numbers.forEach(
                number -> hash.putLong(number.shiftRight(Long.SIZE).longValue()).putLong(number.longValue()));
        return hash;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof InclusionProof
                && stated.equals(((InclusionProof) other).stated)
                && accountId == ((InclusionProof) other).accountId
                && Arrays.equals(nonce, ((InclusionProof) other).nonce)
                && balancesE12.equals(((InclusionProof) other).balancesE12)
                && path.equals(((InclusionProof) other).path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stated, accountId);
    }
}
