package io.strikebook.sequencer.pretrade;

/**
 * Numbers of what a command made beside, or in place of, an order of its own: below every number that a command or a fill of a quote has,
 * and no two alike.
 */
final class LegNumbers {
    private static final int BITS = 12;
    private static final int OF_COMBINATION = 1 << BITS - 1;
    private static final long END = Long.MIN_VALUE + (1L << 60);
    private static final long PARTS = Long.MIN_VALUE + (1L << 61);

    private LegNumbers() {}

    /** Of a leg, counted from 0, of the order of a combination that a command is about. */
    static long ofCombination(final long sequence, final int leg, final boolean buy) {
        return of(sequence, leg, buy) | OF_COMBINATION;
    }

    /** Of the side of a leg, counted from 0, of the block trade that is the given command. */
    static long of(final long sequence, final int leg, final boolean buy) {
        return Long.MIN_VALUE + (sequence << BITS | (long) leg << 1 | (buy ? 1 : 0));
    }

    /** Of a linked order that is not the first of its command: above those of legs, and below all others too. */
    static long ofPart(final long orderId) {
        return PARTS + orderId;
    }

    /** Whether a number is that of a leg. */
    static boolean isOne(final long number) {
        return number < END;
    }

    /** Whether a number is that of a leg of a combination. */
    static boolean isOfCombination(final long number) {
        return isOne(number) && (number & OF_COMBINATION) != 0;
    }

    /** The command of a number. */
    static long sequenceOf(final long number) {
        return number - Long.MIN_VALUE >>> BITS;
    }
}
