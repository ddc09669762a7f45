package io.strikebook.feeder.binance;

import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings of a field that has the same few ones again and again: made when they first come. */
final class RepeatedText {
    private static final int KEPT = 8;

    private final byte[][] bytes = new byte[KEPT][];
    private final String[] texts = new String[KEPT];
    private int kept;

    /** The string that comes next. */
    String next(final JsonReader reader) throws MalformedJsonException {
        reader.string();
        for (int i = 0; i < kept; i++) {
            if (Arrays.equals(bytes[i], 0, bytes[i].length, reader.text(), reader.stringStart(), reader.stringEnd())) {
                return texts[i];
            }
        }
        final String text = reader.stringText();
        if (kept < KEPT) {
            bytes[kept] = text.getBytes(StandardCharsets.UTF_8);
            texts[kept++] = text;
        }
        return text;
    }
}
