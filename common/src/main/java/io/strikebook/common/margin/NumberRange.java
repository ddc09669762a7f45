package io.strikebook.common.margin;

/**
 * How large prices and amounts may become, so that nothing that was accepted can overflow later. 64 bits at 1e-12 end at 9.2 million
 * coins (or dollars, for linear contracts).
 *
 * <p>Before trading, orders are refused whose fills could make a position of more than {@link #MAX_ORDERED_E12}; hence every fill and
 * every change of a position's cost is below it. Marks move afterwards: margin counts positions up to {@link #MAX_HELD_E12}, the double,
 * and what would be more as exactly that.
 */
public final class NumberRange {
    /** Largest price that is counted with, 1e-8: 5.6 million, so that a price at 1e-12 still fits 64 bits. */
    public static final long MAX_PRICE_E8 = 1L << 49;

    /** What a position with all open orders of its side may be worth when an order is accepted, 1e-12 of the settlement currency. */
    public static final long MAX_ORDERED_E12 = 1L << 61;

    /** Largest amount that margin states, either sign, 1e-12: the difference of any two of them fits 64 bits. */
    public static final long MAX_HELD_E12 = (1L << 62) - 1;

    private NumberRange() {}

    /** The amount, or the nearest one in range. */
    public static long clampE12(final long amountE12) {
        return Math.max(-MAX_HELD_E12, Math.min(amountE12, MAX_HELD_E12));
    }
}
