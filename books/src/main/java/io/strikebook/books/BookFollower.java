package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.ImpliedTopOfBookDecoder;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.InstrumentStatisticsDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.LinkDetailsDecoder;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderDetailsDecoder;
import io.strikebook.schemas.OrderHeldDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.OrdersDecrementedDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.QuotesCancelledDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerDetailsDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The book of every order of every instrument, rebuilt from the frames of {@code executions} and nothing else, from the first frame on,
 * or from where a {@link BookSeed} began.
 * With several queues of executions, the groups of each are given in their order, and whole: what one queue is about no other knows, so
 * they may be mixed in any order. Books are what they were after a command whenever its last frame was taken.
 *
 * <p>Fields are read at their offsets, which a schema never changes. A frame that contradicts what is known throws: then a frame is
 * missing, or its writer is wrong. Single-threaded; allocates nothing once there were as many orders, levels and instruments before.
 */
public final class BookFollower implements FrameHandler {
    private static final int BODY = FrameLayout.HEADER_LENGTH;
    private static final short BUY = Side.BUY.value();

    private final BookListener listener;
    final OrderQueues queues;
    final FollowedQuotes quotes;
    private final OrderStore orders;
    private final Arrival arrival;
    private final QuoteMessage message;
    private final ListedBooks books;
    private final LostLots lost;
    private final LinkedArrivals links;
    private long sequence;

    /** No books yet. */
    public BookFollower() {
        this(BookListener.NONE);
    }

    /** No books yet, and whom to tell of what happens in them. */
    public BookFollower(final BookListener listener) {
        this.listener = listener;
        this.queues = new OrderQueues(listener);
        this.orders = queues.orders;
        this.quotes = new FollowedQuotes(queues);
        this.message = new QuoteMessage(quotes);
        this.arrival = new Arrival(queues);
        this.books = new ListedBooks(queues);
        this.lost = new LostLots(queues, books, arrival, quotes, message);
        this.links = new LinkedArrivals(orders, arrival, lost);
    }

    /** The book of an instrument, or null where it was not listed. */
    public FollowedBook book(final int instrumentId) {
        return books.book(instrumentId);
    }

    /** Highest instrument id, 0 for none. */
    public int lastInstrument() {
        return books.lastInstrument();
    }

    /** Sequence of the last frame taken. */
    public long sequence() {
        return sequence;
    }

    void beginAfter(final long lastSequence) {
        sequence = lastSequence;
    }

    /** Orders and quotes in books, and orders that wait for a trigger. */
    public int liveOrders() {
        return orders.size();
    }

    /** A way along the orders of a level. */
    public OrderCursor cursor() {
        return new OrderCursor(orders);
    }

    /** Takes whole frames that lie back to back. */
    public void onFrames(final UnsafeBuffer buffer, final int offset, final int length) {
        final int end = offset + length;
        int at = offset;
        while (at < end) {
            onFrame(buffer, at, 0);
            at += FrameLayout.frameLength(buffer, at);
        }
    }

    /** Takes the next frame. */
    @Override
    public void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + BODY;
        switch (FrameLayout.templateId(buffer, offset)) {
            case OrderReplacedDecoder.TEMPLATE_ID -> onReplaced(buffer, body);
            case OrderAcceptedDecoder.TEMPLATE_ID -> onAccepted(buffer, body);
            case OrderCancelledDecoder.TEMPLATE_ID -> onCancelled(buffer, body);
            case FillDecoder.TEMPLATE_ID -> onFill(buffer, offset, body);
            case QuotesAcceptedDecoder.TEMPLATE_ID -> {
                endPending();
                message.begin(buffer, offset);
            }
            case OrderDetailsDecoder.TEMPLATE_ID ->
                arrival.display(longAt(buffer, body + OrderDetailsDecoder.displayLotsEncodingOffset()));
            case OrdersDecrementedDecoder.TEMPLATE_ID -> onDecremented(buffer, body);
            case MmpTriggeredDecoder.TEMPLATE_ID -> onMmpTriggered(buffer, body);
            case QuotesCancelledDecoder.TEMPLATE_ID -> onQuotesCancelled(buffer, body);
            case TriggerDetailsDecoder.TEMPLATE_ID -> arrival.beginToWait();
            case OrderTriggeredDecoder.TEMPLATE_ID -> onTriggered(buffer, body);
            case LinkDetailsDecoder.TEMPLATE_ID -> links.onDetails(buffer, body);
            case LinkedOrderReducedDecoder.TEMPLATE_ID -> links.onReduced(buffer, body);
            case LinkedOrderIdleDecoder.TEMPLATE_ID -> links.onIdle(buffer, body);
            case OrderHeldDecoder.TEMPLATE_ID -> onHeld(buffer, body);
            case OrderReleasedDecoder.TEMPLATE_ID -> onReleased(buffer, body);
            case InstrumentPhaseChangedDecoder.TEMPLATE_ID -> onPhase(buffer, body);
            case InstrumentStatisticsDecoder.TEMPLATE_ID -> onStatistics(buffer, body);
            case InstrumentListedDecoder.TEMPLATE_ID -> onListed(buffer, body);
            case ImpliedTopOfBookDecoder.TEMPLATE_ID -> onImpliedTop(buffer, body);
            case BlockFillDecoder.TEMPLATE_ID -> onBlockFill(buffer, offset, body);
            case LegFillDecoder.TEMPLATE_ID -> onLegFill(buffer, offset, body);
            case ImpliedFillDecoder.TEMPLATE_ID -> onImpliedFill(buffer, offset, body);
            case ImpliedLegFillDecoder.TEMPLATE_ID -> onImpliedLegFill(buffer, offset, body);
            default -> {
                // says nothing of books
            }
        }
        if (FrameLayout.isLast(buffer, offset)) {
            endPending();
            sequence = FrameLayout.sequence(buffer, offset);
            listener.onGroupEnd(sequence, FrameLayout.timestampNs(buffer, offset));
        }
    }

    /** What is on its way into the books, and all that comes in the group is past it. */
    private void endPending() {
        arrival.end();
        message.end(books);
    }

    private void onAccepted(final UnsafeBuffer buffer, final int body) {
        arrival.begin(
                books.bookAt(buffer, body + OrderAcceptedDecoder.instrumentIdEncodingOffset()),
                longAt(buffer, body + OrderAcceptedDecoder.orderIdEncodingOffset()),
                buffer.getByte(body + OrderAcceptedDecoder.sideEncodingOffset()) == BUY,
                longAt(buffer, body + OrderAcceptedDecoder.priceE8EncodingOffset()),
                longAt(buffer, body + OrderAcceptedDecoder.quantityLotsEncodingOffset()));
    }

    private void onReplaced(final UnsafeBuffer buffer, final int body) {
        final long orderId = longAt(buffer, body + OrderReplacedDecoder.orderIdEncodingOffset());
        final long remaining = longAt(buffer, body + OrderReplacedDecoder.remainingLotsEncodingOffset());
        final long priceE8 = longAt(buffer, body + OrderReplacedDecoder.priceE8EncodingOffset());
        if (arrival.is(orderId)) {
            arrival.reprice(priceE8, remaining);
            return;
        }
        final int place = orders.require(orderId);
        final boolean kept = buffer.getByte(body + OrderReplacedDecoder.keptPriorityEncodingOffset()) != 0;
        if (orders.level(place) == 0) {
            if (kept) {
                return; // held, in no book, and smaller
            }
            beginAgain(
                    books.bookAt(buffer, body + OrderReplacedDecoder.instrumentIdEncodingOffset()),
                    place,
                    priceE8,
                    remaining);
        } else if (kept) {
            lost.shrink(place, remaining);
        } else {
            final FollowedLevel level = queues.levelOf(place);
            final FollowedBook book = level.book;
            final boolean buy = level.buy;
            queues.unlink(place);
            arrival.begin(book, place, buy, priceE8, remaining);
        }
    }

    private void onTriggered(final UnsafeBuffer buffer, final int body) {
        beginAgain(
                books.bookAt(buffer, body + OrderTriggeredDecoder.instrumentIdEncodingOffset()),
                orders.require(longAt(buffer, body + OrderTriggeredDecoder.orderIdEncodingOffset())),
                longAt(buffer, body + OrderTriggeredDecoder.priceE8EncodingOffset()),
                longAt(buffer, body + OrderTriggeredDecoder.quantityLotsEncodingOffset()));
    }

    /** An order that waited outside the books arrives. */
    private void beginAgain(final FollowedBook book, final int place, final long priceE8, final long lots) {
        final OrderExtras extras = queues.extrasOf(place);
        if (extras == null || !extras.waiting) {
            throw new IllegalStateException("order " + orders.orderId(place) + " arrives again and did not wait");
        }
        extras.waiting = false;
        arrival.begin(book, place, extras.buy, priceE8, lots);
    }

    /** What the mass quote of this group, or the order before, asked for does not come into its book now. */
    private void onHeld(final UnsafeBuffer buffer, final int body) {
        if (!message.hold(books, longAt(buffer, body + OrderHeldDecoder.orderIdEncodingOffset()))) {
            arrival.beginToWait();
        }
    }

    /** An order's fields lie as in an {@code OrderTriggered}. */
    private void onReleased(final UnsafeBuffer buffer, final int body) {
        endPending();
        if (OrderIds.isQuote(longAt(buffer, body + OrderReleasedDecoder.orderIdEncodingOffset()))) {
            quotes.released(
                    buffer, body, books.bookAt(buffer, body + OrderReleasedDecoder.instrumentIdEncodingOffset()));
        } else {
            onTriggered(buffer, body);
        }
    }

    /** Orders that never came into a book, because they trade at once or not at all, are unknown. */
    private void onCancelled(final UnsafeBuffer buffer, final int body) {
        final long orderId = longAt(buffer, body + OrderCancelledDecoder.orderIdEncodingOffset());
        if (arrival.is(orderId)) {
            arrival.cancel();
        } else if (OrderIds.isQuote(orderId)) {
            message.placeTo(books, orderId);
            quotes.reduce(
                    buffer.getInt(body + OrderCancelledDecoder.accountIdEncodingOffset(), LITTLE_ENDIAN),
                    books.bookAt(buffer, body + OrderCancelledDecoder.instrumentIdEncodingOffset()),
                    orderId,
                    0);
        } else {
            final int place = orders.find(orderId);
            if (place != 0) {
                lost.takeOff(place);
            }
        }
    }

    private void onFill(final UnsafeBuffer buffer, final int frame, final int body) {
        final FollowedBook book = books.bookAt(buffer, body + FillDecoder.instrumentIdEncodingOffset());
        final long lots = longAt(buffer, body + FillDecoder.quantityLotsEncodingOffset());
        final boolean continuous = buffer.getByte(body + FillDecoder.auctionEncodingOffset()) == 0;
        if (!continuous) {
            arrival.end(); // both had rested
        }
        lost.begin(book, lots, continuous ? LostLots.By.TRADE : LostLots.By.AUCTION);
        lost.of(
                buffer,
                body + FillDecoder.makerOrderIdEncodingOffset(),
                body + FillDecoder.makerAccountIdEncodingOffset(),
                body + FillDecoder.makerRemainingLotsEncodingOffset());
        lost.of(
                buffer,
                body + FillDecoder.takerOrderIdEncodingOffset(),
                body + FillDecoder.takerAccountIdEncodingOffset(),
                body + FillDecoder.takerRemainingLotsEncodingOffset());
        traded(
                book,
                longAt(buffer, body + FillDecoder.tradeIdEncodingOffset()),
                buffer.getByte(body + FillDecoder.takerSideEncodingOffset()) == BUY,
                longAt(buffer, body + FillDecoder.priceE8EncodingOffset()),
                lots,
                FrameLayout.timestampNs(buffer, frame));
    }

    private void traded(
            final FollowedBook book,
            final long tradeId,
            final boolean takerBuys,
            final long priceE8,
            final long lots,
            final long timestampNs) {
        book.lastTradeId = tradeId;
        book.lastPriceE8 = priceE8;
        book.lastLots = lots;
        book.lastTakerBuys = takerBuys;
        listener.onTrade(book, tradeId, takerBuys, priceE8, lots, timestampNs);
    }

    /** An order of a combination traded with its legs: a trade in its book, with no order of it on the other side. */
    private void onImpliedFill(final UnsafeBuffer buffer, final int frame, final int body) {
        if (buffer.getByte(body + ImpliedFillDecoder.restedEncodingOffset()) != 0) {
            endPending();
        }
        final FollowedBook book = books.bookAt(buffer, body + ImpliedFillDecoder.instrumentIdEncodingOffset());
        final long lots = longAt(buffer, body + ImpliedFillDecoder.quantityLotsEncodingOffset());
        lost.begin(book, lots, LostLots.By.TRADE);
        lost.of(
                buffer,
                body + ImpliedFillDecoder.orderIdEncodingOffset(),
                body + ImpliedFillDecoder.accountIdEncodingOffset(),
                body + ImpliedFillDecoder.remainingLotsEncodingOffset());
        traded(
                book,
                longAt(buffer, body + ImpliedFillDecoder.tradeIdEncodingOffset()),
                buffer.getByte(body + ImpliedFillDecoder.sideEncodingOffset()) == BUY,
                longAt(buffer, body + ImpliedFillDecoder.priceE8EncodingOffset()),
                lots,
                FrameLayout.timestampNs(buffer, frame));
    }

    private void onImpliedLegFill(final UnsafeBuffer buffer, final int frame, final int body) {
        final FollowedBook book = books.bookAt(buffer, body + ImpliedLegFillDecoder.instrumentIdEncodingOffset());
        final long lots = longAt(buffer, body + ImpliedLegFillDecoder.quantityLotsEncodingOffset());
        lost.begin(book, lots, LostLots.By.TRADE);
        lost.of(
                buffer,
                body + ImpliedLegFillDecoder.makerOrderIdEncodingOffset(),
                body + ImpliedLegFillDecoder.makerAccountIdEncodingOffset(),
                body + ImpliedLegFillDecoder.makerRemainingLotsEncodingOffset());
        traded(
                book,
                longAt(buffer, body + ImpliedLegFillDecoder.tradeIdEncodingOffset()),
                buffer.getByte(body + ImpliedLegFillDecoder.takerSideEncodingOffset()) == BUY,
                longAt(buffer, body + ImpliedLegFillDecoder.priceE8EncodingOffset()),
                lots,
                FrameLayout.timestampNs(buffer, frame));
    }

    private void onImpliedTop(final UnsafeBuffer buffer, final int body) {
        final FollowedBook book = books.bookAt(buffer, body + ImpliedTopOfBookDecoder.instrumentIdEncodingOffset());
        book.impliedTop(
                longAt(buffer, body + ImpliedTopOfBookDecoder.bidPriceE8EncodingOffset()),
                longAt(buffer, body + ImpliedTopOfBookDecoder.bidLotsEncodingOffset()),
                longAt(buffer, body + ImpliedTopOfBookDecoder.askPriceE8EncodingOffset()),
                longAt(buffer, body + ImpliedTopOfBookDecoder.askLotsEncodingOffset()));
        listener.onImpliedTop(book);
    }

    private void onBlockFill(final UnsafeBuffer buffer, final int frame, final int body) {
        listener.onBlockTrade(
                books.bookAt(buffer, body + BlockFillDecoder.instrumentIdEncodingOffset()),
                longAt(buffer, body + BlockFillDecoder.tradeIdEncodingOffset()),
                longAt(buffer, body + BlockFillDecoder.priceE8EncodingOffset()),
                longAt(buffer, body + BlockFillDecoder.quantityLotsEncodingOffset()),
                FrameLayout.timestampNs(buffer, frame));
    }

    private void onLegFill(final UnsafeBuffer buffer, final int frame, final int body) {
        listener.onLegTrade(
                books.bookAt(buffer, body + LegFillDecoder.instrumentIdEncodingOffset()),
                longAt(buffer, body + LegFillDecoder.tradeIdEncodingOffset()),
                buffer.getByte(body + LegFillDecoder.takerSideEncodingOffset()) == BUY,
                longAt(buffer, body + LegFillDecoder.priceE8EncodingOffset()),
                longAt(buffer, body + LegFillDecoder.quantityLotsEncodingOffset()),
                FrameLayout.timestampNs(buffer, frame));
    }

    private void onDecremented(final UnsafeBuffer buffer, final int body) {
        lost.begin(
                books.bookAt(buffer, body + OrdersDecrementedDecoder.instrumentIdEncodingOffset()),
                longAt(buffer, body + OrdersDecrementedDecoder.quantityLotsEncodingOffset()),
                LostLots.By.DECREMENT);
        lost.of(
                buffer,
                body + OrdersDecrementedDecoder.makerOrderIdEncodingOffset(),
                body + OrdersDecrementedDecoder.makerAccountIdEncodingOffset(),
                body + OrdersDecrementedDecoder.makerRemainingLotsEncodingOffset());
        lost.of(
                buffer,
                body + OrdersDecrementedDecoder.takerOrderIdEncodingOffset(),
                body + OrdersDecrementedDecoder.takerAccountIdEncodingOffset(),
                body + OrdersDecrementedDecoder.takerRemainingLotsEncodingOffset());
    }

    private void onMmpTriggered(final UnsafeBuffer buffer, final int body) {
        final QuoteSlots stopped = quotes.find(
                buffer.getInt(body + MmpTriggeredDecoder.accountIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getInt(body + MmpTriggeredDecoder.underlyingIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getByte(body + MmpTriggeredDecoder.mmpGroupEncodingOffset()));
        if (stopped != null) {
            message.stop(stopped);
            quotes.takeOff(stopped);
        }
    }

    private void onQuotesCancelled(final UnsafeBuffer buffer, final int body) {
        final int said = buffer.getInt(body + QuotesCancelledDecoder.cancelledEncodingOffset(), LITTLE_ENDIAN);
        final int found = quotes.takeOff(
                buffer.getInt(body + QuotesCancelledDecoder.accountIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getInt(body + QuotesCancelledDecoder.underlyingIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getByte(body + QuotesCancelledDecoder.mmpGroupEncodingOffset()),
                buffer.getInt(body + QuotesCancelledDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN),
                longAt(buffer, body + QuotesCancelledDecoder.quoteSetIdEncodingOffset()));
        if (said != found) {
            throw new IllegalStateException(
                    said + " quotes were taken off after command " + sequence + ", " + found + " were in the books");
        }
    }

    private void onPhase(final UnsafeBuffer buffer, final int body) {
        final FollowedBook book =
                books.bookAt(buffer, body + InstrumentPhaseChangedDecoder.instrumentIdEncodingOffset());
        book.phase = InstrumentPhase.get(
                (short) (buffer.getByte(body + InstrumentPhaseChangedDecoder.phaseEncodingOffset()) & 0xFF));
        listener.onPhase(book);
    }

    private void onStatistics(final UnsafeBuffer buffer, final int body) {
        final FollowedBook book = books.bookAt(buffer, body + InstrumentStatisticsDecoder.instrumentIdEncodingOffset());
        book.statistics(buffer, body);
        listener.onStatistics(book);
    }

    private void onListed(final UnsafeBuffer buffer, final int body) {
        final FollowedBook listed = books.list(buffer, body);
        if (listed != null) {
            listener.onListed(listed);
        }
    }

    /** A book of an instrument that has none. */
    FollowedBook open(final Instrument instrument) {
        final FollowedBook book = books.open(instrument);
        listener.onListed(book);
        return book;
    }

    private static long longAt(final UnsafeBuffer buffer, final int offset) {
        return buffer.getLong(offset, LITTLE_ENDIAN);
    }

    /** Walks every book and throws where one is not what it has to be. Slow: for tests and operators. */
    public void check() {
        final int resting = books.check();
        if (resting > orders.size()) {
            throw new IllegalStateException(resting + " orders are in books, " + orders.size() + " are known");
        }
    }
}
