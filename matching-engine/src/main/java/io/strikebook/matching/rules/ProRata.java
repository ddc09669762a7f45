package io.strikebook.matching.rules;

import io.strikebook.matching.book.MirroredPosition;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import java.util.Arrays;

/**
 * Shares of the orders of one price in what trades there, in their order of time. An order's size is what it can trade: the open lots that
 * it shows, a reduce-only order's at most what is left of its account's position after the earlier orders of the price (the arriving order's own
 * account: its position as the price is met).
 *
 * <ol>
 *   <li>The top order, the earliest that can trade, gets its percentage of the lots, rounded down, at most its size.
 *   <li>The rest is shared by what is left of each size, rounded down to whole lots; a share below one lot is none.
 *   <li>The lots that rounding leaves, fewer than there are orders, go one each to the earliest orders that have room: the earliest gain
 *       the remainder.
 * </ol>
 *
 * <p>So all that is wanted is given out if the sizes allow, nobody gets more than its size, and of two orders the earlier gets no less
 * if it is not smaller. Products stay within 63 bits, because an order has at most {@link Books#MAX_ORDER_LOTS}. Allocates only to grow
 * with the number of orders at one price.
 */
final class ProRata {
    private static final int INITIAL_ORDERS = 64;

    /** All of it, in per cent. */
    static final int PERCENT = 100;

    private long[] sizes = new long[INITIAL_ORDERS];
    private long[] shares = new long[INITIAL_ORDERS];
    private int count;
    private boolean exhausted;

    /** Number of orders that the last computation was about. */
    int count() {
        return count;
    }

    /** Lots of an order, by its place in time at its price. */
    long share(final int place) {
        return shares[place];
    }

    /**
     * Computes the shares of a level's orders.
     *
     * @param wantedLots most that may trade
     * @param planKey    number of the plan that positions are counted down in
     * @param movedLots  what the taker has traded with others in that plan
     * @param notWithSelf prevents trades with its own group: such orders get nothing
     */
    void share(
            final OrderBook book,
            final PriceLevel level,
            final Order taker,
            final long wantedLots,
            final long planKey,
            final long movedLots,
            final SelfTrades notWithSelf) {
        begin(level.orders());
        for (Order maker = level.first(); maker != null; maker = maker.nextInLevel()) {
            long size = 0;
            if (notWithSelf == null || !notWithSelf.isSelf(taker, maker)) {
                size = sizeOf(maker, maker.position() == taker.position(), planKey, movedLots);
            }
            add(size);
        }
        share(wantedLots, book.topOrderPercent());
    }

    private static long sizeOf(final Order maker, final boolean own, final long planKey, final long movedLots) {
        final MirroredPosition position = maker.position();
        long size = maker.shownLots();
        if (maker.reduceOnly()) {
            final long clip = own
                    ? position.reducibleLotsAfter(maker.side(), movedLots)
                    : position.reducibleLotsInPlan(maker.side(), planKey);
            size = Math.min(size, clip);
        }
        if (!own && size > 0) {
            position.plan(planKey, size);
        }
        return size;
    }

    /** Whether more was wanted than all orders can trade. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Starts with no order, and room for so many. */
    void begin(final int orders) {
        if (orders > sizes.length) {
            sizes = new long[Math.max(orders, sizes.length * 2)];
            shares = new long[sizes.length];
        }
        count = 0;
    }

    /** The next order in time. */
    void add(final long size) {
        sizes[count++] = size;
    }

    /** Gives out lots, or all sizes where that is less. */
    void share(final long wantedLots, final int topOrderPercent) {
        long total = 0;
        int top = -1;
        for (int i = 0; i < count; i++) {
            top = top < 0 && sizes[i] > 0 ? i : top;
            total += sizes[i];
        }
        exhausted = wantedLots > total;
        if (wantedLots >= total) {
            System.arraycopy(sizes, 0, shares, 0, count);
            return;
        }
        Arrays.fill(shares, 0, count, 0);
        final long topLots = Math.min(sizes[top], wantedLots * topOrderPercent / PERCENT);
        shares[top] = topLots;
        shareRest(wantedLots - topLots, total - topLots, top, topLots);
    }

    private void shareRest(final long lots, final long total, final int top, final long topLots) {
        long left = lots;
        for (int i = top; i < count; i++) {
            final long size = i == top ? sizes[i] - topLots : sizes[i];
            final long proportional = lots * size / total;
            shares[i] += proportional;
            left -= proportional;
        }
        for (int i = top; left > 0; i++) {
            if (shares[i] < sizes[i]) {
                shares[i]++;
                left--;
            }
        }
    }
}
