package io.strikebook.runner.crash;

/** The market at one time: what marks are made of, and how wide it is quoted. Filled in place. */
final class MarketState {
    /** Of this market. */
    final RecordedMarket market;

    /** Time. */
    long timeNs;

    /** The poll that was last reached. */
    int poll;

    /** Whether this is what that poll said. */
    boolean atPoll;

    /** Dollars, by underlying, from 1. */
    final double[] indexes;

    /** Marks in dollars, by underlying, from 1. */
    final double[] perpetuals;

    /** Dollars, by option. */
    final double[] forwards;

    /** Annual, by option. */
    final double[] volatilities;

    /** Coins, by option. */
    final double[] halfSpreads;

    MarketState(final RecordedMarket market) {
        this.market = market;
        indexes = new double[market.underlyings() + 1];
        perpetuals = new double[indexes.length];
        forwards = new double[market.options().size()];
        volatilities = new double[forwards.length];
        halfSpreads = new double[forwards.length];
    }

    /** All but time and indexes, which are set: part of the way from one poll to the next. */
    void interpolate(final int from, final int to, final double part) {
        for (int id = 1; id < indexes.length; id++) {
            perpetuals[id] = indexes[id] * mix(market.perpetualRatio(from, id), market.perpetualRatio(to, id), part);
        }
        for (int option = 0; option < forwards.length; option++) {
            forwards[option] = indexes[market.underlyingId(option)]
                    * mix(market.forwardRatio(from, option), market.forwardRatio(to, option), part);
            volatilities[option] = mix(market.volatility(from, option), market.volatility(to, option), part);
            halfSpreads[option] = mix(market.halfSpread(from, option), market.halfSpread(to, option), part);
        }
    }

    private static double mix(final double from, final double to, final double part) {
        return from + (to - from) * part;
    }
}
