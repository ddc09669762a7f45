package io.strikebook.common.instrument;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import java.math.BigInteger;

/**
 * What spot can be listed: a coin that accounts have wallets in, against a dollar. A lot, and a lot at any price on the grid, are whole
 * numbers of the ledgers' smallest units, so that what is exchanged is never rounded: both sides move the same amounts, and parts of an
 * order come to what the whole would. Stateless; allocates, since listing is rare.
 */
final class SpotRules {
    private static final Currency[] CURRENCIES = {Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD};

    /** What is at 1e-16, or at 1e-8, in units of 1e-12: divided by this, or multiplied with it. */
    private static final long E4 = 10_000L;

    private SpotRules() {}

    /** The currency with a code, or {@code NULL_VAL}. */
    static Currency baseCurrency(final String code) {
        for (final Currency currency : CURRENCIES) {
            if (currency.name().equals(code)) {
                return currency;
            }
        }
        return Currency.NULL_VAL;
    }

    /** Why there is no spot of such a kind, or null. */
    static String problem(final InstrumentTerms terms) {
        final Currency base = terms.baseCurrency();
        final Currency quote = terms.settlementCurrency();
        if (base == Currency.NULL_VAL) {
            return "there are no wallets in the base currency " + terms.underlying();
        }
        if (quote != Currency.USDC && quote != Currency.USD) {
            return "the quote currency of spot is USDC or USD, not " + quote;
        }
        if (base == quote) {
            return "base and quote currency are both " + base;
        }
        if (terms.style() != ContractStyle.LINEAR) {
            return "style " + terms.style() + " does not fit spot, which is linear";
        }
        if (terms.optionType() != OptionType.NONE) {
            return "optionType " + terms.optionType() + " does not fit spot";
        }
        if (terms.strikeE8() != 0) {
            return "strikeE8 " + terms.strikeE8() + " does not fit spot";
        }
        return terms.expiryNs() == 0
                ? null
                : "expiryNs " + terms.expiryNs() + " does not fit spot, which never expires";
    }

    /** Whether amounts of both currencies are whole numbers of what their ledgers count in. */
    static boolean isExact(final InstrumentTerms terms) {
        final BigInteger lot = BigInteger.valueOf(terms.lotSizeE8());
        final BigInteger step = lot.multiply(BigInteger.valueOf(terms.tickSizeE8()));
        return isWhole(lot.multiply(BigInteger.valueOf(E4)), Currencies.unitE12(terms.baseCurrency()))
                && isWhole(step, Currencies.unitE12(terms.settlementCurrency()) * E4);
    }

    private static boolean isWhole(final BigInteger amount, final long unit) {
        return amount.mod(BigInteger.valueOf(unit)).signum() == 0;
    }
}
