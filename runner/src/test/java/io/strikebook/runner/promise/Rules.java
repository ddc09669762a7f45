package io.strikebook.runner.promise;

/**
 * The published rules for a perpetual and a call on one coin, both settled in it, written down a second time and plainly: amounts are coins.
 * Nothing of the engines is in here.
 */
final class Rules {
    static final int PERPETUAL = 1;
    static final int CALL = 2;

    /** What a lot is: dollars of the perpetual, coins of the call. */
    static final double PERPETUAL_LOT = 1_000;

    static final double CALL_LOT = 0.1;
    static final double STRIKE = 9_000;
    static final double UNIT = 1e-8;
    static final int SCENARIOS = 35;

    private static final double[] EXTENDED = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};
    private static final double RANGE = 0.16;
    private static final double DAMPENER = 100_000;
    private static final double LEAST_ROLL = 0.01;

    /** Roll shock of the call's expiry. */
    static final double CALL_ROLL = 0.02;

    /** What of coins held is no collateral, where one margin is over all currencies. */
    static final double HAIRCUT = 0.1;

    private Rules() {}

    /** Prices at which everything is valued. */
    record Marks(double index, double perpetual, double call, double delta, double[] changes) {}

    static double value(final int instrument, final int lots, final double price) {
        return instrument == CALL ? lots * CALL_LOT * price : lots * PERPETUAL_LOT / price;
    }

    /** What whoever trades so much is paid at once; of the perpetual, as if coins had been sold for dollars. */
    static double paid(final int instrument, final boolean buy, final double value) {
        return buy == (instrument == CALL) ? -value : value;
    }

    /** What positions are worth on top of what was paid: an inverse future's dollars are owed in coins. */
    static double worth(final int instrument, final int lots, final Marks marks) {
        return instrument == CALL ? value(CALL, lots, marks.call) : -value(PERPETUAL, lots, marks.perpetual);
    }

    /** Options: 0.03 % of the coin, at most an eighth of the price; futures: 0.05 % for who did not rest. */
    static double fee(final int instrument, final int lots, final double price, final boolean rested) {
        if (instrument == CALL) {
            return lots * CALL_LOT * Math.min(0.0003, 0.125 * price);
        }
        return rested ? 0 : value(PERPETUAL, lots, price) * 0.0005;
    }

    /** What is charged is whole units of the ledger. */
    static double charged(final double fee) {
        return Math.ceil(fee / UNIT - 1e-3) * UNIT;
    }

    /** Initial margin of a standard account: 2 % and 0.005 % a coin of futures; of short calls the published ratio. */
    static double standardMargin(final int perpetuals, final int calls, final Marks marks) {
        final int size = Math.abs(perpetuals);
        final double coins = size * PERPETUAL_LOT / marks.index;
        double margin = value(PERPETUAL, size, marks.perpetual) * (0.02 + 0.00005 * coins);
        if (calls < 0) {
            final double outOfTheMoney = Math.max(STRIKE - marks.index, 0) / marks.index;
            margin += -calls * CALL_LOT * (Math.max(0.15 - outOfTheMoney, 0.1) + marks.call);
        }
        return margin;
    }

    /** Initial margin of an account under portfolio margin: its worst case and the roll shock. */
    static double portfolioMargin(final int perpetuals, final int calls, final Marks marks) {
        final double coins = value(PERPETUAL, perpetuals, marks.perpetual);
        double worst = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            double earned = calls * CALL_LOT * marks.changes[i];
            if (i < 27) {
                earned += coins * moved((i / 3 - 4) * RANGE / 4);
            } else {
                final double move = EXTENDED[i - 27];
                final double edge = Math.signum(move) * RANGE;
                final double dampened =
                        (Math.max(Math.abs(move) / RANGE, 1) - 1) * DAMPENER / ((1 + edge) * marks.index);
                earned = Math.min(earned + coins * moved(edge) + dampened, 0);
            }
            worst = Math.min(worst, earned);
        }
        final double roll =
                Math.abs(coins) * LEAST_ROLL + Math.abs(calls * CALL_LOT * (marks.delta - marks.call)) * CALL_ROLL;
        return Math.round(-worst * 1e9) / 1e9 + roll;
    }

    /** What is left of collateral beyond initial margin, in coins at the index, where one margin is over coins and dollars. */
    static double leftOfCollateral(
            final double coins,
            final double dollars,
            final int perpetuals,
            final int calls,
            final Marks marks,
            final boolean portfolio) {
        final double collateral = (coins > 0 ? coins * (1 - HAIRCUT) : coins) + dollars / marks.index;
        return collateral
                - (portfolio ? crossMargin(coins, perpetuals, calls, marks) : standardMargin(perpetuals, calls, marks));
    }

    /** Initial margin, in coins at the index, of positions and of the coins held; gains of positions offset nothing. */
    static double crossMargin(final double held, final int perpetuals, final int calls, final Marks marks) {
        final double coins = value(PERPETUAL, perpetuals, marks.perpetual);
        double worst = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            final boolean extended = i >= 27;
            final double move = extended ? Math.signum(EXTENDED[i - 27]) * RANGE : (i / 3 - 4) * RANGE / 4;
            final double dollars = extended ? (Math.max(Math.abs(EXTENDED[i - 27]) / RANGE, 1) - 1) * DAMPENER : 0;
            final double earned = calls * CALL_LOT * marks.changes[i] + coins * moved(move);
            final double lost = Math.min(earned + dollars / ((1 + move) * marks.index), 0) * (1 + move);
            final double gained = held * move;
            final double softer = dollars / marks.index;
            worst = Math.min(worst, lost + (gained < 0 ? Math.min(gained + softer, 0) : Math.max(gained - softer, 0)));
        }
        return -worst
                + Math.abs(coins) * LEAST_ROLL
                + Math.abs(calls * CALL_LOT * (marks.delta - marks.call)) * CALL_ROLL;
    }

    private static double moved(final double x) {
        return x / (1 + x);
    }

    /** How a coin's worth of the call is said to change in each scenario: like half a coin and its curvature, more with volatility. */
    static double[] changes(final double delta) {
        final double[] changes = new double[SCENARIOS];
        for (int i = 0; i < SCENARIOS; i++) {
            final double move = i < 27 ? (i / 3 - 4) * RANGE / 4 : Math.signum(EXTENDED[i - 27]) * RANGE;
            final double volatility = i < 27 ? i % 3 - 1 : 1;
            changes[i] = Math.round((delta * moved(move) + 0.4 * move * move + 0.01 * volatility) * 1e9) / 1e9;
        }
        return changes;
    }
}
