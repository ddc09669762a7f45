package io.strikebook.matching.rules;

import io.strikebook.matching.auction.AuctionPrice;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.Side;
import java.util.function.ToLongFunction;

/**
 * The end of an auction: orders that cross trade at one price ({@link AuctionPrice}), best price first, then the earliest, also where
 * orders of one price otherwise share by size. Of two that trade, the later one is the taker, but never a post-only order.
 *
 * <ul>
 *   <li>All that is open of an iceberg trades in its place.
 *   <li>Reduce-only is clipped when it trades, and what has nothing left to reduce is cancelled.
 *   <li>Self-trades are prevented as the taker's account wants.
 *   <li>Trades of quotes and flagged orders count for protection, and a breach takes the group off before the next trade.
 *   <li>Where what went that way leaves orders that still cross, though not at the price, a price is computed again, from what is there
 *       then: of prices that are as good the one nearest to the reference price of that moment, which without a mark is the last trade.
 *   <li>One command makes at most {@link #MAX_FILLS} such trades, so that whatever it is about can still trade itself; the next command
 *       of the underlying or for all that is later goes on at the same price, and the phase stays an auction until then.
 * </ul>
 */
final class Uncrossing {
    /** Half of the trade ids that a command has. */
    static final int MAX_FILLS = MatchingRules.MAX_FILLS / 2;

    private final CurrentCommand command;
    private final Cancels cancels;
    private final SelfTrades selfTrades;
    private final Fills fills;
    private final Protections protections;
    private final AuctionPrice price = new AuctionPrice();

    Uncrossing(
            final CurrentCommand command,
            final Cancels cancels,
            final SelfTrades selfTrades,
            final Fills fills,
            final Protections protections) {
        this.command = command;
        this.cancels = cancels;
        this.selfTrades = selfTrades;
        this.fills = fills;
        this.protections = protections;
    }

    /**
     * Trades what crosses.
     *
     * @param reference the reference price of a book as it is
     * @return whether nothing crosses any more; else the price is kept, to go on at
     */
    boolean run(final OrderBook book, final ToLongFunction<OrderBook> reference) {
        while (book.isCrossed()) {
            long priceE8 = book.session().uncrossE8();
            if (!book.session().isUncrossing()) {
                price.compute(book, reference.applyAsLong(book));
                priceE8 = price.priceE8();
            }
            if (!tradeAt(book, priceE8)) {
                book.session().uncrossing(priceE8);
                return false;
            }
            book.session().uncrossed();
        }
        book.session().uncrossed();
        return true;
    }

    private boolean tradeAt(final OrderBook book, final long priceE8) {
        while (book.isCrossed()
                && book.best(Side.BUY).priceE8() >= priceE8
                && book.best(Side.SELL).priceE8() <= priceE8) {
            if (!command.mayUncross()) {
                return false;
            }
            command.touch(book);
            final Order bid = book.best(Side.BUY).first();
            final Order ask = book.best(Side.SELL).first();
            final boolean bidMakes = bid.postOnly() || !ask.postOnly() && bid.priority() < ask.priority();
            meet(book, bidMakes ? bid : ask, bidMakes ? ask : bid, priceE8);
        }
        return true;
    }

    /** Trades, or takes at least one of the two off. */
    private void meet(final OrderBook book, final Order maker, final Order taker, final long priceE8) {
        if (!selfTrades.allowedTo(taker) && selfTrades.isSelf(taker, maker)) {
            selfTrades.preventResting(book, taker, maker);
            return;
        }
        final long makerClip = maker.clipLots();
        final long takerClip = taker.clipLots();
        final long lots =
                Math.min(Math.min(maker.remainingLots(), makerClip), Math.min(taker.remainingLots(), takerClip));
        if (lots > 0) {
            fills.uncross(book, taker, maker, lots, priceE8);
        }
        leave(maker, makerClip == lots);
        leave(taker, takerClip == lots);
        if (protections.isDue()) {
            protections.stop(book, null);
        }
    }

    private void leave(final Order order, final boolean reducedAll) {
        if (order.remainingLots() == 0) {
            cancels.end(order);
        } else if (reducedAll) {
            cancels.resting(order, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
        }
    }
}
