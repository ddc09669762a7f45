package io.strikebook.feeder.binance;

import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the list of a market's symbols, which is asked for over REST. */
final class ExchangeInfo {
    private static final int SYMBOLS = 0;
    private static final int SYMBOL = 1;
    private static final JsonNames NAMES = JsonNames.of("symbols", "symbol");

    private final JsonReader reader = new JsonReader();

    /** Gives every symbol, if the whole answer can be read. */
    void read(final byte[] text, final int start, final int end, final Consumer<String> listed)
            throws MalformedJsonException {
        final List<String> symbols = new ArrayList<>();
        reader.wrap(text, start, end);
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            if (name == SYMBOLS) {
                reader.beginArray();
                while (reader.nextElement()) {
                    symbol(symbols);
                }
            } else {
                reader.skip();
            }
        }
        reader.end();
        symbols.forEach(listed);
    }

    private void symbol(final List<String> symbols) throws MalformedJsonException {
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            if (name == SYMBOL) {
                reader.string();
                symbols.add(reader.stringText());
            } else {
                reader.skip();
            }
        }
    }
}
