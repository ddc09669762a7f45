package io.strikebook.common.book;

/**
 * Prices as numbers of ticks and back. Dividing an exact multiple needs no division: the tick's power of two is shifted out and the rest is
 * multiplied by its inverse modulo 2^64 (Granlund and Montgomery 1994, section 9). Immutable.
 */
public final class TickGrid {
    /** Newton's iteration doubles the right bits; the first guess has five. */
    private static final int NEWTON_STEPS = 4;

    private final long tickE8;
    private final int shift;
    private final long inverse;

    /** A grid of positive steps, 1e-8, that zero is on. */
    public TickGrid(final long tickE8) {
        if (tickE8 <= 0) {
            throw new IllegalArgumentException("a tick of " + tickE8 + "e-8");
        }
        this.tickE8 = tickE8;
        this.shift = Long.numberOfTrailingZeros(tickE8);
        this.inverse = inverse(tickE8 >> shift);
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
        return (priceE8 >> shift) * inverse;
    }

    /** Whether a price is a multiple of the tick: of others, what {@link #ticks} gives is not the quotient but a number far too large. */
    public boolean holds(final long priceE8) {
        final long ticks = ticks(priceE8);
        final long product = ticks * tickE8;
        return product == priceE8 && Math.multiplyHigh(ticks, tickE8) == product >> Long.SIZE - 1;
    }
}
