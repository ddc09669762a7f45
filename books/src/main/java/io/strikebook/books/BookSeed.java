package io.strikebook.books;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.StandingOrders;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.Side;

/**
 * Fills a follower that has taken no frame yet with what stood in the books after some command, so that it goes on with the executions
 * behind that one. What traded before is not known then. The follower's listener hears of each order as of one that was added. One use.
 */
public final class BookSeed implements StandingOrders {
    private final BookFollower follower;
    private FollowedBook book;

    /**
     * A seed of a fresh follower.
     *
     * @param sequence of the last command whose effects it is told
     */
    public BookSeed(final BookFollower follower, final long sequence) {
        if (follower.sequence() != 0 || follower.lastInstrument() != 0) {
            throw new IllegalStateException("books that are followed already are not to be seeded");
        }
        this.follower = follower;
        follower.beginAfter(sequence);
    }

    @Override
    public void onInstrument(final Instrument instrument, final InstrumentPhase phase) {
        book = follower.open(instrument);
        book.phase = phase;
    }

    @Override
    public void onImpliedTop(final long bidE8, final long bidLots, final long askE8, final long askLots) {
        book.impliedTop(bidE8, bidLots, askE8, askLots);
    }

    @Override
    public void onResting(
            final long orderId,
            final Side side,
            final long priceE8,
            final long shownLots,
            final long hiddenLots,
            final long displayLots) {
        final int place = follower.queues.orders.addFound(orderId);
        if (displayLots != 0) {
            follower.queues.addExtras(place).displayLots = displayLots;
        }
        follower.queues.orders.lots(place, shownLots, hiddenLots);
        follower.queues.append(book, side == Side.BUY, place, priceE8);
    }

    @Override
    public void onQuote(
            final long orderId,
            final Side side,
            final long priceE8,
            final long lots,
            final int accountId,
            final int underlyingId,
            final int group,
            final long quoteSetId) {
        follower.quotes.quote(
                follower.quotes.findOrMake(accountId, underlyingId, group),
                book,
                side == Side.BUY,
                orderId,
                quoteSetId,
                priceE8,
                lots);
    }

    @Override
    public void onWaiting(final long orderId, final Side side, final long displayLots) {
        final OrderExtras extras = follower.queues.addExtras(follower.queues.orders.addFound(orderId));
        extras.waiting = true;
        extras.buy = side == Side.BUY;
        extras.displayLots = displayLots;
    }
}
