package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.book.Quote;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of quotes once more: a quote is an entry of the reference's one list that names its group. */
final class ReferenceQuotes {
    /** One entry of a mass quote; a price of {@link QuoteCommands#NONE} or 0 lots for no quote. */
    record Pair(
            int instrument, long bid, long bidLots, RejectCode bidCode, long ask, long askLots, RejectCode askCode) {
        boolean hasBid() {
            return bidCode == RejectCode.ACCEPTED && bid != QuoteCommands.NONE && bidLots > 0;
        }

        boolean hasAsk() {
            return askCode == RejectCode.ACCEPTED && ask != QuoteCommands.NONE && askLots > 0;
        }

        Pair refused(final RejectCode code) {
            return new Pair(
                    instrument, bid, bidLots, hasBid() ? code : bidCode, ask, askLots, hasAsk() ? code : askCode);
        }
    }

    private final ReferenceMatching matching;
    private final TreeMap<Long, ReferenceProtection> groups = new TreeMap<>();
    private final TreeMap<Integer, long[]> marks = new TreeMap<>();
    private final TreeSet<Integer> staleMarks = new TreeSet<>();
    private final TreeSet<Integer> staleIndexes = new TreeSet<>();
    private final TreeMap<Integer, Long> indexes = new TreeMap<>();
    private final List<ReferenceProtection> due = new ArrayList<>();
    private final long block;
    private long now;
    private boolean stale;

    ReferenceQuotes(final ReferenceMatching matching, final long block) {
        this.matching = matching;
        this.block = block;
    }

    ReferenceQuotes copyFor(final ReferenceMatching other) {
        final ReferenceQuotes copy = new ReferenceQuotes(other, block);
        groups.forEach((key, group) -> copy.groups.put(key, group.copy()));
        copy.marks.putAll(marks);
        copy.staleMarks.addAll(staleMarks);
        copy.staleIndexes.addAll(staleIndexes);
        copy.now = now;
        return copy;
    }

    /** What a command for an underlying, or, where that is 0, for all does first. */
    void due(final int underlying) {
        if (underlying == 0) {
            matching.due();
        } else {
            matching.dueOf(underlying);
        }
    }

    void begin(final long timestampNs) {
        now = timestampNs;
    }

    /** Whether marks and prices of underlyings from now on are flagged stale. */
    void stale(final boolean on) {
        stale = on;
    }

    void mark(final int instrument, final long price, final long delta, final long vega) {
        marks.put(instrument, new long[] {price, delta, vega});
        staleMarks.remove(instrument);
        if (stale) {
            staleMarks.add(instrument);
        }
    }

    boolean isMarkStale(final int instrument) {
        return staleMarks.contains(instrument);
    }

    boolean isIndexStale(final int underlying) {
        return staleIndexes.contains(underlying);
    }

    /** The newest mark, or {@link ReferenceTriggers#NONE}. */
    long markOf(final int instrument) {
        return marks.containsKey(instrument) ? marks.get(instrument)[0] : ReferenceTriggers.NONE;
    }

    /** The newest price of an underlying, or {@link ReferenceTriggers#NONE}. */
    long indexOf(final int underlying) {
        return indexes.getOrDefault(underlying, ReferenceTriggers.NONE);
    }

    void index(final int underlying, final long price) {
        indexes.put(underlying, price);
        staleIndexes.remove(underlying);
        if (stale) {
            staleIndexes.add(underlying);
        }
    }

    static long key(final int account, final int underlying, final int number) {
        return ((long) account << 16 | underlying) << 8 | number;
    }

    private ReferenceProtection groupOf(final ReferenceMatching.Entry order) {
        return groups.get(
                order.group >= 0 ? order.group : key(order.account, Commands.underlying(order.instrument), 0));
    }

    RejectCode admit(final ReferenceMatching.Entry order) {
        final ReferenceProtection group = groupOf(order);
        if (group == null || group.interval == 0) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        return group.isClosed(now) ? RejectCode.MMP_FROZEN : RejectCode.ACCEPTED;
    }

    void massQuote(final int account, final int underlying, final int number, final long set, final List<Pair> pairs) {
        final ReferenceProtection group = groups.get(key(account, underlying, number));
        if (group == null || group.interval == 0 || group.isClosed(now)) {
            matching.rejected(
                    group == null || group.interval == 0 ? RejectCode.MMP_NOT_CONFIGURED : RejectCode.MMP_FROZEN);
            return;
        }
        final List<Pair> decided = new ArrayList<>();
        final StringBuilder codes = new StringBuilder();
        for (final Pair pair : pairs) {
            final RejectCode entry = matching.phases().entry(pair.instrument);
            final Pair last = entry == RejectCode.ACCEPTED ? pair : pair.refused(entry);
            decided.add(last);
            codes.append(QuoteEventText.codes(last.instrument, last.bidCode, last.askCode));
        }
        matching.say(QuoteEventText.quotes(account, underlying, number, set, codes.toString()));
        for (int i = 0; i < decided.size() && !group.isClosed(now); i++) {
            place(group, set, decided.get(i), i);
        }
    }

    private void place(final ReferenceProtection group, final long set, final Pair pair, final int entry) {
        final ReferenceMatching.Entry ask = resting(group, pair.instrument, Side.SELL);
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            final ReferenceMatching.Entry held = matching.holds().quote(slot(group, pair.instrument, side));
            if (held != null && !(side == Side.BUY ? pair.hasBid() : pair.hasAsk())) {
                matching.holds().held().remove(held);
            }
        }
        if (ask != null && (!pair.hasAsk() || pair.hasBid() && pair.bid >= ask.price)) {
            matching.drop(ask);
        }
        final ReferenceMatching.Entry bid = resting(group, pair.instrument, Side.BUY);
        if (pair.hasBid()) {
            put(group, set, pair.instrument, Side.BUY, pair.bid, pair.bidLots, matching.quoteId(entry, false));
        } else if (bid != null) {
            matching.drop(bid);
        }
        if (pair.hasAsk() && !group.isClosed(now)) {
            put(group, set, pair.instrument, Side.SELL, pair.ask, pair.askLots, matching.quoteId(entry, true));
        }
    }

    private void put(
            final ReferenceProtection group,
            final long set,
            final int instrument,
            final Side side,
            final long price,
            final long lots,
            final long id) {
        final ReferenceMatching.Entry old = resting(group, instrument, side);
        final ReferenceMatching.Entry quote = slot(group, instrument, side);
        matching.holds().held().remove(matching.holds().quote(quote));
        quote.id = id;
        quote.clientId = set;
        quote.type = OrderType.LIMIT;
        quote.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        quote.price = price;
        quote.open = lots;
        quote.mmp = true;
        quote.priority = id;
        if (old != null) {
            matching.drop(old);
        }
        if (old != null && old.price == price && lots <= old.open) {
            quote.priority = old.priority;
            matching.live().add(quote);
        } else {
            matching.touch(instrument);
            matching.arrive(quote);
        }
    }

    /** An entry of the group on one side of an instrument, with nothing else. */
    private static ReferenceMatching.Entry slot(
            final ReferenceProtection group, final int instrument, final Side side) {
        final ReferenceMatching.Entry slot = new ReferenceMatching.Entry();
        slot.account = group.account;
        slot.instrument = instrument;
        slot.side = side;
        slot.group = key(group.account, group.underlying, group.number);
        return slot;
    }

    private ReferenceMatching.Entry resting(final ReferenceProtection group, final int instrument, final Side side) {
        for (final ReferenceMatching.Entry order : matching.live()) {
            if (order.group == key(group.account, group.underlying, group.number)
                    && order.instrument == instrument
                    && order.side == side) {
                return order;
            }
        }
        return null;
    }

    void cancel(final int account, final int underlying, final int number, final int instrument, final long set) {
        final int count = drop(account, underlying, number, instrument, set, CancelReason.QUOTES_CANCELLED);
        matching.say(QuoteEventText.cancelled(
                account, underlying, number, instrument, set, count, CancelReason.QUOTES_CANCELLED));
    }

    void cancelAll(final int account, final int instrument, final CancelReason reason) {
        for (int each = 1; each < 100; each++) {
            final int count = account == 0 || account == each ? drop(each, 0, 0, instrument, 0, reason) : 0;
            if (count > 0) {
                matching.say(QuoteEventText.cancelled(each, 0, 0, instrument, 0, count, reason));
            }
        }
    }

    private int drop(
            final int account,
            final int underlying,
            final int number,
            final int instrument,
            final long set,
            final CancelReason reason) {
        final List<ReferenceMatching.Entry> leaving = new ArrayList<>();
        final List<ReferenceMatching.Entry> all = new ArrayList<>(matching.live());
        all.addAll(matching.holds().held());
        for (final ReferenceMatching.Entry order : all) {
            if (order.group >= 0
                    && order.account == account
                    && (underlying == 0 || Commands.underlying(order.instrument) == underlying)
                    && (number == 0 || (order.group & 0xFF) == number)
                    && (instrument == 0 || order.instrument == instrument)
                    && (set == 0 || order.clientId == set)) {
                leaving.add(order);
            }
        }
        leaving.sort(Comparator.<ReferenceMatching.Entry>comparingLong(order -> order.group)
                .thenComparingInt(order -> order.instrument)
                .thenComparingInt(order -> order.side.value()));
        int count = 0;
        for (final ReferenceMatching.Entry order : leaving) {
            if (matching.holds().held().contains(order)) {
                matching.takeOff(order, reason);
            } else {
                matching.drop(order);
                count++;
            }
        }
        return count;
    }

    private void dropFlagged(final ReferenceProtection group, final CancelReason reason) {
        final List<ReferenceMatching.Entry> leaving = new ArrayList<>();
        final List<ReferenceMatching.Entry> all = new ArrayList<>(matching.live());
        all.addAll(matching.holds().held());
        for (final ReferenceMatching.Entry order : all) {
            if (order.group < 0 && order.mmp && groupOf(order) == group) {
                leaving.add(order);
            }
        }
        leaving.sort(Comparator.comparingLong(order -> order.id));
        leaving.forEach(order -> matching.takeOff(order, reason));
    }

    void count(
            final ReferenceMatching.Entry maker,
            final ReferenceMatching.Entry taker,
            final long lots,
            final long price) {
        for (final ReferenceMatching.Entry order : List.of(maker, taker)) {
            if (order.mmp) {
                groupOf(order).count(now, marks, order, lots, price);
            }
        }
        for (final ReferenceMatching.Entry order : List.of(maker, taker)) {
            if (order.mmp && groupOf(order).isBreached() && !due.contains(groupOf(order))) {
                due.add(groupOf(order));
            }
        }
    }

    /** Whether the last trade breached a group that is not off yet. */
    boolean isDue() {
        return !due.isEmpty();
    }

    void stop(final int instrument) {
        for (final ReferenceProtection group : due) {
            group.frozenUntil = group.frozen == 0 ? ReferenceProtection.UNTIL_RESET : now + group.frozen;
            group.blockedUntil = now + block;
            final int count = group.number == 0
                    ? 0
                    : drop(group.account, group.underlying, group.number, 0, 0, CancelReason.MMP_TRIGGERED);
            matching.say(QuoteEventText.triggered(
                    group.account,
                    group.underlying,
                    group.number,
                    instrument,
                    group.quantity,
                    group.delta,
                    group.vega,
                    until(group),
                    count));
            group.clearWindow();
            if (group.number == 0) {
                dropFlagged(group, CancelReason.MMP_TRIGGERED);
            }
        }
        due.clear();
    }

    boolean isStopped(final ReferenceMatching.Entry order) {
        return order.mmp && groupOf(order).isClosed(now);
    }

    private String until(final ReferenceProtection group) {
        if (group.closedUntil() == ReferenceProtection.UNTIL_RESET) {
            return "reset";
        }
        return Long.toString(group.isClosed(now) ? group.closedUntil() : 0);
    }

    void protect(
            final int account,
            final int underlying,
            final int number,
            final long interval,
            final long frozen,
            final long quantity,
            final long delta,
            final long vega,
            final long maxQuote) {
        final ReferenceProtection group = groups.computeIfAbsent(
                key(account, underlying, number), key -> new ReferenceProtection(account, underlying, number));
        final int count = number == 0 ? 0 : drop(account, underlying, number, 0, 0, CancelReason.MMP_SET);
        group.interval = interval;
        group.frozen = frozen;
        group.quantityLimit = quantity;
        group.deltaLimit = delta;
        group.vegaLimit = vega;
        group.maxQuote = maxQuote;
        group.reserve = maxQuote * 300;
        group.clearWindow();
        sayChanged(group);
        if (count > 0) {
            matching.say(QuoteEventText.cancelled(account, underlying, number, 0, 0, count, CancelReason.MMP_SET));
        }
        if (number == 0) {
            dropFlagged(group, CancelReason.MMP_SET);
        }
    }

    void reset(final int account, final int underlying, final int number) {
        final ReferenceProtection group = groups.get(key(account, underlying, number));
        if (group == null || group.interval == 0) {
            matching.rejected(RejectCode.MMP_NOT_CONFIGURED);
            return;
        }
        group.frozenUntil = 0;
        group.clearWindow();
        sayChanged(group);
    }

    private void sayChanged(final ReferenceProtection group) {
        matching.say(QuoteEventText.changed(
                group.account, group.underlying, group.number, group.interval != 0, until(group), group.reserve));
    }

    static long hash(final ReferenceMatching.Entry order) {
        final long slot = StateHash.of(10, order.account, order.group & 0xFF, order.instrument, order.side.value());
        return Quote.hash(slot, order.id, order.clientId, order.price, order.priority, order.open, order.filled);
    }

    long hash() {
        long hash = 0;
        for (final ReferenceProtection group : groups.values()) {
            hash += group.hash();
        }
        for (final ReferenceMatching.Entry order : matching.live()) {
            if (order.group >= 0) {
                hash += hash(order);
            }
        }
        for (final Map.Entry<Integer, long[]> mark : marks.entrySet()) {
            hash += StateHash.of(12, mark.getKey(), mark.getValue()[0], mark.getValue()[1], mark.getValue()[2]);
        }
        for (final Map.Entry<Integer, Long> index : indexes.entrySet()) {
            hash += StateHash.of(13, index.getKey(), index.getValue(), 0, 0);
        }
        for (final int instrument : staleMarks) {
            hash += StateHash.of(112, instrument, 0, 0, 0);
        }
        for (final int underlying : staleIndexes) {
            hash += StateHash.of(113, underlying, 0, 0, 0);
        }
        return hash;
    }
}
