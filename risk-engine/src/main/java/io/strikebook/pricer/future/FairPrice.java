package io.strikebook.pricer.future;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.math.FixedPoint;

/**
 * Fair price of a book: the middle of what a given value would trade at on each side, held between best bid and best offer. So a small
 * order at the top moves it little, and a thin book behind the top not beyond the spread.
 */
public final class FairPrice {
    private FairPrice() {}

    /**
     * Of a book with both sides, best bid below best offer.
     *
     * @param depthE8 how much is to trade: USD, or, where quantities are coins, USD too
     * @param coins   whether quantities are coins; else they are USD
     */
    public static long of(final DepthSide bids, final DepthSide asks, final long depthE8, final boolean coins) {
        final long bidE8 = bids.bestPriceE8();
        final long askE8 = asks.bestPriceE8();
        final long lowE8 = averageE8(bids, units(depthE8, bidE8, coins));
        final long highE8 = averageE8(asks, units(depthE8, askE8, coins));
        final long middleE8 = lowE8 + (highE8 - lowE8 + 1 >> 1);
        return Math.min(Math.max(middleE8, bidE8), askE8);
    }

    /** Quantity that is worth so much, rounded down. */
    private static long units(final long depthE8, final long priceE8, final boolean coins) {
        return coins ? FixedPoint.multiplyDivideFloor(depthE8, FixedPoint.E8, priceE8) : depthE8;
    }

    /** What the first so many units of a side trade at, or all there are; every level's share is rounded down. */
    private static long averageE8(final DepthSide side, final long units) {
        final int best = side.size() - 1;
        long taken = 0;
        int worst = best + 1;
        while (worst > 0 && taken < units) {
            taken += Math.min(side.quantityE8(--worst), units - taken);
        }
        final long bestE8 = side.bestPriceE8();
        long left = taken;
        long differenceE8 = 0;
        for (int i = best; i >= worst; i--) {
            final long quantity = Math.min(side.quantityE8(i), left);
            differenceE8 += FixedPoint.multiplyDivideFloor(side.priceE8(i) - bestE8, quantity, taken);
            left -= quantity;
        }
        return bestE8 + differenceE8;
    }
}
