package io.strikebook.orderflow.replay;

import io.strikebook.recordings.CmeMboReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings written by hand. */
final class Recordings {
    private Recordings() {}

    /** A market-by-order file of records {@code flags,action,side,price,size,order id}, prices in whole units. */
    static Path mbo(final Path file, final String... records) {
        final StringBuilder text = new StringBuilder(CmeMboReader.HEADER).append('\n');
        for (final String record : records) {
            final String[] f = record.split(",");
            text.append("1,2,3,%s,%s,%s,%s000000000,%s,%s%n".formatted(f[0], f[1], f[2], f[3], f[4], f[5]));
        }
        try {
            return Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
