package io.strikebook.matching.rules;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.matching.auction.AuctionPrice;
import io.strikebook.matching.book.BookPhase;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.Trigger;
import io.strikebook.matching.time.DeadlineKind;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerReference;
import java.util.function.ToLongFunction;

/**
 * What moves instruments from phase to phase; what may be done in each is said in {@link PhaseRules}.
 *
 * <ul>
 *   <li><b>Operator</b>: any phase but an interruption, until somebody says otherwise.
 *   <li><b>Scheduled opening</b>: pre-open, from one time on the opening auction, from another on open.
 *   <li><b>Volatility band</b>: a trade that would leave it begins an interruption, an auction of a length that the band says.
 *   <li><b>Expiry</b>: settlement from that time on, and every order, quote and order that waits is taken off; closed once it is settled.
 *   <li><b>To open</b>, from wherever: what crosses trades first, see {@link Uncrossing}; then what is left of market orders is cancelled,
 *       and triggers look at what prices are now. While an auction goes on over several commands, the phase is an auction.
 *   <li><b>End of a batch</b> ({@link Holds}): what crosses trades at one price, as where an instrument opens, and the phase stays open;
 *       where the price would leave the volatility band an interruption begins in place of the trades.
 *   <li><b>To close</b>: every order, quote and order that waits is taken off.
 * </ul>
 *
 * <p>What an auction would trade is indicated after each command that touched its book, and after new marks, where it is another then. It
 * counts all that is open: who drops out when the auction trades, by self-trade prevention or because it may only reduce, is known only
 * then, and what still crosses trades at a price of its own, see {@link Uncrossing}.
 *
 * <p>The reference price of an auction is the newest mark, or, where none came, the last trade, or else the middle between best bid and
 * best ask, rounded down.
 */
public final class Phases {
    private static final int MIDDLE = 2;

    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final Deadlines deadlines;
    private final Uncrossing uncrossing;
    private final Cancels cancels;
    private final Quotes quotes;
    private final Triggers triggers;
    private final Holds holds;
    private final ExecutionListener listener;
    private final Settlements settlements;
    private final AuctionPrice indication = new AuctionPrice();
    private final ToLongFunction<OrderBook> reference = this::referenceE8;
    private final CancelFilter filter = new CancelFilter();

    /** How many instruments are in an auction. */
    private int auctions;

    Phases(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final PositionMirror positions,
            final Deadlines deadlines,
            final Uncrossing uncrossing,
            final Cancels cancels,
            final Quotes quotes,
            final Triggers triggers,
            final Holds holds,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.deadlines = deadlines;
        this.uncrossing = uncrossing;
        this.cancels = cancels;
        this.quotes = quotes;
        this.triggers = triggers;
        this.holds = holds;
        this.listener = listener;
        this.settlements = new Settlements(books, this, positions);
    }

    /** What closes what has expired. */
    public Settlements settlements() {
        return settlements;
    }

    /** An operator puts an instrument into a phase; announced even where it was in that already. */
    public void set(final int instrumentId, final InstrumentPhase phase) {
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                PhaseRules.isForOperators(phase) && (!book.isCombo() || PhaseRules.isForCombinations(phase)),
                "phase of instrument",
                instrumentId);
        if (phase == InstrumentPhase.OPEN) {
            open(book, PhaseReason.OPERATOR);
            return;
        }
        enter(book, phase, PhaseReason.OPERATOR, 0, 0);
        if (phase == InstrumentPhase.CLOSED) {
            clear(book, CancelReason.INSTRUMENT_CLOSED);
        }
    }

    /**
     * Pre-open from now on, an auction from one time to another, then open.
     *
     * @param auctionNs not after now: the auction begins at once
     * @param openNs    after now, not before the auction
     */
    public void scheduleOpening(final int instrumentId, final long auctionNs, final long openNs) {
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                openNs > command.timestampNs() && openNs >= auctionNs && !book.isCombo(),
                "opening of instrument",
                instrumentId);
        if (auctionNs > command.timestampNs()) {
            enter(book, InstrumentPhase.PRE_OPEN, PhaseReason.OPERATOR, auctionNs, openNs);
        } else {
            enter(book, InstrumentPhase.OPENING_AUCTION, PhaseReason.OPERATOR, openNs, 0);
        }
    }

    /** Sets or, with a width of 0, removes the volatility band of an instrument. */
    public void volatilityBand(
            final int instrumentId, final long widthE8, final TriggerReference reference, final long interruptionNs) {
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                widthE8 >= 0 && widthE8 <= NumberRange.MAX_PRICE_E8 && !book.isCombo(), "volatility band", widthE8);
        command.require(
                reference == TriggerReference.MARK || reference == TriggerReference.LAST,
                "reference of the volatility band of instrument",
                instrumentId);
        command.require(
                widthE8 == 0
                        ? interruptionNs == 0
                        : interruptionNs > 0 && interruptionNs <= VolatilityBands.MAX_INTERRUPTION_NS,
                "length of an interruption",
                interruptionNs);
        book.session().band(widthE8, reference, interruptionNs);
        command.changed(book);
        listener.onVolatilityBand(book);
    }

    /** All that a batch collected is in the book: trades what crosses, and ends what may not wait. */
    void endBatch(final OrderBook book) {
        if (leavesBand(book)) {
            interrupt(book);
        } else if (uncross(book, PhaseReason.SCHEDULE)) {
            endMarketOrders(book);
        }
    }

    private boolean leavesBand(final OrderBook book) {
        final BookPhase session = book.session();
        if (session.widthE8() == 0 || !indication.compute(book, referenceE8(book))) {
            return false;
        }
        final long bandE8 = triggers.referenceE8(book, session.bandReference());
        return bandE8 != Trigger.NO_PRICE && Math.abs(indication.priceE8() - bandE8) > session.widthE8();
    }

    /** Begins an interruption. */
    void interrupt(final OrderBook book) {
        final long untilNs = command.timestampNs() + book.session().interruptionNs();
        enter(book, InstrumentPhase.INTERRUPTION, PhaseReason.PRICE_BAND, untilNs, 0);
    }

    /** The time of the end of an instrument's phase has come. */
    void ended(final int instrumentId) {
        final OrderBook book = books.get(instrumentId);
        final BookPhase session = book.session();
        session.end(null);
        if (session.phase() == InstrumentPhase.PRE_OPEN) {
            enter(book, InstrumentPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, session.openNs(), 0);
        } else {
            open(book, PhaseReason.SCHEDULE);
        }
    }

    /** An instrument's time of expiry has come. */
    void expired(final int instrumentId) {
        final OrderBook book = books.get(instrumentId);
        book.session().expire();
        if (book.phase() != InstrumentPhase.CLOSED) {
            enter(book, InstrumentPhase.SETTLEMENT, PhaseReason.EXPIRY, 0, 0);
            clear(book, CancelReason.INSTRUMENT_EXPIRED);
        }
    }

    /** An instrument that expired is settled. */
    void settled(final OrderBook book) {
        if (book.phase() != InstrumentPhase.CLOSED) {
            enter(book, InstrumentPhase.CLOSED, PhaseReason.EXPIRY, 0, 0);
            clear(book, CancelReason.INSTRUMENT_EXPIRED);
        }
    }

    /** Sets the deadlines of an instrument that was listed or loaded. */
    void start(final OrderBook book) {
        final long expiryNs = book.instrument().terms().expiryNs();
        final int underlyingId = book.instrument().underlyingId();
        if (expiryNs != 0 && !book.session().isExpired()) {
            deadlines.set(underlyingId, DeadlineKind.INSTRUMENT_EXPIRY, book.instrumentId(), expiryNs);
        }
        if (book.session().untilNs() != 0) {
            endAt(book, book.session().untilNs());
        }
        auctions += book.session().isAuction() ? 1 : 0;
        holds.start(book);
    }

    /** New marks are known, which may decide what auctions would trade. */
    public void onMarks() {
        for (int id = 1; auctions > 0 && id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null && book.session().isAuction()) {
                command.touch(book);
            }
        }
    }

    /** Says what an auction would trade, where that is not what was said last. */
    void indicate(final OrderBook book) {
        if (!book.session().isAuction()) {
            return;
        }
        indication.compute(book, referenceE8(book));
        if (book.session().indicate(indication.priceE8(), indication.volumeLots(), indication.surplusLots())) {
            listener.onIndication(book);
        }
    }

    private void open(final OrderBook book, final PhaseReason reason) {
        if (uncross(book, reason)) {
            endMarketOrders(book);
            enter(book, InstrumentPhase.OPEN, reason, 0, 0);
            triggers.onOpened(book);
        }
    }

    /** Trades what crosses; false where the rest of it follows in a later command, until which the phase is an auction. */
    private boolean uncross(final OrderBook book, final PhaseReason reason) {
        if (uncrossing.run(book, reference)) {
            return true;
        }
        final long priceE8 = book.session().uncrossE8();
        if (!book.session().isAuction()) {
            enter(book, InstrumentPhase.OPENING_AUCTION, reason, command.timestampNs() + 1, 0);
        } else {
            endAt(book, command.timestampNs() + 1);
            book.session().enter(book.phase(), command.timestampNs() + 1, 0);
        }
        book.session().uncrossing(priceE8);
        return false;
    }

    private void enter(
            final OrderBook book,
            final InstrumentPhase phase,
            final PhaseReason reason,
            final long untilNs,
            final long openNs) {
        auctions -= book.session().isAuction() ? 1 : 0;
        book.session().enter(phase, untilNs, openNs);
        auctions += book.session().isAuction() ? 1 : 0;
        endAt(book, untilNs);
        command.touch(book);
        listener.onPhase(book, reason);
        if (phase != InstrumentPhase.OPEN) {
            holds.closed(book);
        }
    }

    private void endAt(final OrderBook book, final long untilNs) {
        if (book.session().end() != null) {
            book.session().end().cancel();
            book.session().end(null);
        }
        if (untilNs != 0) {
            final int underlyingId = book.instrument().underlyingId();
            book.session().end(deadlines.set(underlyingId, DeadlineKind.PHASE_END, book.instrumentId(), untilNs));
        }
    }

    private void clear(final OrderBook book, final CancelReason reason) {
        cancels.fitting(filter.clear().instrumentId(book.instrumentId()), reason);
        quotes.cancelAll(0, book.instrumentId(), reason);
        book.session().forgetMarketOrders();
    }

    private void endMarketOrders(final OrderBook book) {
        final BookPhase session = book.session();
        for (int place = 0; place < session.marketOrderCount(); place++) {
            final Order order = orders.get(session.marketOrder(place));
            if (order != null && order.isResting()) {
                cancels.resting(
                        order,
                        order.orderType() == OrderType.MARKET
                                ? CancelReason.MARKET_REMAINDER
                                : CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER);
            }
        }
        session.forgetMarketOrders();
    }

    private long referenceE8(final OrderBook book) {
        final long markE8 = triggers.referenceE8(book, TriggerReference.MARK);
        final long knownE8 = markE8 != Trigger.NO_PRICE ? markE8 : triggers.referenceE8(book, TriggerReference.LAST);
        if (knownE8 != Trigger.NO_PRICE || !book.isCrossed()) {
            return knownE8;
        }
        return Math.floorDiv(
                book.best(Side.BUY).priceE8() + book.best(Side.SELL).priceE8(), MIDDLE);
    }
}
