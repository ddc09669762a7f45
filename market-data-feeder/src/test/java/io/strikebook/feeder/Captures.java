package io.strikebook.feeder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Hand-made recordings. */
final class Captures {
    static final String CHAIN_HEADER = "timestamp,instrument_name,underlying,underlying_name,option_type,strike,"
            + "expiry_datetime,time_to_maturity,bid_price,ask_price,mark_price,mid_price,futures_price,"
            + "futures_instrument_name,implied_volatility,delta,vega,open_interest,volume,bid_ask_spread,currency,"
            + "index_price,volume_usd";

    private Captures() {}

    static String chainRow(final int second, final String symbol, final String bid, final String ask) {
        return String.format(
                "2026-01-05T04:11:%02d+00:00,%s,92962.85,BTC-16JAN26,call,82000.0,2026-01-16T08:00:00+00:00,0.03,%s,%s,"
                        + "0.12101857,0.12275,92962.85,BTC-16JAN26,0.6202000000000001,0.9258,22.82,2.3,0.0,0.0085,BTC,"
                        + "92791.88,0.0",
                second, symbol, bid, ask);
    }

    static Path gzip(final Path file, final String... lines) {
        return write(file, compressed(lines));
    }

    static byte[] compressed(final String... lines) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (final String line : lines) {
                gzip.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static Path write(final Path file, final byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
