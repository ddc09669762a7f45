package io.strikebook.feeder.venue;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.Map;
import java.util.Set;

/**
 * Descriptions of an asset itself as it trades on an outside venue: never listed here, and so on no grid of prices. Prices in dollars, or in
 * what is worth one, settle in dollars; of others the currency is not said.
 */
public final class SpotTerms {
    private static final long E8 = 100_000_000L;
    private static final int LONGEST_CODE = 8;
    private static final int LONGEST_SYMBOL = 32;
    private static final Map<String, String> CODES = Map.of("XBT", "BTC", "XDG", "DOGE");
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    private SpotTerms() {}

    /** Whether prices in a currency are those in dollars. */
    public static boolean isDollar(final String quote) {
        return DOLLARS.contains(quote);
    }

    /** The usual code of an asset that a venue may call otherwise. */
    public static String code(final String base) {
        return CODES.getOrDefault(base, base);
    }

    /** Terms of a pair, or null where its names are too long to be told. */
    public static InstrumentTerms of(final String symbol, final String base, final String quote) {
        if (base.isEmpty() || base.length() > LONGEST_CODE || symbol.length() > LONGEST_SYMBOL) {
            return null;
        }
        return new InstrumentTerms(
                symbol,
                code(base),
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                isDollar(quote) ? Currency.USD : Currency.NULL_VAL,
                0,
                0,
                1,
                E8,
                1_000_000);
    }
}
