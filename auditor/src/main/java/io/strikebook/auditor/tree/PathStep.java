package io.strikebook.auditor.tree;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One node beside the path from a leaf to the root.
 *
 * @param siblingIsLeft whether the node is the left one of the two
 * @param hash          its hash
 * @param sumsE12       its sums, by currency
 */
public record PathStep(boolean siblingIsLeft, byte[] hash, List<BigInteger> sumsE12) {
    static PathStep of(final boolean siblingIsLeft, final byte[] hash, final Sums sums) {
        return new PathStep(siblingIsLeft, hash.clone(), values(sums));
    }

    /** All of some sums as numbers. */
    static List<BigInteger> values(final Sums sums) {
        return IntStream.range(0, sums.columns()).mapToObj(sums::value).toList();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PathStep
                && siblingIsLeft == ((PathStep) other).siblingIsLeft
                && Arrays.equals(hash, ((PathStep) other).hash)
                && sumsE12.equals(((PathStep) other).sumsE12);
    }

    @Override
    public int hashCode() {
        return Objects.hash(siblingIsLeft, Arrays.hashCode(hash), sumsE12);
    }
}
