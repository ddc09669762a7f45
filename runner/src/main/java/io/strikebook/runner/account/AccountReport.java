package io.strikebook.runner.account;

import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.AccountStanding;
import java.util.List;

/**
 * An account after a command.
 *
 * @param killed     whether a kill switch of its own or of its group is on
 * @param riskGroup  0 for none
 * @param openOrders resting, waiting and in flight
 * @param wallets    those that it ever had something in
 * @param cross      where one margin is over all of them, else null
 */
public record AccountReport(
        int accountId,
        AccountStanding standing,
        boolean killed,
        int riskGroup,
        AccountMarginModel model,
        int openOrders,
        List<WalletReport> wallets,
        CrossReport cross) {}
