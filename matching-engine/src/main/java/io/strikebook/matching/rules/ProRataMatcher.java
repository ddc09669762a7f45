package io.strikebook.matching.rules;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.Side;

/**
 * Trades an arriving order in a book that shares by size: level by level, best price first, every order of a level met at once. Before
 * a level trades, each order there of the taker's own group, earliest first, is dealt with as the taker's account wants. Then every
 * order trades its share of {@link ProRata} in the order of time, each in one fill; what icebergs show next is shared once the round is over. A reduce-only order takes part once: what is left of
 * one where the taker goes on to the next level has nothing to reduce. A trade that breaches a group's protection, or acts on a linked order,
 * ends the round: what is left is shared anew among who is left.
 */
final class ProRataMatcher {

    private final CurrentCommand command;
    private final Cancels cancels;
    private final SelfTrades selfTrades;
    private final Protections protections;
    private final Fills fills;
    private final ProRata shares = new ProRata();
    private CancelReason selfTrade;

    /** The taker's own group was breached. */
    private boolean stopped;

    ProRataMatcher(
            final CurrentCommand command,
            final Cancels cancels,
            final SelfTrades selfTrades,
            final Protections protections,
            final Fills fills) {
        this.command = command;
        this.cancels = cancels;
        this.selfTrades = selfTrades;
        this.protections = protections;
        this.fills = fills;
    }

    /** Why the order that traded last is to be cancelled in place of a trade with its own group, or null. */
    CancelReason selfTrade() {
        return selfTrade;
    }

    /** Trades until nothing crosses, nothing is left, or a bound is met; returns what is left of the clip. */
    long trade(final OrderBook book, final Order taker, final long takerClip) {
        final Side makerSide = OrderBook.opposite(taker.side());
        final boolean mayMeetItself = selfTrades.allowedTo(taker);
        long clip = takerClip;
        selfTrade = null;
        stopped = false;
        while (!stopped && taker.remainingLots() > 0 && clip > 0 && command.mayFill() && book.crosses(taker)) {
            command.touch(book);
            final PriceLevel level = book.best(makerSide);
            if (mayMeetItself || !meetsItself(book, taker, level)) {
                clip = tradeLevel(book, taker, level, clip);
            } else if (selfTrade != null) {
                return clip;
            }
        }
        return clip;
    }

    /** Prevents trades with each own order of a level; whether there was any. The level may be gone after that. */
    private boolean meetsItself(final OrderBook book, final Order taker, final PriceLevel level) {
        boolean met = false;
        Order maker = level.first();
        while (maker != null && selfTrade == null) {
            final Order next = maker.nextInLevel();
            if (selfTrades.isSelf(taker, maker)) {
                selfTrade = selfTrades.prevent(book, taker, maker);
                met = true;
            }
            maker = next;
        }
        return met;
    }

    private long tradeLevel(final OrderBook book, final Order taker, final PriceLevel level, final long takerClip) {
        long clip = takerClip;
        shares.share(book, level, taker, Math.min(taker.remainingLots(), clip), command.nextPlanKey(), 0, null);
        fills.hasLinkActed();
        Order maker = level.first();
        for (int place = 0; place < shares.count(); place++) {
            final Order next = maker.nextInLevel();
            final long lots = shares.share(place);
            if (lots > 0 && !command.mayFill()) {
                return clip;
            }
            final long makerClip = maker.clipLots();
            final boolean clipped = lots < maker.shownLots();
            if (lots > 0) {
                fills.fill(book, taker, maker, lots);
                clip -= clip == Order.UNCLIPPED ? 0 : lots;
            }
            if (maker.remainingLots() == 0) {
                cancels.end(maker);
            } else if (makerClip == lots || clipped && shares.isExhausted()) {
                cancels.resting(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            } else if (maker.shownLots() == 0) {
                book.replenish(maker, command.lastTradeId());
            }
            if (protections.isDue()) {
                stopped = protections.stop(book, taker);
                return clip;
            }
            if (fills.hasLinkActed()) {
                return clip;
            }
            maker = next;
        }
        return clip;
    }
}
