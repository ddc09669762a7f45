package io.strikebook.cli.marks;

/** Our newest mark of an instrument. */
final class OwnMark {
    final OutsideMarket outside;
    long priceE8 = OutsideMarket.NONE;
    long forwardE8;
    int ivE6;
    boolean stale;

    /** A mark of an instrument that an outside venue has too. */
    OwnMark(final OutsideMarket outside) {
        this.outside = outside;
    }
}
