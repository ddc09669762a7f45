package io.strikebook.feeder.bitstamp;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.CsvColumns;
import io.strikebook.feeder.recorded.GzipLines;
import java.util.List;

/** Rows of single orders; volume is in 1e-8 coins. */
final class BitstampTable extends BitstampLine {
    private static final List<String> HEADER =
            List.of("id", "timestamp", "exchange.timestamp", "price", "volume", "action", "direction");

    private final CsvColumns columns;
    private final DecimalReader decimal = new DecimalReader();

    BitstampTable(final GzipLines lines) {
        columns = new CsvColumns(lines, HEADER);
    }

    @Override
    void read(final GzipLines line) throws BadMessageException {
        columns.split(line);
        final String action = columns.string(line, columns.index("action"));
        kind = switch (action) {
            case "created" -> Kind.CREATED;
            case "changed" -> Kind.CHANGED;
            case "deleted" -> Kind.DELETED;
            default -> throw new BadMessageException("unknown action " + action);
        };
        final String direction = columns.string(line, columns.index("direction"));
        require("bid".equals(direction) || "ask".equals(direction), "unknown direction " + direction);
        bid = "bid".equals(direction);
        id = whole(line, "id");
        timeMs = whole(line, "timestamp");
        quantityE8 = whole(line, "volume");
        final int price = columns.index("price");
        require(
                decimal.readE8(line.text(), columns.start(price), columns.end(price))
                        && decimal.end() == columns.end(price),
                "price is no number");
        priceE8 = decimal.value();
        check();
    }

    private long whole(final GzipLines line, final String name) throws BadMessageException {
        final int column = columns.index(name);
        final boolean read = decimal.readWhole(line.text(), columns.start(column), columns.end(column));
        require(read && decimal.end() == columns.end(column), name + " is no whole number that is not negative");
        return decimal.value();
    }
}
