package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rules of orders that wait for a trigger once more: one list, all of which is looked at whenever a price may have changed. */
final class ReferenceTriggers {
    static final long NONE = Long.MIN_VALUE;

    /** What an order waits for. */
    static final class Trigger {
        TriggerKind kind;
        TriggerReference reference;

        /** Trailing: none until a reference price came. */
        long price;

        long offset;
        boolean fired;

        /** Waits for another order first; one without a kind then for the sequencer. */
        boolean held;

        Trigger(final TriggerKind kind, final TriggerReference reference, final long price, final long offset) {
            this.kind = kind;
            this.reference = reference;
            this.price = price;
            this.offset = offset;
        }

        Trigger copy() {
            final Trigger copy = new Trigger(kind, reference, price, offset);
            copy.fired = fired;
            copy.held = held;
            return copy;
        }
    }

    private final ReferenceMatching matching;
    private final List<ReferenceMatching.Entry> waiting = new ArrayList<>();
    private final TreeMap<Integer, Long> lastTrades = new TreeMap<>();

    /** Fired and not told to whoever decides yet. */
    private final List<ReferenceMatching.Entry> fired = new ArrayList<>();

    ReferenceTriggers(final ReferenceMatching matching) {
        this.matching = matching;
    }

    List<ReferenceMatching.Entry> waiting() {
        return waiting;
    }

    /** Copies of those that fired since the last call, as they were then. */
    List<ReferenceMatching.Entry> takeFired() {
        final List<ReferenceMatching.Entry> taken = List.copyOf(fired);
        fired.clear();
        return taken;
    }

    void begin(final ReferenceMatching.Entry order) {
        final Trigger trigger = order.trigger;
        matching.say(
                TriggerEventText.details(order.id, trigger.kind, trigger.reference, trigger.price, trigger.offset));
        waiting.add(order);
        released(order);
    }

    /** Waits for its own trigger now. */
    void released(final ReferenceMatching.Entry order) {
        look(order.instrument, order.trigger.reference);
    }

    /** So many lots more of a part are to be decided on. */
    void ask(final ReferenceMatching.Entry order, final long lots) {
        final ReferenceMatching.Entry asked = order.copy();
        asked.more = lots;
        fired.add(asked);
    }

    private static boolean grows(final ReferenceMatching.Entry order) {
        return order.link != null && order.part > 0 && order.link.grows();
    }

    /** What held an order has let it go. */
    void release(final ReferenceMatching.Entry order) {
        if (order.trigger.kind == null) {
            order.trigger.fired = true;
            fired.add(order.copy());
        } else {
            order.trigger.held = false;
            released(order);
        }
    }

    void replace(final ReferenceMatching.Entry order, final long price, final long lots) {
        order.price = price;
        order.open = grows(order) ? order.open : lots;
        matching.say(TriggerEventText.replaced(
                order.id, price, order.filled + order.open, order.trigger.price, order.trigger.offset));
    }

    void retarget(
            final int account,
            final int instrument,
            final long id,
            final long price,
            final long lots,
            final long triggerPrice,
            final long offset) {
        final ReferenceMatching.Entry order = matching.find(account, instrument, id);
        if (order == null) {
            matching.rejected(RejectCode.UNKNOWN_ORDER);
        } else if (order.trigger.fired || order.trigger.kind == null) {
            replace(order, price, lots);
        } else {
            order.trigger.price = order.trigger.kind == TriggerKind.TRAILING ? NONE : triggerPrice;
            order.trigger.offset = offset;
            replace(order, price, lots);
            if (!order.trigger.held) {
                released(order);
            }
        }
    }

    /** What was decided about an order that fired. */
    void decided(
            final int account,
            final int instrument,
            final long id,
            final long price,
            final long lots,
            final RejectCode decision,
            final long liveId) {
        final ReferenceMatching.Entry order = matching.find(account, instrument, id);
        if (decision != RejectCode.ACCEPTED) {
            matching.rejected(decision);
            if (order != null && (!grows(order) || order.trigger != null && order.trigger.fired)) {
                matching.takeOff(order, CancelReason.TRIGGER_REFUSED);
            }
        } else if (order == null) {
            matching.rejected(RejectCode.UNKNOWN_ORDER);
        } else if (grows(order) && !order.trigger.fired) {
            matching.say(LinkEventText.nothingDecided(
                    order.id, order.link.held[order.part] + order.link.asked[order.part], order.trigger.kind != null));
        } else if (matching.phases().entry(order) != RejectCode.ACCEPTED) {
            matching.rejected(matching.phases().entry(order));
            matching.takeOff(order, CancelReason.TRIGGER_REFUSED);
        } else {
            waiting.remove(order);
            order.trigger = null;
            if (grows(order)) {
                order.link.asked[order.part] = Math.max(0, order.open - lots);
                order.open = Math.min(lots, order.open);
            }
            order.price = price;
            order.priority = liveId;
            matching.keepPassive(order);
            matching.say(TriggerEventText.triggered(order.id, order.account, order.price, order.open));
            matching.arrive(order);
        }
    }

    void traded(final int instrument, final long price) {
        lastTrades.put(instrument, price);
        look(instrument, TriggerReference.LAST);
    }

    /** Price of the last trade, or {@link #NONE}. */
    long lastTrade(final int instrument) {
        return lastTrades.getOrDefault(instrument, NONE);
    }

    void marksAdvanced() {
        matching.phases().combos().timePassed();
        event(order -> order.trigger.reference != TriggerReference.LAST);
        matching.phases().marksAdvanced();
    }

    void opened(final int instrument) {
        event(order -> order.instrument == instrument);
    }

    private void look(final int instrument, final TriggerReference reference) {
        event(order -> order.instrument == instrument && order.trigger.reference == reference);
    }

    private void event(final Predicate<ReferenceMatching.Entry> concerned) {
        waiting.stream()
                .filter(order -> !order.trigger.fired
                        && !order.trigger.held
                        && matching.phases().phase(order.instrument) == InstrumentPhase.OPEN)
                .filter(concerned)
                .filter(order -> price(order) != NONE && !isStale(order))
                .sorted(Comparator.comparingLong(order -> order.id))
                .forEach(this::look);
    }

    private void look(final ReferenceMatching.Entry order) {
        final long price = price(order);
        final Trigger trigger = order.trigger;
        final boolean buys = order.side == Side.BUY;
        if (trigger.kind == TriggerKind.TRAILING) {
            final long followed = buys ? price + trigger.offset : price - trigger.offset;
            if (trigger.price == NONE) {
                trigger.price = followed;
            }
            trigger.price = buys ? Math.min(trigger.price, followed) : Math.max(trigger.price, followed);
        }
        final boolean upwards = buys != (trigger.kind == TriggerKind.TAKE);
        if (upwards ? price >= trigger.price : price <= trigger.price) {
            trigger.fired = true;
            fired.add(order.copy());
            matching.say(TriggerEventText.fired(order.id, order.clientId, order.account, trigger.price, price));
        }
    }

    private boolean isStale(final ReferenceMatching.Entry order) {
        return switch (order.trigger.reference) {
            case MARK -> matching.quotes().isMarkStale(order.instrument);
            case INDEX -> matching.quotes().isIndexStale(Commands.underlying(order.instrument));
            default -> false;
        };
    }

    private long price(final ReferenceMatching.Entry order) {
        return switch (order.trigger.reference) {
            case MARK -> matching.quotes().markOf(order.instrument);
            case INDEX -> matching.quotes().indexOf(Commands.underlying(order.instrument));
            default -> lastTrades.getOrDefault(order.instrument, NONE);
        };
    }

    /** The best price that a trailing order saw, or {@link #NONE}. */
    private static long best(final ReferenceMatching.Entry order) {
        final Trigger trigger = order.trigger;
        if (trigger.price == NONE) {
            return NONE;
        }
        return order.side == Side.BUY ? trigger.price - trigger.offset : trigger.price + trigger.offset;
    }

    long hash() {
        long hash = 0;
        final TreeMap<List<Long>, Long> trailing = new TreeMap<>(
                Comparator.comparing((List<Long> key) -> key.get(0)).thenComparing(key -> key.get(1)));
        for (final ReferenceMatching.Entry order : waiting) {
            final Trigger trigger = order.trigger;
            final boolean trails = trigger.kind == TriggerKind.TRAILING && !trigger.fired && !trigger.held;
            final long identity = StateHash.of(
                    20, order.id, order.clientId, (long) order.account << 32 | order.instrument, order.traits());
            final long terms = StateHash.and(
                    StateHash.and(identity, order.detailsHash()), order.price, order.open, order.filled, 0);
            final long own = StateHash.and(
                    terms,
                    trails ? 0 : trigger.price,
                    trigger.offset,
                    trigger.kind == null ? 0 : trigger.kind.value() | trigger.reference.value() << 8,
                    (trigger.fired ? 1 : 0) + (trigger.held ? 2 : 0));
            if (trails) {
                final long key = (long) order.instrument << 16 | trigger.reference.value() << 8 | order.side.value();
                trailing.merge(List.of(key, best(order)), own, Long::sum);
            } else {
                hash += own;
            }
        }
        for (final Map.Entry<List<Long>, Long> group : trailing.entrySet()) {
            hash += StateHash.of(45, group.getKey().get(0), group.getKey().get(1), group.getValue(), 0);
        }
        return hash;
    }
}
