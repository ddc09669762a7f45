package io.strikebook.orderflow.load;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import java.util.ArrayList;
import java.util.List;

/** The accounts that a load needs to exist and to be funded before it starts; whoever prepares a home requests them on {@code admin}. */
public final class LoadAccounts {
    /**
     * One account.
     *
     * @param accountId     to create
     * @param name          at most 24 characters
     * @param maxOpenOrders 0: the venue's default
     * @param deposits      to make once
     */
    public record Account(int accountId, String name, int maxOpenOrders, List<Funding> deposits) {}

    /**
     * One deposit.
     *
     * @param currency of the deposit
     * @param amount   positive, in the smallest unit of the currency
     */
    public record Funding(Currency currency, long amount) {}

    private LoadAccounts() {}

    /** Makers, then takers, then clients, in the order of their ids; each one gets the configured deposit in each of the currencies. */
    public static List<Account> of(final LoadConfig config, final List<Currency> currencies) {
        final List<Account> accounts = new ArrayList<>();
        final List<Funding> deposits = currencies.stream()
                .map(currency -> new Funding(currency, amount(config, currency)))
                .toList();
        for (int i = 0; i < config.accounts(); i++) {
            accounts.add(new Account(config.firstAccountId() + i, name(config, i), 0, deposits));
        }
        return accounts;
    }

    private static String name(final LoadConfig config, final int account) {
        if (account < config.makers()) {
            return "maker-" + (account + 1);
        }
        final int behindMakers = account - config.makers();
        return behindMakers < config.takers()
                ? "taker-" + (behindMakers + 1)
                : "client-" + (behindMakers - config.takers() + 1);
    }

    /** The same number of whole units in each currency, whatever its ledger's scale. */
    private static long amount(final LoadConfig config, final Currency currency) {
        return Math.max(1, config.deposit() / (Currencies.unitE12(currency) / Currencies.unitE12(Currency.BTC)));
    }
}
