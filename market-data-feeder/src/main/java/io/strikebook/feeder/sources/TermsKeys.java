package io.strikebook.feeder.sources;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.recordings.View;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Keys that say what a recording of single orders is about, where its files do not: {@code venue}, {@code symbol}, {@code underlying},
 * {@code tick}, and for a dated future {@code expiry} and {@code multiplier}. Without an expiry it is spot. All is in dollars.
 */
final class TermsKeys {
    static final long E8 = 100_000_000L;

    private static final int E8_PLACES = 8;
    private static final int LONGEST_CODE = 8;
    private static final int LONGEST_SYMBOL = 32;
    private static final long MAX_ORDER_LOTS = 1_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;

    private TermsKeys() {}

    /** Reads them; what is absent is as given, where there is something. */
    static RecordedInstrument read(
            final ConfigSection config,
            final String venue,
            final String symbol,
            final String underlying,
            final String tick,
            final long dayStartNs,
            final long unitE8,
            final View view) {
        final String chosenSymbol = name(config, "symbol", symbol, LONGEST_SYMBOL);
        final long expiryNs = expiryNs(config);
        final InstrumentTerms terms = new InstrumentTerms(
                chosenSymbol,
                name(config, "underlying", underlying, LONGEST_CODE),
                expiryNs == 0 ? InstrumentKind.SPOT : InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USD,
                0,
                expiryNs,
                decimalE8(config, "tick", tick),
                decimalE8(config, "multiplier", "1"),
                MAX_ORDER_LOTS);
        return new RecordedInstrument(name(config, "venue", venue, LONGEST_CODE), terms, dayStartNs, unitE8, view);
    }

    private static String name(
            final ConfigSection config, final String key, final String byDefault, final int longest) {
        final String name = config.getString(key, byDefault);
        if (!name.matches("[!-~]{1," + longest + "}")) {
            throw config.refuse(key, "'" + name + "': 1 to " + longest + " printable characters are needed");
        }
        return name;
    }

    private static long decimalE8(final ConfigSection config, final String key, final String byDefault) {
        final String text = config.getString(key, byDefault);
        try {
            final long value = new BigDecimal(text).movePointRight(E8_PLACES).longValueExact();
            if (value > 0 && value <= Long.MAX_VALUE / MAX_ORDER_LOTS) {
                return value;
            }
        } catch (final NumberFormatException | ArithmeticException e) {
            throw config.refuse(key, "'" + text + "' is no number of at most eight decimal places");
        }
        throw config.refuse(key, "'" + text + "' is not positive, or too large");
    }

    private static long expiryNs(final ConfigSection config) {
        final String text = config.getString("expiry", "");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Math.multiplyExact(Instant.parse(text).getEpochSecond(), NS_PER_S);
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw config.refuse("expiry", "'" + text + "' is no time like 2024-03-15T13:30:00Z");
        }
    }
}
