package io.strikebook.runner.promise;

/** Where marks can be, and at which prices orders are sent: buys above every mark nearby and sells below it, so that they meet. */
final class Market {
    static final Rules.Marks BASE = marks(10_000, 10_000, 0.025, 0.5);
    static final Rules.Marks DOWN = marks(9_700, 9_700, 0.020, 0.45);
    static final Rules.Marks UP = marks(10_300, 10_300, 0.032, 0.55);

    private Market() {}

    /** A perpetual marked a little higher than an epoch before: less than what a state may have moved by without being told again. */
    static Rules.Marks drifted(final Rules.Marks from) {
        return marks(from.index(), from.perpetual() + 0.02, from.call(), from.delta());
    }

    private static Rules.Marks marks(
            final double index, final double perpetual, final double call, final double delta) {
        return new Rules.Marks(index, perpetual, call, delta, Rules.changes(delta));
    }

    /** Limit of an order: half a percent, or 0.005 coins, worse than the first mark; or worse still. */
    static double price(final int instrument, final boolean buy, final int steps) {
        final double sign = buy ? 1 : -1;
        return instrument == Rules.CALL ? 0.025 + sign * 0.005 * steps : 10_000 + sign * 50 * steps;
    }
}
