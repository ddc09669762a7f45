package io.strikebook.feeder.binance;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.venue.SpotTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * The three markets of the venue. Inverse contracts (coin-margined) are of 100 USD for BTC and 10 USD for others. Linear ones are quoted
 * in USDT, for which the venue's settlement currency USDC stands in. Spot is described, and cannot be listed.
 */
public enum BinanceMarket {
    /** USDT-margined futures: each update names the one before. */
    USDM,
    /** Coin-margined futures: each update names the one before. */
    COINM,
    /** Spot: update ids are dense. */
    SPOT;

    private static final List<String> QUOTES =
            List.of("FDUSD", "USDT", "USDC", "TUSD", "BUSD", "BTC", "ETH", "BNB", "EUR", "TRY");
    private static final long E8 = 100_000_000L;
    private static final long MAX_ORDER_LOTS = 1_000_000L;

    /** Whether an update names the last id of the update before it. */
    boolean chainsUpdates() {
        return this != SPOT;
    }

    /** Whether a depth update holds nothing that a snapshot does not have already. */
    boolean isCovered(final long lastUpdateId, final long snapshotId) {
        return chainsUpdates() ? lastUpdateId < snapshotId : lastUpdateId <= snapshotId;
    }

    /** The underlying that a symbol begins with, or null. */
    static Underlying underlying(final String symbol, final List<Underlying> underlyings) {
        for (final Underlying underlying : underlyings) {
            if (symbol.startsWith(underlying.code() + "USD")) {
                return underlying;
            }
        }
        return null;
    }

    /** Whether a symbol's prices are in dollars, or in what is worth one. */
    static boolean isInDollars(final String symbol, final Underlying underlying) {
        if (underlying == null) {
            return false;
        }
        final String quote = symbol.substring(underlying.code().length());
        return SpotTerms.isDollar(quote) || quote.startsWith("USD_");
    }

    /** Terms of a spot symbol, or null where it ends with no currency that is known to be one. */
    static InstrumentTerms spotTerms(final String symbol) {
        for (final String quote : QUOTES) {
            if (symbol.endsWith(quote)) {
                return SpotTerms.of(symbol, symbol.substring(0, symbol.length() - quote.length()), quote);
            }
        }
        return null;
    }

    /** Terms of a contract on an underlying. */
    InstrumentTerms terms(final String symbol, final String underlying) {
        final boolean bitcoin = "BTC".equals(underlying);
        final long expiryNs = expiryNs(symbol);
        final boolean inverse = this == COINM;
        return new InstrumentTerms(
                symbol,
                underlying,
                expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR,
                inverse ? DeribitSymbols.currency(underlying) : Currency.USDC,
                0,
                expiryNs,
                bitcoin ? E8 / 10 : E8 / 100,
                inverse ? (bitcoin ? 100 * E8 : 10 * E8) : E8 / 1_000,
                MAX_ORDER_LOTS);
    }

    /** Expiry out of {@code BTCUSD_240927}; 0 for a perpetual. */
    private static long expiryNs(final String symbol) {
        final int underscore = symbol.indexOf('_');
        if (underscore < 0 || symbol.endsWith("_PERP")) {
            return 0;
        }
        final String date = symbol.substring(underscore + 1);
        try {
            final int number = Integer.parseInt(date);
            return DeribitSymbols.expiryNs(LocalDate.of(2000 + number / 10_000, number / 100 % 100, number % 100));
        } catch (final NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("not an expiry: " + date + " in " + symbol, e);
        }
    }
}
