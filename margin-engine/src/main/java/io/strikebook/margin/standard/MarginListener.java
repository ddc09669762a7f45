package io.strikebook.margin.standard;

/** What the core has to say after a command, in the order in which it says it. */
public interface MarginListener {
    /** The state of a wallet as of the command. */
    void onState(Wallet wallet);

    /** Every account has been re-marked with this epoch or a later one. */
    void onEpochApplied(long epoch);
}
