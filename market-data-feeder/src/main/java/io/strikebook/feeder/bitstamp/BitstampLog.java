package io.strikebook.feeder.bitstamp;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.recorded.GzipLines;

/** Lines as they were received: milliseconds, name of the event, JSON. */
final class BitstampLog extends BitstampLine {
    private static final int PRICE = 0;
    private static final int AMOUNT = 1;
    private static final int ID = 2;
    private static final int ORDER_TYPE = 3;
    private static final JsonNames NAMES = JsonNames.of("price", "amount", "id", "order_type");

    private final DecimalReader decimal = new DecimalReader();
    private final JsonReader json = new JsonReader();

    @Override
    void read(final GzipLines line) throws BadMessageException {
        int space = 0;
        while (space < line.length() && line.text()[space] != ' ') {
            space++;
        }
        require(decimal.readWhole(line.text(), 0, space) && decimal.end() == space, "does not begin with a time");
        timeMs = decimal.value();
        int end = space + 1;
        while (end < line.length() && line.text()[end] != ' ') {
            end++;
        }
        require(end < line.length(), "no event behind the time");
        final String name = line.string(space + 1, end);
        kind = switch (name) {
            case "order_created" -> Kind.CREATED;
            case "order_changed" -> Kind.CHANGED;
            case "order_deleted" -> Kind.DELETED;
            case "trade" -> Kind.TRADE;
            case "order_book" -> Kind.OTHER;
            default -> throw new BadMessageException(FeedErrorKind.UNKNOWN_EVENT, "event of unknown type: " + name);
        };
        if (kind != Kind.OTHER) {
            try {
                readJson(line, end + 1);
            } catch (final MalformedJsonException e) {
                throw new BadMessageException(
                        e.offset() >= line.length() - end - 1 ? FeedErrorKind.TRUNCATED : FeedErrorKind.MALFORMED,
                        "malformed JSON: " + e.getMessage());
            }
        }
        check();
    }

    private void readJson(final GzipLines line, final int start) throws MalformedJsonException, BadMessageException {
        id = 0;
        priceE8 = 0;
        quantityE8 = -1;
        long type = -1;
        json.wrap(line.text(), start, line.length());
        json.beginObject();
        for (int name = json.nextName(NAMES); name != JsonReader.END; name = json.nextName(NAMES)) {
            switch (name) {
                case PRICE -> priceE8 = json.decimalE8();
                case AMOUNT -> quantityE8 = json.decimalE8();
                case ID -> id = json.whole();
                case ORDER_TYPE -> type = json.whole();
                default -> json.skip();
            }
        }
        json.end();
        require(kind == Kind.TRADE || type == 0 || type == 1, "an order that neither buys nor sells");
        bid = type == 0;
    }
}
