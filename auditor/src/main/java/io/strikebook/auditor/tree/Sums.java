package io.strikebook.auditor.tree;

import java.math.BigInteger;

/** A number that is not negative for each currency, 127 bits, in 1e-12 of the currency. A sum beyond that is an error, never a wrap. */
public final class Sums {
    private static final BigInteger LOW_MASK =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private final long[] high;
    private final long[] low;

    /** Zero in so many currencies. */
    public Sums(final int columns) {
        high = new long[columns];
        low = new long[columns];
    }

    /** How many currencies. */
    public int columns() {
        return low.length;
    }

    /** Upper 64 bits of one. */
    public long high(final int column) {
        return high[column];
    }

    /** Lower 64 bits of one. */
    public long low(final int column) {
        return low[column];
    }

    /** Zero in every currency. */
    public void clear() {
        for (int column = 0; column < low.length; column++) {
            high[column] = 0;
            low[column] = 0;
        }
    }

    /** Sets one; refuses a negative number. */
    public void set(final int column, final long value) {
        if (value < 0) {
            throw new IllegalArgumentException(value + " in a sum of what is owed");
        }
        high[column] = 0;
        low[column] = value;
    }

    /** Adds to one; refuses a negative number. */
    public void add(final int column, final long value) {
        if (value < 0) {
            throw new IllegalArgumentException(value + " in a sum of what is owed");
        }
        add(column, 0, value);
    }

    /** Adds all of another. */
    public void add(final Sums other) {
        for (int column = 0; column < low.length; column++) {
            add(column, other.high[column], other.low[column]);
        }
    }

    private void add(final int column, final long otherHigh, final long otherLow) {
        final long sum = low[column] + otherLow;
        final long carry = Long.compareUnsigned(sum, otherLow) < 0 ? 1 : 0;
        high[column] = Math.addExact(Math.addExact(high[column], otherHigh), carry);
        low[column] = sum;
    }

    /** Takes another's numbers. */
    public void copy(final Sums other) {
        System.arraycopy(other.high, 0, high, 0, high.length);
        System.arraycopy(other.low, 0, low, 0, low.length);
    }

    /** One as a number. */
    public BigInteger value(final int column) {
        return BigInteger.valueOf(high[column])
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low[column]).and(LOW_MASK));
    }
}
