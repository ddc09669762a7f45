package io.strikebook.matching;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.Side;

/** What an arriving order trades with, once more: the best counterpart again and again, or whole levels by size. */
final class ReferenceTrades {
    private static final long MAX_FILLS = 4_096;

    private final ReferenceMatching matching;
    private final ReferenceSelfTrades selfTrades;
    private final ReferenceProRata proRata;

    /** This is of a copy that a fill-or-kill order is tried on. */
    private final boolean planning;

    private int fills;
    private boolean halfIsKept;
    private long lastPrice;

    ReferenceTrades(final ReferenceMatching matching, final boolean planning) {
        this.matching = matching;
        this.planning = planning;
        selfTrades = new ReferenceSelfTrades(matching);
        proRata = new ReferenceProRata(matching, this, selfTrades);
    }

    void begin() {
        fills = 0;
    }

    /** A copy has as many fills left. */
    void beginAfter(final ReferenceTrades others) {
        fills = others.fills;
        halfIsKept = others.halfIsKept;
    }

    /** Whether half of the fills are kept for what the command is about. */
    void keepHalf(final boolean kept) {
        halfIsKept = kept;
    }

    boolean isPlanning() {
        return planning;
    }

    /** Whether the command has all the fills it may have. */
    boolean isFull() {
        return fills >= (halfIsKept ? MAX_FILLS / 2 : MAX_FILLS);
    }

    /** Whether auctions have all the fills of the command that they may have. */
    boolean isHalfFull() {
        return fills >= MAX_FILLS / 2;
    }

    /** Id of a trade that is no fill of orders. */
    long nextId() {
        return matching.ordinalId(fills++);
    }

    /** Of the last fill. */
    long lastPrice() {
        return lastPrice;
    }

    /** Why the last taker is cancelled because it met its own orders, or null. */
    CancelReason selfTrade() {
        return selfTrades.reason();
    }

    /** Whether an order would trade on arrival. */
    boolean wouldTrade(final ReferenceMatching.Entry order) {
        return matching.counterpart(order) != null
                || matching.phases().combos().implied().crosses(order);
    }

    /** Moves a post-only order that would trade inside the spread. */
    void keepPassive(final ReferenceMatching.Entry order) {
        if (!order.postOnly || order.rejectPostOnly || !wouldTrade(order)) {
            return;
        }
        if (ComboCommands.isOne(order.instrument)) {
            order.price = matching.phases().combos().implied().inside(order);
        } else {
            final long opposite = matching.counterpart(order).price;
            final long inside = order.side == Side.BUY ? opposite - 1 : opposite + 1;
            order.price = inside > 0 ? inside : order.price;
        }
    }

    /** Trades what it can, and returns the lots that the taker still may. */
    long trade(final ReferenceMatching.Entry taker, final long takerClip) {
        selfTrades.begin();
        final ReferenceImplied implied = matching.phases().combos().implied();
        if (ComboCommands.isOne(taker.instrument) && implied.isActive(taker.instrument)) {
            implied.trade(taker, selfTrades);
            return takerClip;
        }
        return matching.settings().isProRata(taker.instrument)
                ? proRata.trade(taker, takerClip)
                : tradeByTime(taker, takerClip);
    }

    private long tradeByTime(final ReferenceMatching.Entry taker, final long takerClip) {
        long clip = takerClip;
        ReferenceMatching.Entry maker = matching.counterpart(taker);
        while (taker.open > 0 && clip > 0 && !isFull() && maker != null) {
            if (selfTrades.concern(taker, maker)) {
                selfTrades.prevent(taker, maker);
                if (selfTrades.reason() != null) {
                    return clip;
                }
                maker = matching.counterpart(taker);
                continue;
            }
            final long makerClip = maker.reduceOnly ? matching.reducible(maker.account, maker) : Long.MAX_VALUE;
            final long lots = Math.min(Math.min(clip, makerClip), Math.min(taker.open, maker.visible()));
            if (lots > 0) {
                fill(taker, maker, lots);
                clip = clip == Long.MAX_VALUE ? clip : clip - lots;
            }
            leave(maker, lots == makerClip);
            matching.quotes().stop(taker.instrument);
            if (matching.quotes().isStopped(taker)) {
                return clip;
            }
            maker = matching.counterpart(taker);
        }
        return clip;
    }

    void fill(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry maker, final long lots) {
        move(taker, maker, lots, maker.price, "");
    }

    /** An order of a combination trades with its legs. */
    long implied(final ReferenceMatching.Entry taker, final long lots, final long price, final boolean rested) {
        matching.touch(taker.instrument);
        lastPrice = price;
        matching.statistics().traded(taker.instrument, price, lots);
        taker.open -= lots;
        taker.filled += lots;
        taker.shown -= rested ? lots : 0;
        final long id = nextId();
        matching.say(ImpliedEventText.fill(
                id, taker.id, taker.account, taker.instrument, taker.side, price, lots, taker.open, rested));
        return id;
    }

    /** With one order of a leg. */
    void impliedLeg(
            final long comboTradeId,
            final int leg,
            final ReferenceMatching.Entry taker,
            final ReferenceMatching.Entry maker,
            final long lots,
            final boolean rested) {
        matching.statistics().traded(maker.instrument, maker.price, lots);
        maker.open -= lots;
        maker.shown -= lots;
        maker.filled += lots;
        final boolean buys = maker.side == Side.SELL;
        matching.say(ImpliedEventText.leg(
                nextId(),
                comboTradeId,
                leg,
                maker.instrument,
                maker.id,
                maker.account,
                taker.account,
                buys ? Side.BUY : Side.SELL,
                maker.price,
                lots,
                maker.open));
        matching.positions().move(taker.account, maker.instrument, buys ? lots : -lots);
        matching.positions().move(maker.account, maker.instrument, buys ? -lots : lots);
        matching.quotes().count(maker, taker, lots, maker.price);
        matching.triggers().traded(maker.instrument, maker.price);
        matching.links().traded(maker, lots);
    }

    /** Trades two orders that rest. */
    void uncross(
            final ReferenceMatching.Entry taker,
            final ReferenceMatching.Entry maker,
            final long lots,
            final long price) {
        taker.shown -= lots;
        move(taker, maker, lots, price, " auction");
    }

    private void move(
            final ReferenceMatching.Entry taker,
            final ReferenceMatching.Entry maker,
            final long lots,
            final long price,
            final String how) {
        lastPrice = price;
        matching.statistics().traded(taker.instrument, price, lots);
        matching.touch(taker.instrument);
        taker.open -= lots;
        taker.filled += lots;
        maker.open -= lots;
        maker.shown -= lots;
        maker.filled += lots;
        matching.say(EventText.fill(matching.ordinalId(fills), maker.id, taker.id, price, lots, maker.open, taker.open)
                + how);
        if (ComboCommands.isOne(taker.instrument)) {
            matching.phases().combos().traded(matching.ordinalId(fills), taker, maker, price, lots);
        } else {
            final long signed = taker.side == Side.BUY ? lots : -lots;
            matching.positions().move(taker.account, taker.instrument, signed);
            matching.positions().move(maker.account, maker.instrument, -signed);
        }
        fills++;
        matching.quotes().count(maker, taker, lots, price);
        matching.triggers().traded(taker.instrument, price);
        matching.links().traded(maker, lots);
        matching.links().traded(taker, lots);
    }

    /** What becomes of the maker after its turn: gone, with nothing to reduce, or an iceberg that shows more. */
    void leave(final ReferenceMatching.Entry maker, final boolean reducedAll) {
        if (maker.open == 0) {
            matching.drop(maker);
            matching.links().growth().letGo(maker);
        } else if (reducedAll) {
            matching.takeOff(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
        } else if (maker.visible() == 0) {
            matching.drop(maker);
            matching.rest(maker, matching.ordinalId(fills - 1));
        }
    }
}
