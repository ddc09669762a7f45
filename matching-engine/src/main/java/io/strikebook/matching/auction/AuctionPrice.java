package io.strikebook.matching.auction;

import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.Side;

/**
 * The price at which most trades if all orders of a crossed book trade at one. Of all prices on the tick grid, whether an order has them
 * or not:
 *
 * <ol>
 *   <li>the largest volume: the smaller of what is bid for at the price or above, and offered at it or below;
 *   <li>of those the smallest surplus of one side;
 *   <li>of those the nearest to the reference price;
 *   <li>of two that are as near, the lower one.
 * </ol>
 *
 * <p>All that is open of an order counts, also what an iceberg hides, and of a reduce-only order what it could not trade. One walk over the
 * levels that cross: between two neighbours volume and surplus are constant, so that a stretch of prices is one candidate. Reused for each
 * computation; single-threaded.
 */
public final class AuctionPrice {
    private long referenceE8;
    private long tickE8;
    private long priceE8;
    private long volumeLots;
    private long surplusLots;
    private long distanceE8;

    /**
     * Computes the price of a book as it is.
     *
     * @param newReferenceE8 the reference price, 1e-8; need not be on the grid
     * @return whether anything would trade
     */
    public boolean compute(final OrderBook book, final long newReferenceE8) {
        volumeLots = 0;
        surplusLots = 0;
        priceE8 = 0;
        if (!book.isCrossed()) {
            return false;
        }
        referenceE8 = newReferenceE8;
        tickE8 = book.instrument().tickSizeE8();
        final long highestE8 = book.best(Side.BUY).priceE8();
        PriceLevel ask = book.best(Side.SELL);
        PriceLevel bid = book.best(Side.BUY);
        long bidLots = bid.openLots();
        while (bid.worse() != null && bid.worse().priceE8() >= ask.priceE8()) {
            bid = bid.worse();
            bidLots += bid.openLots();
        }
        long askLots = 0;
        while (bid != null) {
            final boolean askNext = ask != null && ask.priceE8() <= bid.priceE8();
            final long atE8 = askNext ? ask.priceE8() : bid.priceE8();
            if (askNext) {
                askLots += ask.openLots();
                ask = ask.worse() != null && ask.worse().priceE8() <= highestE8 ? ask.worse() : null;
            }
            consider(atE8, atE8, bidLots, askLots);
            if (bid.priceE8() == atE8) {
                bidLots -= bid.openLots();
                bid = bid.better();
            }
            if (bid != null) {
                final long nextE8 = ask == null ? bid.priceE8() : Math.min(ask.priceE8(), bid.priceE8());
                if (nextE8 - atE8 > tickE8) {
                    consider(atE8 + tickE8, nextE8 - tickE8, bidLots, askLots);
                }
            }
        }
        return true;
    }

    /** The price; only where anything would trade. */
    public long priceE8() {
        return priceE8;
    }

    /** Lots that would trade; 0 where the book is not crossed. */
    public long volumeLots() {
        return volumeLots;
    }

    /** Lots left at that price: positive of buyers, negative of sellers. */
    public long surplusLots() {
        return surplusLots;
    }

    /** Every price from the lowest to the highest, ascending from call to call. */
    private void consider(final long lowestE8, final long highestE8, final long bidLots, final long askLots) {
        final long volume = Math.min(bidLots, askLots);
        final long surplus = bidLots - askLots;
        if (volume < volumeLots || volume == volumeLots && Math.abs(surplus) > Math.abs(surplusLots)) {
            return;
        }
        final long nearestE8 = nearest(lowestE8, highestE8);
        final long distance = Math.abs(nearestE8 - referenceE8);
        if (volume > volumeLots || Math.abs(surplus) < Math.abs(surplusLots) || distance < distanceE8) {
            priceE8 = nearestE8;
            volumeLots = volume;
            surplusLots = surplus;
            distanceE8 = distance;
        }
    }

    private long nearest(final long lowestE8, final long highestE8) {
        if (referenceE8 <= lowestE8) {
            return lowestE8;
        }
        if (referenceE8 >= highestE8) {
            return highestE8;
        }
        final long belowE8 = referenceE8 - (referenceE8 - lowestE8) % tickE8;
        return referenceE8 - belowE8 <= belowE8 + tickE8 - referenceE8 ? belowE8 : belowE8 + tickE8;
    }
}
