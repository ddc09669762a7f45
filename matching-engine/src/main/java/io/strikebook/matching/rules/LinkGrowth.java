package io.strikebook.matching.rules;

import io.strikebook.matching.book.Link;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;

/**
 * Incremental links that trigger: each trade of the first part releases as much of what is held of the others as was traded of what was
 * open of it, rounded down, and all once nothing is open.
 *
 * <ul>
 *   <li>What is released of a part that waits for its own trigger waits there with the rest. What is released of any other, one whose
 *       trigger has fired included, waits for the sequencer, which is asked for each release by itself. In the command that says so the
 *       part becomes live with so many lots, or larger by them: then it leaves its place, like an order that is replaced.
 *   <li>A part of which all that was released has traded is not over while more is to come: it waits again, for the first part or for the
 *       sequencer, but not for its trigger, where that had fired.
 *   <li>Of two siblings each trade of one takes off the other as much of what was released as was traded of what was released of the
 *       first, rounded down: what the sequencer has not decided yet goes first. What is held stays.
 *   <li>Where the first part ends otherwise, parts of which nothing is released are cancelled ({@link CancelReason#LINK_ENDED}); others stay,
 *       and get no more.
 *   <li>Where the sequencer refuses, a part of which nothing is live is cancelled ({@link CancelReason#TRIGGER_REFUSED}); one that is live
 *       stays as it is, and what was asked for is not to be. The same where its book takes no orders just then.
 *   <li>A replace of a part that waits changes its price and its trigger, not its size: that follows from the first part.
 * </ul>
 */
public final class LinkGrowth {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final WaitingOrders waiting;
    private final Links links;
    private final Cancels cancels;
    private final Matcher matcher;
    private final Triggers triggers;
    private final ExecutionListener listener;

    LinkGrowth(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final WaitingOrders waiting,
            final Cancels cancels,
            final Matcher matcher,
            final Triggers triggers,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.waiting = waiting;
        this.links = orders.links();
        this.cancels = cancels;
        this.matcher = matcher;
        this.triggers = triggers;
        this.listener = listener;
        links.waitIn(waiting);
    }

    /** A part was just made, and waits: what the first one traded before is released. */
    void made(final Order order) {
        final Link link = order.details().link();
        final long lots = order.remainingLots() - link.heldLots(order.details().part());
        if (lots > 0) {
            begin(order, lots);
        }
    }

    /** The first part of a link has just traded. */
    void onFirstFill(final Link link, final Order first, final long lots) {
        for (int part = 1; part < Link.MAX_PARTS; part++) {
            final long releasedLots = Link.shareOf(link.heldLots(part), lots, first.remainingLots() + lots);
            if (releasedLots > 0) {
                release(link, part, releasedLots);
            }
        }
        if (first.remainingLots() == 0) {
            links.fire(link);
        }
    }

    private void release(final Link link, final int part, final long lots) {
        final Order order = link.part(part);
        links.release(link, part, lots);
        if (order == null) {
            return; // is made later in this command
        }
        if (!order.isWaiting()) {
            links.ask(link, part, lots);
            listener.onLinkedReleased(order, lots, true);
        } else if (order.details().trigger().isHeldBack()) {
            begin(order, lots);
        } else {
            waiting.replace(order, order.priceE8(), order.remainingLots() + lots);
            listener.onLinkedReleased(order, lots, order.details().trigger().hasFired());
        }
    }

    private void begin(final Order order, final long lots) {
        waiting.release(order, lots);
        final boolean asks = order.details().trigger().hasFired();
        listener.onLinkedReleased(order, lots, asks);
        if (!asks) {
            triggers.released(order);
        }
    }

    /** A part other than the first has just traded all that was open of it. */
    void onFilled(final Order order) {
        final long comingLots = comingLots(order);
        listener.onLinkedIdle(order, comingLots);
        if (comingLots > 0) {
            links.idles(order);
        }
    }

    private static long comingLots(final Order order) {
        return order.details().link().comingLater(order.details().part());
    }

    /** A trade of its sibling takes lots off a part; whether anything changed of what is open. */
    boolean take(final Order order, final long lots) {
        final Link link = order.details().link();
        final int part = order.details().part();
        final long askedLots = order.isWaiting() ? 0 : Math.min(lots, link.askedLots(part));
        if (askedLots > 0) {
            links.ask(link, part, -askedLots);
        }
        final long openLots = lots - askedLots;
        if (openLots == 0) {
            return false;
        }
        if (openLots < order.remainingLots()) {
            shrink(order, order.remainingLots() - openLots);
            listener.onLinkedReduced(order, openLots);
        } else if (link.comingLater(part) == 0) {
            cancels.resting(order, CancelReason.LINK_FILLED);
        } else {
            listener.onLinkedIdle(order, link.heldLots(part));
            if (!order.isWaiting()) {
                cancels.takeOut(books.get(order.instrumentId()), order);
            }
            waiting.hold(order, link.heldLots(part));
        }
        return true;
    }

    private void shrink(final Order order, final long lots) {
        final OrderBook book = books.get(order.instrumentId());
        if (order.isWaiting()) {
            waiting.replace(order, order.priceE8(), lots);
        } else if (order.isHeld()) {
            book.held().shrink(order, lots);
        } else {
            command.touch(book);
            book.shrink(order, lots);
        }
    }

    /** The first part ended, and had not traded all: what a part waits for of it does not come. */
    void firstEnded(final Order order) {
        final Link link = order.details().link();
        final int part = order.details().part();
        if (order.isWaiting() && order.details().trigger().isHeldBack()) {
            cancels.resting(order, CancelReason.LINK_ENDED);
        } else if (link.heldLots(part) > 0) {
            links.release(link, part, link.heldLots(part));
            listener.onLinkedReleased(order, 0, false);
        }
    }

    /**
     * Makes a part live with so many lots, or larger by them, where it still waits for that.
     *
     * @param priceE8 as it was decided; a market order's is the edge of the band
     */
    public RejectCode grow(
            final long orderId, final int accountId, final int instrumentId, final long priceE8, final long lots) {
        command.requireQuantity(lots);
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        final OrderBook book = books.get(order.instrumentId());
        command.requirePrice(book, priceE8);
        command.require(order.isGrowing(), "growth of the order", orderId);
        if (!order.isWaiting()) {
            growLive(book, order, priceE8, lots);
        } else if (order.details().trigger().hasFired()) {
            return triggers.triggered(order, priceE8, lots);
        } else {
            listener.onNothingDecided(order, comingLots(order));
        }
        return RejectCode.ACCEPTED;
    }

    private void growLive(final OrderBook book, final Order order, final long priceE8, final long lots) {
        final Link link = order.details().link();
        final int part = order.details().part();
        final long moreLots = Math.min(lots, link.askedLots(part));
        links.ask(link, part, -moreLots);
        if (moreLots == 0 || !book.isPlain() && Arrivals.refusal(book, order) != RejectCode.ACCEPTED) {
            listener.onNothingGrown(order);
            return;
        }
        cancels.takeOut(book, order);
        orders.reenter(order, priceE8, order.remainingLots() + moreLots, command.orderId());
        matcher.keepPassive(book, order);
        listener.onReplaced(order, false);
        if (!matcher.arrive(book, order)) {
            orders.end(order);
        }
    }

    /** So many lots more of a part did not pass the checks. */
    public void refused(final long orderId, final int accountId, final int instrumentId, final long lots) {
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order == null || !order.isGrowing()) {
            return;
        }
        if (!order.isWaiting()) {
            final Link link = order.details().link();
            final int part = order.details().part();
            links.ask(link, part, -Math.min(lots, link.askedLots(part)));
        } else if (order.details().trigger().hasFired()) {
            cancels.resting(order, CancelReason.TRIGGER_REFUSED);
        }
    }
}
