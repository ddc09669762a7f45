package io.strikebook.cli.watch;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private static final double E8 = 100_000_000.0;
    private static final double E12 = 1_000_000_000_000.0;
    private static final double NS_PER_US = 1_000.0;
    private static final double NS_PER_MS = 1_000_000.0;
    private static final double NS_PER_S = 1_000_000_000.0;
    private static final int MAX_DECIMALS = 8;

    private Numbers() {}

    /** {@code 850 ns}, {@code 12.3 us}, {@code 4.56 ms}, {@code 1.2 s}. */
    static String duration(final long ns) {
        if (ns < NS_PER_US) {
            return ns + " ns";
        }
        if (ns < NS_PER_MS) {
            return format("%.1f us", ns / NS_PER_US);
        }
        return ns < NS_PER_S ? format("%.2f ms", ns / NS_PER_MS) : format("%.2f s", ns / NS_PER_S);
    }

    /** A whole number with separators. */
    static String count(final long value) {
        return format("%,d", value);
    }

    /** Events per second over a time. */
    static String rate(final long events, final double seconds) {
        return seconds <= 0 ? "-" : format("%,.0f", events / seconds);
    }

    /** A share in percent, {@code -} of nothing. */
    static String percent(final long part, final long whole) {
        return whole == 0 ? "-" : format("%.1f %%", 100.0 * part / whole);
    }

    /** A price with as many decimals as its tick needs, {@code -} for none. */
    static String price(final long priceE8, final long tickSizeE8) {
        return priceE8 == VenueView.NO_PRICE ? "-" : format("%,." + decimals(tickSizeE8) + "f", priceE8 / E8);
    }

    /** An amount of 1e-12 with four decimals. */
    static String amount(final long amountE12) {
        return format("%,.4f", amountE12 / E12);
    }

    /** {@code 1.2 MB}. */
    static String bytes(final double bytes) {
        if (bytes < 1_000) {
            return format("%.0f B", bytes);
        }
        if (bytes < 1_000_000) {
            return format("%.1f kB", bytes / 1_000);
        }
        return bytes < 1_000_000_000 ? format("%.1f MB", bytes / 1_000_000) : format("%,.1f GB", bytes / 1_000_000_000);
    }

    private static int decimals(final long tickSizeE8) {
        int decimals = 0;
        for (long unit = (long) E8; decimals < MAX_DECIMALS && tickSizeE8 % unit != 0; unit /= 10) {
            decimals++;
        }
        return decimals;
    }

    private static String format(final String pattern, final Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
