package io.strikebook.runner.crash;

import java.util.BitSet;

/** What liquidations came to in some time. Dollars are those of when it happened. */
public final class LiquidationCounts {
    long marginCalls;
    long begun;
    long ended;
    long orders;
    long refused;
    long fills;
    long takeovers;
    long deleveragings;
    long deleveragedLots;
    double deleveragedUsd;
    double takenOverUsd;
    double insuranceUsd;
    double insuranceGotUsd;
    double sharedUsd;
    double lowestUsd = Double.POSITIVE_INFINITY;
    final BitSet below = new BitSet();
    final BitSet liquidated = new BitSet();

    LiquidationCounts() {}

    /** Both together. */
    LiquidationCounts add(final LiquidationCounts other) {
        marginCalls += other.marginCalls;
        begun += other.begun;
        ended += other.ended;
        orders += other.orders;
        refused += other.refused;
        fills += other.fills;
        takeovers += other.takeovers;
        deleveragings += other.deleveragings;
        deleveragedLots += other.deleveragedLots;
        deleveragedUsd += other.deleveragedUsd;
        takenOverUsd += other.takenOverUsd;
        insuranceUsd += other.insuranceUsd;
        insuranceGotUsd += other.insuranceGotUsd;
        sharedUsd += other.sharedUsd;
        lowestUsd = Math.min(lowestUsd, other.lowestUsd);
        below.or(other.below);
        liquidated.or(other.liquidated);
        return this;
    }

    /** Times that a wallet fell below initial margin. */
    public long marginCalls() {
        return marginCalls;
    }

    /** Wallets that fell below maintenance margin. */
    public long begun() {
        return begun;
    }

    /** Wallets that were brought back above it, or have nothing left. */
    public long ended() {
        return ended;
    }

    /** Steps in the book. */
    public long orders() {
        return orders;
    }

    /** Steps that the sequencer refused. */
    public long refused() {
        return refused;
    }

    /** Trades in the book, of whomever. */
    public long fills() {
        return fills;
    }

    /** Wallets that the insurance fund took over. */
    public long takeovers() {
        return takeovers;
    }

    /** Commands that closed positions against others. */
    public long deleveragings() {
        return deleveragings;
    }

    /** Lots closed against others. */
    public long deleveragedLots() {
        return deleveragedLots;
    }

    /** What those lots were worth. */
    public double deleveragedUsd() {
        return deleveragedUsd;
    }

    /** What the positions that the fund took over were worth. */
    public double takenOverUsd() {
        return takenOverUsd;
    }

    /** What the insurance fund paid of what others owed. */
    public double insuranceUsd() {
        return insuranceUsd;
    }

    /** What the insurance fund got of wallets that it took over; without fees. */
    public double insuranceGotUsd() {
        return insuranceGotUsd;
    }

    /** What others paid of what accounts owed. */
    public double sharedUsd() {
        return sharedUsd;
    }

    /** The lowest equity of a wallet in any state that was told, the fund's apart. */
    public double lowestUsd() {
        return lowestUsd;
    }

    /** Whether an account fell below maintenance margin. */
    public boolean wasLiquidated(final int accountId) {
        return liquidated.get(accountId);
    }

    /** How many accounts fell below maintenance margin. */
    public int accountsLiquidated() {
        return liquidated.cardinality();
    }

    /** Accounts of which a state told an equity below zero. */
    public int accountsBelowZero() {
        return below.cardinality();
    }
}
