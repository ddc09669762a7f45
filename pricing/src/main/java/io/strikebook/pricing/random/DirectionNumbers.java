package io.strikebook.pricing.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Direction numbers of Sobol's sequence in up to 1,024 dimensions, after S. Joe and F. Y. Kuo (2008), whose file lies beside this class.
 * Bits are stored in reversed order: bit 0 is the half, bit 1 the quarter, which is what the scrambling hash works on.
 */
final class DirectionNumbers {
    static final int MAX_DIMENSIONS = 1_024;
    static final int BITS = 32;

    private static final String FILE = "joe-kuo-6.txt";
    private static final int[][] REVERSED = read();

    private DirectionNumbers() {}

    /** The 32 direction numbers of a dimension, bits reversed. */
    static int[] reversed(final int dimension) {
        return REVERSED[dimension];
    }

    private static int[][] read() {
        final int[][] all = new int[MAX_DIMENSIONS][];
        all[0] = first();
        try (InputStream stream = DirectionNumbers.class.getResourceAsStream(FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            int dimension = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    all[dimension++] = expand(line.split(" "));
                }
            }
            if (dimension != MAX_DIMENSIONS) {
                throw new IllegalStateException(FILE + " has " + dimension + " dimensions");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Van der Corput's sequence. */
    private static int[] first() {
        final int[] directions = new int[BITS];
        for (int i = 0; i < BITS; i++) {
            directions[i] = 1 << i;
        }
        return directions;
    }

    /** Sobol's recurrence: v_i = v_(i-s) ^ (v_(i-s) >> s) ^ the v_(i-k) whose coefficient is 1. */
    private static int[] expand(final String[] fields) {
        final int degree = Integer.parseInt(fields[0]);
        final int coefficients = Integer.parseInt(fields[1]);
        final int[] v = new int[BITS];
        for (int i = 0; i < BITS; i++) {
            if (i < degree) {
                v[i] = Integer.parseInt(fields[2 + i]) << BITS - 1 - i;
                continue;
            }
            v[i] = v[i - degree] ^ v[i - degree] >>> degree;
            for (int k = 1; k < degree; k++) {
                if ((coefficients >>> degree - 1 - k & 1) != 0) {
                    v[i] ^= v[i - k];
                }
            }
        }
        for (int i = 0; i < BITS; i++) {
            v[i] = Integer.reverse(v[i]);
        }
        return v;
    }
}
