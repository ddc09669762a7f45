package io.strikebook.benchmarks.matching;

import io.strikebook.matching.book.Order;
import java.util.Random;

/**
 * Makes a flow in the proportions of exchange-core's own performance test, of a hundred commands 9 new orders, 3 that take, 6 that cancel
 * or reduce and 82 that move one of the 512 oldest orders a hundredth of its way to the last price, at least a tick; sizes and distances
 * from the last price are distributed as there. Where the book leaves its target size by more than a fiftieth, orders are placed instead of
 * cancelled or taken, or taken instead of placed.
 */
final class OrderFlowMaker {
    private static final int ACCOUNTS = 1_000;
    private static final int OLDEST = 512;
    private static final int OF_ALL = 100;
    private static final int PLACES = 9;
    private static final int TAKES = 3;
    private static final int CANCELS = 3;
    private static final int REDUCTIONS = 3;
    private static final int SLACK = 50;
    private static final double WAY = 0.01;
    private static final double DEVIATION = 0.05;
    private static final int PRICE_RANGE = 5;
    private static final int SMALL = 6;
    private static final int DRAWS = 4;

    /** Decimal logarithm of the lowest first price, and what each of two draws adds to it at most. */
    private static final double LOWEST_MAGNITUDE = 3.3;

    private static final double MAGNITUDE_DRAW = 1.5;

    private final Random random;
    private final OrderFlow flow;
    private final int target;
    private final RulesContender book;
    private final int deviation;
    private final long lowest;
    private final long highest;
    private long lastPrice;

    /** Of each live order, by its number: the next and the previous one by age, -1 for none. */
    private final int[] younger;

    private final int[] older;
    private int oldest = -1;
    private int youngest = -1;
    private int live;

    private OrderFlowMaker(final int target, final int measured, final long seed) {
        this.target = target;
        random = new Random(seed);
        flow = new OrderFlow(target + measured, target);
        younger = new int[target + measured];
        older = new int[target + measured];
        book = new RulesContender(flow, new Fills());
        final long price =
                (long) Math.pow(10, LOWEST_MAGNITUDE + (random.nextDouble() + random.nextDouble()) * MAGNITUDE_DRAW);
        deviation = (int) Math.min((long) (price * DEVIATION), 10_000);
        lowest = price - (long) deviation * PRICE_RANGE;
        highest = price + (long) deviation * PRICE_RANGE;
        lastPrice = price;
    }

    /**
     * Makes a flow; the same for the same numbers.
     *
     * @param target   orders that rest
     * @param measured commands after the book is full
     */
    static OrderFlow make(final int target, final int measured, final long seed) {
        final OrderFlowMaker maker = new OrderFlowMaker(target, measured, seed);
        for (int i = 0; i < target; i++) {
            maker.place();
        }
        for (int i = 0; i < measured; i++) {
            maker.next();
        }
        return maker.flow;
    }

    private void next() {
        final int choice = random.nextInt(OF_ALL);
        final int wanted = choice < PLACES ? 1 : choice < PLACES + TAKES + CANCELS ? -1 : 0;
        if (live == 0 || wanted > 0 && live < target + target / SLACK || wanted < 0 && live < target - target / SLACK) {
            place();
        } else if (choice < PLACES + TAKES) {
            take();
        } else if (choice < PLACES + TAKES + CANCELS) {
            cancel(pick());
        } else if (choice < PLACES + TAKES + CANCELS + REDUCTIONS) {
            reduce(pick());
        } else {
            move(pick());
        }
    }

    private void place() {
        final boolean buy = random.nextBoolean();
        final int spread = 1 + (int) (Math.pow(random.nextDouble(), 2) * deviation);
        long away = 0;
        for (int i = 0; i < DRAWS; i++) {
            away += random.nextInt(spread);
        }
        away = Math.abs(away / DRAWS * 2 - spread);
        add(OrderFlow.PLACE, buy, buy ? lastPrice - away : lastPrice + away);
    }

    private void take() {
        final boolean buy = random.nextBoolean();
        add(OrderFlow.TAKE, buy, buy ? highest : lowest);
    }

    private void add(final byte kind, final boolean buy, final long price) {
        flow.addOrder(
                kind,
                1 + random.nextInt(ACCOUNTS),
                buy,
                price,
                1L + random.nextInt(SMALL) * random.nextInt(SMALL) * random.nextInt(SMALL));
        if (runLast() && kind == OrderFlow.PLACE) {
            came(flow.size() - 1);
        }
    }

    /** Runs the command that was added last; whether its order is live afterwards. */
    private boolean runLast() {
        final int command = flow.size() - 1;
        book.run(command, command + 1);
        return book.order(flow.order(command)) != null;
    }

    /** One of the oldest orders. */
    private int pick() {
        int order = oldest;
        for (int i = random.nextInt(Math.min(live, OLDEST)); i > 0; i--) {
            order = younger[order];
        }
        return order;
    }

    private void cancel(final int order) {
        flow.add(OrderFlow.CANCEL, order, flow.account(order), flow.isBuy(order), 0, 0, 0);
        runLast();
        went(order);
    }

    /** By less than all that is left; an order of one lot is cancelled. */
    private void reduce(final int order) {
        final Order resting = book.order(order);
        if (resting.remainingLots() == 1) {
            cancel(order);
            return;
        }
        final long by = 1 + random.nextInt((int) resting.remainingLots() - 1);
        flow.add(
                OrderFlow.REDUCE,
                order,
                flow.account(order),
                flow.isBuy(order),
                resting.priceE8(),
                by,
                resting.quantityLots() - by);
        runLast();
    }

    private void move(final int order) {
        final Order resting = book.order(order);
        final long price = resting.priceE8();
        final double way = (lastPrice - price) * WAY;
        final long moved;
        if (price == lastPrice) {
            moved = random.nextBoolean() ? 1 : -1;
        } else {
            moved = (long) (price > lastPrice ? Math.floor(way) : Math.ceil(way));
        }
        flow.add(
                OrderFlow.MOVE,
                order,
                flow.account(order),
                flow.isBuy(order),
                Math.min(price + moved, highest),
                0,
                resting.quantityLots());
        if (!runLast()) {
            went(order);
        }
    }

    private void came(final int order) {
        older[order] = youngest;
        younger[order] = -1;
        if (youngest < 0) {
            oldest = order;
        } else {
            younger[youngest] = order;
        }
        youngest = order;
        live++;
    }

    private void went(final int order) {
        if (older[order] < 0) {
            oldest = younger[order];
        } else {
            younger[older[order]] = younger[order];
        }
        if (younger[order] < 0) {
            youngest = older[order];
        } else {
            older[younger[order]] = older[order];
        }
        live--;
    }

    /** Follows the last price, and orders that end as makers. */
    private final class Fills extends Trades {
        @Override
        public void onFill(final long tradeId, final Order maker, final Order taker, final long lots) {
            lastPrice = Math.max(lowest, Math.min(highest, maker.priceE8()));
            if (maker.remainingLots() == 0) {
                went(RulesContender.number(maker));
            }
        }
    }
}
