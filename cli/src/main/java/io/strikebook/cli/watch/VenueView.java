package io.strikebook.cli.watch;

import io.strikebook.schemas.Currency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What the queues have told about instruments, accounts and indices. */
final class VenueView {
    /** Empty side of a book, or a price that is not known. */
    static final long NO_PRICE = Long.MIN_VALUE;

    private static final double BUSY_MEMORY = 0.7;

    /** One instrument. */
    static final class InstrumentRow {
        private final String symbol;
        private final long tickSizeE8;
        private long bidE8 = NO_PRICE;
        private long bidLots;
        private long askE8 = NO_PRICE;
        private long askLots;
        private long impliedBidE8 = NO_PRICE;
        private long impliedBidLots;
        private long impliedAskE8 = NO_PRICE;
        private long impliedAskLots;
        private long markE8 = NO_PRICE;
        private long lastE8 = NO_PRICE;
        private long trades;
        private long intervalTrades;
        private double busyness;

        InstrumentRow(final String symbol, final long tickSizeE8) {
            this.symbol = symbol;
            this.tickSizeE8 = tickSizeE8;
        }

        String symbol() {
            return symbol;
        }

        long tickSizeE8() {
            return tickSizeE8;
        }

        long bidE8() {
            return bidE8;
        }

        long bidLots() {
            return bidLots;
        }

        long askE8() {
            return askE8;
        }

        long askLots() {
            return askLots;
        }

        /** Combination: the price at which the books of its legs take a lot of it. */
        long impliedBidE8() {
            return impliedBidE8;
        }

        long impliedBidLots() {
            return impliedBidLots;
        }

        /** Combination: the price at which the books of its legs offer a lot of it. */
        long impliedAskE8() {
            return impliedAskE8;
        }

        long impliedAskLots() {
            return impliedAskLots;
        }

        boolean isImplied() {
            return impliedBidE8 != NO_PRICE || impliedAskE8 != NO_PRICE;
        }

        long markE8() {
            return markE8;
        }

        long lastE8() {
            return lastE8;
        }

        /** Trades since the watch began. */
        long trades() {
            return trades;
        }

        long intervalTrades() {
            return intervalTrades;
        }

        void top(final long newBidE8, final long newBidLots, final long newAskE8, final long newAskLots) {
            bidE8 = newBidE8;
            bidLots = newBidLots;
            askE8 = newAskE8;
            askLots = newAskLots;
        }

        void impliedTop(final long newBidE8, final long newBidLots, final long newAskE8, final long newAskLots) {
            impliedBidE8 = newBidE8;
            impliedBidLots = newBidLots;
            impliedAskE8 = newAskE8;
            impliedAskLots = newAskLots;
        }

        void mark(final long newMarkE8) {
            markE8 = newMarkE8;
        }

        void traded(final long priceE8, final boolean live) {
            lastE8 = priceE8;
            trades += live ? 1 : 0;
            intervalTrades += live ? 1 : 0;
        }
    }

    /**
     * An account's state in one currency; amounts 1e-12.
     *
     * @param name               of the account
     * @param currency           of the amounts
     * @param equityE12          margin balance and the value of options
     * @param marginBalanceE12   cash and unrealised profit of futures
     * @param initialMarginE12   of positions
     * @param maintenanceMarginE12 of positions
     */
    record AccountRow(
            String name,
            Currency currency,
            long equityE12,
            long marginBalanceE12,
            long initialMarginE12,
            long maintenanceMarginE12) {
        /** Share of the margin balance that maintenance margin takes: 1 means liquidation. */
        double marginRatio() {
            if (maintenanceMarginE12 == 0) {
                return 0;
            }
            return marginBalanceE12 <= 0 ? Double.POSITIVE_INFINITY : (double) maintenanceMarginE12 / marginBalanceE12;
        }
    }

    private final TreeMap<Integer, InstrumentRow> instruments = new TreeMap<>();
    private final TreeMap<Integer, Long> earlyMarksE8 = new TreeMap<>();
    private final TreeMap<Integer, String> accountNames = new TreeMap<>();
    private final TreeMap<Long, AccountRow> accounts = new TreeMap<>();
    private final TreeMap<Integer, Long> indicesE8 = new TreeMap<>();

    void listed(final int instrumentId, final String symbol, final long tickSizeE8) {
        final InstrumentRow row = new InstrumentRow(symbol, tickSizeE8);
        if (instruments.putIfAbsent(instrumentId, row) == null && earlyMarksE8.containsKey(instrumentId)) {
            row.mark(earlyMarksE8.get(instrumentId));
        }
    }

    /** The instrument, or null where it is not listed. */
    InstrumentRow instrument(final int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** Queues are read at their own pace: a mark can come before the listing. */
    void marked(final int instrumentId, final long markE8) {
        final InstrumentRow row = instruments.get(instrumentId);
        if (row == null) {
            earlyMarksE8.put(instrumentId, markE8);
        } else {
            row.mark(markE8);
        }
    }

    void index(final int underlyingId, final long priceE8) {
        indicesE8.put(underlyingId, priceE8);
    }

    /** Index price, or {@link #NO_PRICE}. */
    long indexE8(final int underlyingId) {
        return indicesE8.getOrDefault(underlyingId, NO_PRICE);
    }

    void account(final int accountId, final String name) {
        accountNames.put(accountId, name);
    }

    void accountState(
            final int accountId,
            final Currency currency,
            final long equityE12,
            final long marginBalanceE12,
            final long initialMarginE12,
            final long maintenanceMarginE12) {
        final String name = accountNames.getOrDefault(accountId, "account " + accountId);
        accounts.put(
                (long) accountId << Byte.SIZE | currency.value(),
                new AccountRow(name, currency, equityE12, marginBalanceE12, initialMarginE12, maintenanceMarginE12));
    }

    /** Instruments that trade most of late, busiest first. */
    List<InstrumentRow> busiest(final int limit) {
        return instruments.values().stream()
                .filter(row -> row.bidE8 != NO_PRICE || row.askE8 != NO_PRICE || row.isImplied() || row.trades > 0)
                .sorted(Comparator.comparingDouble((InstrumentRow row) -> -row.busyness)
                        .thenComparingLong(row -> -row.trades))
                .limit(limit)
                .toList();
    }

    /** Accounts that hold something, highest margin ratio first. */
    List<AccountRow> accounts(final int limit) {
        final List<AccountRow> rows = new ArrayList<>(accounts.values());
        rows.removeIf(row -> row.maintenanceMarginE12 == 0 && row.equityE12 == row.marginBalanceE12);
        rows.sort(Comparator.comparingDouble((AccountRow row) -> -row.marginRatio()));
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    int instrumentCount() {
        return instruments.size();
    }

    int accountCount() {
        return accountNames.size();
    }

    /** Instruments with a mark. */
    int markedCount() {
        return (int) instruments.values().stream()
                .filter(row -> row.markE8 != NO_PRICE)
                .count();
    }

    /** Weighs the interval's trades into the order of {@link #busiest}; before an interval is shown. */
    void weigh() {
        for (final InstrumentRow row : rows()) {
            row.busyness = row.busyness * BUSY_MEMORY + row.intervalTrades;
        }
    }

    void endInterval() {
        for (final InstrumentRow row : rows()) {
            row.intervalTrades = 0;
        }
    }

    private Collection<InstrumentRow> rows() {
        return instruments.values();
    }
}
