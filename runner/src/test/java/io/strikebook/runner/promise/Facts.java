package io.strikebook.runner.promise;

import java.util.ArrayList;
import java.util.List;

/**
 * What two accounts have after a command, as commands and executions tell it: coins, positions and what is open, in plain numbers. Futures
 * are counted as if each trade had been paid for, so that what a position is worth at a mark is all that is left to add.
 */
final class Facts {
    /** An order or quote that can fill, or one that waits for its trigger. */
    static final class Order {
        final long id;
        final int account;
        final int instrument;
        final boolean buy;
        final boolean reduceOnly;
        double price;
        int open;
        int filled;
        boolean waits;

        /** Command that last said its price and size. */
        long version;

        Order(
                final long id,
                final int account,
                final int instrument,
                final boolean buy,
                final boolean reduceOnly,
                final double price,
                final int open) {
            this.id = id;
            this.account = account;
            this.instrument = instrument;
            this.buy = buy;
            this.reduceOnly = reduceOnly;
            this.price = price;
            this.open = open;
        }

        Order copy() {
            final Order copy = new Order(id, account, instrument, buy, reduceOnly, price, open);
            copy.filled = filled;
            copy.waits = waits;
            copy.version = version;
            return copy;
        }

        int signed(final int lots) {
            return buy ? lots : -lots;
        }
    }

    /** By account: paid in, less paid out, premiums, fees, and what futures cost. */
    final double[] coins = new double[SmallVenue.ACCOUNTS + 1];

    /** By account and instrument, signed lots. */
    final int[][] lots = new int[SmallVenue.ACCOUNTS + 1][SmallVenue.INSTRUMENTS + 1];

    /** By account: fills so far, each of which may have rounded to the ledger's unit. */
    final int[] fills = new int[SmallVenue.ACCOUNTS + 1];

    /** In the order of their time. */
    final List<Order> orders = new ArrayList<>();

    /** Quotes, in no order that matters: one for an account, instrument and side. */
    final List<Order> quotes = new ArrayList<>();

    Facts copy() {
        final Facts copy = new Facts();
        for (int account = 1; account <= SmallVenue.ACCOUNTS; account++) {
            copy.coins[account] = coins[account];
            copy.fills[account] = fills[account];
            System.arraycopy(lots[account], 0, copy.lots[account], 0, lots[account].length);
        }
        for (final Order order : orders) {
            copy.orders.add(order.copy());
        }
        for (final Order quote : quotes) {
            copy.quotes.add(quote.copy());
        }
        return copy;
    }

    /** The live order or quote of an id, or null. */
    Order find(final long id) {
        for (final Order order : orders) {
            if (order.id == id) {
                return order;
            }
        }
        for (final Order quote : quotes) {
            if (quote.id == id) {
                return quote;
            }
        }
        return null;
    }

    void filled(final long id, final int tradedLots, final double price, final boolean rested) {
        final Order order = find(id);
        if (order == null || order.open < tradedLots || order.waits) {
            throw new AssertionError("a fill of " + tradedLots + " lots of " + id + ", which has not so many open");
        }
        order.open -= tradedLots;
        order.filled += tradedLots;
        final double value = Rules.value(order.instrument, tradedLots, price);
        coins[order.account] += Rules.paid(order.instrument, order.buy, value)
                - Rules.charged(Rules.fee(order.instrument, tradedLots, price, rested));
        lots[order.account][order.instrument] += order.signed(tradedLots);
        fills[order.account]++;
        if (order.open == 0) {
            orders.remove(order);
            quotes.remove(order);
        }
    }
}
