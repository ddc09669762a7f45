package io.strikebook.pricing.american;

/**
 * How finely the exercise boundary is computed. The errors stated are the largest over the random parameters of the tests (volatility 10 to
 * 120 %, rates to 20 %, a week to eight years), per strike.
 *
 * @param intervals       n: the boundary is known on n + 1 Chebyshev nodes, 2 to 64
 * @param iterations      m: fixed-point steps, 1 to 32; twice as many where the carry is large
 * @param boundaryNodes   l: Gauss-Legendre nodes of the integrals of a step, 4 to 256
 * @param premiumNodes    p: Gauss-Legendre nodes of the price's integral, 4 to 256
 */
public record AmericanScheme(int intervals, int iterations, int boundaryNodes, int premiumNodes) {
    /** For many options at once: 1e-4. */
    public static final AmericanScheme FAST = new AmericanScheme(6, 3, 8, 16);

    /** For everything else: 1e-6. */
    public static final AmericanScheme ACCURATE = new AmericanScheme(12, 6, 24, 32);

    /** To compare with: 1e-9. */
    public static final AmericanScheme HIGH_PRECISION = new AmericanScheme(40, 24, 96, 160);

    /** Throws {@link IllegalArgumentException} for sizes out of range. */
    public AmericanScheme {
        requireWithin("intervals", intervals, 2, 64);
        requireWithin("iterations", iterations, 1, 32);
        requireWithin("boundary nodes", boundaryNodes, 4, 256);
        requireWithin("premium nodes", premiumNodes, 4, 256);
    }

    private static void requireWithin(final String name, final int value, final int low, final int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be from " + low + " to " + high + ": " + value);
        }
    }
}
