package io.strikebook.common.book;

/** One price of one side, as a {@link LevelTree} files it. What waits there is the subclass's; pooled by its owner. */
public abstract class BookLevel {
    private static final long POISON = Long.MIN_VALUE;

    long priceE8 = POISON;
    LevelNode leaf;
    int slot;

    /** A level that is in no book. */
    protected BookLevel() {}

    /** Price of every order here. */
    public final long priceE8() {
        return priceE8;
    }

    /** The next level of the side, further from the other side, or null. */
    public BookLevel worse() {
        return leaf.worse(slot);
    }

    /** The next level of the side, closer to the other side, or null. */
    public BookLevel better() {
        return leaf.better(slot);
    }

    /** Says which price this is from now on, before it is put into a tree. */
    protected final void price(final long newPriceE8) {
        priceE8 = newPriceE8;
    }

    /** Forgets where it was, once it is out of its tree. */
    protected final void unprice() {
        priceE8 = POISON;
    }
}
