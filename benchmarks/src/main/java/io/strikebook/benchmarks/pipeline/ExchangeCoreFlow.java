package io.strikebook.benchmarks.pipeline;

import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import java.util.SplittableRandom;

/**
 * Commands for exchange-core in the proportions of our load, over as many instruments and accounts: each maker quotes
 * both sides of each instrument, a replace moves a quote's price (exchange-core cannot move and enlarge at once),
 * takers cross with 1 to 4 lots.
 */
final class ExchangeCoreFlow {
    static final int INSTRUMENTS = 128;
    static final int MAKERS = 6;
    static final int TAKERS = 4;

    /** Quotes and cancels are as frequent as each other, so the number of quotes is kept within so many of all. */
    private static final int MAX_MISSING = 64;

    private static final int PER_MILLE = 1_000;
    private static final int QUOTE_LOTS = 40;
    private static final int MAX_TAKER_LOTS = 4;
    private static final long MID = 60_000;
    private static final long NEAREST = 2;
    private static final long BEYOND = 30;

    private final SplittableRandom random = new SplittableRandom(7);
    private final OrderMix mix;

    /** Order ids of quotes, 0 where there is none: the live ones first. */
    private final long[] orderIds = new long[INSTRUMENTS * MAKERS * 2];

    /** Which quote each entry of {@link #orderIds} is: instrument, maker and side in one number. */
    private final int[] quotes = new int[orderIds.length];

    private int live;
    private long lastOrderId;

    ExchangeCoreFlow(final OrderMix mix) {
        this.mix = mix;
        for (int i = 0; i < quotes.length; i++) {
            quotes[i] = i;
        }
    }

    /** The next command; the caller sets its timestamp. */
    ApiCommand next() {
        final int choice = random.nextInt(PER_MILLE);
        if (choice < mix.takes()) {
            return take();
        }
        if (live > 0 && choice < mix.takes() + mix.replaces()) {
            return move();
        }
        if (live < orderIds.length - MAX_MISSING) {
            return quote();
        }
        return live == orderIds.length || random.nextInt(mix.quotes() + mix.cancels() + 1) < mix.cancels()
                ? cancel()
                : quote();
    }

    private ApiCommand take() {
        final boolean buy = random.nextBoolean();
        return place(
                1 + random.nextInt(INSTRUMENTS),
                1 + MAKERS + random.nextInt(TAKERS),
                buy,
                buy ? MID + BEYOND : MID - BEYOND,
                1 + random.nextInt(MAX_TAKER_LOTS),
                OrderType.IOC);
    }

    private ApiCommand quote() {
        swap(live, live + random.nextInt(orderIds.length - live));
        final int quote = quotes[live];
        final ApiPlaceOrder order =
                place(instrument(quote), user(quote), isBid(quote), price(quote), QUOTE_LOTS, OrderType.GTC);
        orderIds[live++] = order.orderId;
        return order;
    }

    private ApiCommand cancel() {
        live--;
        swap(live, random.nextInt(live + 1));
        return ApiCancelOrder.builder()
                .uid(user(quotes[live]))
                .orderId(orderIds[live])
                .symbol(instrument(quotes[live]))
                .build();
    }

    private ApiCommand move() {
        final int chosen = random.nextInt(live);
        return ApiMoveOrder.builder()
                .uid(user(quotes[chosen]))
                .orderId(orderIds[chosen])
                .symbol(instrument(quotes[chosen]))
                .newPrice(price(quotes[chosen]))
                .build();
    }

    private ApiPlaceOrder place(
            final int instrument,
            final int user,
            final boolean buy,
            final long price,
            final int lots,
            final OrderType type) {
        lastOrderId++;
        return ApiPlaceOrder.builder()
                .uid(user)
                .orderId(lastOrderId)
                .symbol(instrument)
                .price(price)
                .reservePrice(price)
                .size(lots)
                .action(buy ? OrderAction.BID : OrderAction.ASK)
                .orderType(type)
                .build();
    }

    private void swap(final int a, final int b) {
        final long orderId = orderIds[a];
        orderIds[a] = orderIds[b];
        orderIds[b] = orderId;
        final int quote = quotes[a];
        quotes[a] = quotes[b];
        quotes[b] = quote;
    }

    private static int instrument(final int quote) {
        return 1 + quote % INSTRUMENTS;
    }

    private static int user(final int quote) {
        return 1 + maker(quote);
    }

    private static int maker(final int quote) {
        return quote / INSTRUMENTS / 2;
    }

    private static boolean isBid(final int quote) {
        return quote / INSTRUMENTS % 2 == 0;
    }

    private long price(final int quote) {
        final long away = NEAREST + maker(quote) + random.nextInt(2);
        return isBid(quote) ? MID - away : MID + away;
    }
}
