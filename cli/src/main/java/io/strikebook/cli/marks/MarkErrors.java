package io.strikebook.cli.marks;

import java.util.List;

/**
 * How far our marks are from the venue's, by time to expiry and by moneyness: how many standard deviations the strike is from the forward.
 * Volatility in points, prices in the unit of the quote.
 */
final class MarkErrors {
    static final List<String> EXPIRIES = List.of("to 2 days", "to 1 week", "to 1 month", "to 3 months", "beyond");
    static final List<String> MONEYNESS = List.of("below -2", "-2 to -1", "-1 to 1", "1 to 2", "beyond 2");

    private static final double NS_PER_DAY = 86_400e9;
    private static final double DAYS_PER_YEAR = 365;
    private static final double[] DAYS = {2, 7, 31, 92};
    private static final double[] DEVIATIONS = {-2, -1, 1, 2};

    private final ErrorCell[][] points = cells();
    private final ErrorCell all = new ErrorCell();
    private final ErrorCell prices = new ErrorCell();
    private long quoted;
    private long oursWithin;
    private long theirsWithin;

    private static ErrorCell[][] cells() {
        final ErrorCell[][] cells = new ErrorCell[EXPIRIES.size()][MONEYNESS.size()];
        for (final ErrorCell[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new ErrorCell();
            }
        }
        return cells;
    }

    /** Compares one option as of a time. */
    void add(final OwnMark mark, final long timeNs) {
        final OutsideMarket outside = mark.market;
        final double days = (outside.terms.expiryNs() - timeNs) / NS_PER_DAY;
        final double volatility = outside.ivE8 / 1e8;
        if (days <= 0 || volatility <= 0 || mark.forwardE8 <= 0) {
            return;
        }
        final double deviations = Math.log((double) outside.terms.strikeE8() / mark.forwardE8)
                / (volatility * Math.sqrt(days / DAYS_PER_YEAR));
        final double difference = 100 * (mark.ivE6 / 1e6 - volatility);
        points[bucket(DAYS, days)][bucket(DEVIATIONS, deviations)].add(difference);
        all.add(difference);
        prices.add((mark.priceE8 - outside.markE8) / 1e8);
        if (outside.bidE8 != OutsideMarket.NONE && outside.askE8 != OutsideMarket.NONE) {
            quoted++;
            oursWithin += isWithin(mark.priceE8, outside) ? 1 : 0;
            theirsWithin += isWithin(outside.markE8, outside) ? 1 : 0;
        }
    }

    private static boolean isWithin(final long priceE8, final OutsideMarket outside) {
        return priceE8 >= outside.bidE8 && priceE8 <= outside.askE8;
    }

    private static int bucket(final double[] edges, final double value) {
        int bucket = 0;
        while (bucket < edges.length && value > edges[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Differences of volatility of a kind of options, points. */
    ErrorCell points(final int expiry, final int moneyness) {
        return points[expiry][moneyness];
    }

    /** Differences of volatility of all options, points. */
    ErrorCell all() {
        return all;
    }

    /** Differences of price of all options. */
    ErrorCell prices() {
        return prices;
    }

    /** Options that were bid and offered. */
    long quoted() {
        return quoted;
    }

    /** Of these, how many of our marks are between the two. */
    double oursWithin() {
        return quoted == 0 ? Double.NaN : (double) oursWithin / quoted;
    }

    /** Of these, how many of the venue's marks are. */
    double theirsWithin() {
        return quoted == 0 ? Double.NaN : (double) theirsWithin / quoted;
    }
}
