package io.strikebook.orderflow.replay;

import io.strikebook.recordings.OrderEvent;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Finds why the exchange filled otherwise than strict price-time priority says of its own book. A cause is taken only where it explains
 * the whole trade: with it, price-time priority gives exactly the exchange's fills. Where two are needed, the one that acts first names
 * the case.
 */
final class CauseFinder {
    private static final long NO_ORDER = 0;

    private final LevelBook book;
    private final LongUnaryOperator unbookedLots;
    private final Set<Long> icebergs = new HashSet<>();

    /**
     * A finder of causes.
     *
     * @param book         of the exchange, as it is before the trade is booked
     * @param unbookedLots of each order id, what was filled though the book still shows it
     */
    CauseFinder(final LevelBook book, final LongUnaryOperator unbookedLots) {
        this.book = book;
        this.unbookedLots = unbookedLots;
    }

    /** An order showed more after a fill than a plain one would have left. */
    void onRefreshed(final long orderId) {
        icebergs.add(orderId);
    }

    /** The cause of what one trade filled. */
    MismatchCause find(final List<OrderEvent> event, final int index, final List<Execution> exchange) {
        final OrderEvent trade = event.get(index);
        if (exchange.stream().anyMatch(fill -> book.get(fill.orderId()) == null)) {
            return MismatchCause.UNSEEN;
        }
        final long lots = Math.min(trade.lots(), lots(exchange));
        if (lots < trade.lots() && priceTime(trade, lots, unbookedLots).equals(exchange)) {
            return MismatchCause.IMPLIED;
        }
        final EventEvidence evidence = new EventEvidence(event, index);
        final List<Execution> priceTime = priceTime(trade, lots, unbookedLots);
        final Set<Long> refreshed = new HashSet<>();
        final Set<Long> takenOff = new HashSet<>();
        for (final List<Execution> fills : List.of(exchange, priceTime)) {
            for (final Execution fill : fills) {
                note(fill.orderId(), evidence, refreshed, takenOff);
            }
        }
        final LongUnaryOperator gone = id -> unbookedLots.applyAsLong(id) + takenOffLots(id, evidence);
        final List<Execution> withoutTakenOff = priceTime(trade, lots, gone);
        if (!takenOff.isEmpty() && withoutTakenOff.equals(exchange)) {
            return MismatchCause.SELF_TRADE;
        }
        if (!refreshed.isEmpty() && isSameBeside(refreshed, trade, exchange, unbookedLots)) {
            return MismatchCause.ICEBERG;
        }
        if (!refreshed.isEmpty() && isSameBeside(refreshed, trade, exchange, gone)) {
            return takenOff.contains(firstPassedOver(exchange, priceTime))
                    ? MismatchCause.SELF_TRADE
                    : MismatchCause.ICEBERG;
        }
        return isOneLevel(trade, exchange, withoutTakenOff) ? MismatchCause.PRIORITY : MismatchCause.UNKNOWN;
    }

    /**
     * The cause of fills of ours by an order that was meant to rest, in an event without a difference before it.
     *
     * @param event where it is entered or changed
     * @param index of that record
     * @param ours  the resting orders that it traded with
     */
    MismatchCause findOfResting(final List<OrderEvent> event, final int index, final List<Execution> ours) {
        final OrderEvent record = event.get(index);
        final EventEvidence evidence = new EventEvidence(event, index);
        for (final Execution fill : ours) {
            final LevelBook.Order maker = book.get(fill.orderId());
            if (maker == null || !crosses(record, maker)) {
                return MismatchCause.CARRIED;
            }
            if (takenOffLots(fill.orderId(), evidence) > 0) {
                return MismatchCause.SELF_TRADE;
            }
        }
        return MismatchCause.AUCTION;
    }

    private static boolean crosses(final OrderEvent record, final LevelBook.Order maker) {
        final long sign = record.side() == Side.BUY ? 1 : -1;
        return maker.side() != record.side() && sign * maker.priceE8() <= sign * record.priceE8();
    }

    private void note(
            final long orderId, final EventEvidence evidence, final Set<Long> refreshed, final Set<Long> takenOff) {
        final LevelBook.Order order = book.get(orderId);
        final long booked = unbookedLots.applyAsLong(orderId);
        if (icebergs.contains(orderId) || evidence.isRefreshed(order, order.lots() - booked, booked)) {
            refreshed.add(orderId);
        }
        if (takenOffLots(orderId, evidence) > 0) {
            takenOff.add(orderId);
        }
    }

    private long takenOffLots(final long orderId, final EventEvidence evidence) {
        final LevelBook.Order order = book.get(orderId);
        final long booked = unbookedLots.applyAsLong(orderId);
        return evidence.takenOffLots(order, order.lots() - booked, booked);
    }

    /** Whether all orders but some are filled as price-time priority says, when those get what the exchange gave them. */
    private boolean isSameBeside(
            final Set<Long> some,
            final OrderEvent trade,
            final List<Execution> exchange,
            final LongUnaryOperator gone) {
        final List<Execution> others =
                exchange.stream().filter(fill -> !some.contains(fill.orderId())).toList();
        final LongUnaryOperator withoutSome = id -> some.contains(id) ? Long.MAX_VALUE : gone.applyAsLong(id);
        return priceTime(trade, lots(others), withoutSome).equals(others);
    }

    private static long firstPassedOver(final List<Execution> exchange, final List<Execution> priceTime) {
        int at = 0;
        while (at < exchange.size() && at < priceTime.size() && exchange.get(at).equals(priceTime.get(at))) {
            at++;
        }
        return at < priceTime.size() ? priceTime.get(at).orderId() : NO_ORDER;
    }

    /** Whether both fill as much, no order by more than it has, and only orders at the price of the trade. */
    private boolean isOneLevel(
            final OrderEvent trade, final List<Execution> exchange, final List<Execution> priceTime) {
        if (lots(exchange) != lots(priceTime) || lots(exchange) != trade.lots()) {
            return false;
        }
        final List<Execution> all = new ArrayList<>(exchange);
        all.addAll(priceTime);
        return all.stream().allMatch(fill -> {
            final LevelBook.Order order = book.get(fill.orderId());
            return order.priceE8() == trade.priceE8()
                    && fill.lots() <= order.lots() - unbookedLots.applyAsLong(fill.orderId());
        });
    }

    private List<Execution> priceTime(final OrderEvent trade, final long lots, final LongUnaryOperator gone) {
        return book.priceTimeFills(trade.side(), trade.priceE8(), lots, gone);
    }

    private static long lots(final List<Execution> fills) {
        return fills.stream().mapToLong(Execution::lots).sum();
    }
}
