package io.strikebook.matching.rules;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.Trigger;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/**
 * Orders that wait for a price. What fires them is a price event: an epoch of marks, a trade, the acceptance of the order itself, the end
 * of a halt; within one event they fire by order id. To fire is to be announced: margin then asks the sequencer, which decides, and in that
 * command the order becomes live. An instrument that is halted is not looked at, nor is a mark or index that is flagged stale: orders wait,
 * and trailing ones follow, until the next one that is not.
 */
public final class Triggers {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final WaitingOrders waiting;
    private final NewestMarks marks;
    private final Cancels cancels;
    private final Matcher matcher;
    private final ExecutionListener listener;

    Triggers(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final WaitingOrders waiting,
            final NewestMarks marks,
            final Cancels cancels,
            final Matcher matcher,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.waiting = waiting;
        this.marks = marks;
        this.cancels = cancels;
        this.matcher = matcher;
        this.listener = listener;
    }

    /** Throws where the terms of an accepted order ask for no trigger that there is. */
    void require(final OrderTerms terms) {
        final Trigger trigger = terms.details().trigger();
        final TriggerKind kind = trigger.kind();
        final TriggerReference reference = trigger.reference();
        command.require(
                kind == TriggerKind.STOP || kind == TriggerKind.TAKE || kind == TriggerKind.TRAILING,
                "trigger kind of account",
                terms.accountId());
        command.require(
                reference == TriggerReference.MARK
                        || reference == TriggerReference.INDEX
                        || reference == TriggerReference.LAST,
                "trigger reference of account",
                terms.accountId());
        requireTrigger(kind, trigger.priceE8(), trigger.offsetE8());
    }

    private void requireTrigger(final TriggerKind kind, final long priceE8, final long offsetE8) {
        if (kind == TriggerKind.TRAILING) {
            command.require(offsetE8 > 0 && offsetE8 <= NumberRange.MAX_PRICE_E8, "trigger offset", offsetE8);
        } else {
            command.require(Math.abs(priceE8) <= NumberRange.MAX_PRICE_E8, "trigger price", priceE8);
        }
    }

    /** A new order, accepted and live, begins to wait; it may fire at once. */
    void begin(final OrderBook book, final Order order) {
        waiting.add(order);
        look(book, order.details().trigger().reference());
        announce(referenceE8(book, order.details().trigger().reference()));
    }

    /** An order that another one held waits for its own trigger now; it may fire at once. */
    void released(final Order order) {
        final OrderBook book = books.get(order.instrumentId());
        final TriggerReference reference = order.details().trigger().reference();
        look(book, reference);
        announce(referenceE8(book, reference));
    }

    /** New price and size of an order that waits; of one whose link says how large it is, the price. */
    void replace(final Order order, final long priceE8, final long lots) {
        waiting.replace(order, priceE8, order.isGrowing() ? order.remainingLots() : lots);
        listener.onWaitingReplaced(order);
    }

    /**
     * Gives an order that waits a new price and size and, unless it has fired meanwhile, another trigger of its kind.
     *
     * @param offsetE8 trailing: counts from the reference price of now; else 0
     */
    public RejectCode replace(
            final long orderId,
            final int accountId,
            final int instrumentId,
            final long priceE8,
            final long lots,
            final long triggerPriceE8,
            final long offsetE8) {
        final Order order = findWaiting(orderId, accountId, instrumentId, priceE8, lots);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        final OrderBook book = books.get(order.instrumentId());
        final Trigger trigger = order.details().trigger();
        final TriggerReference reference = trigger.reference();
        if (order.isGrowing() && trigger.kind() == null) {
            replace(order, priceE8, lots);
            return RejectCode.ACCEPTED;
        }
        command.require(trigger.kind() != null, "trigger for the held order", orderId);
        requireTrigger(trigger.kind(), triggerPriceE8, offsetE8);
        if (trigger.hasFired()) {
            replace(order, priceE8, lots);
        } else {
            waiting.retarget(order, triggerPriceE8, offsetE8);
            replace(order, priceE8, lots);
            if (!trigger.isHeld()) {
                look(book, reference);
                announce(referenceE8(book, reference));
            }
        }
        return RejectCode.ACCEPTED;
    }

    /** The order that waits, which is to get this price and size; null where it is gone. */
    private Order findWaiting(
            final long orderId, final int accountId, final int instrumentId, final long priceE8, final long lots) {
        command.requireQuantity(lots);
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order != null) {
            command.requirePrice(books.require(order.instrumentId(), command.sequence()), priceE8);
            command.require(order.isWaiting(), "trigger for the live order", orderId);
        }
        return order;
    }

    /**
     * Makes an order live whose trigger has fired, with the place in time of this command.
     *
     * @param priceE8 as it was decided; a market order's is the edge of the band
     */
    public RejectCode triggered(
            final long orderId, final int accountId, final int instrumentId, final long priceE8, final long lots) {
        final Order order = findWaiting(orderId, accountId, instrumentId, priceE8, lots);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        if (order.isGrowing() && !order.details().trigger().hasFired()) {
            listener.onNothingDecided(
                    order, order.details().link().comingLater(order.details().part()));
            return RejectCode.ACCEPTED; // what had fired is taken off
        }
        command.require(order.details().trigger().hasFired(), "order before its trigger fired", orderId);
        return triggered(order, priceE8, lots);
    }

    /** The same for an order that fired; of one whose link grows, what is beyond these lots goes on to wait for the sequencer. */
    RejectCode triggered(final Order order, final long priceE8, final long lots) {
        final OrderBook book = books.get(order.instrumentId());
        final RejectCode refusal = book.isPlain() ? RejectCode.ACCEPTED : Arrivals.refusal(book, order);
        if (refusal != RejectCode.ACCEPTED) {
            return refusal;
        }
        waiting.remove(order);
        final long liveLots = Math.min(lots, order.remainingLots());
        if (order.isGrowing()) {
            orders.links().ask(order.details().link(), order.details().part(), order.remainingLots() - liveLots);
        }
        orders.reenter(order, priceE8, liveLots, command.orderId());
        matcher.keepPassive(book, order);
        listener.onTriggered(order);
        if (!matcher.arrive(book, order)) {
            orders.end(order);
        }
        return RejectCode.ACCEPTED;
    }

    /** Cancels an order whose trigger has fired, where it is still there: it did not pass the checks. */
    public void refused(final long orderId, final int accountId, final int instrumentId) {
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order != null
                && (!order.isGrowing()
                        || order.isWaiting() && order.details().trigger().hasFired())) {
            cancels.resting(order, CancelReason.TRIGGER_REFUSED);
        }
    }

    /** A trade: an event of its own, but in an auction. */
    void onTrade(final OrderBook book, final long priceE8) {
        if (waiting.isAny(book.instrumentId(), TriggerReference.LAST) && book.phase() == InstrumentPhase.OPEN) {
            waiting.price(book.instrumentId(), TriggerReference.LAST, priceE8);
            announce(priceE8);
        }
    }

    /** A new epoch is known: all of its prices are one event. */
    public void onMarks() {
        if (!waiting.isAny()) {
            return;
        }
        for (int id = 1; id <= waiting.highestInstrument(); id++) {
            final OrderBook book = books.get(id);
            if (book != null) {
                look(book, TriggerReference.MARK);
                look(book, TriggerReference.INDEX);
            }
        }
        announce(Trigger.NO_PRICE);
    }

    /** The halt of an instrument ended: what its prices are now is one event. */
    void onOpened(final OrderBook book) {
        look(book, TriggerReference.MARK);
        look(book, TriggerReference.INDEX);
        look(book, TriggerReference.LAST);
        announce(Trigger.NO_PRICE);
    }

    private void look(final OrderBook book, final TriggerReference reference) {
        if (book.phase() == InstrumentPhase.OPEN
                && waiting.isAny(book.instrumentId(), reference)
                && !isStale(book, reference)) {
            final long priceE8 = referenceE8(book, reference);
            if (priceE8 != Trigger.NO_PRICE) {
                waiting.price(book.instrumentId(), reference, priceE8);
            }
        }
    }

    private boolean isStale(final OrderBook book, final TriggerReference reference) {
        return switch (reference) {
            case MARK -> marks.isMarkStale(book.instrumentId());
            case INDEX -> marks.isIndexStale(book.instrument().underlyingId());
            default -> false;
        };
    }

    /** Says what fired; each at the price given, or, where that is none, at its reference's newest. */
    private void announce(final long priceE8) {
        for (Order order = waiting.nextFired(); order != null; order = waiting.nextFired()) {
            final long firedE8 = priceE8 != Trigger.NO_PRICE
                    ? priceE8
                    : referenceE8(
                            books.get(order.instrumentId()),
                            order.details().trigger().reference());
            listener.onTriggerFired(order, firedE8);
        }
    }

    /** The newest price of a kind, or {@link Trigger#NO_PRICE}. */
    long referenceE8(final OrderBook book, final TriggerReference reference) {
        final int id = book.instrumentId();
        final int underlyingId = book.instrument().underlyingId();
        return switch (reference) {
            case MARK -> marks.hasMark(id) ? marks.markE8(id) : Trigger.NO_PRICE;
            case INDEX -> marks.hasIndex(underlyingId) ? marks.indexE8(underlyingId) : Trigger.NO_PRICE;
            default -> book.trades().newestE8();
        };
    }
}
