package io.strikebook.matching;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What orders of combinations trade with their legs, once more: a lot is tried in queues that are sorted anew each time. */
final class ReferenceImplied {
    /** An order in a queue that trades for trial. */
    private static final class Trial {
        private final ReferenceMatching.Entry order;
        private long open;
        private long shown;

        Trial(final ReferenceMatching.Entry order) {
            this.order = order;
            open = order.open;
            shown = order.visible();
        }
    }

    /** What a lot would cost, and how many lots the same orders could trade; 0 where each leg needs more than one. */
    private static final class Offer {
        private long price;
        private ReferenceMatching.Entry obstacle;
        private long most = Long.MAX_VALUE;
        private int linked;
    }

    private final ReferenceMatching matching;
    private final ReferenceCombos combos;

    /** On a copy, whether it is to trade with legs; else null. */
    private Boolean given;

    ReferenceImplied(final ReferenceMatching matching, final ReferenceCombos combos) {
        this.matching = matching;
        this.combos = combos;
    }

    void give(final boolean active) {
        given = active;
    }

    boolean isActive(final int combo) {
        if (given != null) {
            return given;
        }
        boolean active = matching.phases().phase(combo) == InstrumentPhase.OPEN
                && !matching.settings().isProRata(combo);
        for (final int leg : legIds(combo)) {
            active &= matching.phases().isPlain(leg) && !matching.settings().isProRata(leg);
        }
        return active;
    }

    static List<Integer> legIds(final int combo) {
        final ComboLegs legs = ComboCommands.legs(combo);
        final List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < legs.count(); i++) {
            ids.add(legs.leg(i).instrumentId());
        }
        return ids;
    }

    /** Whether the order would trade with its legs. */
    boolean crosses(final ReferenceMatching.Entry order) {
        if (!ComboCommands.isOne(order.instrument) || !isActive(order.instrument)) {
            return false;
        }
        return isOffered(order, offer(order));
    }

    private static boolean isOffered(final ReferenceMatching.Entry order, final Offer offer) {
        return offer != null && (order.side == Side.BUY ? offer.price <= order.price : offer.price >= order.price);
    }

    /** The price next to the best one that the order of a combination could trade at, be that of another one or of the legs. */
    long inside(final ReferenceMatching.Entry order) {
        final ReferenceMatching.Entry other = matching.counterpart(order);
        final Offer offer = isActive(order.instrument) ? offer(order) : null;
        final boolean buys = order.side == Side.BUY;
        long price = other == null ? offer.price : other.price;
        if (offer != null) {
            price = buys ? Math.min(price, offer.price) : Math.max(price, offer.price);
        }
        return buys ? price - 1 : price + 1;
    }

    private Offer offer(final ReferenceMatching.Entry taker) {
        final ComboLegs legs = ComboCommands.legs(taker.instrument);
        final Offer offer = new Offer();
        final Map<ReferenceMatching.Entry, Long> linkedOpen = new HashMap<>();
        for (int i = 0; i < legs.count(); i++) {
            if (!addLeg(taker, legs.leg(i).instrumentId(), legs.ratio(i), offer, linkedOpen)) {
                return null;
            }
        }
        if (offer.linked > 1) {
            offer.most = 0;
        }
        return offer;
    }

    private boolean addLeg(
            final ReferenceMatching.Entry taker,
            final int instrument,
            final int ratio,
            final Offer offer,
            final Map<ReferenceMatching.Entry, Long> linkedOpen) {
        final Side side = (taker.side == Side.BUY) == ratio > 0 ? Side.SELL : Side.BUY;
        final List<Trial> queue = queue(instrument, side);
        final Map<Integer, Long> moved = new HashMap<>();
        long need = Math.abs(ratio);
        int turns = 0;
        while (need > 0) {
            if (queue.isEmpty()) {
                return false;
            }
            final Trial first = queue.get(0);
            final ReferenceMatching.Entry order = first.order;
            if (matching.trades().isPlanning() && (order.link != null || order.reduceOnly)) {
                return false;
            }
            final boolean self = selfTradeOf(taker, order);
            final boolean obstacle = self || order.reduceOnly && matching.reducible(order.account, order) == 0;
            long can = first.shown;
            if (!obstacle && order.link != null) {
                can = linkedOpen.getOrDefault(order, order.open);
            }
            boolean clipped = false;
            if (!obstacle && order.reduceOnly) {
                final long clip = clip(taker, order, moved);
                clipped = clip <= can;
                can = Math.min(can, clip);
            }
            if (can == 0) {
                queue.remove(0);
                continue;
            }
            if (obstacle && offer.obstacle == null) {
                offer.obstacle = order;
            }
            offer.linked += order.link == null ? 0 : 1;
            final long lots = Math.min(need, can);
            offer.price += (ratio > 0 ? 1 : -1) * lots * order.price;
            need -= lots;
            turns++;
            offer.most = turns > 1 ? 0 : Math.min(offer.most, can / Math.abs(ratio));
            if (!obstacle) {
                moved.merge(order.account, lots, Long::sum);
                matching.links().tryTrade(order, lots, linkedOpen);
            }
            take(queue, first, lots, lots == can && (clipped || obstacle || order.link != null));
        }
        return true;
    }

    /** The first of the queue trades; what an iceberg has left comes last at its price. */
    private static void take(final List<Trial> queue, final Trial first, final long lots, final boolean gone) {
        first.open -= lots;
        first.shown -= lots;
        if (gone || first.open == 0) {
            queue.remove(0);
        } else if (first.shown == 0) {
            queue.remove(0);
            first.shown = Math.min(first.order.display, first.open);
            int place = 0;
            while (place < queue.size() && queue.get(place).order.price == first.order.price) {
                place++;
            }
            queue.add(place, first);
        }
    }

    /** What a reduce-only order may trade once its account, and the taker's, have traded so much of the leg. */
    private long clip(
            final ReferenceMatching.Entry taker, final ReferenceMatching.Entry order, final Map<Integer, Long> moved) {
        long change = -moved.getOrDefault(order.account, 0L);
        if (order.account == taker.account) {
            change = 0;
            for (final Map.Entry<Integer, Long> other : moved.entrySet()) {
                change += other.getKey() == order.account ? 0 : other.getValue();
            }
        }
        final long held = matching.positions().of(order.account, order.instrument);
        return Math.max(0, (order.side == Side.SELL ? held : -held) + change);
    }

    private boolean selfTradeOf(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry order) {
        return matching.settings().mode(taker.account) != SelfTradePrevention.NONE
                && matching.settings().isSelf(taker.account, order.account);
    }

    private List<Trial> queue(final int instrument, final Side side) {
        final Comparator<Trial> byPrice =
                Comparator.comparingLong(trial -> side == Side.SELL ? trial.order.price : -trial.order.price);
        final List<Trial> queue = new ArrayList<>();
        for (final ReferenceMatching.Entry order : matching.live()) {
            if (order.instrument == instrument && order.side == side) {
                queue.add(new Trial(order));
            }
        }
        queue.sort(byPrice.thenComparingLong(trial -> trial.order.priority));
        return queue;
    }

    /** Trades an order that arrives. */
    void trade(final ReferenceMatching.Entry taker, final ReferenceSelfTrades selfTrades) {
        while (taker.open > 0
                && selfTrades.reason() == null
                && !matching.trades().isFull()) {
            final ReferenceMatching.Entry other = matching.counterpart(taker);
            final Offer offer = offer(taker);
            final boolean implied = isOffered(taker, offer);
            final boolean buys = taker.side == Side.BUY;
            if (other != null && (!implied || (buys ? other.price <= offer.price : other.price >= offer.price))) {
                if (selfTrades.concern(taker, other)) {
                    selfTrades.prevent(taker, other);
                } else {
                    matching.trades().fill(taker, other, Math.min(taker.open, other.visible()));
                    matching.trades().leave(other, false);
                }
            } else if (!implied) {
                return;
            } else if (offer.obstacle != null) {
                remove(taker, offer.obstacle, selfTrades);
            } else {
                fill(taker, offer, taker.open, false);
            }
        }
    }

    private void remove(
            final ReferenceMatching.Entry taker,
            final ReferenceMatching.Entry order,
            final ReferenceSelfTrades selfTrades) {
        if (selfTradeOf(taker, order)) {
            selfTrades.preventInLeg(taker, order);
        } else {
            matching.takeOff(order, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
        }
    }

    private void fill(final ReferenceMatching.Entry taker, final Offer offer, final long most, final boolean rested) {
        final long lots = Math.min(most, Math.max(1, offer.most));
        final ComboLegs legs = ComboCommands.legs(taker.instrument);
        final long id = matching.trades().implied(taker, lots, offer.price, rested);
        for (int i = 0; i < legs.count(); i++) {
            final int instrument = legs.leg(i).instrumentId();
            final Side side = (taker.side == Side.BUY) == legs.ratio(i) > 0 ? Side.SELL : Side.BUY;
            long need = lots * Math.abs(legs.ratio(i));
            matching.touch(instrument);
            while (need > 0) {
                final ReferenceMatching.Entry maker = queue(instrument, side).get(0).order;
                final long clip = maker.reduceOnly ? matching.reducible(maker.account, maker) : Long.MAX_VALUE;
                final long part = Math.min(need, Math.min(clip, maker.visible()));
                if (part > 0) {
                    matching.trades().impliedLeg(id, i, taker, maker, part, rested);
                }
                need -= part;
                matching.trades().leave(maker, part == clip);
            }
        }
        matching.quotes().stop(taker.instrument);
    }

    /** Has every order of a combination that its legs can fill trade. */
    void settle() {
        for (final int combo : combos.listed()) {
            if (isActive(combo)) {
                settle(combo, Side.BUY);
                settle(combo, Side.SELL);
            }
        }
        matching.links().settle();
    }

    private void settle(final int combo, final Side side) {
        while (!queue(combo, side).isEmpty()) {
            final ReferenceMatching.Entry order = queue(combo, side).get(0).order;
            final Offer offer = offer(order);
            if (!isOffered(order, offer)) {
                return;
            }
            if (offer.obstacle == null) {
                fill(order, offer, order.visible(), true);
                matching.trades().leave(order, false);
                continue;
            }
            final ReferenceSelfTrades selfTrades = new ReferenceSelfTrades(matching);
            remove(order, offer.obstacle, selfTrades);
            if (selfTrades.reason() != null) {
                matching.takeOff(order, selfTrades.reason());
            }
        }
    }
}
