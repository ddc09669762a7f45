package io.strikebook.benchmarks.handoff;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** Histograms as one word of text between processes, and as {@code .hgrm} files for HdrHistogram's plotters. */
final class Percentiles {
    private static final int TICKS_PER_HALF = 5;

    private Percentiles() {}

    /** One word. */
    static String encode(final Histogram histogram) {
        final ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        final int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_COMPRESSION);
        final byte[] exact = new byte[length];
        bytes.rewind();
        bytes.get(exact);
        return Base64.getEncoder().encodeToString(exact);
    }

    /** What {@link #encode} made. */
    static Histogram decode(final String word) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(word)), 1);
        } catch (final DataFormatException e) {
            throw new IllegalStateException("no histogram in '" + word + "'", e);
        }
    }

    /** Writes a percentile distribution in nanoseconds. */
    static void write(final Histogram histogram, final Path file) {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF, 1.0);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
