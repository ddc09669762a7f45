package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rules once more, slow and obvious: one list of orders, searched from end to end; a fill-or-kill order is tried on
 * a copy of everything. Says the same events and hashes its whole state anew.
 */
final class ReferenceMatching {
    private static final long MAX_FILLS = 4_096;

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
    private final TreeMap<Long, Long> positions = new TreeMap<>();
    private final TreeMap<Integer, InstrumentPhase> phases = new TreeMap<>();
    private final Map<Integer, String> tops = new TreeMap<>();
    private final Set<Integer> touched = new LinkedHashSet<>();
    private ReferenceSettings settings = new ReferenceSettings();
    private CancelReason selfTrade;

    /** This is a copy that a fill-or-kill order is tried on. */
    private boolean planning;

    private ReferenceQuotes quotes =
            new ReferenceQuotes(this, EngineHarness.PARAMETERS.quotes().reentryBlockNs());
    private List<String> events = new ArrayList<>();
    private long sequence;
    private long nowNs;
    private int fills;
    private long lastPrice;

    void begin(final long commandSequence, final long timestampNs) {
        sequence = commandSequence;
        quotes.begin(timestampNs);
        nowNs = timestampNs;
        fills = 0;
        touched.clear();
        events = new ArrayList<>();
    }

    /** What a command for all does first. */
    void due() {
        due(order -> true);
    }

    /** What a command for an instrument does first; nothing where that is not listed. */
    void due(final int instrument) {
        if (phases.containsKey(instrument)) {
            dueOf(Commands.underlying(instrument));
        }
    }

    /** What a command for an underlying does first. */
    void dueOf(final int underlying) {
        due(order -> Commands.underlying(order.instrument) == underlying);
    }

    private void due(final Predicate<Entry> concerned) {
        book.stream()
                .filter(order -> order.expireNs != 0 && order.expireNs <= nowNs)
                .filter(concerned)
                .sorted(Comparator.<Entry>comparingLong(order -> order.expireNs).thenComparingLong(order -> order.id))
                .toList()
                .forEach(order -> takeOff(order, CancelReason.EXPIRED));
    }

    List<String> end() {
        for (final int instrument : touched) {
            final String top = EventText.top(instrument, best(instrument, Side.BUY), best(instrument, Side.SELL));
            if (!top.equals(tops.put(instrument, top))) {
                events.add(top);
            }
        }
        if (events.isEmpty()) {
            events.add(EventText.done());
        }
        return events;
    }

    /** Quotes, protection and marks. */
    ReferenceQuotes quotes() {
        return quotes;
    }

    InstrumentPhase phase(final int instrument) {
        return phases.get(instrument);
    }

    void say(final String event) {
        events.add(event);
    }

    void touch(final int instrument) {
        touched.add(instrument);
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
        phases.put(instrument, InstrumentPhase.OPEN);
        tops.put(instrument, EventText.top(instrument, "-", "-"));
    }

    void phase(final int instrument, final InstrumentPhase phase) {
        phases.put(instrument, phase);
        events.add(EventText.phase(instrument, phase));
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
        if (phases.get(order.instrument) == InstrumentPhase.HALTED) {
            rejected(RejectCode.INSTRUMENT_HALTED);
            return;
        }
        final RejectCode admitted = order.mmp ? quotes.admit(order) : RejectCode.ACCEPTED;
        if (admitted != RejectCode.ACCEPTED) {
            rejected(admitted);
            return;
        }
        order.priority = order.id;
        keepPassive(order);
        events.add(EventText.accepted(order.id, order.account, order.instrument, order.side, order.price, order.open));
        if (order.detailed) {
            events.add(EventText.details(order));
        }
        arrive(order);
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
        } else if (phases.get(order.instrument) == InstrumentPhase.HALTED) {
            rejected(RejectCode.INSTRUMENT_HALTED);
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
        book.stream()
                .filter(order -> order.group < 0 && leaves.test(order))
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList()
                .forEach(order -> takeOff(order, reason));
    }

    void cancelByLabel(final int account, final int instrument, final String label) {
        book.stream()
                .filter(order -> order.account == account && (instrument == 0 || order.instrument == instrument))
                .filter(order -> order.detailed && order.label.equals(label))
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList()
                .forEach(order -> takeOff(order, CancelReason.MASS_CANCEL));
    }

    /** Orders and quotes. */
    List<Entry> live() {
        return book;
    }

    /** Orders without quotes. */
    List<Entry> orders() {
        return book.stream().filter(order -> order.group < 0).toList();
    }

    long position(final int account, final int instrument) {
        return positions.getOrDefault(key(account, instrument), 0L);
    }

    /** Positions of an instrument over all accounts; must be zero, because each fill moves two of them. */
    long netPosition(final int instrument) {
        long sum = 0;
        for (final Map.Entry<Long, Long> position : positions.entrySet()) {
            sum += position.getKey().intValue() == instrument ? position.getValue() : 0;
        }
        return sum;
    }

    long stateHash() {
        long hash = settings.stateHash();
        for (final Entry order : book) {
            if (order.group >= 0) {
                continue;
            }
            hash += order.hash();
        }
        for (final Map.Entry<Long, Long> position : positions.entrySet()) {
            if (position.getValue() != 0) {
                final long key = position.getKey();
                hash += StateHash.and(StateHash.of(2, key >> 32, (int) key, 0, 0), position.getValue());
            }
        }
        for (final Map.Entry<Integer, InstrumentPhase> phase : phases.entrySet()) {
            hash += StateHash.of(3, phase.getKey(), phase.getValue().value(), 0, 0);
        }
        return hash + quotes.hash();
    }

    private void keepPassive(final Entry order) {
        final Entry opposite = order.postOnly && !order.rejectPostOnly ? counterpart(order) : null;
        if (opposite != null) {
            final long inside = order.side == Side.BUY ? opposite.price - 1 : opposite.price + 1;
            order.price = inside > 0 ? inside : order.price;
        }
    }

    void arrive(final Entry taker) {
        CancelReason reason = null;
        long clip = taker.reduceOnly ? reducible(taker.account, taker) : Long.MAX_VALUE;
        if (taker.postOnly && counterpart(taker) != null) {
            reason = CancelReason.POST_ONLY_WOULD_CROSS;
        } else if (clip == 0) {
            reason = CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
        } else if (taker.timeInForce == TimeInForce.FILL_OR_KILL && filledOnACopy(taker, clip) < taker.open) {
            reason = CancelReason.FILL_OR_KILL_NOT_FILLABLE;
        } else if (taker.minimum > 0 && filledOnACopy(taker, clip) < taker.minimum) {
            reason = CancelReason.MINIMUM_QUANTITY_NOT_FILLABLE;
        } else {
            clip = trade(taker, clip);
            if (taker.open > 0 || selfTrade != null) {
                reason = remainder(taker, clip);
            }
        }
        if (reason != null) {
            events.add(EventText.cancelled(taker.id, taker.account, taker.open, reason));
        } else if (taker.open > 0) {
            touched.add(taker.instrument);
            rest(taker, taker.priority);
        }
    }

    /** At the end of the queue, later than all at its price. */
    private void rest(final Entry order, final long priority) {
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
        if (selfTrade != null) {
            return selfTrade;
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
            taker.price = lastPrice;
            events.add(EventText.replaced(taker.id, taker.price, taker.filled + taker.open, taker.open, false));
        }
        return taker.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL ? CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER : null;
    }

    private long trade(final Entry taker, final long takerClip) {
        return settings.isProRata(taker.instrument) ? tradeBySize(taker, takerClip) : tradeByTime(taker, takerClip);
    }

    /** Level by level: first its own orders there, then every order its share, earliest first. */
    private long tradeBySize(final Entry taker, final long takerClip) {
        long clip = takerClip;
        selfTrade = null;
        while (taker.open > 0 && clip > 0 && fills < MAX_FILLS && counterpart(taker) != null) {
            final long price = counterpart(taker).price;
            final List<Entry> level = new ArrayList<>(book.stream()
                    .filter(order ->
                            order.instrument == taker.instrument && order.side != taker.side && order.price == price)
                    .sorted(Comparator.comparingLong(order -> order.priority))
                    .toList());
            if (planning && (taker.mmp || level.stream().anyMatch(order -> order.mmp))) {
                return clip;
            }
            if (settings.mode(taker.account) != SelfTradePrevention.NONE) {
                for (final Entry maker : List.copyOf(level)) {
                    if (settings.isSelf(taker.account, maker.account)) {
                        level.remove(maker);
                        preventTrade(taker, maker);
                        if (selfTrade != null) {
                            return clip;
                        }
                    }
                }
            }
            final boolean hides = level.stream().anyMatch(order -> order.display > 0);
            clip = shareOut(taker, level, clip);
            if (planning && hides) {
                return clip;
            }
            if (quotes.isStopped(taker)) {
                return clip;
            }
        }
        return clip;
    }

    private long shareOut(final Entry taker, final List<Entry> level, final long takerClip) {
        long clip = takerClip;
        final Map<Integer, Long> planned = new TreeMap<>();
        final List<Long> sizes = new ArrayList<>();
        for (final Entry maker : level) {
            final long before = planned.getOrDefault(maker.account, 0L);
            final long most = maker.reduceOnly ? Math.max(0, reducible(maker.account, maker) - before) : maker.open;
            sizes.add(Math.min(maker.visible(), most));
            planned.put(maker.account, maker.account == taker.account ? 0 : before + sizes.get(sizes.size() - 1));
        }
        final long total = sizes.stream().mapToLong(size -> size).sum();
        final boolean exhausted = Math.min(taker.open, clip) > total;
        final List<Long> shares =
                ReferenceProRata.shares(sizes, Math.min(taker.open, clip), settings.topOrderPercent(taker.instrument));
        for (int i = 0; i < level.size(); i++) {
            final Entry maker = level.get(i);
            final long lots = shares.get(i);
            if (lots > 0 && fills == MAX_FILLS) {
                return clip;
            }
            final boolean usedUp = maker.reduceOnly && reducible(maker.account, maker) == lots;
            final boolean clipped = lots < maker.visible();
            touched.add(taker.instrument);
            if (lots > 0) {
                fill(taker, maker, lots);
                clip = clip == Long.MAX_VALUE ? clip : clip - lots;
            }
            if (maker.open == 0) {
                book.remove(maker);
            } else if (usedUp || exhausted && clipped) {
                takeOff(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            } else if (maker.visible() == 0) {
                book.remove(maker);
                rest(maker, (sequence << 12) + fills - 1);
            }
            if (quotes.isDue()) {
                quotes.stop(taker.instrument);
                return clip;
            }
        }
        return clip;
    }

    private long tradeByTime(final Entry taker, final long takerClip) {
        long clip = takerClip;
        Entry maker = counterpart(taker);
        selfTrade = null;
        while (taker.open > 0 && clip > 0 && fills < MAX_FILLS && maker != null) {
            if (settings.mode(taker.account) != SelfTradePrevention.NONE
                    && settings.isSelf(taker.account, maker.account)) {
                preventTrade(taker, maker);
                if (selfTrade != null) {
                    return clip;
                }
                maker = counterpart(taker);
                continue;
            }
            final long makerClip = maker.reduceOnly ? reducible(maker.account, maker) : Long.MAX_VALUE;
            final long lots = Math.min(Math.min(clip, makerClip), Math.min(taker.open, maker.visible()));
            if (lots > 0) {
                touched.add(taker.instrument);
                fill(taker, maker, lots);
                clip = clip == Long.MAX_VALUE ? clip : clip - lots;
            }
            if (maker.open == 0) {
                book.remove(maker);
            } else if (lots == makerClip) {
                takeOff(maker, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE);
            } else if (maker.visible() == 0) {
                book.remove(maker);
                rest(maker, (sequence << 12) + fills - 1);
            }
            quotes.stop(taker.instrument);
            if (quotes.isStopped(taker)) {
                return clip;
            }
            maker = counterpart(taker);
        }
        return clip;
    }

    /** Says why the taker is cancelled, if it is; where not, the maker is gone. */
    private void preventTrade(final Entry taker, final Entry maker) {
        final SelfTradePrevention mode = settings.mode(taker.account);
        touched.add(taker.instrument);
        if (mode == SelfTradePrevention.CANCEL_MAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            takeOff(maker, CancelReason.SELF_TRADE_MAKER);
        }
        if (mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            selfTrade = CancelReason.SELF_TRADE_TAKER;
        }
        if (mode == SelfTradePrevention.DECREMENT) {
            final long lots = Math.min(taker.open, maker.open);
            taker.open -= lots;
            maker.open -= lots;
            maker.shown = Math.min(maker.shown, maker.open);
            events.add(EventText.decremented(maker.id, taker.id, lots, maker.open, taker.open));
            if (maker.open == 0) {
                takeOff(maker, CancelReason.SELF_TRADE_DECREMENTED);
            }
            selfTrade = taker.open == 0 ? CancelReason.SELF_TRADE_DECREMENTED : null;
        }
    }

    private void fill(final Entry taker, final Entry maker, final long lots) {
        lastPrice = maker.price;
        taker.open -= lots;
        taker.filled += lots;
        maker.open -= lots;
        maker.shown -= lots;
        maker.filled += lots;
        final long signed = taker.side == Side.BUY ? lots : -lots;
        positions.merge(key(taker.account, taker.instrument), signed, Long::sum);
        positions.merge(key(maker.account, maker.instrument), -signed, Long::sum);
        events.add(EventText.fill(
                (sequence << 12) + fills, maker.id, taker.id, maker.price, lots, maker.open, taker.open));
        fills++;
        quotes.count(maker, taker, lots, maker.price);
    }

    /** Lots that the order would trade now. */
    private long filledOnACopy(final Entry taker, final long clip) {
        final ReferenceMatching copy = new ReferenceMatching();
        copy.planning = true;
        copy.positions.putAll(positions);
        copy.settings = settings;
        copy.quotes = quotes.copyFor(copy);
        for (final Entry order : book) {
            if (order.instrument == taker.instrument) {
                copy.book.add(order.copy());
            }
        }
        final Entry copiedTaker = taker.copy();
        copy.trade(copiedTaker, clip);
        return copiedTaker.filled - taker.filled;
    }

    void takeOff(final Entry order, final CancelReason reason) {
        touched.add(order.instrument);
        book.remove(order);
        events.add(EventText.cancelled(order.id, order.account, order.open, reason));
    }

    /** The order that trades next with the taker, or null. */
    private Entry counterpart(final Entry taker) {
        Entry best = null;
        for (final Entry order : book) {
            if (order.instrument != taker.instrument || order.side == taker.side) {
                continue;
            }
            final long edge = taker.side == Side.BUY ? taker.price - order.price : order.price - taker.price;
            if (edge < 0) {
                continue;
            }
            if (best == null || isBefore(order, best)) {
                best = order;
            }
        }
        return best;
    }

    private static boolean isBefore(final Entry a, final Entry b) {
        if (a.price != b.price) {
            return a.side == Side.SELL ? a.price < b.price : a.price > b.price;
        }
        return a.priority < b.priority;
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

    private long reducible(final int account, final Entry order) {
        final long held = position(account, order.instrument);
        return Math.max(0, order.side == Side.SELL ? held : -held);
    }

    private Entry find(final int account, final int instrument, final long id) {
        return book.stream()
                .filter(order -> order.group < 0 && order.id == id && order.account == account)
                .filter(order -> instrument == 0 || order.instrument == instrument)
                .findFirst()
                .orElse(null);
    }

    private static long key(final int account, final int instrument) {
        return (long) account << 32 | instrument;
    }
}
