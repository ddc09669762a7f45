package io.strikebook.common.book;

/**
 * Prices as numbers of ticks and back. Dividing an exact multiple needs no division: the tick's power of two is shifted out and the rest is
 * multiplied by its inverse modulo 2^64 (Granlund and Montgomery 1994, section 9). Immutable.
 */
public final class TickGrid {
    /** Newton's iteration doubles the right bits; the first guess has five. */
    private static final int NEWTON_STEPS = 4;

    private final int shift;
    private final long inverse;

    /** What multiples are between, of either sign, once they were multiplied: and what that is without the tick's power of two. */
    private final long offset;

    private final long bound;

    /** A grid of positive steps, 1e-8, that zero is on. */
    public TickGrid(final long tickE8) {
        if (tickE8 <= 0) {
            throw new IllegalArgumentException("a tick of " + tickE8 + "e-8");
        }
        this.shift = Long.numberOfTrailingZeros(tickE8);
        final long odd = tickE8 >> shift;
        this.inverse = inverse(odd);
        this.offset = Long.MAX_VALUE / odd & -1L << shift;
        this.bound = (offset >>> shift) * 2;
    }

    /** Of an odd number modulo 2^64. */
    private static long inverse(final long odd) {
        long inverse = 3 * odd ^ 2;
        for (int i = 0; i < NEWTON_STEPS; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** How many ticks a price is, which must be {@link #holds on the grid}; negative ones have negative ticks. */
    public long ticks(final long priceE8) {
        return priceE8 * inverse >> shift;
    }

    /**
     * Whether a price, any but the least number there is, is a multiple of the tick: what it was multiplied to then is between two bounds, and its
     * lowest bits, which turning makes the highest, are zero (H. Warren, "Hacker's Delight", 10-17).
     */
    public boolean holds(final long priceE8) {
        return Long.compareUnsigned(Long.rotateRight(priceE8 * inverse + offset, shift), bound) <= 0;
    }
}
