package io.strikebook.pricing.montecarlo;

import java.util.Objects;

/**
 * A control variate: a pay-off whose value is known.
 *
 * @param payoff of the same paths
 * @param mean   its exact present value
 */
public record Control(Payoff payoff, double mean) {
    /** Throws {@link IllegalArgumentException} for a mean that is no number. */
    public Control {
        Objects.requireNonNull(payoff, "payoff");
        if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean must be finite: " + mean);
        }
    }
}
