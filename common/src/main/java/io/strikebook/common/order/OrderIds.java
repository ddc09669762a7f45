package io.strikebook.common.order;

/** Order and trade ids: the sequence of the command that made them, shifted left by 12, plus an ordinal within that command. */
public final class OrderIds {
    /** Bits of the ordinal. */
    public static final int ORDINAL_BITS = 12;

    /** Most ids that one command can make. */
    public static final int MAX_ORDINAL = (1 << ORDINAL_BITS) - 1;

    private OrderIds() {}

    /** The id with the given ordinal, 0 to {@link #MAX_ORDINAL}. */
    public static long of(final long sequence, final int ordinal) {
        if (ordinal < 0 || ordinal > MAX_ORDINAL) {
            throw new IllegalArgumentException(
                    "ordinal " + ordinal + " of command " + sequence + " is outside 0.." + MAX_ORDINAL);
        }
        return sequence << ORDINAL_BITS | ordinal;
    }

    /** The sequence of the command that made the id. */
    public static long sequenceOf(final long id) {
        return id >>> ORDINAL_BITS;
    }
}
