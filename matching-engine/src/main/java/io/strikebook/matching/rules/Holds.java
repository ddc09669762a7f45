package io.strikebook.matching.rules;

import io.strikebook.matching.book.HeldOrders;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.time.DeadlineKind;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.RejectCode;

/**
 * Market modes, and who waits because of them. A mode counts while its instrument is open; in all other phases orders collect, or are
 * refused, whatever the mode.
 *
 * <ul>
 *   <li><b>Continuous</b>: nobody waits.
 *   <li><b>Speed bump</b>: what would trade on arrival (a new order, a replaced one, one whose trigger fired, one side of a mass quote) is
 *       held for a fixed time. Then it arrives: it trades with what is there now, or rests, or ends as its time in force says. What would
 *       rest goes into the book at once, and so does a post-only order. Cancels never wait, also of what is held.
 *   <li><b>Batch auction</b>: all that arrives is held, and nobody sees it. At each multiple of the interval in venue time all of it enters
 *       the book, and what crosses trades at one price, see {@link Phases#endBatch}; market and immediate-or-cancel orders end then.
 *       Fill-or-kill, minimum quantity and market-to-limit are refused. Cancels, and replaces that keep the place, act at once.
 *   <li><b>Order</b>: first held, first released; held by the same command, in the order in which it held them. Their place in time is that
 *       of the command that held them, behind all that rest at their price when they enter.
 *   <li><b>A replace or a mass quote</b> takes what it names off the book, or out of those held, at once; what it asks for arrives anew,
 *       and waits for the full time again where it has to. But a replace at the same price with no more than the old total is the cancel of a
 *       part, which never waits: what is held becomes smaller in its place, and is released when it would have been.
 *   <li><b>Another mode</b>: all that is held is released first, by the mode before. <b>Another phase</b>: what may wait for the auction
 *       joins it, everything else ends ({@link CancelReason#PHASE_CHANGED}).
 *   <li>Releases take at most half of the trade ids of a command; what is due then waits for the next command that is later.
 * </ul>
 */
public final class Holds {
    private static final long MAX_DELAY_NS = 1_000_000_000L;

    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final Deadlines deadlines;
    private final ExecutionListener listener;
    private Matcher matcher;
    private Arrivals arrivals;
    private Phases phases;

    Holds(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final Deadlines deadlines,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.deadlines = deadlines;
        this.listener = listener;
    }

    /** What takes those that are released; to be set once, before the first. */
    void release(final Matcher newMatcher, final Arrivals newArrivals, final Phases newPhases) {
        matcher = newMatcher;
        arrivals = newArrivals;
        phases = newPhases;
    }

    /** Sets the mode of an instrument. */
    public void mode(final int instrumentId, final MarketMode mode, final long delayNs) {
        final OrderBook book = books.require(instrumentId, command.sequence());
        final boolean continuous = mode == MarketMode.CONTINUOUS;
        command.require(
                continuous || mode == MarketMode.SPEED_BUMP || mode == MarketMode.BATCH_AUCTION,
                "market mode of instrument",
                instrumentId);
        command.require(
                continuous ? delayNs == 0 : delayNs > 0 && delayNs <= MAX_DELAY_NS, "delay of the market", delayNs);
        if (book.held().isBatch()) {
            endBatch(book);
        } else {
            releaseAll(book);
        }
        setMode(book, mode, delayNs);
    }

    /** The mode that an instrument begins with. */
    void begin(final OrderBook book, final MarketMode mode, final long delayNs) {
        if (mode != MarketMode.CONTINUOUS) {
            setMode(book, mode, delayNs);
        }
    }

    private void setMode(final OrderBook book, final MarketMode mode, final long delayNs) {
        book.held().mode(mode, delayNs);
        command.changed(book);
        listener.onMarketMode(book);
    }

    /** Whether an order that arrives in an open instrument has to wait. */
    static boolean takes(final OrderBook book, final Order order) {
        return switch (book.held().mode()) {
            case SPEED_BUMP -> !order.postOnly() && book.crosses(order);
            case BATCH_AUCTION -> true;
            default -> false;
        };
    }

    /** Has an order wait that is in no book. */
    void hold(final OrderBook book, final Order order) {
        final HeldOrders held = book.held();
        final long nowNs = command.timestampNs();
        final long delayNs = held.delayNs();
        final long releaseNs = held.isBatch() ? nowNs - nowNs % delayNs + delayNs : nowNs + delayNs;
        held.add(order, releaseNs);
        if (order instanceof Quote) {
            ((Quote) order).group().held();
        }
        listener.onHeld(order, releaseNs);
        if (held.size() == 1) {
            arm(book);
        }
    }

    /** An order waits no longer, because it ends or is about to arrive anew. */
    void leave(final OrderBook book, final Order order) {
        final boolean first = book.held().first() == order;
        remove(book, order);
        if (first) {
            arm(book);
        }
    }

    /** The time of the first that is held has come. */
    void due(final int instrumentId) {
        final OrderBook book = books.get(instrumentId);
        book.held().release(null);
        if (book.held().isBatch()) {
            endBatch(book);
        } else if (command.mayUncross()) {
            release(book, book.held().first());
        } else {
            book.held().putOff(command.timestampNs() + 1);
        }
        arm(book);
    }

    /** Sets the deadline of an instrument that was loaded. */
    void start(final OrderBook book) {
        if (book.held().size() > 0) {
            arm(book);
        }
    }

    /** An instrument is not open any more. */
    void closed(final OrderBook book) {
        while (book.held().size() > 0) {
            final Order order = book.held().first();
            if (Arrivals.refusal(book, order) == RejectCode.ACCEPTED) {
                release(book, order);
            } else {
                remove(book, order);
                listener.onCancelled(order, CancelReason.PHASE_CHANGED);
                end(order);
            }
        }
        arm(book);
    }

    private void endBatch(final OrderBook book) {
        releaseAll(book);
        if (book.phase() == InstrumentPhase.OPEN) {
            phases.endBatch(book);
        }
    }

    private void releaseAll(final OrderBook book) {
        while (book.held().size() > 0) {
            release(book, book.held().first());
        }
        arm(book);
    }

    private void release(final OrderBook book, final Order order) {
        remove(book, order);
        matcher.keepPassive(book, order);
        listener.onReleased(book, order);
        final boolean rests = arrivals.enter(book, order);
        if (!rests) {
            end(order);
        } else if (order instanceof Quote) {
            ((Quote) order).group().rested();
        }
    }

    /** Quotes stay with their group. */
    private void end(final Order order) {
        if (!(order instanceof Quote)) {
            orders.end(order);
        }
    }

    private static void remove(final OrderBook book, final Order order) {
        book.held().remove(order);
        if (order instanceof Quote) {
            ((Quote) order).group().heldNoMore();
        }
    }

    private void arm(final OrderBook book) {
        final HeldOrders held = book.held();
        if (held.release() != null) {
            held.release().cancel();
            held.release(null);
        }
        if (held.size() > 0) {
            held.release(deadlines.set(
                    book.instrument().underlyingId(), DeadlineKind.HELD_ORDER, book.instrumentId(), held.releaseNs()));
        }
    }
}
