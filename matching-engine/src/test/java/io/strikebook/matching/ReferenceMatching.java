package io.strikebook.matching;

import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules once more, slow and obvious: one list of orders, searched from end to end; a fill-or-kill order is tried on
 * a copy of everything. Says the same events and hashes its whole state anew.
 */
final class ReferenceMatching {
    /** An order in the list. */
    static final class Entry extends ReferenceOrder {
        /** A good-til-cancelled limit order. */
        static Entry limit(
                final int account, final int instrument, final Side side, final long price, final long lots) {
            final Entry order = new Entry();
            order.account = account;
            order.instrument = instrument;
            order.side = side;
            order.type = OrderType.LIMIT;
            order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
            order.price = price;
            order.open = lots;
            return order;
        }

        Entry copy() {
            return (Entry) copyOfAll();
        }
    }

    private final List<Entry> book = new ArrayList<>();
    private final ReferencePositions positions = new ReferencePositions();
    private final ReferencePhases phases = new ReferencePhases(this);
    private final Map<Integer, String> tops = new TreeMap<>();
    private final Set<Integer> touched = new LinkedHashSet<>();
    private final ReferenceTrades trades;
    private final ReferenceTriggers triggers = new ReferenceTriggers(this);
    private final ReferenceLinks links = new ReferenceLinks(this);
    private final ReferenceHolds holds = new ReferenceHolds(this);
    private final ReferenceStatistics statistics = new ReferenceStatistics();
    private ReferenceSettings settings = new ReferenceSettings();
    private ReferenceQuotes quotes =
            new ReferenceQuotes(this, EngineHarness.PARAMETERS.quotes().reentryBlockNs());
    private List<String> events = new ArrayList<>();
    private long sequence;
    private long nowNs;

    ReferenceMatching() {
        this(false);
    }

    private ReferenceMatching(final boolean planning) {
        trades = new ReferenceTrades(this, planning);
    }

    void begin(final long commandSequence, final long timestampNs) {
        sequence = commandSequence;
        quotes.begin(timestampNs);
        nowNs = timestampNs;
        trades.begin();
        touched.clear();
        events = new ArrayList<>();
    }

    /** What a command for all does first. */
    void due() {
        due(instrument -> true);
        phases.combos().settle();
    }

    /** What a command for an instrument does first; nothing where that is not listed. */
    void due(final int instrument) {
        if (phases.isListed(instrument)) {
            dueOf(Commands.underlying(instrument));
        }
    }

    /** What a command for an underlying does first. */
    void dueOf(final int underlying) {
        due(instrument -> Commands.underlying(instrument) == underlying);
        phases.combos().settle();
    }

    private void due(final IntPredicate concerned) {
        trades.keepHalf(true);
        while (fireNext(concerned)) {
            // until nothing more has come
        }
        trades.keepHalf(false);
    }

    private boolean fireNext(final IntPredicate concerned) {
        final Entry order = all().filter(each -> each.expireNs != 0 && each.expireNs <= nowNs)
                .filter(each -> concerned.test(each.instrument))
                .min(Comparator.<Entry>comparingLong(each -> each.expireNs).thenComparingLong(each -> each.id))
                .orElse(null);
        final ReferencePhases.Due phase = phases.due(nowNs, concerned);
        if (phase != null && (order == null || phase.atNs() <= order.expireNs)) {
            phases.fire(phase);
        } else if (order != null) {
            takeOff(order, CancelReason.EXPIRED);
        }
        return phase != null || order != null;
    }

    long nowNs() {
        return nowNs;
    }

    ReferenceTrades trades() {
        return trades;
    }

    /** Time passed: what traded is published where that is due. */
    void tick() {
        events.addAll(statistics.tick(nowNs));
        phases.combos().timePassed();
    }

    /** What traded. */
    ReferenceStatistics statistics() {
        return statistics;
    }

    List<String> end() {
        phases.combos().settle();
        phases.combos().end();
        statistics.end(nowNs);
        for (final int instrument : touched) {
            final String top = EventText.top(instrument, best(instrument, Side.BUY), best(instrument, Side.SELL));
            if (!top.equals(tops.put(instrument, top))) {
                events.add(top);
            }
            phases.indicate(instrument);
        }
        return events.isEmpty() ? List.of(EventText.done()) : events;
    }

    /** Orders that wait for a trigger, and last trades. */
    ReferenceTriggers triggers() {
        return triggers;
    }

    /** Orders that act on each other. */
    ReferenceLinks links() {
        return links;
    }

    /** Quotes, protection and marks. */
    ReferenceQuotes quotes() {
        return quotes;
    }

    /** Market modes, and what is held. */
    ReferenceHolds holds() {
        return holds;
    }

    ReferencePhases phases() {
        return phases;
    }

    void say(final String event) {
        events.add(event);
    }

    void touch(final int instrument) {
        touched.add(instrument);
    }

    /** The ordinal of a fill of this command, as its trade id and the place in the queue that it gives. */
    long ordinalId(final int ordinal) {
        return (sequence << 12) + ordinal;
    }

    long quoteId(final int entry, final boolean ask) {
        return OrderIds.ofQuote(sequence, entry, ask);
    }

    /** Takes an order off without a word. */
    void drop(final Entry order) {
        touched.add(order.instrument);
        book.remove(order);
    }

    void list(final int instrument) {
        phases.list(instrument);
        tops.put(instrument, EventText.top(instrument, "-", "-"));
        say(EventText.listed(
                instrument,
                Commands.underlying(instrument),
                Commands.terms(instrument).symbol()));
    }

    void allocation(final int instrument, final AllocationRule rule, final int topOrderPercent) {
        settings.allocation(instrument, rule, topOrderPercent);
        events.add(EventText.allocation(instrument, rule, topOrderPercent));
    }

    ReferenceSettings settings() {
        return settings;
    }

    void rejected(final RejectCode code) {
        events.add(EventText.rejected(code));
    }

    void newOrder(final Entry order) {
        final RejectCode entry = order.trigger == null ? phases.entry(order) : phases.entry(order.instrument);
        if (entry != RejectCode.ACCEPTED) {
            rejected(entry);
            return;
        }
        final RejectCode admitted = order.mmp ? quotes.admit(order) : RejectCode.ACCEPTED;
        if (admitted != RejectCode.ACCEPTED) {
            rejected(admitted);
            return;
        }
        order.priority = order.id;
        if (order.trigger == null) {
            keepPassive(order);
        }
        events.add(EventText.accepted(order.id, order.account, order.instrument, order.side, order.price, order.open));
        if (order.detailed) {
            events.add(EventText.details(order));
        }
        if (order.trigger != null) {
            triggers.begin(order);
        } else {
            arrive(order);
        }
    }

    void cancel(final int account, final int instrument, final long id) {
        final Entry order = find(account, instrument, id);
        if (order == null) {
            rejected(RejectCode.UNKNOWN_ORDER);
        } else {
            takeOff(order, CancelReason.REQUESTED);
        }
    }

    void replace(final int account, final int instrument, final long id, final long price, final long total) {
        final Entry order = find(account, instrument, id);
        if (order == null) {
            rejected(RejectCode.UNKNOWN_ORDER);
        } else if (order.trigger != null) {
            triggers.replace(order, price, total);
        } else if (phases.entry(order.instrument) != RejectCode.ACCEPTED) {
            rejected(phases.entry(order.instrument));
        } else if (total <= order.filled) {
            takeOff(order, CancelReason.REPLACED_BELOW_FILLED);
        } else {
            touched.add(order.instrument);
            final boolean keeps = price == order.price && total <= order.filled + order.open;
            order.price = price;
            order.open = total - order.filled;
            order.shown = Math.min(order.shown, order.open);
            if (!keeps) {
                book.remove(order);
                holds.held().remove(order);
                keepPassive(order);
            }
            events.add(EventText.replaced(id, order.price, total, order.open, keeps));
            if (!keeps) {
                order.priority = sequence << 12;
                arrive(order);
            }
        }
    }

    void cancelAll(final int account, final int instrument, final CancelReason reason) {
        cancelWhere(
                order -> (account == 0 || order.account == account)
                        && (instrument == 0 || order.instrument == instrument),
                reason);
        quotes.cancelAll(account, instrument, reason);
    }

    /** Takes off what fits, but for quotes. */
    void cancelWhere(final Predicate<Entry> leaves, final CancelReason reason) {
        all().filter(order -> order.group < 0 && leaves.test(order))
                .sorted(ReferenceOrder.BY_ACCOUNT)
                .toList()
                .forEach(order -> takeOff(order, reason));
    }

    void cancelByLabel(final int account, final int instrument, final String label) {
        cancelWhere(
                order -> order.account == account
                        && (instrument == 0 || order.instrument == instrument)
                        && order.detailed
                        && order.label.equals(label),
                CancelReason.MASS_CANCEL);
    }

    /** Orders and quotes in the books or held, and orders that wait. */
    private Stream<Entry> all() {
        return Stream.of(book, holds.held(), triggers.waiting()).flatMap(List::stream);
    }

    /** Orders and quotes in the books. */
    List<Entry> live() {
        return book;
    }

    /** Orders without quotes, those that wait or are held included. */
    List<Entry> orders() {
        return all().filter(order -> order.group < 0).toList();
    }

    ReferencePositions positions() {
        return positions;
    }

    long stateHash() {
        long hash = settings.stateHash();
        for (final Entry order : book) {
            hash += order.group >= 0 ? 0 : order.hash();
        }
        hash += positions.hash() + links.hash() + quotes.hash() + holds.hash();
        return hash + triggers.hash() + statistics.hash() + phases.hash();
    }

    void keepPassive(final Entry order) {
        trades.keepPassive(order);
    }

    void arrive(final Entry taker) {
        phases.arrive(taker);
    }

    /** Trades it, and returns why what is left of it is cancelled, or null. */
    CancelReason meet(final Entry taker) {
        CancelReason reason = null;
        long clip = taker.reduceOnly ? reducible(taker.account, taker) : Long.MAX_VALUE;
        if (taker.postOnly && trades.wouldTrade(taker)) {
            reason = CancelReason.POST_ONLY_WOULD_CROSS;
        } else if (clip == 0) {
            reason = CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        } else if (taker.timeInForce == TimeInForce.FILL_OR_KILL && filledOnACopy(taker, clip) < taker.open) {
            reason = CancelReason.FILL_OR_KILL_NOT_FILLABLE;
        } else if (taker.minimum > 0 && filledOnACopy(taker, clip) < taker.minimum) {
            reason = CancelReason.MINIMUM_QUANTITY_NOT_FILLABLE;
        } else {
            clip = trades.trade(taker, clip);
            if (taker.open > 0 || trades.selfTrade() != null) {
                reason = remainder(taker, clip);
            }
        }
        return reason;
    }

    void settle(final Entry taker, final CancelReason reason) {
        if (reason != null) {
            events.add(EventText.cancelled(taker.id, taker.account, taker.open, reason));
            links.left(taker);
        } else if (taker.open > 0) {
            touched.add(taker.instrument);
            rest(taker, taker.priority);
        } else {
            links.growth().letGo(taker);
        }
    }

    /** At the end of the queue, later than all at its price. */
    void rest(final Entry order, final long priority) {
        order.shown = Math.min(order.display, order.open);
        order.priority = priority;
        for (final Entry other : book) {
            if (other.instrument == order.instrument && other.side == order.side && other.price == order.price) {
                order.priority = Math.max(order.priority, other.priority + 1);
            }
        }
        book.add(order);
    }

    private CancelReason remainder(final Entry taker, final long clip) {
        if (trades.selfTrade() != null) {
            return trades.selfTrade();
        }
        if (quotes.isStopped(taker)) {
            return CancelReason.MMP_TRIGGERED;
        }
        if (clip == 0) {
            return CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        }
        if (counterpart(taker) != null) {
            return CancelReason.TOO_MANY_FILLS;
        }
        if (taker.type == OrderType.MARKET || taker.type == OrderType.MARKET_TO_LIMIT && taker.filled == 0) {
            return CancelReason.MARKET_REMAINDER;
        }
        if (taker.type == OrderType.MARKET_TO_LIMIT) {
            taker.type = OrderType.LIMIT;
            taker.price = trades.lastPrice();
            events.add(EventText.becameLimit(taker.id, taker.price, taker.filled + taker.open, taker.open));
        }
        return taker.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL ? CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER : null;
    }

    /** Lots that the order would trade now. */
    private long filledOnACopy(final Entry taker, final long clip) {
        final ReferenceMatching copy = new ReferenceMatching(true);
        copy.trades.beginAfter(trades);
        copy.positions.copy(positions);
        copy.settings = settings;
        copy.quotes = quotes.copyFor(copy);
        final List<Integer> met = phases.combos().giveTo(copy.phases.combos(), taker.instrument);
        for (final Entry order : book) {
            if (met.contains(order.instrument)) {
                copy.book.add(order.copy());
            }
        }
        final Entry copiedTaker = taker.copy();
        final List<Entry> copies = new ArrayList<>(copy.book);
        copies.add(copiedTaker);
        ReferenceLinks.copy(copies);
        copy.trades.trade(copiedTaker, clip);
        return copiedTaker.filled - taker.filled;
    }

    void takeOff(final Entry order, final CancelReason reason) {
        if (!triggers.waiting().remove(order) && !holds.held().remove(order)) {
            touched.add(order.instrument);
            book.remove(order);
        }
        events.add(EventText.cancelled(order.id, order.account, order.open, reason));
        links.left(order);
    }

    /** The order that trades next with the taker, or null. */
    Entry counterpart(final Entry taker) {
        Entry best = null;
        for (final Entry order : book) {
            if (order.instrument != taker.instrument || order.side == taker.side) {
                continue;
            }
            final long edge = taker.side == Side.BUY ? taker.price - order.price : order.price - taker.price;
            if (edge >= 0 && (best == null || isBefore(order, best))) {
                best = order;
            }
        }
        return best;
    }

    private static boolean isBefore(final Entry a, final Entry b) {
        final boolean better = a.side == Side.SELL ? a.price < b.price : a.price > b.price;
        return a.price == b.price ? a.priority < b.priority : better;
    }

    private String best(final int instrument, final Side side) {
        long price = 0;
        long lots = 0;
        for (final Entry order : book) {
            if (order.instrument == instrument && order.side == side) {
                if (lots == 0 || (side == Side.SELL ? order.price < price : order.price > price)) {
                    price = order.price;
                    lots = order.visible();
                } else if (order.price == price) {
                    lots += order.visible();
                }
            }
        }
        return EventText.side(price, lots);
    }

    /** Lots by which the order may reduce its account's position now. */
    long reducible(final int account, final Entry order) {
        final long held = positions.of(account, order.instrument);
        return Math.max(0, order.side == Side.SELL ? held : -held);
    }

    Entry find(final int account, final int instrument, final long id) {
        return all().filter(order -> order.group < 0 && order.id == id && order.account == account)
                .filter(order -> instrument == 0 || order.instrument == instrument)
                .findFirst()
                .orElse(null);
    }
}
