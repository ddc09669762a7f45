package io.strikebook.feeder;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Instruments named as on Deribit ({@code BTC-PERPETUAL}, {@code BTC-28JUN24}, {@code BTC-28JUN24-60000-C}), inverse, with that venue's tick
 * and contract sizes. Options tick at 0.0001 coin at every price; Deribit's coarser 0.0005 step above 0.005 is left out.
 */
public final class DeribitSymbols {
    private static final long E8 = 100_000_000L;
    private static final int E8_PLACES = 8;
    private static final long OPTION_TICK_E8 = E8 / 10_000;
    private static final int EXPIRY_HOUR_UTC = 8;
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private DeribitSymbols() {}

    /** The perpetual of an underlying. */
    public static InstrumentTerms perpetual(final String underlying) {
        return future(underlying + "-PERPETUAL", underlying, InstrumentKind.PERPETUAL, 0);
    }

    /** A dated future, expiring at 08:00 UTC of its date. */
    public static InstrumentTerms future(final String underlying, final LocalDate expiry) {
        return future(underlying + "-" + date(expiry), underlying, InstrumentKind.FUTURE, expiryNs(expiry));
    }

    /** An option, expiring at 08:00 UTC of its date. */
    public static InstrumentTerms option(
            final String underlying, final LocalDate expiry, final long strikeE8, final boolean call) {
        final String symbol = underlying + "-" + date(expiry) + "-" + strike(strikeE8) + (call ? "-C" : "-P");
        final boolean bitcoin = currency(underlying) == Currency.BTC;
        return new InstrumentTerms(
                symbol,
                underlying,
                InstrumentKind.OPTION,
                call ? OptionType.CALL : OptionType.PUT,
                ContractStyle.INVERSE,
                currency(underlying),
                strikeE8,
                expiryNs(expiry),
                OPTION_TICK_E8,
                bitcoin ? E8 / 10 : E8,
                bitcoin ? 100_000 : 200_000);
    }

    /**
     * Terms of a name.
     *
     * @throws IllegalArgumentException where the name is none of the three forms, or its underlying is neither BTC nor ETH
     */
    public static InstrumentTerms parse(final String symbol) {
        final String[] parts = symbol.split("-", -1);
        if (parts.length == 2 && "PERPETUAL".equals(parts[1])) {
            return perpetual(parts[0]);
        }
        if (parts.length == 2) {
            return future(parts[0], parseDate(parts[1], symbol));
        }
        if (parts.length == 4 && ("C".equals(parts[3]) || "P".equals(parts[3]))) {
            final long strikeE8 = strikeE8(parts[2]);
            if (strikeE8 > 0) {
                return option(parts[0], parseDate(parts[1], symbol), strikeE8, "C".equals(parts[3]));
            }
        }
        throw new IllegalArgumentException("not an instrument name: " + symbol);
    }

    /** 08:00 UTC of a date, nanoseconds since the epoch. */
    public static long expiryNs(final LocalDate date) {
        return date.atTime(EXPIRY_HOUR_UTC, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    }

    /** Settlement currency of an inverse instrument. */
    public static Currency currency(final String underlying) {
        return switch (underlying) {
            case "BTC" -> Currency.BTC;
            case "ETH" -> Currency.ETH;
            default -> throw new IllegalArgumentException("no settlement currency for underlying " + underlying);
        };
    }

    private static InstrumentTerms future(
            final String symbol, final String underlying, final InstrumentKind kind, final long expiryNs) {
        final boolean bitcoin = currency(underlying) == Currency.BTC;
        return new InstrumentTerms(
                symbol,
                underlying,
                kind,
                OptionType.NONE,
                ContractStyle.INVERSE,
                currency(underlying),
                0,
                expiryNs,
                bitcoin ? E8 / 2 : E8 / 20,
                bitcoin ? 10 * E8 : E8,
                bitcoin ? 1_000_000 : 10_000_000);
    }

    private static String date(final LocalDate date) {
        return String.format(
                Locale.ROOT,
                "%d%s%02d",
                date.getDayOfMonth(),
                MONTHS.get(date.getMonthValue() - 1),
                date.getYear() % 100);
    }

    private static LocalDate parseDate(final String text, final String symbol) {
        final int length = text.length();
        if (length == 6 || length == 7) {
            final int month = MONTHS.indexOf(text.substring(length - 5, length - 2)) + 1;
            try {
                return LocalDate.of(
                        2000 + Integer.parseInt(text.substring(length - 2)),
                        month,
                        Integer.parseInt(text.substring(0, length - 5)));
            } catch (final NumberFormatException | DateTimeException e) {
                throw new IllegalArgumentException("not an expiry: " + text + " in " + symbol, e);
            }
        }
        throw new IllegalArgumentException("not an expiry: " + text + " in " + symbol);
    }

    /** A strike of a name, or 0 where it is none. */
    private static long strikeE8(final String text) {
        try {
            return new BigDecimal(text.replace('d', '.'))
                    .movePointRight(E8_PLACES)
                    .longValueExact();
        } catch (final NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }

    private static String strike(final long strikeE8) {
        if (strikeE8 % E8 == 0) {
            return Long.toString(strikeE8 / E8);
        }
        final String fraction =
                String.format(Locale.ROOT, "%08d", strikeE8 % E8).replaceAll("0+$", "");
        return strikeE8 / E8 + "d" + fraction;
    }
}
