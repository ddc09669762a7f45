package io.strikebook.sequencer.pretrade;

/**
 * Accounts that operators hold together: one kill switch, one set of limits. Nobody leaves it but by an operator, which is why it is not the
 * group of self-trade prevention, which an account chooses for itself and which only matching knows.
 */
final class AccountGroup {
    final int groupId;
    boolean killed;
    int members;

    /** By underlying; null where it has no limits. */
    GreekBook[] greeks;

    long hash;

    AccountGroup(final int groupId) {
        this.groupId = groupId;
    }
}
