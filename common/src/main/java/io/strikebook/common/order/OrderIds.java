package io.strikebook.common.order;

/**
 * Order and trade ids: the sequence of the command that made them, shifted left by 12, plus an ordinal within that command. Among order
 * ids the upper half of the ordinals is for quotes, so that an id tells what it is of.
 */
public final class OrderIds {
    /** Bits of the ordinal. */
    public static final int ORDINAL_BITS = 12;

    /** Most ids that one command can make. */
    public static final int MAX_ORDINAL = (1 << ORDINAL_BITS) - 1;

    /** Ordinals from here on are those of quotes, two for each entry of a mass quote. */
    private static final int FIRST_QUOTE = 1 << ORDINAL_BITS - 1;

    private OrderIds() {}

    /** The id of one side of an entry of a mass quote, entries counted from 0. */
    public static long ofQuote(final long sequence, final int entry, final boolean ask) {
        return of(sequence, FIRST_QUOTE + 2 * entry + (ask ? 1 : 0));
    }

    /** Whether an order id is that of a quote. */
    public static boolean isQuote(final long orderId) {
        return (orderId & FIRST_QUOTE) != 0;
    }

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
