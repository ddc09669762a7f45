package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/**
 * Commands for one book, in columns: first those that fill it, then those that are measured. An order is named by the number of the
 * command that placed it, from 0. Prices are in ticks, sizes in lots.
 */
final class OrderFlow {
    /** Rests what does not trade. */
    static final byte PLACE = 1;

    /** Cancels what does not trade. */
    static final byte TAKE = 2;

    static final byte CANCEL = 3;

    /** Another price, the same open size. */
    static final byte MOVE = 4;

    /** Another size, less than the open one, at the same price. */
    static final byte REDUCE = 5;

    /** What is traded: a tick and a lot are the smallest numbers there are. */
    static final InstrumentTerms TERMS = new InstrumentTerms(
            "BTC-PERPETUAL",
            "BTC",
            InstrumentKind.PERPETUAL,
            OptionType.NONE,
            ContractStyle.INVERSE,
            Currency.BTC,
            0,
            0,
            1,
            1,
            1_000_000);

    private final byte[] kinds;
    private final int[] orders;
    private final long[] prices;
    private final long[] lots;
    private final long[] totals;
    private final int[] accounts;
    private final boolean[] buys;
    private final int filling;
    private int size;

    /**
     * Room for commands.
     *
     * @param filling how many of them fill the book
     */
    OrderFlow(final int capacity, final int filling) {
        this.filling = filling;
        kinds = new byte[capacity];
        orders = new int[capacity];
        prices = new long[capacity];
        lots = new long[capacity];
        totals = new long[capacity];
        accounts = new int[capacity];
        buys = new boolean[capacity];
    }

    /** Adds an order, named by its own number. */
    void addOrder(final byte kind, final int account, final boolean buy, final long price, final long orderLots) {
        add(kind, size, account, buy, price, orderLots, orderLots);
    }

    /**
     * Adds a command.
     *
     * @param price      new price; of a cancel nothing
     * @param lotsOf     of a reduction by how much, of a move nothing
     * @param totalLots  new total, what was filled included; of a cancel nothing
     */
    void add(
            final byte kind,
            final int order,
            final int account,
            final boolean buy,
            final long price,
            final long lotsOf,
            final long totalLots) {
        kinds[size] = kind;
        orders[size] = order;
        accounts[size] = account;
        buys[size] = buy;
        prices[size] = price;
        lots[size] = lotsOf;
        totals[size] = totalLots;
        size++;
    }

    /** Number of commands. */
    int size() {
        return size;
    }

    /** How many of them come before what is measured. */
    int filling() {
        return filling;
    }

    byte kind(final int command) {
        return kinds[command];
    }

    int order(final int command) {
        return orders[command];
    }

    int account(final int command) {
        return accounts[command];
    }

    boolean isBuy(final int command) {
        return buys[command];
    }

    long price(final int command) {
        return prices[command];
    }

    long lots(final int command) {
        return lots[command];
    }

    long totalLots(final int command) {
        return totals[command];
    }

    /** Which share of the measured commands is of a kind, percent. */
    double percent(final byte kind) {
        int count = 0;
        for (int i = filling; i < size; i++) {
            count += kinds[i] == kind ? 1 : 0;
        }
        return 100.0 * count / (size - filling);
    }
}
