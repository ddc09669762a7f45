package io.strikebook.margin.position;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPoint;

/**
 * One account's holding of one instrument, as a view of a row of its {@link PositionTable}, which {@link PositionBook} owns: it can be aimed
 * at another. Do not keep it after the position went flat, or while the owner opens others.
 *
 * <p>Cost is what the open lots were worth when they were traded, in settlement currency at 1e-12, with the sign of the lots: {@code lots
 * x lotSize x price}, for inverse futures {@code lots x lotSize / price}. Hence the profit of inverse futures is cost minus value, that
 * of linear ones value minus cost. Where trades at very different prices would take it beyond {@link NumberRange#MAX_HELD_E12}, the cost
 * of the lots held until then is realised and starts again at zero, as if paid: cash changes by as much as unrealised profit does, the
 * other way. What a perpetual paid or got as funding is in its cost, too.
 */
public final class Position {
    private final PositionBook book;
    private PositionTable table;
    private int slot;
    private int row = PositionTable.NONE;
    private Instrument instrument;

    /** Whether it is in the book's hash; while it changes it is not. */
    private boolean hashed = true;

    Position(final PositionBook book) {
        this.book = book;
    }

    /** Aims at the first open position of an owner; false where there is none. */
    public boolean toFirst(final int ownerSlot) {
        aim(ownerSlot, book.table(ownerSlot));
        return to(table == null ? PositionTable.NONE : table.from(0));
    }

    /** Aims at the next open position of the same owner, in the order opened; false where there is none. */
    public boolean toNext() {
        return to(table.from(row + 1));
    }

    /** Aims at the owner's position in an instrument; false where there is none. */
    public boolean to(final int ownerSlot, final int instrumentId) {
        aim(ownerSlot, book.table(ownerSlot));
        return to(table == null ? PositionTable.NONE : table.find(instrumentId));
    }

    /** Aims at a row of an owner's table that is not flat. */
    public void to(final int ownerSlot, final PositionTable ownerTable, final int ownerRow) {
        aim(ownerSlot, ownerTable);
        to(ownerRow);
    }

    void aim(final int ownerSlot, final PositionTable ownerTable) {
        slot = ownerSlot;
        table = ownerTable;
        hashed = true;
    }

    boolean to(final int newRow) {
        row = newRow;
        if (newRow == PositionTable.NONE) {
            instrument = null;
            return false;
        }
        instrument = book.instrument(table.instrumentId(newRow));
        return true;
    }

    /** A view of the next open position of the same owner, in the order opened, or null; allocates. */
    public Position next() {
        final Position next = new Position(book);
        next.aim(slot, table);
        return next.to(table.from(row + 1)) ? next : null;
    }

    int slot() {
        return slot;
    }

    int row() {
        return row;
    }

    PositionTable table() {
        return table;
    }

    boolean isHashed() {
        return hashed;
    }

    void setHashed(final boolean on) {
        hashed = on;
    }

    void restore(
            final long restoredLots,
            final long restoredCostE12,
            final long restoredLastPriceE8,
            final long restoredFundingE12) {
        table.lots(row, restoredLots);
        table.costE12(row, restoredCostE12);
        table.lastPriceE8(row, restoredLastPriceE8);
        table.fundingE12(row, restoredFundingE12);
    }

    /** What is held. */
    public Instrument instrument() {
        return instrument;
    }

    /** Signed quantity: positive is long. */
    public long lots() {
        return table.lots(row);
    }

    /** Cost of the open lots, 1e-12, signed like the lots. */
    public long costE12() {
        return table.costE12(row);
    }

    /** Price of the last trade, the stand-in for a mark that is not there yet. */
    public long lastPriceE8() {
        return table.lastPriceE8(row);
    }

    /** What a long lot of the perpetual had paid, 1e-12, when what this position pays was counted last; else 0. */
    public long fundingE12() {
        return table.fundingE12(row);
    }

    /** Unrealised profit when last valued, 1e-12; 0 for options. */
    public long unrealisedE12() {
        return instrument.isOption() ? 0 : table.worthE12(row);
    }

    /** Value when last valued, 1e-12, signed like the lots; 0 for futures. */
    public long optionValueE12() {
        return instrument.isOption() ? table.worthE12(row) : 0;
    }

    /** Initial margin when last valued, 1e-12. */
    public long initialMarginE12() {
        return table.initialMarginE12(row);
    }

    /** Maintenance margin when last valued, 1e-12. */
    public long maintenanceMarginE12() {
        return table.maintenanceMarginE12(row);
    }

    /** Whether this was worth more than can be counted when last valued: its margins are the most that there is. */
    public boolean isBeyondRange() {
        return initialMarginE12() >= NumberRange.MAX_HELD_E12;
    }

    /** Value of an option, profit of a future when last valued, 1e-12. */
    public long worthE12() {
        return table.worthE12(row);
    }

    /** Keeps a valuation without margins, which are of the owner's whole portfolio. */
    public void valuation(final long newWorthE12) {
        table.worthE12(row, newWorthE12);
    }

    /**
     * Keeps a valuation, so that the owner's sums can be changed by one position's difference.
     *
     * @param newWorthE12 value of an option, profit of a future
     */
    public void valuation(final long newWorthE12, final long initialE12, final long maintenanceE12) {
        table.worthE12(row, newWorthE12);
        table.margins(row, initialE12, maintenanceE12);
    }

    /**
     * Counts the funding since it was counted last: a payment is profit not made, so it goes into the cost, until that is realised.
     *
     * @param cumulativeE12 what a long lot has paid so far
     * @return what had to be realised because the cost would have left its range, mostly 0
     */
    long fund(final long cumulativeE12) {
        final long lots = lots();
        long fundingE12 = fundingE12();
        long realisedE12 = 0;
        while (lots != 0 && fundingE12 != cumulativeE12) {
            final long mostE12 = NumberRange.MAX_HELD_E12 / Math.abs(lots);
            final long stepE12 = Math.max(-mostE12, Math.min(cumulativeE12 - fundingE12, mostE12));
            fundingE12 += stepE12;
            final long paidE12 = lots * stepE12;
            realisedE12 = FixedPoint.add(realisedE12, open(instrument.isInverseFuture() ? -paidE12 : paidE12));
        }
        table.fundingE12(row, cumulativeE12);
        return realisedE12;
    }

    /** What it was worth when last valued is what it costs from here on. */
    void settle() {
        final long costE12 = costE12();
        table.costE12(row, instrument.isInverseFuture() ? costE12 - unrealisedE12() : costE12 + unrealisedE12());
    }

    /**
     * Trades and returns what the closing part realised, 1e-12, of futures and options alike. The cost of the closed part is
     * proportional and truncated towards zero: the remainder stays in the cost of what is left open, so that over all positions of an
     * instrument what was realised and what is open sum to zero exactly.
     *
     * @param signedLots    positive bought, not 0
     * @param tradeValueE12 value of the whole trade, not negative, the same number for buyer and seller
     */
    long trade(final long signedLots, final long priceE8, final long tradeValueE12) {
        final long lots = lots();
        table.lastPriceE8(row, priceE8);
        if (lots == 0 || lots > 0 == signedLots > 0) {
            table.lots(row, FixedPoint.add(lots, signedLots));
            return open(signedLots > 0 ? tradeValueE12 : -tradeValueE12);
        }
        final long costE12 = costE12();
        final boolean longPosition = lots > 0;
        final long openLots = Math.abs(lots);
        final long tradedLots = Math.abs(signedLots);
        final long closedLots = Math.min(openLots, tradedLots);
        final long exitE12 = closedLots == tradedLots ? tradeValueE12 : instrument.valueE12(closedLots, priceE8);
        final long closedCostE12 =
                closedLots == openLots ? costE12 : FixedPoint.multiplyDivideTruncate(costE12, closedLots, openLots);
        final long signedExitE12 = longPosition ? exitE12 : -exitE12;
        final long openedE12 = FixedPoint.subtract(tradeValueE12, exitE12);
        table.costE12(row, FixedPoint.add(costE12 - closedCostE12, longPosition ? -openedE12 : openedE12));
        table.lots(row, FixedPoint.add(lots, signedLots));
        return instrument.isInverseFuture()
                ? FixedPoint.subtract(closedCostE12, signedExitE12)
                : FixedPoint.subtract(signedExitE12, closedCostE12);
    }

    private long open(final long tradedE12) {
        final long beforeE12 = costE12();
        final long wholeE12 = FixedPoint.add(beforeE12, tradedE12);
        if (Math.abs(wholeE12) <= NumberRange.MAX_HELD_E12) {
            table.costE12(row, wholeE12);
            return 0;
        }
        table.costE12(row, tradedE12);
        return instrument.isInverseFuture() ? beforeE12 : -beforeE12;
    }
}
