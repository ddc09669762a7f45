package io.strikebook.pricing.surface;

/**
 * What a check found, expiry by expiry. Margins that aren't negative mean that no static arbitrage was found; minus infinity stands for
 * arbitrage that is certain from the wings or from a variance that isn't positive.
 */
public final class ArbitrageReport {
    /** Differences of total variance that rounding can make. */
    private static final double ROUNDING = 1e-15;

    private final double[] butterfly;
    private final double[] calendar;
    private int expiries;

    /** @param capacity the most expiries a checked surface may have */
    public ArbitrageReport(final int capacity) {
        butterfly = new double[capacity];
        calendar = new double[capacity];
    }

    void begin(final int count) {
        expiries = count;
    }

    void set(final int expiry, final double butterflyMargin, final double calendarMargin) {
        butterfly[expiry] = butterflyMargin;
        calendar[expiry] = calendarMargin;
    }

    /** How many expiries were checked. */
    public int expiries() {
        return expiries;
    }

    /** The least value of Durrleman's function of an expiry's smile. */
    public double butterflyMargin(final int expiry) {
        return butterfly[expiry];
    }

    /** The least difference of total variance from the expiry before, at equal log-moneyness; for the first, its least variance. */
    public double calendarMargin(final int expiry) {
        return calendar[expiry];
    }

    /** Whether no expiry has a negative margin, calendar margins but for what rounding makes. */
    public boolean isFreeOfArbitrage() {
        for (int i = 0; i < expiries; i++) {
            if (!isFree(butterfly[i], calendar[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isFree(final double butterflyMargin, final double calendarMargin) {
        return butterflyMargin >= 0 && calendarMargin >= -ROUNDING;
    }
}
