package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of market modes once more: one list of all that is held, in the order in which it came. */
final class ReferenceHolds {
    private static final Mode CONTINUOUS = new Mode(MarketMode.CONTINUOUS, 0);

    private record Mode(MarketMode mode, long delay) {}

    private final ReferenceMatching matching;
    private final TreeMap<Integer, Mode> modes = new TreeMap<>();
    private final List<ReferenceMatching.Entry> held = new ArrayList<>();

    ReferenceHolds(final ReferenceMatching matching) {
        this.matching = matching;
    }

    List<ReferenceMatching.Entry> held() {
        return held;
    }

    private Mode mode(final int instrument) {
        return modes.getOrDefault(instrument, CONTINUOUS);
    }

    boolean isBatch(final int instrument) {
        return mode(instrument).mode == MarketMode.BATCH_AUCTION;
    }

    boolean isContinuous(final int instrument) {
        return mode(instrument).mode == MarketMode.CONTINUOUS;
    }

    private boolean isOpen(final int instrument) {
        return matching.phases().phase(instrument) == InstrumentPhase.OPEN;
    }

    void mode(final int instrument, final MarketMode mode, final long delay) {
        endAll(instrument);
        modes.put(instrument, new Mode(mode, delay));
        matching.say(HoldEventText.mode(instrument, mode, delay));
    }

    boolean takes(final ReferenceMatching.Entry order) {
        return isOpen(order.instrument)
                && switch (mode(order.instrument).mode) {
                    case SPEED_BUMP -> !order.postOnly && matching.counterpart(order) != null;
                    case BATCH_AUCTION -> true;
                    default -> false;
                };
    }

    void hold(final ReferenceMatching.Entry order) {
        final Mode mode = mode(order.instrument);
        order.heldUntil = matching.nowNs() + mode.delay;
        while (mode.mode == MarketMode.BATCH_AUCTION && order.heldUntil % mode.delay != 0) {
            order.heldUntil--;
        }
        order.shown = 0;
        held.add(order);
        matching.say(HoldEventText.held(order.id, order.account, order.heldUntil));
    }

    /** The first that is held of an instrument, or null. */
    ReferenceMatching.Entry first(final int instrument) {
        return held.stream()
                .filter(order -> order.instrument == instrument)
                .findFirst()
                .orElse(null);
    }

    /** The quote of a group that is held on one side, or null. */
    ReferenceMatching.Entry quote(final ReferenceMatching.Entry like) {
        return held.stream()
                .filter(order ->
                        order.group == like.group && order.instrument == like.instrument && order.side == like.side)
                .findFirst()
                .orElse(null);
    }

    void due(final int instrument) {
        if (isBatch(instrument)) {
            endAll(instrument);
        } else if (matching.trades().isHalfFull()) {
            first(instrument).heldUntil = matching.nowNs() + 1;
        } else {
            release(first(instrument));
        }
    }

    private void endAll(final int instrument) {
        while (first(instrument) != null) {
            release(first(instrument));
        }
        if (isBatch(instrument) && isOpen(instrument)) {
            matching.phases().endBatch(instrument);
        }
    }

    private void release(final ReferenceMatching.Entry order) {
        held.remove(order);
        matching.keepPassive(order);
        matching.say(
                HoldEventText.released(order.id, order.clientId, order.account, order.side, order.price, order.open));
        matching.phases().enter(order);
    }

    /** The phase is not open any more. */
    void closed(final int instrument) {
        while (first(instrument) != null) {
            final ReferenceMatching.Entry order = first(instrument);
            if (matching.phases().entry(order) == RejectCode.ACCEPTED) {
                release(order);
            } else {
                matching.takeOff(order, CancelReason.PHASE_CHANGED);
            }
        }
    }

    long hash() {
        long hash = 0;
        for (final Map.Entry<Integer, Mode> mode : modes.entrySet()) {
            if (mode.getValue().mode != MarketMode.CONTINUOUS) {
                hash += StateHash.of(28, mode.getKey(), mode.getValue().mode.value(), mode.getValue().delay, 0);
            }
        }
        for (final ReferenceMatching.Entry order : held) {
            final long own = order.group < 0 ? order.hash() : ReferenceQuotes.hash(order);
            hash += StateHash.of(29, order.heldUntil, own, 0, 0);
        }
        return hash;
    }
}
