package io.strikebook.common.margin.model;

/**
 * How margin of positions on one underlying in one settlement currency (a <em>leg</em>) is computed. One object serves all accounts: what
 * differs between accounts is a book, a stretch of a {@code long[]} that only the model knows how to read, and that is the sum of what each
 * position adds. So a position that changes costs the same however many there are, a book can be saved, hashed and thrown away like any
 * number, and a slab may hold the books of all accounts.
 *
 * <p>A book is of one epoch of marks: what a position added must be taken out with the same {@link InstrumentRisk} it was added with. Where
 * marks moved, the book is cleared and all positions are added again, which is a re-mark.
 *
 * <p>Of one thread. Nothing here allocates after construction, and nothing depends on the order in which positions came.
 */
public interface MarginModel {
    /** How many numbers of an account's book there are. */
    int bookLength();

    /**
     * A position changes.
     *
     * @param at       where the book begins
     * @param risk     the instrument, as it was when {@code fromLots} were added
     * @param fromLots signed position before; 0 for none
     * @param toLots   signed position after
     * @return whether it was taken; else nothing changed, because the instrument has no scenarios yet, or the book would leave the range in
     *     which sums of 64 bits are safe. An account with a position that its book cannot take has to be treated as one whose margin is
     *     more than can be counted.
     */
    boolean move(long[] book, int at, InstrumentRisk risk, long fromLots, long toLots);

    /** Computes the margin of a book at the newest index and expiry factors that this model was told. */
    void evaluate(long[] book, int at, MarginFigures figures);
}
