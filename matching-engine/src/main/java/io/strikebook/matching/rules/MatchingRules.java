package io.strikebook.matching.rules;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;

/**
 * What each accepted command does.
 *
 * <ul>
 *   <li><b>Whatever it is</b>: first ends the orders whose time has come by the command's time ({@link CancelReason#EXPIRED}), earliest
 *       first, then by id: those of the command's underlying, or of all where it is for all. Good-til-day orders carry their time.
 *   <li><b>New order</b>: accepted first, always. Then the first that applies ends it whole: post-only that would
 *       cross; reduce-only with nothing to reduce; fill-or-kill that cannot fill in full now. Then it trades, best
 *       price first, earliest order first, at the makers' prices. What is left of it is cancelled (market,
 *       immediate-or-cancel, reduce-only that has nothing left to reduce, more than {@link #MAX_FILLS} fills) or rests.
 *       A market order is immediate-or-cancel at the limit its command carries.
 *   <li><b>Post-only</b>: where it would trade, it is entered one tick inside the spread instead, and announced at that price; where no
 *       positive price is left there, or it asks for that ({@code rejectPostOnly}), it is cancelled. The same on replace.
 *   <li><b>Minimum quantity</b> (immediate-or-cancel): trades at least so much at once, or is cancelled whole.
 *   <li><b>Iceberg</b>: levels show the display only. When that has traded, the next part of what is hidden is shown at the end of the
 *       queue, with a new place in time, so that a taker meets the other orders of the price first and then comes round again.
 *       Fill-or-kill and minimum quantity count what is hidden. A replace that keeps the place takes from what is hidden first.
 *   <li><b>Market-to-limit</b>: trades like a market order; what is left rests as a limit order at the price of its last fill, which an
 *       {@code OrderReplaced} in the same group tells; it is cancelled where nothing traded.
 *   <li><b>Allocation</b>: which orders of one price trade first is set per book: the earliest (price-time), or all of them
 *       by their open lots, after a share for the earliest; see {@link ProRata} for who gets the remainder.
 *   <li><b>Reduce-only</b> is clipped when it trades, not before: the taker to the position it met when it arrived, a
 *       resting order to the position when it is hit. A resting order that used up its position is cancelled then;
 *       until it is hit it shows its full size.
 *   <li><b>Replace</b>: new price and new total. The same price with no more than the old total keeps the place in the
 *       queue, also that of an order which is held; anything else leaves the book, is announced, and arrives like a new order. A total not above what was
 *       filled cancels.
 *   <li><b>Mass quote, cancel of quotes</b>: see {@link Quotes}. Quotes are not among the orders that a cancel or replace names.
 *   <li><b>Limits of market-maker protection</b> set, removed or reset: see {@link Protections}. Whatever the group had is taken off.
 *   <li><b>An order flagged for protection</b> is refused while its group is frozen or has no limits, and ends with a breach.
 *   <li><b>Trigger order</b>: accepted, and waits outside the book, where it is live for cancels of every kind, for its end and for
 *       replaces, which change its price, size and trigger. A reference price fires it: a mark or index price in the command that
 *       announces its epoch, a trade right after it, the price that stands when the order is accepted, gets another trigger or its
 *       instrument opens; what one event fires is announced by order id. Unless its instrument is open nothing fires and nothing trails.
 *       Having fired it waits for the sequencer, which decides with every check: in <b>that command</b> it becomes live, with the
 *       price that the command says and a place in time of its own, and arrives like a new order; or it is cancelled.
 *   <li><b>Linked orders</b>: see {@link LinkedOrders}.
 *   <li><b>Mass cancel, cancel by label, kill switch on, source lost</b>: orders by account and in order id order, then quotes, of which each account is
 *       told the number. A mass cancel takes the account's orders that fit everything it names: instrument, kind, settlement currency,
 *       side, source; quotes only where it names no more than the instrument. Labels are compared byte by byte; an order without one has
 *       none that could be asked for, and no quote has one. What goes with a source that is lost, each account has chosen through that
 *       source: nothing, its orders that came through it, or all its orders; and with either its quotes, which have no source.
 *   <li><b>Combinations</b> have books like others, with prices that may be negative; {@link Combos}. They trade with legs, {@link Implied}.
 *   <li><b>Block trade</b>: see {@link BlockTrades}.
 *   <li><b>Tick</b>: tells what traded in each instrument in the last day, where that is due; see {@link Statistics}.
 *   <li><b>Phase, scheduled opening, volatility band</b> of an instrument: see {@link Phases}. In auctions and before, orders collect; they
 *       trade at one price when the instrument opens, see {@link Uncrossing}. Post-only orders are kept from crossing there too. While it
 *       is halted, in settlement or closed, new orders, replaces and quotes are refused, but for replaces of what waits outside the book.
 *       A fill-or-kill order counts no trade beyond the volatility band.
 *   <li><b>Market mode</b> of an instrument: orders may have to wait before they trade; see {@link Holds}.
 * </ul>
 *
 * <p>Self-trades are allowed unless the account asked otherwise: an account's orders trade with each other, and its
 * position does not move. (A reduce-only order that meets its own account is still clipped as if it had reduced.) Where
 * the arriving order's account prevents them, an order that it meets of the same account, or of one of the same group,
 * does not trade, and instead the arriving order's rest is cancelled, or the resting order, or both, or both shrink by
 * the smaller open quantity and who has nothing left is cancelled; a smaller order's total is smaller too. Trades before
 * stand. Post-only looks at prices alone; fill-or-kill counts only what can trade.
 *
 * <p>Business refusals are returned; values that no sequencer accepts throw before anything has changed.
 */
public final class MatchingRules {
    /** Most fills of one command: trade ids have that many ordinals. */
    public static final int MAX_FILLS = OrderIds.MAX_ORDINAL + 1;

    private final Books books;
    private final LiveOrders orders;
    private final AccountSettings settings;
    private final ExecutionListener listener;
    private final CurrentCommand command;
    private final Cancels cancels;
    private final Matcher matcher;
    private final Protections protections;
    private final Quotes quotes;
    private final Expiries expiries;
    private final CancelFilter everything = new CancelFilter();
    private final Triggers triggers;
    private final LinkedOrders links;
    private final LinkGrowth growth;
    private final TermsCheck check;
    private final Phases phases;
    private final BlockTrades blocks;
    private final Combos combos;
    private final Implied implied;
    private final Holds holds;

    /** Rules over state that a snapshot may have filled. */
    public MatchingRules(
            final Books books,
            final LiveOrders orders,
            final WaitingOrders waiting,
            final PositionMirror positions,
            final AccountSettings settings,
            final QuoteGroups groups,
            final NewestMarks marks,
            final long reentryBlockNs,
            final Deadlines deadlines,
            final ExecutionListener listener) {
        this.books = books;
        this.orders = orders;
        this.settings = settings;
        this.listener = listener;
        this.command = new CurrentCommand(books.capacity());
        this.holds = new Holds(command, books, orders, deadlines, listener);
        this.cancels = new Cancels(command, books, orders, waiting, holds, listener);
        final SelfTrades selfTrades = new SelfTrades(settings, orders, cancels, listener);
        this.protections = new Protections(command, orders, groups, marks, cancels, listener, reentryBlockNs);
        final Fills fills = new Fills(command, orders, positions, protections, listener);
        this.matcher = new Matcher(command, orders, cancels, selfTrades, fills, protections, listener);
        this.quotes = new Quotes(command, books, groups, positions, matcher, holds, listener);
        protections.quotes(quotes);
        this.triggers = new Triggers(command, books, orders, waiting, marks, cancels, matcher, listener);
        this.combos = new Combos(command, books, positions, marks, listener);
        final Uncrossing uncrossing = new Uncrossing(command, cancels, selfTrades, fills, protections);
        this.phases = new Phases(
                command, books, orders, positions, deadlines, uncrossing, cancels, quotes, triggers, holds, listener);
        final Arrivals arrivals = new Arrivals(orders, matcher, phases, triggers, holds);
        matcher.arrivals(arrivals);
        this.implied = new Implied(command, books, cancels, selfTrades, fills, protections, listener);
        matcher.implied(implied);
        holds.release(matcher, arrivals, phases);
        this.blocks = new BlockTrades(command, books, orders, positions, settings, listener);
        this.expiries = new Expiries(command, deadlines, orders, cancels, phases, holds);
        this.check = new TermsCheck(command, books, orders, triggers);
        this.growth = new LinkGrowth(command, books, orders, waiting, cancels, matcher, triggers, listener);
        this.links = new LinkedOrders(
                command, check, orders, waiting, cancels, matcher, triggers, expiries, growth, listener);
        fills.tell(triggers, links, combos);
    }

    /**
     * Starts a command; ids of fills and priorities come from its sequence, windows and freezes go by its time. What is due by its time is
     * to be fired next.
     */
    public void beginCommand(final long commandSequence, final long timestampNs) {
        beginCommand(commandSequence, timestampNs, 0, 1);
    }

    /**
     * The same for a command that others carry out too, so that no two of them give out the same trade id.
     *
     * @param firstTrade ordinal of the first trade
     * @param tradeStep  from one ordinal to the next
     */
    public void beginCommand(
            final long commandSequence, final long timestampNs, final int firstTrade, final int tradeStep) {
        command.begin(commandSequence, timestampNs, firstTrade, tradeStep);
    }

    /** Whether some deadline has come, of whatever underlying. */
    public boolean isAnyDue() {
        return expiries.isAnyDue();
    }

    /** Fires what is due, in a command for all. */
    public void fireAllDue() {
        expiries.fireAll();
        settleDue();
    }

    /** Fires what is due of an underlying, in a command of it; none where there is no such underlying. */
    public void fireDue(final int underlyingId) {
        expiries.fire(underlyingId);
        settleDue();
    }

    private void settleDue() {
        links.settle();
        command.keepHalf();
        settleImplied();
        command.keepNothing();
    }

    /** What trades in place of the legs may end what holds others. */
    private void settleImplied() {
        if (implied.settle()) {
            links.settle();
        }
    }

    /** Underlying of an instrument, 0 where it is not listed. */
    public int underlyingOf(final int instrumentId) {
        final OrderBook book = books.get(instrumentId);
        return book == null ? 0 : book.instrument().underlyingId();
    }

    /** Sets the end of an order that was loaded. */
    public void restored(final Order order) {
        expiries.start(books.get(order.instrumentId()), order);
    }

    /** Time has passed: what traded is published where that is due. */
    public void tick() {
        books.statistics().publish(command.timestampNs(), listener);
        implied.timePassed();
    }

    /** Ends a command: announces the tops that it changed, in the order in which it first touched the books. */
    public void endCommand() {
        links.settle();
        settleImplied();
        implied.end();
        command.end(listener, books.statistics(), phases);
    }

    /** A new order, whose id is that of the command. */
    public RejectCode newOrder(final OrderTerms terms) {
        final OrderBook book = check.require(terms);
        final RejectCode refusal = book.isPlain() ? RejectCode.ACCEPTED : refusal(book, terms);
        if (refusal != RejectCode.ACCEPTED) {
            return refusal;
        }
        if (terms.mmp()) {
            final RejectCode code =
                    protections.admit(terms.accountId(), book.instrument().underlyingId());
            if (code != RejectCode.ACCEPTED) {
                return code;
            }
        }
        final Order order = orders.create(command.orderId(), terms);
        if (order.isWaiting()) {
            listener.onAccepted(order);
            orders.add(order);
            expiries.start(book, order);
            triggers.begin(book, order);
            return RejectCode.ACCEPTED;
        }
        matcher.keepPassive(book, order);
        listener.onAccepted(order);
        if (matcher.arrive(book, order)) {
            orders.add(order);
            expiries.start(book, order);
        } else {
            orders.discard(order);
        }
        return RejectCode.ACCEPTED;
    }

    private RejectCode refusal(final OrderBook book, final OrderTerms terms) {
        if (!book.isCombo()) {
            return Arrivals.refusal(book, terms);
        }
        combos.require(terms);
        return combos.refusal(book);
    }

    /** Why a replace is not taken as things are, or {@code ACCEPTED}. */
    private RejectCode refusal(final OrderBook book) {
        return book.isCombo() ? combos.refusal(book) : PhaseRules.entry(book.phase());
    }

    /** Takes one order off. The instrument, where given, and the account must be the order's. */
    public RejectCode cancel(final long orderId, final int accountId, final int instrumentId) {
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        cancels.resting(order, CancelReason.REQUESTED);
        return RejectCode.ACCEPTED;
    }

    /**
     * Gives an order a new price and total.
     *
     * @param quantityLots new total, what was filled included
     */
    public RejectCode replace(
            final long orderId,
            final int accountId,
            final int instrumentId,
            final long priceE8,
            final long quantityLots) {
        command.requireQuantity(quantityLots);
        final Order order = orders.find(orderId, accountId, instrumentId);
        if (order == null) {
            return RejectCode.UNKNOWN_ORDER;
        }
        final OrderBook book = books.require(order.instrumentId(), command.sequence());
        command.requirePrice(book, priceE8);
        if (order.isWaiting()) {
            triggers.replace(order, priceE8, quantityLots);
            return RejectCode.ACCEPTED;
        }
        final RejectCode refusal = book.isPlain() ? RejectCode.ACCEPTED : refusal(book);
        if (refusal != RejectCode.ACCEPTED) {
            return refusal;
        }
        if (quantityLots <= order.filledLots()) {
            cancels.resting(order, CancelReason.REPLACED_BELOW_FILLED);
        } else if (priceE8 == order.priceE8() && quantityLots <= order.quantityLots()) {
            shrink(book, order, quantityLots - order.filledLots());
            listener.onReplaced(order, true);
        } else {
            reenter(book, order, priceE8, quantityLots - order.filledLots());
        }
        return RejectCode.ACCEPTED;
    }

    private void shrink(final OrderBook book, final Order order, final long lots) {
        if (order.isHeld()) {
            book.held().shrink(order, lots);
        } else {
            command.touch(book);
            book.shrink(order, lots);
        }
    }

    /** What trades outside the books. */
    public BlockTrades blocks() {
        return blocks;
    }

    /** Orders that wait for a trigger. */
    public Triggers triggers() {
        return triggers;
    }

    /** Orders that act on each other. */
    public LinkedOrders links() {
        return links;
    }

    /** Orders that get larger with what another one trades. */
    public LinkGrowth growth() {
        return growth;
    }

    /** Quotes of a group; refused as a whole where that has no limits or is frozen. */
    public RejectCode massQuote(final MassQuote message) {
        return quotes.accept(message);
    }

    /**
     * Takes off an account's quotes that all of these fit, 0 fitting any.
     *
     * @param group 1 to 16
     */
    public void cancelQuotes(
            final int accountId,
            final int underlyingId,
            final int group,
            final int instrumentId,
            final long quoteSetId) {
        quotes.cancel(accountId, underlyingId, group, instrumentId, quoteSetId);
    }

    /** Sets or removes the limits of a group. */
    public void setProtection(final ProtectionTerms terms) {
        protections.set(terms);
    }

    /** Ends the freeze of a group. */
    public RejectCode resetProtection(final int accountId, final int underlyingId, final int group) {
        return protections.reset(accountId, underlyingId, group);
    }

    /** Cancels every order, of one account or, 0, of all, by account and in order id order, then quotes. */
    public void kill(final int accountId) {
        cancels.fitting(everything.clear().accountId(accountId), CancelReason.KILL_SWITCH);
        quotes.cancelAll(accountId, 0, CancelReason.KILL_SWITCH);
    }

    /** Cancels the orders of one account that a filter fits, in order id order, then, where it names no more than an instrument, quotes. */
    public void massCancel(final CancelFilter filter) {
        command.require(orders.isAccount(filter.accountId()), "account", filter.accountId());
        command.require(filter.isWellFormed(), "filter of account", filter.accountId());
        cancels.fitting(filter, CancelReason.MASS_CANCEL);
        if (!filter.isNarrow()) {
            quotes.cancelAll(filter.accountId(), filter.instrumentId(), CancelReason.MASS_CANCEL);
        }
    }

    /** Sets what is cancelled when a source of orders is lost, as an account asked through it. */
    public void cancelOnDisconnect(final int sourceId, final int accountId, final CancelOnDisconnect scope) {
        command.require(orders.isAccount(accountId), "account", accountId);
        command.require(
                scope != CancelOnDisconnect.NULL_VAL && scope != CancelOnDisconnect.SBE_UNKNOWN,
                "scope of account",
                accountId);
        settings.cancelOnDisconnect(sourceId, accountId, scope);
    }

    /** A source of orders is gone: cancels what accounts asked for. */
    public void sourceLost(final int sourceId) {
        cancels.disconnected(sourceId, settings);
        for (int accountId = 1; accountId <= settings.maxAccounts(); accountId++) {
            if (settings.cancelOnDisconnect(sourceId, accountId) != CancelOnDisconnect.OFF) {
                quotes.cancelAll(accountId, 0, CancelReason.DISCONNECTED);
            }
        }
    }

    /**
     * Sets how orders of one price share what arrives, and says so.
     *
     * @param topOrderPercent of what a pro-rata level trades, how much the earliest order gets first; 0 to 100
     */
    public void allocation(final int instrumentId, final AllocationRule rule, final int topOrderPercent) {
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                rule == AllocationRule.PRICE_TIME && topOrderPercent == 0
                        || rule == AllocationRule.PRO_RATA
                                && topOrderPercent >= 0
                                && topOrderPercent <= ProRata.PERCENT,
                "allocation of instrument",
                instrumentId);
        book.allocation(rule, topOrderPercent);
        command.changed(book);
        listener.onAllocation(book);
    }

    /** Opens a book for the next instrument, in a market mode. */
    public void list(final Instrument instrument, final MarketMode mode, final long delayNs) {
        final OrderBook book = books.open(instrument);
        implied.listed(book);
        listener.onListed(book);
        holds.begin(book, mode, delayNs);
        phases.start(book);
    }

    /** An instrument that is traded here, or null. */
    public Instrument instrument(final int instrumentId) {
        final OrderBook book = books.get(instrumentId);
        return book == null ? null : book.instrument();
    }

    /** The next instrument is traded by another shard. */
    public void listElsewhere(final int instrumentId) {
        books.skip(instrumentId);
    }

    /** Sets the deadlines of an instrument that was loaded. */
    public void restored(final OrderBook book) {
        phases.start(book);
        implied.listed(book);
    }

    /** Trades of orders of combinations with their legs. */
    public Implied implied() {
        return implied;
    }

    /** Market modes of instruments. */
    public Holds holds() {
        return holds;
    }

    /** Phases of instruments. */
    public Phases phases() {
        return phases;
    }

    /**
     * Sets what happens where an arriving order of the account would trade with one of its own.
     *
     * @param groupId accounts of equal group are one; 0: this account alone
     */
    public void selfTradePrevention(final int accountId, final int groupId, final SelfTradePrevention mode) {
        command.require(orders.isAccount(accountId), "account", accountId);
        command.require(groupId >= 0, "group", groupId);
        command.require(
                mode != SelfTradePrevention.NULL_VAL && mode != SelfTradePrevention.SBE_UNKNOWN,
                "self-trade prevention of account",
                accountId);
        settings.selfTradePrevention(accountId, groupId, mode);
    }

    private void reenter(final OrderBook book, final Order order, final long priceE8, final long remainingLots) {
        cancels.takeOut(book, order);
        orders.reenter(order, priceE8, remainingLots, command.orderId());
        matcher.keepPassive(book, order);
        listener.onReplaced(order, false);
        if (!matcher.arrive(book, order)) {
            orders.end(order);
        }
    }
}
