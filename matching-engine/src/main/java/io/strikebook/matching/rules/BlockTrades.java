package io.strikebook.matching.rules;

import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.schemas.RejectCode;

/**
 * Trades of two accounts that were agreed on outside the books. All legs trade, in their order and in one group, or none: refused where an
 * instrument is not open by now, with what the phase says, or where self-trade prevention has both accounts in one group, whatever their
 * modes. Positions change, and statistics count what traded, without a high, low or last price: no book, no trigger, no window of
 * market-maker protection does; open interest follows from positions.
 */
public final class BlockTrades {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final PositionMirror positions;
    private final AccountSettings settings;
    private final ExecutionListener listener;
    private final ForcedTrades forced;

    BlockTrades(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final PositionMirror positions,
            final AccountSettings settings,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.positions = positions;
        this.settings = settings;
        this.listener = listener;
        this.forced = new ForcedTrades(command, books, orders, positions, listener);
    }

    /** Takeovers and deleveragings. */
    public ForcedTrades forced() {
        return forced;
    }

    /** A trade agreed on outside the books: all of its legs or none. */
    public RejectCode trade(final BlockTerms block) {
        command.require(orders.isAccount(block.accountId), "account", block.accountId);
        command.require(orders.isAccount(block.counterpartyId), "account", block.counterpartyId);
        command.require(block.count > 0, "number of legs", block.count);
        for (int leg = 0; leg < block.count; leg++) {
            check(block, leg);
        }
        if (settings.isSelf(block.accountId, block.counterpartyId)) {
            return RejectCode.BLOCK_WITHIN_GROUP;
        }
        for (int leg = 0; leg < block.count; leg++) {
            final RejectCode phase =
                    PhaseRules.trading(books.get(block.instrumentIds[leg]).phase());
            if (phase != RejectCode.ACCEPTED) {
                return phase;
            }
        }
        for (int leg = 0; leg < block.count; leg++) {
            fill(block, leg);
        }
        return RejectCode.ACCEPTED;
    }

    private void check(final BlockTerms block, final int leg) {
        final int instrumentId = block.instrumentIds[leg];
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                book.instrument().underlyingId() == block.underlyingId && !book.isCombo(),
                "underlying of instrument",
                instrumentId);
        command.requireQuantity(block.lots[leg]);
        command.requirePrice(book, block.pricesE8[leg]);
        for (int before = 0; before < leg; before++) {
            command.require(block.instrumentIds[before] != instrumentId, "second leg of instrument", instrumentId);
        }
    }

    private void fill(final BlockTerms block, final int leg) {
        final int buyer = block.buys[leg] ? block.accountId : block.counterpartyId;
        final int seller = block.buys[leg] ? block.counterpartyId : block.accountId;
        final int instrumentId = block.instrumentIds[leg];
        positions.move(buyer, instrumentId, block.lots[leg]);
        positions.move(seller, instrumentId, -block.lots[leg]);
        final OrderBook book = books.get(instrumentId);
        command.touch(book);
        book.countOutside(block.pricesE8[leg], block.lots[leg]);
        listener.onBlockFill(
                command.nextTradeId(),
                block.blockId,
                leg,
                instrumentId,
                buyer,
                seller,
                block.pricesE8[leg],
                block.lots[leg]);
    }
}
