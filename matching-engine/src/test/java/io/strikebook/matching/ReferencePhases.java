package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** The rules of phases once more: a record for each instrument, all of which are asked whenever time has passed. */
final class ReferencePhases {
    /** A moment at which something happens to an instrument. */
    record Due(long atNs, int instrument, What what) {}

    /** What happens then; of one instrument in this order. */
    enum What {
        PHASE_END,
        EXPIRY,
        RELEASE
    }

    private static final class Session {
        private InstrumentPhase phase = InstrumentPhase.OPEN;
        private long until;
        private long open;
        private long expiry;
        private boolean expired;
        private boolean uncrossing;
        private long uncrossPrice;
        private long width;
        private TriggerReference reference = TriggerReference.MARK;
        private long interruption;
        private ReferenceAuction.Indication indicated = ReferenceAuction.NOTHING;
    }

    private final ReferenceMatching matching;
    private final ReferenceAuction auction;
    private final TreeMap<Integer, Session> sessions = new TreeMap<>();

    private final ReferenceCombos combos;

    ReferencePhases(final ReferenceMatching matching) {
        combos = new ReferenceCombos(matching);
        this.matching = matching;
        auction = new ReferenceAuction(matching);
    }

    void list(final int instrument) {
        final Session session = new Session();
        session.expiry = Commands.terms(instrument).expiryNs();
        sessions.put(instrument, session);
    }

    boolean isListed(final int instrument) {
        return sessions.containsKey(instrument);
    }

    InstrumentPhase phase(final int instrument) {
        return sessions.get(instrument).phase;
    }

    private static boolean isAuction(final InstrumentPhase phase) {
        return phase == InstrumentPhase.OPENING_AUCTION || phase == InstrumentPhase.INTERRUPTION;
    }

    boolean collects(final int instrument) {
        return phase(instrument) == InstrumentPhase.PRE_OPEN || isAuction(phase(instrument));
    }

    /** Whether orders trade as they arrive, at whatever prices. */
    boolean isPlain(final int instrument) {
        return phase(instrument) == InstrumentPhase.OPEN
                && sessions.get(instrument).width == 0
                && matching.holds().isContinuous(instrument);
    }

    /** Why nothing new is taken. */
    RejectCode entry(final int instrument) {
        return ComboCommands.isOne(instrument) ? combos.entry(instrument) : own(instrument);
    }

    /** What follows from the instrument's own phase. */
    RejectCode own(final int instrument) {
        if (phase(instrument) == InstrumentPhase.HALTED) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        if (phase(instrument) == InstrumentPhase.SETTLEMENT) {
            return RejectCode.INSTRUMENT_IN_SETTLEMENT;
        }
        return phase(instrument) == InstrumentPhase.CLOSED ? RejectCode.INSTRUMENT_IS_CLOSED : RejectCode.ACCEPTED;
    }

    /** Why an order that is to go into the book now is not taken. */
    RejectCode entry(final ReferenceMatching.Entry order) {
        final boolean batches = order.timeInForce != TimeInForce.FILL_OR_KILL
                && order.type != OrderType.MARKET_TO_LIMIT
                && order.minimum == 0;
        final boolean batch = phase(order.instrument) == InstrumentPhase.OPEN
                && matching.holds().isBatch(order.instrument);
        return collects(order.instrument) && !canWait(order) || batch && !batches
                ? RejectCode.NOT_IN_AUCTION
                : entry(order.instrument);
    }

    private static boolean canWait(final ReferenceMatching.Entry order) {
        return order.timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                && order.timeInForce != TimeInForce.FILL_OR_KILL
                && order.type != OrderType.MARKET_TO_LIMIT;
    }

    /** The first that has come by now, or null. */
    Due due(final long nowNs, final IntPredicate concerned) {
        Due first = null;
        for (final int instrument : sessions.keySet()) {
            final Session session = sessions.get(instrument);
            if (concerned.test(instrument) && session.until != 0 && session.until <= nowNs) {
                first = earlier(first, new Due(session.until, instrument, What.PHASE_END));
            }
            if (concerned.test(instrument) && session.expiry != 0 && !session.expired && session.expiry <= nowNs) {
                first = earlier(first, new Due(session.expiry, instrument, What.EXPIRY));
            }
            final ReferenceMatching.Entry held = matching.holds().first(instrument);
            if (concerned.test(instrument) && held != null && held.heldUntil <= nowNs) {
                first = earlier(first, new Due(held.heldUntil, instrument, What.RELEASE));
            }
        }
        return first;
    }

    private static Due earlier(final Due first, final Due other) {
        return first == null || other.atNs < first.atNs ? other : first;
    }

    void fire(final Due due) {
        final Session session = sessions.get(due.instrument);
        if (due.what == What.RELEASE) {
            matching.holds().due(due.instrument);
        } else if (due.what == What.EXPIRY) {
            session.expired = true;
            if (session.phase != InstrumentPhase.CLOSED) {
                enter(due.instrument, InstrumentPhase.SETTLEMENT, PhaseReason.EXPIRY, 0, 0);
                matching.cancelAll(0, due.instrument, CancelReason.INSTRUMENT_EXPIRED);
            }
        } else if (session.phase == InstrumentPhase.PRE_OPEN) {
            enter(due.instrument, InstrumentPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, session.open, 0);
        } else {
            open(due.instrument, PhaseReason.SCHEDULE);
        }
    }

    void set(final int instrument, final InstrumentPhase phase) {
        if (phase == InstrumentPhase.OPEN) {
            open(instrument, PhaseReason.OPERATOR);
            return;
        }
        enter(instrument, phase, PhaseReason.OPERATOR, 0, 0);
        if (phase == InstrumentPhase.CLOSED) {
            matching.cancelAll(0, instrument, CancelReason.INSTRUMENT_CLOSED);
        }
    }

    void schedule(final int instrument, final long auctionNs, final long openNs, final long nowNs) {
        if (auctionNs > nowNs) {
            enter(instrument, InstrumentPhase.PRE_OPEN, PhaseReason.OPERATOR, auctionNs, openNs);
        } else {
            enter(instrument, InstrumentPhase.OPENING_AUCTION, PhaseReason.OPERATOR, openNs, 0);
        }
    }

    void band(final int instrument, final long width, final TriggerReference reference, final long interruption) {
        final Session session = sessions.get(instrument);
        session.width = width;
        session.reference = reference;
        session.interruption = interruption;
        matching.say(PhaseEventText.band(instrument, width, reference, interruption));
    }

    private void open(final int instrument, final PhaseReason reason) {
        if (uncross(instrument, reason)) {
            endMarketOrders(instrument);
            enter(instrument, InstrumentPhase.OPEN, reason, 0, 0);
            matching.triggers().opened(instrument);
        }
    }

    /** All that a batch collected is in the book. */
    void endBatch(final int instrument) {
        final Session session = sessions.get(instrument);
        final long reference = bandReference(instrument);
        if (session.width != 0
                && reference != ReferenceTriggers.NONE
                && auction.isCrossed(instrument)
                && Math.abs(auction.indication(instrument).price() - reference) > session.width) {
            interrupt(instrument);
        } else if (uncross(instrument, PhaseReason.SCHEDULE)) {
            endMarketOrders(instrument);
        }
    }

    private void endMarketOrders(final int instrument) {
        matching.live().stream()
                .filter(order -> order.instrument == instrument)
                .filter(order -> order.type == OrderType.MARKET || order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL)
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList()
                .forEach(order -> matching.takeOff(
                        order,
                        order.type == OrderType.MARKET
                                ? CancelReason.MARKET_REMAINDER
                                : CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER));
    }

    private void interrupt(final int instrument) {
        final long until = matching.nowNs() + sessions.get(instrument).interruption;
        enter(instrument, InstrumentPhase.INTERRUPTION, PhaseReason.PRICE_BAND, until, 0);
    }

    private long bandReference(final int instrument) {
        return sessions.get(instrument).reference == TriggerReference.MARK
                ? matching.quotes().markOf(instrument)
                : matching.triggers().lastTrade(instrument);
    }

    private boolean uncross(final int instrument, final PhaseReason reason) {
        final Session session = sessions.get(instrument);
        while (auction.isCrossed(instrument)) {
            if (!session.uncrossing) {
                session.uncrossPrice = auction.indication(instrument).price();
            }
            session.uncrossing = !auction.uncross(instrument, session.uncrossPrice);
            if (session.uncrossing) {
                final long price = session.uncrossPrice;
                if (isAuction(session.phase)) {
                    session.until = matching.nowNs() + 1;
                } else {
                    enter(instrument, InstrumentPhase.OPENING_AUCTION, reason, matching.nowNs() + 1, 0);
                }
                session.open = 0;
                session.uncrossing = true;
                session.uncrossPrice = price;
                return false;
            }
        }
        session.uncrossPrice = 0;
        return true;
    }

    private void enter(
            final int instrument,
            final InstrumentPhase phase,
            final PhaseReason reason,
            final long until,
            final long open) {
        final Session session = sessions.get(instrument);
        session.phase = phase;
        session.until = until;
        session.open = open;
        session.uncrossing = false;
        session.uncrossPrice = 0;
        if (!isAuction(phase)) {
            session.indicated = ReferenceAuction.NOTHING;
        }
        matching.touch(instrument);
        matching.say(PhaseEventText.phase(instrument, phase, reason, until));
        if (phase != InstrumentPhase.OPEN) {
            matching.holds().closed(instrument);
        }
    }

    void arrive(final ReferenceMatching.Entry order) {
        if (matching.holds().takes(order)) {
            matching.holds().hold(order);
        } else {
            enter(order);
        }
    }

    /** What waited as long as it had to, or does not have to. */
    void enter(final ReferenceMatching.Entry order) {
        if (phase(order.instrument) != InstrumentPhase.OPEN || matching.holds().isBatch(order.instrument)) {
            CancelReason reason = null;
            if (phase(order.instrument) != InstrumentPhase.OPEN && !canWait(order)) {
                reason = CancelReason.PHASE_CHANGED;
            } else if (order.postOnly && matching.counterpart(order) != null) {
                reason = CancelReason.POST_ONLY_WOULD_CROSS;
            } else if (order.reduceOnly && matching.reducible(order.account, order) == 0) {
                reason = CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
            }
            matching.settle(order, reason);
            return;
        }
        final Session session = sessions.get(order.instrument);
        final long reference = bandReference(order.instrument);
        final boolean buys = order.side == Side.BUY;
        final long edge = buys ? reference + session.width : reference - session.width;
        if (session.width == 0
                || reference == ReferenceTriggers.NONE
                || order.postOnly
                || (buys ? order.price <= edge : order.price >= edge)) {
            matching.settle(order, matching.meet(order));
            return;
        }
        final long limit = order.price;
        final OrderType type = order.type;
        order.price = edge;
        final CancelReason reason = matching.meet(order);
        final long price = type == order.type ? limit : order.price;
        order.price = limit;
        final boolean stopped = order.open > 0
                && matching.counterpart(order) != null
                && (reason == null
                        || reason == CancelReason.MARKET_REMAINDER
                        || reason == CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER);
        order.price = price;
        matching.settle(order, reason);
        if (stopped) {
            interrupt(order.instrument);
        }
    }

    /** New marks may decide what auctions would trade. */
    void marksAdvanced() {
        sessions.forEach((instrument, session) -> {
            if (isAuction(session.phase)) {
                matching.touch(instrument);
            }
        });
    }

    /** Says what the auction would trade, if that is news. */
    void indicate(final int instrument) {
        final Session session = sessions.get(instrument);
        if (!isAuction(session.phase)) {
            return;
        }
        final ReferenceAuction.Indication now = auction.indication(instrument);
        if (!now.equals(session.indicated)) {
            session.indicated = now;
            matching.say(PhaseEventText.indication(instrument, now.price(), now.volume(), now.surplus()));
        }
    }

    /** Combinations, whose phases depend on those of others. */
    ReferenceCombos combos() {
        return combos;
    }

    long hash() {
        long hash = combos.hash();
        for (final int instrument : sessions.keySet()) {
            final Session session = sessions.get(instrument);
            hash += StateHash.of(3, instrument, session.phase.value(), 0, 0);
            if (session.until != 0 || session.open != 0 || session.uncrossing || session.expired) {
                final int flags = (session.uncrossing ? 1 : 0) + (session.expired ? 2 : 0);
                hash += StateHash.and(
                        StateHash.of(25, instrument, session.until, session.open, flags), session.uncrossPrice);
            }
            if (session.width != 0) {
                hash += StateHash.of(26, instrument, session.width, session.interruption, session.reference.value());
            }
            final ReferenceAuction.Indication said = session.indicated;
            if (said.volume() != 0) {
                hash += StateHash.of(27, instrument, said.price(), said.volume(), said.surplus());
            }
        }
        return hash;
    }
}
