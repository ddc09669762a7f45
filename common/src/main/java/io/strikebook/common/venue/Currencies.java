package io.strikebook.common.venue;

import io.strikebook.schemas.Currency;

/** Ledger scale of each currency: how many decimal places its smallest unit has. */
public final class Currencies {
    private Currencies() {}

    /** Decimal places of the ledger. */
    public static int decimals(final Currency currency) {
        return switch (currency) {
            case BTC, ETH -> 8;
            case USDC, USD -> 6;
            default -> throw new IllegalArgumentException("no ledger scale for currency " + currency);
        };
    }

    /** Size of the ledger's smallest unit, 1e-12 of the currency. */
    public static long unitE12(final Currency currency) {
        return decimals(currency) == 8 ? 10_000L : 1_000_000L;
    }
}
