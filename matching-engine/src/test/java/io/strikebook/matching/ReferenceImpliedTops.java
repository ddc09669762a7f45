package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.matching.rules.ImpliedTops;
import io.strikebook.schemas.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What combinations cost in the books of their legs, once more: lot by lot of what the books show, whenever time has passed. */
final class ReferenceImpliedTops {
    /** A side; 0 lots for nothing. */
    private record Best(long price, long lots) {}

    private record Top(Best bid, Best ask) {}

    private static final Best NONE = new Best(0, 0);

    private final ReferenceMatching matching;
    private final ReferenceImplied implied;
    private final Map<Integer, Top> published = new TreeMap<>();
    private long interval;

    ReferenceImpliedTops(final ReferenceMatching matching, final ReferenceImplied implied) {
        this.matching = matching;
        this.implied = implied;
    }

    /** At the end of a command by which time passed. */
    void publish(final List<Integer> combos, final long nowNs) {
        if (combos.isEmpty() || nowNs / ImpliedTops.INTERVAL_NS == interval) {
            return;
        }
        interval = nowNs / ImpliedTops.INTERVAL_NS;
        for (final int combo : combos) {
            final Top top =
                    implied.isActive(combo) ? new Top(best(combo, false), best(combo, true)) : new Top(NONE, NONE);
            if (!top.equals(published.getOrDefault(combo, new Top(NONE, NONE)))) {
                published.put(combo, top);
                matching.say(ImpliedEventText.top(
                        combo,
                        EventText.side(top.bid.price, top.bid.lots),
                        EventText.side(top.ask.price, top.ask.lots)));
            }
        }
    }

    private Best best(final int combo, final boolean buys) {
        final ComboLegs legs = ComboCommands.legs(combo);
        long price = 0;
        long lots = Long.MAX_VALUE;
        for (int i = 0; i < legs.count(); i++) {
            final int ratio = legs.ratio(i);
            final boolean buysLeg = buys == ratio > 0;
            final Comparator<Long> best = buysLeg ? Comparator.naturalOrder() : Comparator.reverseOrder();
            final TreeMap<Long, Long> levels = new TreeMap<>(best);
            for (final ReferenceMatching.Entry order : matching.live()) {
                if (order.instrument == legs.leg(i).instrumentId() && order.side == (buysLeg ? Side.SELL : Side.BUY)) {
                    levels.merge(order.price, order.visible(), Long::sum);
                }
            }
            final long first = levels.isEmpty() ? 0 : levels.firstEntry().getValue();
            for (int lot = 0; lot < Math.abs(ratio); lot++) {
                if (levels.isEmpty()) {
                    return NONE;
                }
                final long at = levels.firstKey();
                price += ratio > 0 ? at : -at;
                if (levels.merge(at, -1L, Long::sum) == 0) {
                    levels.remove(at);
                }
            }
            lots = Math.min(lots, Math.max(1, first / Math.abs(ratio)));
        }
        return new Best(price, lots);
    }

    long hash() {
        long hash = interval == 0 ? 0 : StateHash.of(41, interval, 0, 0, 0);
        for (final Map.Entry<Integer, Top> entry : published.entrySet()) {
            final Top top = entry.getValue();
            if (top.bid.lots + top.ask.lots > 0) {
                hash += StateHash.and(
                        StateHash.of(40, entry.getKey(), top.bid.price, top.bid.lots, top.ask.price), top.ask.lots);
            }
        }
        return hash;
    }
}
