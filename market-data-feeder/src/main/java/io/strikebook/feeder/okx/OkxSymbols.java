package io.strikebook.feeder.okx;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.SpotTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * What the names mean: {@code BTC-USDT} spot, {@code BTC-USD-SWAP} an inverse perpetual, {@code BTC-USDT-SWAP} a linear one,
 * {@code BTC-USD-220527} a future that expires at 08:00 UTC. Inverse contracts are of 100 USD for BTC and 10 USD for others, linear ones of 0.01
 * BTC and 0.1 of others; for USDT stands USDC, which this venue settles in. Options and all else are numbered, not described.
 */
final class OkxSymbols {
    private static final long E8 = 100_000_000L;
    private static final long MAX_ORDER_LOTS = 1_000_000L;

    private OkxSymbols() {}

    static OkxInstrument instrument(final String symbol, final FeedContext context) {
        final String[] parts = symbol.split("-", -1);
        final Underlying underlying = context.underlying(parts[0]);
        if (parts.length == 2) {
            return new OkxInstrument(
                    symbol, SpotTerms.of(symbol, parts[0], parts[1]), SpotTerms.isDollar(parts[1]) ? underlying : null);
        }
        if (underlying == null || parts.length != 3 || !SpotTerms.isDollar(parts[1])) {
            return new OkxInstrument(symbol, null, null);
        }
        return new OkxInstrument(symbol, terms(symbol, parts, "USD".equals(parts[1])), null);
    }

    private static InstrumentTerms terms(final String symbol, final String[] parts, final boolean inverse) {
        final boolean perpetual = "SWAP".equals(parts[2]);
        final long expiryNs = perpetual ? 0 : expiryNs(parts[2]);
        final boolean bitcoin = "BTC".equals(parts[0]);
        if (!perpetual && expiryNs == 0 || !bitcoin && !"ETH".equals(parts[0])) {
            return null;
        }
        final InstrumentTerms terms = new InstrumentTerms(
                symbol,
                parts[0],
                perpetual ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR,
                inverse ? DeribitSymbols.currency(parts[0]) : Currency.USDC,
                0,
                expiryNs,
                bitcoin ? E8 / 10 : E8 / 100,
                inverse ? (bitcoin ? 100 * E8 : 10 * E8) : bitcoin ? E8 / 100 : E8 / 10,
                MAX_ORDER_LOTS);
        return terms.problem() == null ? terms : null;
    }

    /** Expiry out of {@code 220527}; 0 where it is none. */
    private static long expiryNs(final String date) {
        if (date.length() != 6) {
            return 0;
        }
        try {
            final int number = Integer.parseInt(date);
            return DeribitSymbols.expiryNs(LocalDate.of(2000 + number / 10_000, number / 100 % 100, number % 100));
        } catch (final NumberFormatException | DateTimeException e) {
            return 0;
        }
    }
}
