package io.strikebook.matching.rules;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;

/**
 * How much of an order would trade now: the walk that {@link Matcher} would take, with quantities, positions and
 * protection planned, not moved.
 */
final class FillPlan {
    private final CurrentCommand command;
    private final SelfTrades selfTrades;
    private final Protections protections;
    private final ProRata shares = new ProRata();
    private long key;
    private long openLots;
    private long clipLots;
    private long plannedLots;

    /** Planned with other accounts: so far the taker's own position moves. */
    private long movedLots;

    private int fills;
    private int fillsLeft;

    /** Whether an iceberg of the level has more to show. */
    private boolean hidden;

    FillPlan(final CurrentCommand command, final SelfTrades selfTrades, final Protections protections) {
        this.command = command;
        this.selfTrades = selfTrades;
        this.protections = protections;
    }

    /**
     * Lots that would trade if the order arrived now; what self-trade prevention takes away, and what no trade id is left for, is none.
     *
     * @param clip most that a reduce-only order may trade
     */
    long tradableLots(final OrderBook book, final Order taker, final long clip) {
        key = command.nextPlanKey();
        openLots = taker.remainingLots();
        clipLots = clip;
        plannedLots = 0;
        movedLots = 0;
        fills = 0;
        fillsLeft = command.fillsLeft();
        final SelfTradePrevention mode = selfTrades.modeOf(taker);
        final Side makerSide = OrderBook.opposite(taker.side());
        PriceLevel level = book.best(makerSide);
        while (level != null && taker.reaches(level.priceE8()) && mayGoOn()) {
            if (!(book.isProRata() ? meetBySize(book, level, taker, mode) : meet(book, level, taker, mode))) {
                return plannedLots;
            }
            level = level.worse();
        }
        return plannedLots;
    }

    private boolean mayGoOn() {
        return openLots > 0 && clipLots > 0 && fills < fillsLeft;
    }

    /** Whether the walk goes on after the orders of a level: once round for what is shown, and again for what icebergs show next. */
    private boolean meet(
            final OrderBook book, final PriceLevel level, final Order taker, final SelfTradePrevention mode) {
        hidden = false;
        boolean goesOn = meetAll(book, level, taker, mode);
        while (goesOn && hidden && mayGoOn()) {
            hidden = false;
            goesOn = meetIcebergs(book, level, taker);
        }
        return goesOn;
    }

    private boolean meetIcebergs(final OrderBook book, final PriceLevel level, final Order taker) {
        for (Order maker = level.first(); maker != null && mayGoOn(); maker = maker.nextInLevel()) {
            final OrderDetails details = maker.details();
            if (details == null || !details.isIceberg() || details.plannedLots(key) == 0) {
                continue;
            }
            if (taker.mmp() && protections.isStoppedInPlan(book, taker, key)) {
                return false;
            }
            final long leftLots = maker.remainingLots() - details.plannedLots(key);
            if (leftLots > 0 && !(maker.mmp() && protections.isStoppedInPlan(book, maker, key))) {
                trade(book, taker, maker, Math.min(details.displayLots(), leftLots));
            }
        }
        return true;
    }

    private boolean meetAll(
            final OrderBook book, final PriceLevel level, final Order taker, final SelfTradePrevention mode) {
        for (Order maker = level.first(); maker != null && mayGoOn(); maker = maker.nextInLevel()) {
            if (taker.mmp() && protections.isStoppedInPlan(book, taker, key)) {
                return false;
            }
            if (maker.mmp() && protections.isStoppedInPlan(book, maker, key)) {
                continue;
            }
            if (mode == SelfTradePrevention.NONE || !selfTrades.isSelf(taker, maker)) {
                if (!maker.isLinked()) {
                    trade(book, taker, maker, maker.shownLots());
                } else if (openInPlan(maker) > 0) {
                    trade(book, taker, maker, openInPlan(maker));
                }
            } else if (mode == SelfTradePrevention.DECREMENT) {
                openLots -= Math.min(openLots, maker.remainingLots());
            } else if (mode != SelfTradePrevention.CANCEL_MAKER) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same where all orders of a level are met at once: its own first, then each other trades its share. What a breach of a group
     * would leave to be shared is not known before, nor who shares what icebergs show next; so the plan ends at a level with an order
     * under protection or a linked one, and after what icebergs show now.
     */
    private boolean meetBySize(
            final OrderBook book, final PriceLevel level, final Order taker, final SelfTradePrevention mode) {
        if (taker.mmp() || hasProtected(level)) {
            return false;
        }
        final boolean prevents = mode != SelfTradePrevention.NONE;
        if (prevents && mode != SelfTradePrevention.CANCEL_MAKER) {
            for (Order maker = level.first(); maker != null; maker = maker.nextInLevel()) {
                if (selfTrades.isSelf(taker, maker)) {
                    if (mode != SelfTradePrevention.DECREMENT) {
                        return false;
                    }
                    openLots -= Math.min(openLots, maker.remainingLots());
                }
            }
        }
        final long wanted = Math.min(openLots, clipLots);
        shares.share(book, level, taker, wanted, key, movedLots, prevents ? selfTrades : null);
        Order maker = level.first();
        for (int place = 0; place < shares.count() && mayGoOn(); place++) {
            movedLots += maker.position() == taker.position() ? 0 : shares.share(place);
            planned(shares.share(place));
            maker = maker.nextInLevel();
        }
        return !hidesSome(level, taker, prevents);
    }

    private static boolean hasProtected(final PriceLevel level) {
        for (Order maker = level.first(); maker != null; maker = maker.nextInLevel()) {
            if (maker.mmp() || maker.isLinked()) {
                return true;
            }
        }
        return false;
    }

    private long openInPlan(final Order maker) {
        return maker.details().link().openInPlan(maker.details().part(), key);
    }

    /** Whether an iceberg that the taker would trade with may show more; its own ones are gone before anything is shared. */
    private boolean hidesSome(final PriceLevel level, final Order taker, final boolean prevents) {
        for (Order maker = level.first(); maker != null; maker = maker.nextInLevel()) {
            final boolean iceberg = maker.details() != null && maker.details().isIceberg();
            if (iceberg && !(prevents && selfTrades.isSelf(taker, maker))) {
                return true;
            }
        }
        return false;
    }

    private void planned(final long lots) {
        openLots -= lots;
        clipLots -= lots;
        plannedLots += lots;
        fills += lots > 0 ? 1 : 0;
    }

    private void trade(final OrderBook book, final Order taker, final Order maker, final long shownLots) {
        final boolean own = maker.position() == taker.position();
        final long makerClip = maker.reduceOnly() ? clipOf(maker, own) : Order.UNCLIPPED;
        final long lots = Math.min(Math.min(openLots, clipLots), Math.min(shownLots, makerClip));
        if (lots > 0) {
            if (!own) {
                maker.position().plan(key, lots);
                movedLots += lots;
            }
            planned(lots);
            if (maker.isLinked()) {
                maker.details().link().plan(maker.details().part(), lots);
            }
            protections.plan(book, maker, taker, lots, key);
        }
        if (maker.details() != null && maker.details().isIceberg()) {
            planIceberg(maker, maker.details(), lots, lots == makerClip);
        }
    }

    /** What reduce-only clipped is cancelled: nothing of it comes again. */
    private void planIceberg(final Order maker, final OrderDetails details, final long lots, final boolean clipped) {
        final long leftLots = maker.remainingLots() - details.plannedLots(key);
        details.plan(key, clipped ? leftLots : lots);
        hidden |= !clipped && lots > 0 && lots < leftLots;
    }

    private long clipOf(final Order maker, final boolean own) {
        return own
                ? maker.position().reducibleLotsAfter(maker.side(), movedLots)
                : maker.position().reducibleLotsInPlan(maker.side(), key);
    }
}
