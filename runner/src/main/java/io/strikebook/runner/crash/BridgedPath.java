package io.strikebook.runner.crash;

import java.util.Random;

/**
 * A market from poll to poll, second by second. Indices go along Brownian bridges in logarithms, as volatile as options at the money were
 * priced and correlated as they moved from poll to poll, so each poll's price is met exactly; ratios of futures and forwards to them, each
 * strike's volatility and spreads go straight from poll to poll. The same seed gives the same path.
 */
final class BridgedPath {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private final RecordedMarket market;
    private final MarketState state;
    private final Random random;
    private final double[] logs;
    private final double[][] mixing;
    private final int lastPoll;
    private long secondsLeft;

    /** Begins at a poll, and ends at a later one. */
    BridgedPath(final RecordedMarket market, final int firstPoll, final int lastPoll, final long seed) {
        this.market = market;
        this.state = new MarketState(market);
        this.random = new Random(seed);
        this.lastPoll = lastPoll;
        logs = new double[market.underlyings() + 1];
        mixing = mixing(market);
        reach(firstPoll);
    }

    /** Rows by which independent normal numbers become correlated ones: Cholesky's of the correlations. */
    private static double[][] mixing(final RecordedMarket market) {
        final int size = market.underlyings();
        final double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double left = market.correlation(i + 1, j + 1);
                for (int k = 0; k < j; k++) {
                    left -= rows[i][k] * rows[j][k];
                }
                rows[i][j] = i == j ? Math.sqrt(Math.max(0, left)) : left / rows[j][j];
            }
        }
        return rows;
    }

    /** The market now. */
    MarketState state() {
        return state;
    }

    private void reach(final int poll) {
        state.poll = poll;
        state.atPoll = true;
        state.timeNs = market.timeNs(poll);
        for (int id = 1; id < logs.length; id++) {
            state.indexes[id] = market.index(poll, id);
            logs[id] = Math.log(state.indexes[id]);
        }
        state.interpolate(poll, poll, 0);
        secondsLeft = poll == lastPoll ? 0 : (market.timeNs(poll + 1) - state.timeNs) / SECOND_NS;
    }

    /** A second later, or at the next poll, which may be a second and a half away; false at the end. */
    boolean next() {
        if (secondsLeft == 0) {
            return false;
        }
        if (secondsLeft == 1) {
            reach(state.poll + 1);
            return true;
        }
        state.atPoll = false;
        final int from = state.poll;
        final double left = secondsLeft--;
        final double[] normals = new double[market.underlyings()];
        for (int i = 0; i < normals.length; i++) {
            normals[i] = random.nextGaussian();
        }
        for (int id = 1; id < logs.length; id++) {
            double normal = 0;
            for (int i = 0; i < id; i++) {
                normal += mixing[id - 1][i] * normals[i];
            }
            final double volatility = (market.shortVolatility(from, id) + market.shortVolatility(from + 1, id)) / 2;
            logs[id] += (Math.log(market.index(from + 1, id)) - logs[id]) / left
                    + volatility * Math.sqrt((left - 1) / left / SECONDS_PER_YEAR) * normal;
            state.indexes[id] = Math.exp(logs[id]);
        }
        state.timeNs += SECOND_NS;
        final long beganNs = market.timeNs(from);
        state.interpolate(from, from + 1, (state.timeNs - beganNs) / (double) (market.timeNs(from + 1) - beganNs));
        return true;
    }
}
