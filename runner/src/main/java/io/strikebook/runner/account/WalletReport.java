package io.strikebook.runner.account;

import io.strikebook.schemas.Currency;
import java.util.List;

/**
 * An account in one settlement currency; amounts are 1e-12 of it. Where one margin is over all currencies, see {@link CrossReport}, margins
 * here are what standard margin asks for in this one, without orders, and available is what is left of all in this one.
 *
 * @param unrealisedE12  profit of futures that is not cash yet
 * @param optionsE12     value of options
 * @param equityE12      cash and both
 * @param balanceE12     what margin is compared with: equity, or under standard margin without the options
 * @param positionsE12   initial margin of the positions
 * @param ordersE12      what open orders add at their worst, as the pre-trade checks count them
 * @param protectionE12  held for groups of quotes
 * @param spotE12        held for orders in spot, which pay this currency
 * @param initialE12     initial margin: the four above
 * @param maintenanceE12 maintenance margin
 * @param availableE12   what a new order could use: less than balance less initial margin by what is kept free for marks
 *                       that moved since margin's last report
 * @param legs           under portfolio margin, else empty
 */
public record WalletReport(
        Currency currency,
        long cashE12,
        long unrealisedE12,
        long optionsE12,
        long equityE12,
        long balanceE12,
        long positionsE12,
        long ordersE12,
        long protectionE12,
        long spotE12,
        long initialE12,
        long maintenanceE12,
        long availableE12,
        boolean belowInitial,
        boolean belowMaintenance,
        List<PositionReport> positions,
        List<LegReport> legs) {}
