package io.strikebook.margin.liquidation;

import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.LiquidationNotice;
import io.strikebook.schemas.LiquidationStage;

/** Takes what liquidations ask for and tell, in the group of the command at hand. */
public interface LiquidationListener {
    /** All orders of the wallet's account in its currency are to be taken off. */
    void onCancelRequest(long number, Wallet wallet);

    /** A part of a position is to be traded in the book. */
    void onReduceRequest(long number, Wallet wallet, Step step, int attempt);

    /** What is owed is to be paid by others. */
    void onShareRequest(long number, Wallet wallet, long owedE12);

    /** Positions are to be taken over, or closed against others. */
    void onForcedTrades(long number, Wallet wallet, LiquidationStage stage, ForcedTrades trades);

    /** What a wallet's margin has come to. */
    void onNotice(Wallet wallet, LiquidationNotice notice);

    /** Somebody paid of what a wallet owed, in ledger units; negative: the fund got what was left. */
    void onLossPaid(Wallet payer, Wallet owing, LiquidationStage stage, long amount);
}
