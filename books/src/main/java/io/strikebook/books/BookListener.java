package io.strikebook.books;

/**
 * What changes in books, as anyone may know it. {@code executions} says more: whose an order is, what an iceberg hides, which orders
 * wait for a trigger, who traded, which account's limits were reached. None of that comes here, and only what comes here is to be passed
 * on to the public. An order id is public, and so is that an order which reappears with the same id was an iceberg's next part.
 *
 * <p>Called within a group, frame by frame; all of one command is known once {@link #onGroupEnd} comes.
 */
public interface BookListener {
    /** Takes no notice. */
    BookListener NONE = new BookListener() {};

    /** An instrument was listed, with an empty book. */
    default void onListed(final FollowedBook book) {}

    /** The phase of an instrument changed. */
    default void onPhase(final FollowedBook book) {}

    /** An order is the last in the queue at its price. */
    default void onAdded(
            final FollowedBook book, final boolean buy, final long orderId, final long priceE8, final long shownLots) {}

    /**
     * An order shows another size in its place; {@code orderId} is its id from now on, and another than before where a quote was renewed.
     */
    default void onChanged(
            final FollowedBook book,
            final boolean buy,
            final long previousId,
            final long orderId,
            final long priceE8,
            final long shownLots) {}

    /** An order is not in the book any more. */
    default void onRemoved(final FollowedBook book, final boolean buy, final long orderId, final long priceE8) {}

    /** A trade: a print, without who and without the ids of orders. */
    default void onTrade(
            final FollowedBook book,
            final long tradeId,
            final boolean takerBuys,
            final long priceE8,
            final long lots,
            final long timestampNs) {}

    /** One leg of a block trade: a print beside the book, which it leaves as it is. */
    default void onBlockTrade(
            final FollowedBook book, final long tradeId, final long priceE8, final long lots, final long timestampNs) {}

    /** What a trade of a combination is in one leg: a print beside the leg's book, which it leaves as it is. */
    default void onLegTrade(
            final FollowedBook book,
            final long comboTradeId,
            final boolean takerBuys,
            final long priceE8,
            final long lots,
            final long timestampNs) {}

    /** What a combination can be sold and bought at in the books of its legs was published. */
    default void onImpliedTop(final FollowedBook book) {}

    /** What traded in the last day was published. */
    default void onStatistics(final FollowedBook book) {}

    /** All that one command caused has been told. */
    default void onGroupEnd(final long sequence, final long timestampNs) {}
}
