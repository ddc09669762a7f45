package io.strikebook.feeder.bitmex;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * What the names mean: {@code XBTUSD} is the inverse perpetual, {@code XBTU21} an inverse future that expires at 12:00 UTC on the last Friday of
 * its month (F, G, H, J, K, M, N, Q, U, V, X, Z). Contracts are of 1 USD, 100 at least. All others, quanto contracts among them, are no
 * instruments of this venue.
 */
final class BitmexSymbols {
    private static final long E8 = 100_000_000L;
    private static final long MAX_ORDER_LOTS = 1_000_000L;
    private static final String MONTHS = "FGHJKMNQUVXZ";
    private static final int EXPIRY_HOUR_UTC = 12;

    private BitmexSymbols() {}

    /** Terms of a symbol, or null. */
    static InstrumentTerms terms(final String symbol) {
        if (symbol.equals("XBTUSD")) {
            return terms(symbol, InstrumentKind.PERPETUAL, 0);
        }
        if (!symbol.matches("XBT[" + MONTHS + "][0-9]{2}")) {
            return null;
        }
        final LocalDate expiry = LocalDate.of(
                        2000 + Integer.parseInt(symbol.substring(4)), MONTHS.indexOf(symbol.charAt(3)) + 1, 1)
                .with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
        return terms(
                symbol,
                InstrumentKind.FUTURE,
                expiry.atTime(EXPIRY_HOUR_UTC, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L);
    }

    private static InstrumentTerms terms(final String symbol, final InstrumentKind kind, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                kind,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                expiryNs,
                E8 / 2,
                100 * E8,
                MAX_ORDER_LOTS);
    }
}
