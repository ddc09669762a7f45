package io.strikebook.feeder.binance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.Decimals;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.BadLineException;
import java.io.IOException;

/**
 * One message, parsed: every field of the streams and of the REST snapshot that we use; others are passed over. A stream wraps its message
 * in {@code data}, the snapshot does not. Refilled for every line.
 */
final class BinanceMessage {
    static final long NONE = MarketDataListener.NONE;

    final BookLevels levels = new BookLevels();
    String eventType;
    String symbol;
    long eventTimeMs;
    long transactionTimeMs;
    long firstUpdateId;
    long lastUpdateId;
    long previousUpdateId;
    long snapshotId;
    long tradeId;
    long bidE8;
    long bidQuantityE8;
    long askE8;
    long askQuantityE8;
    long priceE8;
    long quantityE8;
    boolean buyerIsMaker;
    boolean hasMaker;
    boolean hasBids;
    boolean hasAsks;

    private final JsonFactory factory = new JsonFactory();

    /** Parses {@code text[start, end)}. */
    void parse(final char[] text, final int start, final int end) throws BadLineException {
        clear();
        try (JsonParser parser = factory.createParser(text, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLineException("not a JSON object");
            }
            object(parser, true);
            if (parser.nextToken() != null) {
                throw new BadLineException("text after the JSON object");
            }
        } catch (final JacksonException e) {
            throw new BadLineException("malformed JSON: " + e.getOriginalMessage());
        } catch (final IOException e) {
            throw new BadLineException("malformed JSON: " + e.getMessage());
        }
    }

    /** Time of the exchange, nanoseconds since the epoch, or none. */
    long exchangeTimeNs() {
        final long timeMs = transactionTimeMs != NONE ? transactionTimeMs : eventTimeMs;
        return timeMs == NONE || timeMs > Long.MAX_VALUE / 1_000_000L ? NONE : timeMs * 1_000_000L;
    }

    private void clear() {
        levels.clear();
        eventType = null;
        symbol = null;
        eventTimeMs = NONE;
        transactionTimeMs = NONE;
        firstUpdateId = NONE;
        lastUpdateId = NONE;
        previousUpdateId = NONE;
        snapshotId = NONE;
        tradeId = NONE;
        bidE8 = NONE;
        bidQuantityE8 = NONE;
        askE8 = NONE;
        askQuantityE8 = NONE;
        priceE8 = NONE;
        quantityE8 = NONE;
        buyerIsMaker = false;
        hasMaker = false;
        hasBids = false;
        hasAsks = false;
    }

    private void object(final JsonParser parser, final boolean outer) throws IOException, BadLineException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            final JsonToken value = parser.nextToken();
            if (outer && "data".equals(name) && value == JsonToken.START_OBJECT) {
                object(parser, false);
            } else {
                field(name, value, parser);
            }
        }
    }

    private void field(final String name, final JsonToken value, final JsonParser parser)
            throws IOException, BadLineException {
        switch (name) {
            case "e" -> eventType = parser.getText();
            case "s", "symbol" -> symbol = parser.getText();
            case "E" -> eventTimeMs = whole(name, value, parser);
            case "T" -> transactionTimeMs = whole(name, value, parser);
            case "U" -> firstUpdateId = whole(name, value, parser);
            case "u" -> lastUpdateId = whole(name, value, parser);
            case "pu" -> previousUpdateId = whole(name, value, parser);
            case "lastUpdateId" -> snapshotId = whole(name, value, parser);
            case "t" -> tradeId = whole(name, value, parser);
            case "p" -> priceE8 = decimal(name, value, parser);
            case "q" -> quantityE8 = decimal(name, value, parser);
            case "B" -> bidQuantityE8 = decimal(name, value, parser);
            case "A" -> askQuantityE8 = decimal(name, value, parser);
            case "m" -> {
                buyerIsMaker = value == JsonToken.VALUE_TRUE;
                hasMaker = value.isBoolean();
            }
            case "b", "bids" -> {
                if (value == JsonToken.START_ARRAY) {
                    hasBids = true;
                    levels(true, parser);
                } else {
                    bidE8 = decimal(name, value, parser);
                }
            }
            case "a", "asks" -> {
                if (value == JsonToken.START_ARRAY) {
                    hasAsks = true;
                    levels(false, parser);
                } else {
                    askE8 = decimal(name, value, parser);
                }
            }
            default -> parser.skipChildren();
        }
    }

    private void levels(final boolean bid, final JsonParser parser) throws IOException, BadLineException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new BadLineException("a level is not an array");
            }
            final long levelPriceE8 = decimal("price of a level", parser.nextToken(), parser);
            final long levelQuantityE8 = decimal("quantity of a level", parser.nextToken(), parser);
            if (levelPriceE8 == 0) {
                throw new BadLineException("a level's price is 0");
            }
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw new BadLineException("a level has more than price and quantity");
            }
            levels.add(bid, levelPriceE8, levelQuantityE8);
        }
    }

    private static long whole(final String name, final JsonToken value, final JsonParser parser)
            throws IOException, BadLineException {
        final long number = value == JsonToken.VALUE_NUMBER_INT
                ? Decimals.parseWhole(
                        parser.getTextCharacters(),
                        parser.getTextOffset(),
                        parser.getTextOffset() + parser.getTextLength())
                : Decimals.MALFORMED;
        if (number == Decimals.MALFORMED) {
            throw new BadLineException(name + " is not a whole number: " + parser.getText());
        }
        return number;
    }

    private static long decimal(final String name, final JsonToken value, final JsonParser parser)
            throws IOException, BadLineException {
        final long number = value != null && value.isScalarValue()
                ? Decimals.parseE8(
                        parser.getTextCharacters(),
                        parser.getTextOffset(),
                        parser.getTextOffset() + parser.getTextLength())
                : Decimals.MALFORMED;
        if (number == Decimals.MALFORMED) {
            throw new BadLineException(name + " is not a number: " + parser.getText());
        }
        if (number < 0) {
            throw new BadLineException(name + " is negative: " + parser.getText());
        }
        return number;
    }
}
