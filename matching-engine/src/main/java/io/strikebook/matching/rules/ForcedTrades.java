package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;

/**
 * Trades of a takeover or a deleveraging: positions of an account in liquidation move to the insurance fund, or are closed against others,
 * whatever the phase and whoever belongs to whom. One is left out where the account does not have so much any more, or, to close it, where
 * the other one does not; margin asks again. As with block trades, statistics count the volume, and no book or trigger is touched.
 */
public final class ForcedTrades {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final PositionMirror positions;
    private final ExecutionListener listener;

    ForcedTrades(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final PositionMirror positions,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.positions = positions;
        this.listener = listener;
    }

    /**
     * One of them; of an instrument of another shard, nothing.
     *
     * @param requestNumber margin's
     * @param accountId     in liquidation: the buyer or the seller
     * @param bothReduce    whether the other one has to have the opposite position
     */
    public void trade(
            final long requestNumber,
            final int index,
            final int instrumentId,
            final int buyerId,
            final int sellerId,
            final long priceE8,
            final long lots,
            final int accountId,
            final boolean bothReduce) {
        final OrderBook book = books.get(instrumentId);
        if (book == null) {
            return;
        }
        command.require(orders.isAccount(buyerId), "account", buyerId);
        command.require(orders.isAccount(sellerId), "account", sellerId);
        command.require(buyerId != sellerId && !book.isCombo(), "forced trade of instrument", instrumentId);
        command.requireQuantity(lots);
        final boolean buyerHas = positions.of(buyerId, instrumentId).lots() <= -lots;
        final boolean sellerHas = positions.of(sellerId, instrumentId).lots() >= lots;
        final boolean reduces = accountId == buyerId ? buyerHas : sellerHas;
        if (!reduces || bothReduce && !(buyerHas && sellerHas) || !command.mayFill()) {
            return;
        }
        positions.move(buyerId, instrumentId, lots);
        positions.move(sellerId, instrumentId, -lots);
        command.touch(book);
        book.countOutside(priceE8, lots);
        listener.onBlockFill(
                command.nextTradeId(), requestNumber, index, instrumentId, buyerId, sellerId, priceE8, lots);
    }
}
