package io.strikebook.runner.promise;

import io.strikebook.schemas.AccountMarginModel;

/**
 * What a venue begins with.
 *
 * @param deposits      of each account, ledger units
 * @param portfolio     whether the first account is under portfolio margin
 * @param quoting       whether accounts may quote, for which a reserve is held
 * @param opening       what the first account has of the other at the beginning
 * @param stateCommands after how many commands that changed an account its state is due
 * @param remarks       accounts that margin re-marks per command
 * @param dollars       where there are any, the first account has them, too, and one margin over both currencies
 */
record Setup(
        long[] deposits,
        boolean portfolio,
        boolean quoting,
        Opening opening,
        int stateCommands,
        int remarks,
        int dollars) {
    private static final long[] NONE = {};

    Setup(
            final long[] deposits,
            final boolean portfolio,
            final boolean quoting,
            final Opening opening,
            final int stateCommands,
            final int remarks) {
        this(deposits, portfolio, quoting, opening, stateCommands, remarks, 0);
    }

    Setup withDeposits(final long... other) {
        return new Setup(other, portfolio, quoting, opening, stateCommands, remarks, dollars);
    }

    /** Whether the same venue can do for both. */
    boolean isLike(final Setup other) {
        return withDeposits(NONE).equals(other.withDeposits(NONE));
    }

    boolean isPortfolio(final int account) {
        return portfolio && account == 1;
    }

    boolean isCross(final int account) {
        return dollars > 0 && account == 1;
    }

    AccountMarginModel model(final int account) {
        if (isCross(account)) {
            return portfolio ? AccountMarginModel.CROSS_PORTFOLIO : AccountMarginModel.CROSS_STANDARD;
        }
        return isPortfolio(account) ? AccountMarginModel.PORTFOLIO : AccountMarginModel.STANDARD;
    }
}
