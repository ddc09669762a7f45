package io.strikebook.matching;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import java.util.Comparator;
import java.util.List;

/** The price of an auction by trying every price, and its trades one by one, each time the two that come first. */
final class ReferenceAuction {
    static final Indication NOTHING = new Indication(0, 0, 0);

    /** What an auction would trade. */
    record Indication(long price, long volume, long surplus) {}

    private final ReferenceMatching matching;

    ReferenceAuction(final ReferenceMatching matching) {
        this.matching = matching;
    }

    private List<ReferenceMatching.Entry> side(final int instrument, final Side side) {
        final Comparator<ReferenceMatching.Entry> byPrice =
                Comparator.comparingLong(order -> side == Side.BUY ? -order.price : order.price);
        return matching.live().stream()
                .filter(order -> order.instrument == instrument && order.side == side)
                .sorted(byPrice.thenComparingLong(order -> order.priority))
                .toList();
    }

    boolean isCrossed(final int instrument) {
        final List<ReferenceMatching.Entry> bids = side(instrument, Side.BUY);
        final List<ReferenceMatching.Entry> asks = side(instrument, Side.SELL);
        return !bids.isEmpty() && !asks.isEmpty() && bids.get(0).price >= asks.get(0).price;
    }

    Indication indication(final int instrument) {
        if (!isCrossed(instrument)) {
            return NOTHING;
        }
        final List<ReferenceMatching.Entry> bids = side(instrument, Side.BUY);
        final List<ReferenceMatching.Entry> asks = side(instrument, Side.SELL);
        final long lowest = asks.get(0).price;
        final long highest = bids.get(0).price;
        final long mark = matching.quotes().markOf(instrument);
        final long known =
                mark != ReferenceTriggers.NONE ? mark : matching.triggers().lastTrade(instrument);
        final long reference = known != ReferenceTriggers.NONE ? known : Math.floorDiv(lowest + highest, 2);
        Indication best = NOTHING;
        for (long price = lowest; price <= highest; price++) {
            long wanted = 0;
            for (final ReferenceMatching.Entry bid : bids) {
                wanted += bid.price >= price ? bid.open : 0;
            }
            long offered = 0;
            for (final ReferenceMatching.Entry ask : asks) {
                offered += ask.price <= price ? ask.open : 0;
            }
            final Indication at = new Indication(price, Math.min(wanted, offered), wanted - offered);
            if (isBetter(at, best, reference)) {
                best = at;
            }
        }
        return best;
    }

    private static boolean isBetter(final Indication at, final Indication best, final long reference) {
        if (at.volume != best.volume) {
            return at.volume > best.volume;
        }
        if (Math.abs(at.surplus) != Math.abs(best.surplus)) {
            return Math.abs(at.surplus) < Math.abs(best.surplus);
        }
        return Math.abs(at.price - reference) < Math.abs(best.price - reference);
    }

    /** Trades whatever crosses at a price; false where that are too many trades. */
    boolean uncross(final int instrument, final long price) {
        while (isCrossed(instrument)) {
            final ReferenceMatching.Entry bid = side(instrument, Side.BUY).get(0);
            final ReferenceMatching.Entry ask = side(instrument, Side.SELL).get(0);
            if (bid.price < price || ask.price > price) {
                return true;
            }
            if (matching.trades().isHalfFull()) {
                return false;
            }
            final boolean bidMakes = bid.postOnly || !ask.postOnly && bid.priority < ask.priority;
            meet(bidMakes ? bid : ask, bidMakes ? ask : bid, price);
        }
        return true;
    }

    private void meet(final ReferenceMatching.Entry maker, final ReferenceMatching.Entry taker, final long price) {
        final SelfTradePrevention mode = matching.settings().mode(taker.account);
        matching.touch(taker.instrument);
        if (mode == SelfTradePrevention.NONE && matching.links().areSiblings(taker, maker)) {
            prevent(maker, taker, SelfTradePrevention.CANCEL_MAKER);
            return;
        }
        if (mode != SelfTradePrevention.NONE && matching.settings().isSelf(taker.account, maker.account)) {
            prevent(maker, taker, mode);
            return;
        }
        final long makerClip = maker.reduceOnly ? matching.reducible(maker.account, maker) : Long.MAX_VALUE;
        final long takerClip = taker.reduceOnly ? matching.reducible(taker.account, taker) : Long.MAX_VALUE;
        final long lots = Math.min(Math.min(maker.open, taker.open), Math.min(makerClip, takerClip));
        if (lots > 0) {
            matching.trades().uncross(taker, maker, lots, price);
        }
        leave(maker, lots == makerClip);
        leave(taker, lots == takerClip);
        matching.quotes().stop(taker.instrument);
    }

    private void leave(final ReferenceMatching.Entry order, final boolean reducedAll) {
        if (order.open == 0) {
            matching.drop(order);
            matching.links().growth().letGo(order);
        } else if (reducedAll) {
            matching.takeOff(order, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
        } else if (order.display > 0 && order.shown <= 0) {
            order.shown = Math.min(order.display, order.open);
        }
    }

    private void prevent(
            final ReferenceMatching.Entry maker, final ReferenceMatching.Entry taker, final SelfTradePrevention mode) {
        if (mode == SelfTradePrevention.CANCEL_MAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            matching.takeOff(maker, CancelReason.SELF_TRADE_MAKER);
        }
        if (mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            matching.takeOff(taker, CancelReason.SELF_TRADE_TAKER);
        }
        if (mode == SelfTradePrevention.DECREMENT) {
            final long lots = Math.min(taker.open, maker.open);
            for (final ReferenceMatching.Entry order : List.of(maker, taker)) {
                order.open -= lots;
                order.shown = Math.min(order.shown, order.open);
            }
            matching.say(EventText.decremented(maker.id, taker.id, lots, maker.open, taker.open));
            for (final ReferenceMatching.Entry order : List.of(maker, taker)) {
                if (order.open == 0) {
                    matching.takeOff(order, CancelReason.SELF_TRADE_DECREMENTED);
                }
            }
        }
    }
}
