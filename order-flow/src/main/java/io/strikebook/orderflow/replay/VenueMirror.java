package io.strikebook.orderflow.replay;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What rests on the venue, under the exchange's order ids: sends orders, cancels and replaces, hears the fills, and keeps a book that
 * follows the venue's own rule of priority (kept only when size shrinks at the same price). One thread.
 */
final class VenueMirror {
    /** A resting order on the venue: total is what was last asked for, fills included. */
    private static final class Placed {
        private final long venueId;
        private final long exchangeId;
        private long totalLots;

        private Placed(final long venueId, final long exchangeId, final long totalLots) {
            this.venueId = venueId;
            this.exchangeId = exchangeId;
            this.totalLots = totalLots;
        }
    }

    private final OrderEntry venue;
    private final LevelBook book;
    private final Long2ObjectHashMap<Placed> byExchangeId = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Placed> byVenueId = new Long2ObjectHashMap<>();
    private final List<Execution> fills = new ArrayList<>();
    private final List<Execution> crossing = new ArrayList<>();
    private long incomingFilledLots;
    private long restingCrossed;
    private long unlikePriceTime;
    private long sent;

    VenueMirror(final OrderEntry venue, final Set<LevelBook.LevelKey> touched) {
        this.venue = venue;
        this.book = new LevelBook(touched);
        venue.fillListener(this::onFill);
    }

    LevelBook book() {
        return book;
    }

    /** Sends an order that may trade but not rest, and returns what it filled, in order. */
    List<Execution> take(final Side side, final long priceE8, final long lots) {
        begin();
        final List<Execution> priceTime = book.priceTimeFills(side, priceE8, lots, orderId -> 0);
        venue.submit(side, priceE8, lots, TimeInForce.IMMEDIATE_OR_CANCEL);
        unlikePriceTime += fills.equals(priceTime) ? 0 : 1;
        return List.copyOf(fills);
    }

    /** Enters an order to rest; what crosses trades at once and is counted. */
    void add(final long exchangeId, final Side side, final long priceE8, final long lots) {
        begin();
        final long venueId = venue.submit(side, priceE8, lots, TimeInForce.GOOD_TIL_CANCELLED);
        noteCrossing();
        if (incomingFilledLots < lots) {
            final Placed placed = new Placed(venueId, exchangeId, lots);
            byExchangeId.put(exchangeId, placed);
            byVenueId.put(venueId, placed);
            book.add(exchangeId, side, priceE8, lots - incomingFilledLots);
        }
    }

    /** Cancels an order if it rests; false where it does not. */
    boolean cancel(final long exchangeId) {
        final LevelBook.Order order = book.get(exchangeId);
        if (order == null) {
            return false;
        }
        begin();
        venue.cancel(byExchangeId.get(exchangeId).venueId);
        forget(order);
        return true;
    }

    /** Gives an order a new price and open size if it rests; false where it does not. Nothing is sent where nothing changes. */
    boolean replace(final long exchangeId, final long priceE8, final long openLots) {
        final LevelBook.Order order = book.get(exchangeId);
        if (order == null) {
            return false;
        }
        if (order.priceE8() == priceE8 && order.lots() == openLots) {
            return true;
        }
        begin();
        final Placed placed = byExchangeId.get(exchangeId);
        placed.totalLots = placed.totalLots - order.lots() + openLots;
        venue.replace(placed.venueId, priceE8, placed.totalLots);
        noteCrossing();
        book.change(order, priceE8, openLots, order.priceE8() == priceE8 && openLots < order.lots());
        if (incomingFilledLots > 0) {
            fill(book.get(exchangeId), incomingFilledLots);
        }
        return true;
    }

    /** Takes lots off an order if it rests, without a trade; with nothing left it is cancelled. */
    void reduce(final long exchangeId, final long lots) {
        final LevelBook.Order order = book.get(exchangeId);
        if (order != null && lots >= order.lots()) {
            cancel(exchangeId);
        } else if (order != null) {
            replace(exchangeId, order.priceE8(), order.lots() - lots);
        }
    }

    /** What orders that were meant to rest filled since this was last asked. */
    List<Execution> takeCrossing() {
        final List<Execution> taken = List.copyOf(crossing);
        crossing.clear();
        return taken;
    }

    /** Orders that were meant to rest and traded on entry. */
    long restingCrossed() {
        return restingCrossed;
    }

    /** Taking orders that filled otherwise than strict price-time priority says of what rested. */
    long unlikePriceTime() {
        return unlikePriceTime;
    }

    /** Orders, cancels and replaces sent. */
    long sent() {
        return sent;
    }

    private void begin() {
        fills.clear();
        incomingFilledLots = 0;
        sent++;
    }

    private void noteCrossing() {
        if (incomingFilledLots > 0) {
            restingCrossed++;
            crossing.addAll(fills);
        }
    }

    private void onFill(final long makerOrderId, final long priceE8, final long lots) {
        final Placed maker = byVenueId.get(makerOrderId);
        if (maker == null) {
            throw new IllegalStateException("the venue filled order " + makerOrderId + ", which does not rest");
        }
        fills.add(new Execution(maker.exchangeId, lots));
        incomingFilledLots += lots;
        fill(book.get(maker.exchangeId), lots);
    }

    private void fill(final LevelBook.Order order, final long lots) {
        if (lots >= order.lots()) {
            forget(order);
        } else {
            book.reduce(order, lots);
        }
    }

    private void forget(final LevelBook.Order order) {
        book.remove(order);
        byVenueId.remove(byExchangeId.remove(order.id()).venueId);
    }
}
