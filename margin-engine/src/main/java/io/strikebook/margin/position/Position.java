package io.strikebook.margin.position;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPoint;

/**
 * One account's holding of one instrument. Owned by {@link PositionBook}, which pools it: do not keep it after it went flat.
 *
 * <p>Cost is what the open lots were worth when they were traded, in settlement currency at 1e-12, with the sign of the lots: {@code lots
 * x lotSize x price}, for inverse futures {@code lots x lotSize / price}. Hence the profit of inverse futures is cost minus value, that
 * of linear ones value minus cost. Where trades at very different prices would take it beyond {@link NumberRange#MAX_HELD_E12}, the cost
 * of the lots held until then is realised and starts again at zero, as if paid: cash changes by as much as unrealised profit does, the
 * other way. What a perpetual paid or got as funding is in its cost, too.
 */
public final class Position {
    int slot;
    Position previous;
    Position next;
    long entityHash;
    private Instrument instrument;
    private long lots;
    private long costE12;
    private long lastPriceE8;
    private long fundingE12;
    private long unrealisedE12;
    private long optionValueE12;
    private long initialMarginE12;
    private long maintenanceMarginE12;

    Position() {}

    void open(final int ownerSlot, final Instrument heldInstrument) {
        slot = ownerSlot;
        instrument = heldInstrument;
        lots = 0;
        costE12 = 0;
        lastPriceE8 = 0;
        fundingE12 = 0;
        valuation(0, 0, 0, 0);
    }

    void restore(
            final long restoredLots,
            final long restoredCostE12,
            final long restoredLastPriceE8,
            final long restoredFundingE12) {
        lots = restoredLots;
        costE12 = restoredCostE12;
        lastPriceE8 = restoredLastPriceE8;
        fundingE12 = restoredFundingE12;
    }

    /** The next open position of the same owner, in the order opened, or null. */
    public Position next() {
        return next;
    }

    /** What is held. */
    public Instrument instrument() {
        return instrument;
    }

    /** Signed quantity: positive is long. */
    public long lots() {
        return lots;
    }

    /** Cost of the open lots, 1e-12, signed like the lots. */
    public long costE12() {
        return costE12;
    }

    /** Price of the last trade, the stand-in for a mark that is not there yet. */
    public long lastPriceE8() {
        return lastPriceE8;
    }

    /** What a long lot of the perpetual had paid, 1e-12, when what this position pays was counted last; else 0. */
    public long fundingE12() {
        return fundingE12;
    }

    /** Unrealised profit when last valued, 1e-12; 0 for options. */
    public long unrealisedE12() {
        return unrealisedE12;
    }

    /** Value when last valued, 1e-12, signed like the lots; 0 for futures. */
    public long optionValueE12() {
        return optionValueE12;
    }

    /** Initial margin when last valued, 1e-12. */
    public long initialMarginE12() {
        return initialMarginE12;
    }

    /** Maintenance margin when last valued, 1e-12. */
    public long maintenanceMarginE12() {
        return maintenanceMarginE12;
    }

    /** Whether this was worth more than can be counted when last valued: its margins are the most that there is. */
    public boolean isBeyondRange() {
        return initialMarginE12 >= NumberRange.MAX_HELD_E12;
    }

    /** Keeps a valuation, so that the owner's sums can be changed by one position's difference. */
    public void valuation(
            final long newUnrealisedE12,
            final long newOptionValueE12,
            final long newInitialMarginE12,
            final long newMaintenanceMarginE12) {
        unrealisedE12 = newUnrealisedE12;
        optionValueE12 = newOptionValueE12;
        initialMarginE12 = newInitialMarginE12;
        maintenanceMarginE12 = newMaintenanceMarginE12;
    }

    /**
     * Counts the funding since it was counted last: a payment is profit not made, so it goes into the cost, until that is realised.
     *
     * @param cumulativeE12 what a long lot has paid so far
     * @return what had to be realised because the cost would have left its range, mostly 0
     */
    long fund(final long cumulativeE12) {
        long realisedE12 = 0;
        while (lots != 0 && fundingE12 != cumulativeE12) {
            final long mostE12 = NumberRange.MAX_HELD_E12 / Math.abs(lots);
            final long stepE12 = Math.max(-mostE12, Math.min(cumulativeE12 - fundingE12, mostE12));
            fundingE12 += stepE12;
            final long paidE12 = lots * stepE12;
            realisedE12 = FixedPoint.add(realisedE12, open(instrument.isInverseFuture() ? -paidE12 : paidE12));
        }
        fundingE12 = cumulativeE12;
        return realisedE12;
    }

    /** What it was worth when last valued is what it costs from here on. */
    void settle() {
        costE12 = instrument.isInverseFuture() ? costE12 - unrealisedE12 : costE12 + unrealisedE12;
    }

    /** Nothing is held any more. */
    void end() {
        lots = 0;
        costE12 = 0;
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
        lastPriceE8 = priceE8;
        if (lots == 0 || lots > 0 == signedLots > 0) {
            lots = FixedPoint.add(lots, signedLots);
            return open(signedLots > 0 ? tradeValueE12 : -tradeValueE12);
        }
        final boolean longPosition = lots > 0;
        final long openLots = Math.abs(lots);
        final long tradedLots = Math.abs(signedLots);
        final long closedLots = Math.min(openLots, tradedLots);
        final long exitE12 = closedLots == tradedLots ? tradeValueE12 : instrument.valueE12(closedLots, priceE8);
        final long closedCostE12 =
                closedLots == openLots ? costE12 : FixedPoint.multiplyDivideTruncate(costE12, closedLots, openLots);
        final long signedExitE12 = longPosition ? exitE12 : -exitE12;
        final long openedE12 = FixedPoint.subtract(tradeValueE12, exitE12);
        costE12 = FixedPoint.add(costE12 - closedCostE12, longPosition ? -openedE12 : openedE12);
        lots = FixedPoint.add(lots, signedLots);
        return instrument.isInverseFuture()
                ? FixedPoint.subtract(closedCostE12, signedExitE12)
                : FixedPoint.subtract(signedExitE12, closedCostE12);
    }

    private long open(final long tradedE12) {
        final long wholeE12 = FixedPoint.add(costE12, tradedE12);
        if (Math.abs(wholeE12) <= NumberRange.MAX_HELD_E12) {
            costE12 = wholeE12;
            return 0;
        }
        final long beforeE12 = costE12;
        costE12 = tradedE12;
        return instrument.isInverseFuture() ? beforeE12 : -beforeE12;
    }
}
