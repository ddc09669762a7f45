package io.strikebook.feeder.live;

import io.strikebook.feeder.TestData;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A venue out of a recorded day of Binance: it has a book, which each message of the recording changes when the venue comes to it, whether or not
 * anybody was told, and it gives snapshots of that book as it is when asked. Every state its book ever had is remembered, by hash. Used by the server's thread; what the
 * test's thread reads was written before the recording was played to its end.
 */
final class DepthVenue {
    private static final int NAME_DATA = 0;
    private static final int NAME_TYPE = 1;
    private static final int NAME_LAST = 2;
    private static final int NAME_SNAPSHOT = 3;
    private static final JsonNames NAMES = JsonNames.of("data", "e", "u", "lastUpdateId", "b", "bids", "a", "asks");
    private static final int BIDS = 4;
    private static final int BIDS_OF_SNAPSHOT = 5;
    private static final int ASKS = 6;
    private static final int ASKS_OF_SNAPSHOT = 7;

    final List<String> messages = new ArrayList<>();
    final LevelMap book = new LevelMap();
    private final Set<Long> hashes = new HashSet<>();
    private final JsonReader reader = new JsonReader();
    private int next;
    private long lastUpdateId;
    private boolean depth;

    /** Begins with the recording's snapshot; messages before it are left out. */
    DepthVenue(final String capture, final int count) {
        final Path file = TestData.find(capture);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            boolean begun = false;
            for (String line = lines.readLine(); line != null && messages.size() < count; line = lines.readLine()) {
                final String text = line.substring(line.indexOf('{'));
                if (text.startsWith("{\"lastUpdateId\"")) {
                    apply(text);
                    begun = true;
                } else if (begun) {
                    messages.add(text);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAtEnd() {
        return next == messages.size();
    }

    int position() {
        return next;
    }

    /** The next message, which has happened now. */
    String next() {
        final String text = messages.get(next++);
        apply(text);
        return text;
    }

    /** Whether the message that came last changed the book. */
    boolean wasDepth() {
        return depth;
    }

    synchronized boolean had(final long hash) {
        return hashes.contains(hash);
    }

    /** The book as it is, in the venue's form. */
    String snapshot() {
        return "{\"lastUpdateId\":" + lastUpdateId + ",\"bids\":" + side(true) + ",\"asks\":" + side(false) + "}";
    }

    private String side(final boolean bid) {
        final StringBuilder text = new StringBuilder("[");
        for (final Map.Entry<Long, Long> level : book.sorted(bid).entrySet()) {
            text.append(text.length() > 1 ? "," : "")
                    .append("[\"")
                    .append(decimal(level.getKey()))
                    .append("\",\"")
                    .append(decimal(level.getValue()))
                    .append("\"]");
        }
        return text.append(']').toString();
    }

    private static String decimal(final long valueE8) {
        return BigDecimal.valueOf(valueE8, 8).toPlainString();
    }

    private synchronized void apply(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try {
            reader.wrap(Arrays.copyOf(bytes, bytes.length + JsonReader.SLACK), 0, bytes.length);
            depth = false;
            object();
        } catch (final MalformedJsonException e) {
            throw new IllegalStateException(text, e);
        }
        hashes.add(book.hash());
    }

    private void object() throws MalformedJsonException {
        final long before = lastUpdateId;
        long updateId = before;
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            switch (name) {
                case NAME_DATA -> object();
                case NAME_TYPE -> {
                    reader.string();
                    depth = reader.stringText().equals("depthUpdate");
                }
                case NAME_LAST, NAME_SNAPSHOT -> updateId = reader.whole();
                case BIDS, ASKS, BIDS_OF_SNAPSHOT, ASKS_OF_SNAPSHOT -> {
                    if (reader.isArray()) {
                        levels(name == BIDS || name == BIDS_OF_SNAPSHOT, updateId > before);
                        lastUpdateId = Math.max(before, updateId);
                    } else {
                        reader.skip();
                    }
                }
                default -> reader.skip();
            }
        }
    }

    /** Levels of an update that the snapshot has already change nothing. */
    private void levels(final boolean bid, final boolean isNew) throws MalformedJsonException {
        reader.beginArray();
        while (reader.nextElement()) {
            reader.beginArray();
            reader.nextElement();
            final long priceE8 = reader.decimalE8();
            reader.nextElement();
            final long quantityE8 = reader.decimalE8();
            if (isNew) {
                book.set(bid, priceE8, quantityE8);
            }
            reader.nextElement();
        }
    }
}
