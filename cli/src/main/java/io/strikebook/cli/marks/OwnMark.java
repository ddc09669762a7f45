package io.strikebook.cli.marks;

/** Our newest mark of an instrument. */
final class OwnMark {
    final OutsideMarket market;
    long priceE8 = OutsideMarket.NONE;
    long forwardE8;
    int ivE6;
    boolean stale;
    /** Of an option: far outside its quotes. */
    boolean outside;

    /** A mark of an instrument that an outside venue has too. */
    OwnMark(final OutsideMarket market) {
        this.market = market;
    }
}
