package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Instruments that the venue says it has: answers of {@code public/get_instruments}, and the channels that it confirmed. Step and least amount
 * of an instrument are the answer's, all else is in its name.
 */
final class DeribitListing {
    private static final long NONE = JsonReader.NONE;
    private static final int NAME = 0;
    private static final int TICK = 1;
    private static final int LEAST_AMOUNT = 2;
    private static final JsonNames NAMES = JsonNames.of("instrument_name", "tick_size", "min_trade_amount");

    private final Map<String, InstrumentTerms> terms = new HashMap<>();
    private final List<String> named = new ArrayList<>();
    private final Map<String, InstrumentTerms> described = new HashMap<>();

    void clear() {
        if (!named.isEmpty()) {
            named.clear();
            described.clear();
        }
    }

    /** Reads a result: one of strings names channels, one of objects describes instruments, any other is passed over. */
    void read(final JsonReader reader) throws MalformedJsonException {
        if (!reader.isArray()) {
            reader.skip();
            return;
        }
        reader.beginArray();
        while (reader.nextElement()) {
            if (reader.isObject()) {
                instrument(reader);
            } else {
                reader.string();
                channel(reader.stringText());
            }
        }
    }

    /** Takes what was read, once the whole message could be. Returns the names. */
    List<String> take() {
        terms.putAll(described);
        return named;
    }

    /** Terms of an instrument, or null where this venue cannot list it. */
    InstrumentTerms terms(final String symbol) {
        return terms.containsKey(symbol) ? terms.get(symbol) : parse(symbol);
    }

    /** The instrument of {@code ticker.BTC-PERPETUAL.raw}; channels of whole kinds and of indices name none. */
    private void channel(final String channel) {
        final String[] parts = channel.split("\\.", -1);
        if (parts.length > 1 && parts[1].indexOf('-') > 0) {
            named.add(parts[1]);
        }
    }

    private void instrument(final JsonReader reader) throws MalformedJsonException {
        String symbol = null;
        long tickE8 = NONE;
        long leastAmountE8 = NONE;
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            switch (name) {
                case NAME -> {
                    reader.string();
                    symbol = reader.stringText();
                }
                case TICK -> tickE8 = reader.decimalE8();
                case LEAST_AMOUNT -> leastAmountE8 = reader.decimalE8();
                default -> reader.skip();
            }
        }
        if (symbol != null) {
            named.add(symbol);
            described.put(symbol, withSteps(parse(symbol), tickE8, leastAmountE8));
        }
    }

    private static InstrumentTerms withSteps(final InstrumentTerms named, final long tickE8, final long leastAmountE8) {
        if (named == null) {
            return null;
        }
        final InstrumentTerms terms = new InstrumentTerms(
                named.symbol(),
                named.underlying(),
                named.kind(),
                named.optionType(),
                named.style(),
                named.settlementCurrency(),
                named.strikeE8(),
                named.expiryNs(),
                tickE8 > 0 ? tickE8 : named.tickSizeE8(),
                leastAmountE8 > 0 ? leastAmountE8 : named.lotSizeE8(),
                named.maxOrderLots());
        return terms.problem() == null ? terms : null;
    }

    private static InstrumentTerms parse(final String symbol) {
        try {
            final InstrumentTerms terms = DeribitSymbols.parse(symbol);
            return terms.problem() == null ? terms : null;
        } catch (final IllegalArgumentException e) {
            return null;
        }
    }
}
