package io.strikebook.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A capture of a few lines, some of them bad, and the configuration of a home that takes it. */
final class RecordedCapture {
    private static final String SYMBOL = "BTCUSD_PERP";
    private static final String[] LINES = {
        depth(10, 11, 20, 10),
        depth(11, 21, 30, 20),
        "12 {\"stream\":\"x\",\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"" + SYMBOL,
        trade(13, 1, "60000", ",\"new\":{\"field\":[1]}"),
        trade(14, 2, "-60000", ""),
        "15 {\"lastUpdateId\":30,\"bids\":[[\"9\",\"1\"]],\"asks\":[[\"8\",\"1\"]]}",
        depth(16, 31, 40, 30)
    };

    private RecordedCapture() {}

    /** Writes the capture. */
    static Path write(final Path file) throws IOException {
        return gzip(file, LINES);
    }

    /** Configuration of a home whose feeder takes a capture. */
    static String config(final Path capture) {
        return "time: recorded\nqueues:\n  blockSizeMb: 1\ndisk:\n  minimumFreeMb: 0\n"
                + "feeder:\n  source: binance\n  pace: as-fast-as-possible\n  binance:\n    coinm: [" + capture + "]\n"
                + "load:\n  ratePerSecond: 1000\n";
    }

    /** Compresses lines of text. */
    static Path gzip(final Path file, final String... lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (final String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file;
    }

    private static String depth(final long time, final long first, final long last, final long previous) {
        return time + " {\"stream\":\"d\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"" + SYMBOL
                + "\",\"U\":" + first + ",\"u\":" + last + ",\"pu\":" + previous
                + ",\"b\":[[\"60000.0\",\"1.5\"]],\"a\":[[\"60000.5\",\"1.5\"]]}}";
    }

    private static String trade(final long time, final long tradeId, final String price, final String more) {
        return time + " {\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"" + SYMBOL + "\",\"t\":" + tradeId
                + ",\"p\":\"" + price + "\",\"q\":\"1\",\"m\":true" + more + "}}";
    }
}
