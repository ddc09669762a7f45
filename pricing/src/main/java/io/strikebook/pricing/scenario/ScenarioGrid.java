package io.strikebook.pricing.scenario;

/**
 * Scenarios in the order of a risk array: each moves the forward, leaves, lowers or raises volatility, and counts with a weight.
 * Unchangeable.
 */
public final class ScenarioGrid {
    /** What happens to volatility. */
    public enum Volatility {
        /** It falls. */
        DOWN,
        /** It stays. */
        SAME,
        /** It rises. */
        UP
    }

    private static final double[] EXTENDED_MOVES = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};
    private static final Volatility[] EACH = {Volatility.DOWN, Volatility.SAME, Volatility.UP};
    private static final int STEPS = 4;

    private final double[] priceFactor;
    private final Volatility[] volatility;
    private final double[] weight;
    private final double[] coinWeight;

    /**
     * Any scenarios.
     *
     * @param moves      relative moves of the forward, above -1 and finite
     * @param volatility what happens to volatility in each
     * @param weight     what the change of value counts with, finite
     */
    public ScenarioGrid(final double[] moves, final Volatility[] volatility, final double[] weight) {
        this(moves, volatility, weight, weight);
    }

    private ScenarioGrid(
            final double[] moves, final Volatility[] volatility, final double[] weight, final double[] coinWeight) {
        if (moves.length != volatility.length || moves.length != weight.length) {
            throw new IllegalArgumentException("as many volatilities and weights as moves: " + moves.length + ", "
                    + volatility.length + ", " + weight.length);
        }
        priceFactor = new double[moves.length];
        for (int i = 0; i < moves.length; i++) {
            if (!(moves[i] > -1 && moves[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a move must be above -1 and finite, is " + moves[i]);
            }
            if (volatility[i] == null || !(Math.abs(weight[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "scenario " + i + " has volatility " + volatility[i] + ", weight " + weight[i]);
            }
            priceFactor[i] = 1 + moves[i];
        }
        this.volatility = volatility.clone();
        this.weight = weight.clone();
        this.coinWeight = coinWeight.clone();
    }

    /**
     * Deribit's: nine moves from -range to range, each with volatility down, same and up, then eight extended moves with volatility up,
     * which count the less the farther they go: range / |x|, times a factor; changes in coins also (1 + x) / (1 ± range), since they count as if
     * the price had ended at the edge of the range.
     *
     * @param range          above 0, below 1
     * @param extendedFactor finite, 0 or more
     */
    public static ScenarioGrid deribit(final double range, final double extendedFactor) {
        if (!(range > 0 && range < 1 && extendedFactor >= 0)) {
            throw new IllegalArgumentException("range " + range + ", factor of extended moves " + extendedFactor);
        }
        final int standard = (2 * STEPS + 1) * EACH.length;
        final double[] moves = new double[standard + EXTENDED_MOVES.length];
        final Volatility[] volatility = new Volatility[moves.length];
        final double[] weight = new double[moves.length];
        final double[] coinWeight = new double[moves.length];
        for (int i = 0; i < standard; i++) {
            moves[i] = range * (i / EACH.length - STEPS) / STEPS;
            volatility[i] = EACH[i % EACH.length];
            weight[i] = 1;
            coinWeight[i] = 1;
        }
        for (int i = 0; i < EXTENDED_MOVES.length; i++) {
            final double x = EXTENDED_MOVES[i];
            final double edge = x < 0 ? 1 - range : 1 + range;
            moves[standard + i] = x;
            volatility[standard + i] = Volatility.UP;
            weight[standard + i] = extendedFactor * (range / Math.abs(x));
            coinWeight[standard + i] = weight[standard + i] * ((1 + x) / edge);
        }
        return new ScenarioGrid(moves, volatility, weight, coinWeight);
    }

    /** How many scenarios there are. */
    public int size() {
        return priceFactor.length;
    }

    /** What the forward is multiplied with. */
    public double priceFactor(final int scenario) {
        return priceFactor[scenario];
    }

    /** What happens to volatility. */
    public Volatility volatility(final int scenario) {
        return volatility[scenario];
    }

    /** What the change of value counts with, which is in coins or in money. */
    public double weight(final int scenario, final boolean coins) {
        return coins ? coinWeight[scenario] : weight[scenario];
    }
}
