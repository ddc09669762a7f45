package io.strikebook.pricing.exotic;

import io.strikebook.pricing.numeric.Elementary;

/**
 * What an option is written on, in Black and Scholes's model: the price follows dS = (r - q) S dt + σ S dW. Pricers refuse what doubles
 * cannot hold of it with an {@link ArithmeticException}, and other arguments out of range with an {@link IllegalArgumentException}.
 *
 * @param spot          price now, positive
 * @param rate          r, continuously compounded, per year
 * @param dividendYield q, or what holding a coin earns; the forward grows at r - q
 * @param volatility    σ, 0.5 for 50 %, positive
 */
public record Underlying(double spot, double rate, double dividendYield, double volatility) {
    private static final double LARGEST_RATE = 100;

    /** Throws {@link IllegalArgumentException} for what is out of range or not a number. */
    public Underlying {
        requirePositive("spot", spot);
        requirePositive("volatility", volatility);
        if (!(Math.abs(rate) <= LARGEST_RATE) || !(Math.abs(dividendYield) <= LARGEST_RATE)) {
            throw new IllegalArgumentException(
                    "rates must be within " + LARGEST_RATE + ": " + rate + ", " + dividendYield);
        }
    }

    /** r - q, the growth of the forward. */
    public double carry() {
        return rate - dividendYield;
    }

    /** Present value of 1 paid after the years. */
    public double discount(final double years) {
        return Elementary.exp(-rate * years);
    }

    /** Present value of the underlying delivered after the years. */
    public double prepaidForward(final double years) {
        return spot * Elementary.exp(-dividendYield * years);
    }

    public double forward(final double years) {
        return spot * Elementary.exp(carry() * years);
    }

    /** Standard deviation of the logarithm after the years. */
    public double deviation(final double years) {
        return volatility * Math.sqrt(years);
    }

    /** @return the value, where it is positive and finite */
    public static double requirePositive(final String name, final double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
        return value;
    }
}
