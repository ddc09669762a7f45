package io.strikebook.margin.standard;

import io.strikebook.margin.cross.CrossAccount;

/** What the core has to say after a command, in the order in which it says it. */
public interface MarginListener {
    /** The state of a wallet as of the command. */
    void onState(Wallet wallet);

    /** Margin over all currencies of an account, after the states of its wallets. */
    default void onCross(final CrossAccount account) {}

    /** Every account has been re-marked with this epoch or a later one. */
    void onEpochApplied(long epoch);
}
