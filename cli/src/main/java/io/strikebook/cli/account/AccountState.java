package io.strikebook.cli.account;

import io.strikebook.runner.OrderOutcome;
import io.strikebook.runner.account.AccountReport;
import io.strikebook.runner.whatif.LiquidationPrice;
import io.strikebook.schemas.Currency;
import java.util.List;
import java.util.Map;

/**
 * All that is said of an account.
 *
 * @param sequence    the command that it is as of
 * @param timestampNs that command's time
 * @param marksEpoch  the marks that it was decided on
 * @param liquidation by settlement currency
 * @param outcomes    what became of the orders that were tried, in turn
 * @param after       the account after them; null where none was tried
 */
record AccountState(
        long sequence,
        long timestampNs,
        long marksEpoch,
        List<String> underlyings,
        AccountReport now,
        Map<Currency, List<LiquidationPrice>> liquidation,
        List<OrderOutcome> outcomes,
        AccountReport after,
        Map<Currency, List<LiquidationPrice>> liquidationAfter) {}
