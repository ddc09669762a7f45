package io.strikebook.common.hash;

/**
 * Hash of a set of entities that is kept up to date as they change: the sum of each entity's own hash, so that the order of changes
 * does not matter and no walk over the state is needed. Remove an entity's old hash before a change and add its new one after it.
 * Not thread safe; allocates nothing.
 */
public final class StateHash {
    /** Odd, and with about as many ones as zeroes; otherwise without a meaning. */
    private static final long KIND = 0xD1B54A32D192ED03L;

    private static final long FIRST = 0xC2B2AE3D27D4EB4FL;
    private static final long SECOND = 0xD6E8FEB86659FD93L;
    private static final long THIRD = 0xA0761D6478BD642FL;
    private static final long FOURTH = 0xE7037ED1A0B428DBL;
    private static final long FIFTH = 0x8EBC6AF09C88C6E3L;
    private static final long SIXTH = 0x589965CC75374CC3L;
    private static final long SEVENTH = 0xB492B66FBE98F273L;
    private static final long EIGHTH = 0x9FB21C651E98DF25L;

    private long value;

    /**
     * Hash of one entity from up to its kind and fields; {@code kind} keeps equal fields of different kinds apart. Each is multiplied by an
     * odd number of its own, the sum is spread: products do not wait for each other.
     */
    public static long of(final long kind, final long a, final long b, final long c, final long d) {
        return and(kind * KIND, a, b, c, d);
    }

    /** Hash of one entity with more fields, likewise. */
    public static long of(
            final long kind,
            final long a,
            final long b,
            final long c,
            final long d,
            final long e,
            final long f,
            final long g,
            final long h) {
        final long further = e * FIFTH + f * SIXTH + g * SEVENTH + h * EIGHTH;
        return mix(kind * KIND + a * FIRST + b * SECOND + c * THIRD + d * FOURTH + further);
    }

    /** Continues an entity's hash with four fields. */
    public static long and(final long hash, final long a, final long b, final long c, final long d) {
        return mix(hash + a * FIRST + b * SECOND + c * THIRD + d * FOURTH);
    }

    /** Continues an entity's hash with another field. */
    public static long and(final long hash, final long field) {
        return mix(hash ^ field);
    }

    /** A bijection that spreads every input bit over the result (finaliser of SplitMix64, Steele et al. 2014). */
    public static long mix(final long input) {
        long z = input + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Adds an entity's hash. */
    public void add(final long entityHash) {
        value += entityHash;
    }

    /** Takes an entity's hash away again. */
    public void remove(final long entityHash) {
        value -= entityHash;
    }

    /** The hash of all entities present. */
    public long value() {
        return value;
    }

    /** Starts from a value that a snapshot carried. */
    public void restore(final long snapshotValue) {
        value = snapshotValue;
    }
}
