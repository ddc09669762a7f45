package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/**
 * Market-maker protection where orders trade. Every trade of a quote, or of an order flagged for it, maker or taker, counts for its group;
 * group 0 of account and underlying is that of flagged orders. The trade that reaches a limit stands; right after it, everything of the
 * group is off: quotes without a frame for each, then flagged orders in order id order. So no second order of the group trades after a
 * breach, in this command or until the group is open again.
 */
final class Protections {
    /** Of one trade of two orders; one in many legs may stop more. */
    private static final int FEW_BREACHES = 2;

    private final CurrentCommand command;
    private final LiveOrders orders;
    private final QuoteGroups groups;
    private final NewestMarks marks;
    private final Cancels cancels;
    private final ExecutionListener listener;
    private final long reentryBlockNs;

    /** Groups that the last trade stopped, maker's first. */
    private QuoteGroup[] breached = new QuoteGroup[FEW_BREACHES];

    private int breaches;
    private Quotes quotes;

    Protections(
            final CurrentCommand command,
            final LiveOrders orders,
            final QuoteGroups groups,
            final NewestMarks marks,
            final Cancels cancels,
            final ExecutionListener listener,
            final long reentryBlockNs) {
        this.command = command;
        this.orders = orders;
        this.groups = groups;
        this.marks = marks;
        this.cancels = cancels;
        this.listener = listener;
        this.reentryBlockNs = reentryBlockNs;
    }

    /** Who takes quotes off; they trade through the matcher, which asks here. */
    void quotes(final Quotes newQuotes) {
        quotes = newQuotes;
    }

    /** Why an order flagged for protection cannot be taken, or {@code ACCEPTED}. */
    RejectCode admit(final int accountId, final int underlyingId) {
        final QuoteGroup group = groups.find(accountId, underlyingId, 0);
        if (group == null || !group.protection().isSet()) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        return group.protection().isClosed(command.timestampNs()) ? RejectCode.MMP_FROZEN : RejectCode.ACCEPTED;
    }

    /** Counts a trade of orders of which at least one is protected; both count before either is judged. */
    void count(final OrderBook book, final Order maker, final Order taker, final long lots, final long priceE8) {
        if (maker.mmp()) {
            count(book, maker, lots, priceE8);
        }
        if (taker.mmp()) {
            count(book, taker, lots, priceE8);
        }
        if (maker.mmp()) {
            judge(groupOf(maker, book));
        }
        if (taker.mmp()) {
            judge(groupOf(taker, book));
        }
    }

    private void count(final OrderBook book, final Order order, final long lots, final long priceE8) {
        groupOf(order, book)
                .protection()
                .count(command.timestampNs(), marks, book.instrument(), order.side() == Side.BUY, lots, priceE8);
    }

    private void judge(final QuoteGroup group) {
        if (group.protection().isBreached() && !isBreached(group)) {
            if (breaches == breached.length) {
                breached = Arrays.copyOf(breached, breaches * 2);
            }
            breached[breaches++] = group;
        }
    }

    private boolean isBreached(final QuoteGroup group) {
        for (int i = 0; i < breaches; i++) {
            if (breached[i] == group) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last trade stopped a group that is not off yet. */
    boolean isDue() {
        return breaches > 0;
    }

    /**
     * Takes off the groups that the last trade stopped.
     *
     * @param taker the order that arrives, or null where none does
     * @return whether the taker's is one of them
     */
    boolean stop(final OrderBook book, final Order taker) {
        boolean takersOwn = false;
        for (int i = 0; i < breaches; i++) {
            final QuoteGroup group = breached[i];
            breached[i] = null;
            takersOwn |= taker != null && taker.mmp() && groupOf(taker, book) == group;
            group.protection().trip(command.timestampNs(), reentryBlockNs);
            final int count = quotes.takeOff(group, 0, 0, CancelReason.MMP_TRIGGERED);
            listener.onMmpTriggered(group, book.instrumentId(), count);
            group.protection().closeWindow();
            if (group.number() == 0) {
                cancels.flagged(group.accountId(), group.underlyingId(), CancelReason.MMP_TRIGGERED);
            }
        }
        breaches = 0;
        return takersOwn;
    }

    /** Whether the taker's group was stopped since it arrived. */
    boolean isStopped(final OrderBook book, final Order taker) {
        return groupOf(taker, book).protection().isClosed(command.timestampNs());
    }

    /** Counts a trade that a taker only thinks of; its own and the maker's group are as if it had been. */
    void plan(final OrderBook book, final Order maker, final Order taker, final long lots, final long planKey) {
        if (maker.mmp()) {
            plan(planKey, book, maker, lots, maker.priceE8());
        }
        if (taker.mmp()) {
            plan(planKey, book, taker, lots, maker.priceE8());
        }
    }

    private void plan(
            final long planKey, final OrderBook book, final Order order, final long lots, final long priceE8) {
        groupOf(order, book)
                .protection()
                .plan(
                        planKey,
                        command.timestampNs(),
                        marks,
                        book.instrument(),
                        order.side() == Side.BUY,
                        lots,
                        priceE8);
    }

    /** Whether what was thought of under the key so far would have stopped the order's group. */
    boolean isStoppedInPlan(final OrderBook book, final Order order, final long planKey) {
        return groupOf(order, book).protection().isPlanBreached(planKey);
    }

    /** Sets or removes the limits of a group, and takes off what it has. */
    void set(final ProtectionTerms terms) {
        command.require(groups.isGroup(terms.underlyingId, terms.group), "group", terms.group);
        command.require(orders.isAccount(terms.accountId), "account", terms.accountId);
        terms.check(command);
        final QuoteGroup group = groups.findOrMake(terms.accountId, terms.underlyingId, terms.group);
        final int count = quotes.takeOff(group, 0, 0, CancelReason.MMP_SET);
        group.protection()
                .set(
                        terms.intervalNs,
                        terms.frozenNs,
                        terms.quantityLimitE8,
                        terms.deltaLimitE8,
                        terms.vegaLimitE8,
                        terms.maxQuoteQuantityE8,
                        terms.reserveE12);
        listener.onMmpChanged(group, command.timestampNs());
        if (count > 0) {
            listener.onQuotesCancelled(
                    group.accountId(), group.underlyingId(), group.number(), 0, 0, count, CancelReason.MMP_SET);
        }
        if (group.number() == 0) {
            cancels.flagged(group.accountId(), group.underlyingId(), CancelReason.MMP_SET);
        }
    }

    /** Ends a freeze. */
    RejectCode reset(final int accountId, final int underlyingId, final int number) {
        final QuoteGroup group = groups.find(accountId, underlyingId, number);
        if (group == null || !group.protection().isSet()) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        group.protection().reset();
        listener.onMmpChanged(group, command.timestampNs());
        return RejectCode.ACCEPTED;
    }

    private QuoteGroup groupOf(final Order order, final OrderBook book) {
        return order instanceof Quote
                ? ((Quote) order).group()
                : groups.find(order.accountId(), book.instrument().underlyingId(), 0);
    }
}
