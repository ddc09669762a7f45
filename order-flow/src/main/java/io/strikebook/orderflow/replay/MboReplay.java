package io.strikebook.orderflow.replay;

import io.strikebook.orderflow.replay.LevelBook.LevelKey;
import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventKind;
import io.strikebook.recordings.OrderEventReader;
import io.strikebook.recordings.View;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Replays an order-by-order recording into a matching engine, event by event.
 *
 * <ul>
 *   <li>The exchange's own book is built from its records. Nothing is sent before continuous trading: at the end of the event with the
 *       auction trade, or else before the first trade with an incoming side, the book is entered in recorded priority.
 *   <li>A trade becomes one order that may not rest, of its incoming side, price and size; it is exact if it fills the order ids and
 *       sizes of the fill records that follow it, in their order. Fill records of the incoming order itself are not fills of a resting
 *       order and do not count.
 *   <li>Additions, cancels and changes are sent as such, except those that only book a fill of the same event.
 *   <li>Closed loop: after each event a level that differs from the exchange's is cancelled and re-entered in recorded priority, so
 *       that a mismatch costs one trade. Open loop: never.
 *   <li>{@link View#PARTIAL} recordings lack orders: one that is filled but unknown is entered just before its fill, in front of its
 *       level (closed loop) or behind it (open loop), with the size filled; cancels of unknown orders are skipped; and an order that a
 *       trade or a new order proves to be gone (the exchange's book never crosses, a trade takes the best price) is taken off.
 * </ul>
 *
 * <p>Whatever only one of the two traded is a {@link Difference} with its {@link MismatchCause}. One thread, one use.
 */
public final class MboReplay {
    private static final int MAX_RESTORE_PASSES = 3;
    private static final long UNKNOWN = 0;

    private final TreeSet<LevelKey> touched = new TreeSet<>();
    private final LevelBook exchange = new LevelBook(touched);
    private final Long2LongHashMap unbookedFills = new Long2LongHashMap(UNKNOWN);
    private final ReplayCounters counters = new ReplayCounters();
    private final Differences differences = new Differences();
    private final CauseFinder causes = new CauseFinder(exchange, unbookedFills::get);
    private final OrderEventReader reader;
    private final VenueMirror venue;
    private final View view;
    private final boolean closedLoop;
    private boolean started;
    private MismatchCause causeInEvent;

    private MboReplay(
            final OrderEventReader reader, final OrderEntry entry, final View view, final boolean closedLoop) {
        this.reader = reader;
        this.venue = new VenueMirror(entry, touched);
        this.view = view;
        this.closedLoop = closedLoop;
        this.started = view == View.PARTIAL;
    }

    /**
     * Replays a recording once, to its end, and closes the reader.
     *
     * @param entry    of an engine without orders
     * @param progress told after every event how many bytes of the file were read
     * @throws BadRecordException where a record is impossible, or the engine refuses what it becomes, naming file and line
     */
    public static ReplayReport run(
            final OrderEventReader reader,
            final OrderEntry entry,
            final View view,
            final boolean closedLoop,
            final LongConsumer progress) {
        final MboReplay replay = new MboReplay(reader, entry, view, closedLoop);
        final List<OrderEvent> event = new ArrayList<>();
        try (reader) {
            for (OrderEvent next = reader.next(); next != null; next = reader.next()) {
                event.add(next);
                if (next.endOfEvent()) {
                    replay.onEvent(event);
                    event.clear();
                    progress.accept(reader.bytesRead());
                }
            }
            if (!event.isEmpty()) {
                replay.onEvent(event);
            }
        }
        replay.differences.conclude();
        return replay.counters.report(replay.venue, replay.differences);
    }

    private void onEvent(final List<OrderEvent> event) {
        final OrderEvent last = event.get(event.size() - 1);
        counters.lines += last.line() - event.get(0).line() + 1;
        counters.events++;
        try {
            apply(event);
        } catch (final OrderRefusedException e) {
            throw reader.bad(last, "in the event that ends here: " + e.getMessage());
        }
    }

    private void apply(final List<OrderEvent> event) {
        unbookedFills.clear();
        causeInEvent = null;
        boolean auction = false;
        long incomingId = UNKNOWN;
        for (int i = 0; i < event.size(); i++) {
            final OrderEvent record = event.get(i);
            differences.onRecord(record);
            switch (record.kind()) {
                case ADD -> onAdd(event, i);
                case REDUCE -> onReduce(record, record.lots());
                case DELETE -> onReduce(record, Long.MAX_VALUE);
                case MODIFY -> onModify(event, i);
                case TRADE -> {
                    incomingId = record.orderId();
                    auction |= record.side() == null;
                    onTrade(event, i);
                }
                case FILL -> onFill(record, incomingId);
                case CLEAR -> onClear();
                case HIDDEN_TRADE -> onHiddenTrade(record);
                case CROSS_TRADE -> differences.add(Difference.notSent(record, wholeOf(record), MismatchCause.AUCTION));
                case HALT -> counters.halts++;
                default -> throw new IllegalStateException("unknown kind " + record.kind());
            }
        }
        if (auction) {
            start(event.get(event.size() - 1));
        }
        if (started && closedLoop) {
            restore(event.get(event.size() - 1));
        }
        touched.clear();
    }

    private void onHiddenTrade(final OrderEvent record) {
        counters.hiddenTrades++;
        differences.add(Difference.notSent(record, wholeOf(record), MismatchCause.HIDDEN));
    }

    /** A trade whose resting orders are not told, as if it were one. */
    private static List<Execution> wholeOf(final OrderEvent trade) {
        return List.of(new Execution(UNKNOWN, trade.lots()));
    }

    private void start(final OrderEvent trigger) {
        if (!started) {
            started = true;
            touched.addAll(exchange.keys());
            restore(trigger);
            counters.levelsRestored = 0;
            counters.ordersReentered = 0;
        }
    }

    private void onAdd(final List<OrderEvent> event, final int index) {
        final OrderEvent record = event.get(index);
        if (view == View.PARTIAL) {
            dropCrossing(record.side(), record.priceE8());
        }
        if (exchange.get(record.orderId()) != null) {
            throw reader.bad(record, "order " + record.orderId() + " is added though it rests already");
        }
        exchange.add(record.orderId(), record.side(), record.priceE8(), record.lots());
        if (started && !venue.replace(record.orderId(), record.priceE8(), record.lots())) {
            venue.add(record.orderId(), record.side(), record.priceE8(), record.lots());
        }
        noteCrossing(event, index);
    }

    /** What ours traded when this record's order was to rest. */
    private void noteCrossing(final List<OrderEvent> event, final int index) {
        final List<Execution> filled = venue.takeCrossing();
        if (!filled.isEmpty()) {
            final MismatchCause cause =
                    causeInEvent != null ? causeInEvent : causes.findOfResting(event, index, filled);
            differences.add(Difference.ofResting(event.get(index), filled, cause));
        }
    }

    private void onReduce(final OrderEvent record, final long recordedLots) {
        final LevelBook.Order order = exchange.get(record.orderId());
        if (order == null) {
            counters.gone++;
            return;
        }
        final long lots = Math.min(recordedLots, order.lots());
        final long openLots = order.lots() - lots;
        exchange.reduce(order, lots);
        if (!started) {
            return;
        }
        if (unbookedFills.remove(record.orderId()) >= lots) {
            counters.bookedFills++;
        } else {
            final boolean rested = openLots == 0
                    ? venue.cancel(record.orderId())
                    : venue.replace(record.orderId(), record.priceE8(), openLots);
            counters.gone += rested ? 0 : 1;
        }
    }

    private void onModify(final List<OrderEvent> event, final int index) {
        final OrderEvent record = event.get(index);
        final LevelBook.Order order = exchange.get(record.orderId());
        if (order == null) {
            counters.gone++;
            return;
        }
        final long filledLots = unbookedFills.remove(record.orderId());
        final boolean samePrice = record.priceE8() == order.priceE8();
        final long expectedLots = order.lots() - filledLots;
        exchange.change(order, record.priceE8(), record.lots(), samePrice && record.lots() <= expectedLots);
        if (filledLots > 0 && samePrice && record.lots() > expectedLots) {
            causes.onRefreshed(record.orderId());
        }
        if (!started) {
            return;
        }
        if (filledLots > 0 && samePrice && record.lots() == expectedLots) {
            counters.bookedFills++;
        } else if (!venue.replace(record.orderId(), record.priceE8(), record.lots())) {
            counters.gone++;
        }
        noteCrossing(event, index);
    }

    private void onClear() {
        for (final LevelKey key : exchange.keys()) {
            for (final LevelBook.Order order : List.copyOf(exchange.level(key))) {
                exchange.remove(order);
                venue.cancel(order.id());
            }
        }
    }

    private void onFill(final OrderEvent record, final long incomingId) {
        if (record.orderId() != incomingId) {
            unbookedFills.put(record.orderId(), unbookedFills.get(record.orderId()) + record.lots());
        }
    }

    private void onTrade(final List<OrderEvent> event, final int index) {
        final OrderEvent trade = event.get(index);
        if (trade.side() == null) {
            onTradeWithoutIncoming(event, index);
            return;
        }
        start(trade);
        final List<Execution> expected = fillsAfter(event, index);
        final boolean unseen = view == View.PARTIAL && prepareResting(trade, expected);
        noteCrossing(event, index);
        final List<Execution> priceTime =
                exchange.priceTimeFills(trade.side(), trade.priceE8(), trade.lots(), unbookedFills::get);
        final long unlike = venue.unlikePriceTime();
        final List<Execution> filled = venue.take(trade.side(), trade.priceE8(), trade.lots());
        final boolean exact = filled.equals(expected);
        if (!exact) {
            if (venue.unlikePriceTime() > unlike) {
                causeInEvent = MismatchCause.OURS;
            } else if (priceTime.equals(expected)) {
                causeInEvent = unseen ? MismatchCause.UNSEEN : MismatchCause.CARRIED;
            } else {
                causeInEvent = causes.find(event, index, expected);
            }
            differences.add(Difference.ofTrade(trade, expected, filled, queue(trade), causeInEvent));
        }
        counters.priceTime += priceTime.equals(expected) ? 1 : 0;
        counters.trades++;
        counters.tradesOfUnseen += unseen ? 1 : 0;
        counters.exact += exact ? 1 : 0;
        counters.exactOfUnseen += exact && unseen ? 1 : 0;
    }

    /** Fills of resting orders that belong to a trade. */
    private static List<Execution> fillsAfter(final List<OrderEvent> event, final int index) {
        final List<Execution> fills = new ArrayList<>();
        for (int i = index + 1; i < event.size() && event.get(i).kind() == OrderEventKind.FILL; i++) {
            if (event.get(i).orderId() != event.get(index).orderId()) {
                fills.add(new Execution(event.get(i).orderId(), event.get(i).lots()));
            }
        }
        return fills;
    }

    /** Nothing can be sent; what it filled is taken off here, so that the records that book it find it done. */
    private void onTradeWithoutIncoming(final List<OrderEvent> event, final int index) {
        final List<Execution> fills = fillsAfter(event, index);
        final boolean auction = !started || exchange.isCrossed();
        differences.add(
                Difference.notSent(event.get(index), fills, auction ? MismatchCause.AUCTION : MismatchCause.SPREAD));
        if (started) {
            fills.forEach(fill -> venue.reduce(fill.orderId(), fill.lots()));
        }
    }

    /** What rests at a trade's price, where orders may have gone unseen. */
    private List<Execution> queue(final OrderEvent trade) {
        if (view == View.FULL || !causeInEvent.mayBeGone()) {
            return List.of();
        }
        return exchange.level(new LevelKey(opposite(trade.side()), trade.priceE8())).stream()
                .map(order -> new Execution(order.id(), order.lots()))
                .toList();
    }

    /** Makes sure that what a trade fills can be there; true where an order had to be entered for it. */
    private boolean prepareResting(final OrderEvent trade, final List<Execution> expected) {
        final Side resting = opposite(trade.side());
        dropCrossing(resting, trade.priceE8());
        dropBetter(resting, trade.priceE8());
        boolean unseen = false;
        for (final Execution execution : expected) {
            if (exchange.get(execution.orderId()) == null) {
                unseen = true;
                counters.unseenOrders++;
                exchange.addInFront(execution.orderId(), resting, trade.priceE8(), execution.lots());
                if (!closedLoop && !venue.replace(execution.orderId(), trade.priceE8(), execution.lots())) {
                    venue.add(execution.orderId(), resting, trade.priceE8(), execution.lots());
                }
            }
        }
        if (unseen && closedLoop) {
            restore(trade);
        }
        return unseen;
    }

    /** Takes off orders that would trade with a resting order of this side and price. */
    private void dropCrossing(final Side side, final long priceE8) {
        drop(exchange.levels(opposite(side)).headMap(priceE8, true));
    }

    /** Takes off orders of this side with a better price. */
    private void dropBetter(final Side side, final long priceE8) {
        drop(exchange.levels(side).headMap(priceE8, false));
    }

    private void drop(final NavigableMap<Long, List<LevelBook.Order>> levels) {
        if (levels.isEmpty()) {
            return;
        }
        final List<LevelBook.Order> stale = new ArrayList<>();
        levels.values().forEach(stale::addAll);
        for (final LevelBook.Order order : stale) {
            exchange.remove(order);
            venue.cancel(order.id());
            counters.staleOrders++;
        }
    }

    /**
     * Cancels and re-enters every touched level that differs, until none does; entering can trade only if the exchange's book crosses.
     *
     * @param record where in the recording this is
     */
    private void restore(final OrderEvent record) {
        for (int pass = 0; pass < MAX_RESTORE_PASSES && !touched.isEmpty(); pass++) {
            final List<LevelKey> differing = new ArrayList<>();
            for (final LevelKey key : touched) {
                if (differs(key)) {
                    differing.add(key);
                }
            }
            touched.clear();
            for (final LevelKey key : differing) {
                List.copyOf(venue.book().level(key)).forEach(order -> venue.cancel(order.id()));
            }
            for (final LevelKey key : differing) {
                counters.levelsRestored++;
                for (final LevelBook.Order order : exchange.level(key)) {
                    counters.ordersReentered++;
                    venue.cancel(order.id());
                    venue.add(order.id(), order.side(), order.priceE8(), order.lots());
                }
            }
        }
        final List<Execution> filled = venue.takeCrossing();
        if (!filled.isEmpty()) {
            final MismatchCause otherwise = exchange.isCrossed() ? MismatchCause.AUCTION : MismatchCause.CARRIED;
            differences.add(Difference.ofResting(record, filled, causeInEvent != null ? causeInEvent : otherwise));
        }
    }

    private boolean differs(final LevelKey key) {
        final List<LevelBook.Order> ours = venue.book().level(key);
        final List<LevelBook.Order> theirs = exchange.level(key);
        if (ours.size() != theirs.size()) {
            return true;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).id() != theirs.get(i).id()
                    || ours.get(i).lots() != theirs.get(i).lots()) {
                return true;
            }
        }
        return false;
    }

    private static Side opposite(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }
}
