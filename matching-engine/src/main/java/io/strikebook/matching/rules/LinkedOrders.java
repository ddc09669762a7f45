package io.strikebook.matching.rules;

import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.Link;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.RejectCode;

/**
 * Orders that act on each other ({@link Link}).
 *
 * <ul>
 *   <li>They are refused as one, or accepted as one: part after part, each of which arrives before the next is accepted. So what the first
 *       one trades at once acts on those to come: they are accepted, and at once smaller, cancelled or released.
 *   <li><b>One cancels other</b>: a trade of one takes the other off, all of it, or, incrementally, as much of what is open of it as was
 *       traded of what was open of the first, rounded down; before anything else can trade. The two never trade with each other. An
 *       order that ends without such a trade leaves the other alone, as an order like any other.
 *   <li><b>One triggers other</b>: a part that is held is live for cancels of every kind, for its end and for replaces. It is released
 *       when the first part has filled as asked: then it waits for its own trigger, or, where it has none, for the sequencer, which
 *       decides with every check, like that of an order whose trigger fired. Where the first part ends and had not filled as asked, for
 *       whatever reason, what it holds is cancelled ({@link CancelReason#LINK_ENDED}) before the command ends, or, where its time had
 *       come, before the command begins.
 *   <li><b>One triggers one cancels other</b>: both.
 *   <li><b>Incrementally</b>, one that triggers lets go of the others bit by bit: see {@link LinkGrowth}.
 *   <li>A trade counts wherever and however it is made, but a decrement is none. Other changes of a part, replaces included, do not
 *       concern the others.
 * </ul>
 */
public final class LinkedOrders {
    private final CurrentCommand command;
    private final TermsCheck check;
    private final LiveOrders orders;
    private final WaitingOrders waiting;
    private final Links links;
    private final Cancels cancels;
    private final Matcher matcher;
    private final Triggers triggers;
    private final Expiries expiries;
    private final LinkGrowth growth;
    private final ExecutionListener listener;

    /** Parts became smaller or were taken off since it was asked. */
    private boolean acted;

    LinkedOrders(
            final CurrentCommand command,
            final TermsCheck check,
            final LiveOrders orders,
            final WaitingOrders waiting,
            final Cancels cancels,
            final Matcher matcher,
            final Triggers triggers,
            final Expiries expiries,
            final LinkGrowth growth,
            final ExecutionListener listener) {
        this.command = command;
        this.check = check;
        this.orders = orders;
        this.waiting = waiting;
        this.links = orders.links();
        this.cancels = cancels;
        this.matcher = matcher;
        this.triggers = triggers;
        this.expiries = expiries;
        this.growth = growth;
        this.listener = listener;
    }

    /** Throws where there is no such link. */
    private void requireKnown(final LinkKind kind, final FillCondition condition, final int count) {
        final boolean three = kind == LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER;
        command.require(
                kind != LinkKind.NULL_VAL && kind != LinkKind.SBE_UNKNOWN && count == (three ? 3 : 2),
                "number of linked orders",
                count);
        command.require(
                condition == FillCondition.FIRST_HIT
                        || condition == FillCondition.COMPLETE_FILL
                        || condition == FillCondition.INCREMENTAL,
                "fill condition for linked orders",
                count);
    }

    /**
     * Orders of one account and underlying that act on each other; their ids count up from that of the command.
     *
     * @param parts with details; those that are held until the first has filled say so
     * @param count how many of them are
     */
    public RejectCode accept(
            final LinkKind kind,
            final FillCondition condition,
            final int underlyingId,
            final OrderTerms[] parts,
            final int count) {
        requireKnown(kind, condition, count);
        RejectCode refusal = RejectCode.ACCEPTED;
        for (int i = 0; i < count; i++) {
            final OrderBook book = check.require(parts[i]);
            command.require(!book.isCombo(), "link of an order of combination", book.instrumentId());
            command.require(book.instrument().underlyingId() == underlyingId, "underlying of a part", underlyingId);
            if (refusal == RejectCode.ACCEPTED) {
                final boolean held = parts[i].details().trigger().isHeld();
                refusal = held ? PhaseRules.entry(book.phase()) : Arrivals.refusal(book, parts[i]);
            }
        }
        return refusal == RejectCode.ACCEPTED ? begin(kind, condition, parts, count) : refusal;
    }

    private RejectCode begin(
            final LinkKind kind, final FillCondition condition, final OrderTerms[] parts, final int count) {
        final Link link = links.begin(command.orderId(), kind, condition);
        for (int i = 1; i < count; i++) {
            link.coming(i, parts[i].quantityLots());
            if (link.grows()) {
                links.hold(link, i, parts[i].quantityLots());
            }
        }
        for (int i = 0; i < count; i++) {
            make(link, i, parts[i]);
        }
        links.built(link);
        return RejectCode.ACCEPTED;
    }

    private void make(final Link link, final int part, final OrderTerms terms) {
        final OrderBook book = check.bookOf(terms.instrumentId());
        final long lots = part == 0 ? terms.quantityLots() : link.comingLots(part);
        final Order order = orders.create(OrderIds.of(command.sequence(), part), terms);
        links.join(link, part, order);
        if (!order.isWaiting()) {
            matcher.keepPassive(book, order);
        }
        listener.onAccepted(order);
        if (order.isWaiting()) {
            orders.add(order);
            expiries.start(book, order);
            begin(order, lots);
        } else if (lots == 0) {
            listener.onCancelled(order, CancelReason.LINK_FILLED);
            orders.discard(order);
        } else if (arrives(book, order, lots)) {
            orders.add(order);
            expiries.start(book, order);
        } else {
            orders.discard(order);
        }
    }

    private boolean arrives(final OrderBook book, final Order order, final long lots) {
        if (lots < order.remainingLots()) {
            final long takenLots = order.remainingLots() - lots;
            orders.decrementIncoming(order, takenLots);
            listener.onLinkedReduced(order, takenLots);
        }
        return matcher.arrive(book, order);
    }

    /** A part that is to wait: held, or for its trigger. */
    private void begin(final Order order, final long lots) {
        waiting.add(order);
        if (order.isGrowing()) {
            growth.made(order);
        } else if (lots == 0) {
            cancels.resting(order, CancelReason.LINK_FILLED);
        } else if (!order.details().trigger().isHeld()) {
            take(order, order.remainingLots() - lots);
            triggers.released(order);
        } else if (order.details().link().hasFired()) {
            release(order);
        }
    }

    /** An order, maybe a part, has just traded; it may have nothing open. */
    void onFill(final Order order, final long lots) {
        if (!order.isLinked()) {
            return;
        }
        final Link link = order.details().link();
        if (order.details().part() == 0 && link.triggers()) {
            if (link.grows()) {
                growth.onFirstFill(link, order, lots);
            } else if (!link.hasFired()
                    && (link.condition() == FillCondition.FIRST_HIT || order.remainingLots() == 0)) {
                links.fire(link);
                releaseIfThere(link.part(1));
                releaseIfThere(link.part(2));
            }
            return;
        }
        final int number = link.siblingOf(order.details().part());
        if (link.grows()) {
            onGrowingFill(link, order, lots, number < 0 ? null : link.part(number));
            return;
        }
        if (number < 0) {
            return;
        }
        final Order sibling = link.part(number);
        final long openLots = sibling == null ? link.comingLots(number) : sibling.remainingLots();
        final long takenLots = link.takenLots(lots, order.remainingLots() + lots, openLots);
        if (sibling == null) {
            link.coming(number, openLots - takenLots);
        } else {
            take(sibling, takenLots);
        }
    }

    private void onGrowingFill(final Link link, final Order order, final long lots, final Order sibling) {
        final int part = order.details().part();
        if (sibling != null) {
            final long siblingLots = link.releasedLots(link.siblingOf(part));
            final long takenLots = Link.shareOf(siblingLots, lots, link.releasedLots(part) + lots);
            acted |= takenLots > 0 && growth.take(sibling, takenLots);
        }
        if (order.remainingLots() == 0) {
            growth.onFilled(order);
        }
    }

    private void take(final Order order, final long lots) {
        if (lots == 0) {
            return;
        }
        acted = true;
        if (lots == order.remainingLots()) {
            cancels.resting(order, CancelReason.LINK_FILLED);
            return;
        }
        if (order.isWaiting()) {
            waiting.replace(order, order.priceE8(), order.remainingLots() - lots);
        } else if (order.isHeld()) {
            check.bookOf(order.instrumentId()).held().shrink(order, order.remainingLots() - lots);
        } else {
            final OrderBook book = check.bookOf(order.instrumentId());
            command.touch(book);
            book.shrink(order, order.remainingLots() - lots);
        }
        listener.onLinkedReduced(order, lots);
    }

    private void releaseIfThere(final Order order) {
        if (order != null) {
            release(order);
        }
    }

    private void release(final Order order) {
        waiting.release(order);
        listener.onLinkFired(order);
        if (!order.details().trigger().hasFired()) {
            triggers.released(order);
        }
    }

    /** Whether parts became smaller or were taken off since this was asked last. */
    boolean hasActed() {
        final boolean has = acted;
        acted = false;
        return has;
    }

    /** Takes off what orders that ended meanwhile had held. */
    void settle() {
        while (links.isAnyEnded()) {
            final Link link = links.firstEnded();
            final Order second = link.part(1);
            final Order third = link.part(2);
            if (second != null) {
                firstEnded(second);
            }
            if (third != null) {
                firstEnded(third);
            }
            links.settled();
        }
    }

    private void firstEnded(final Order order) {
        if (order.isGrowing()) {
            growth.firstEnded(order);
        } else {
            cancels.resting(order, CancelReason.LINK_ENDED);
        }
    }
}
