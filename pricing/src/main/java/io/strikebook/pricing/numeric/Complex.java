package io.strikebook.pricing.numeric;

/**
 * A complex number that operations change in place, so that a formula allocates nothing: made once, used by one thread. Magnitudes are
 * taken to lie between 1e-150 and 1e150, where squares neither overflow nor vanish.
 */
public final class Complex {
    private final Trigonometry trigonometry = new Trigonometry();
    private double real;
    private double imaginary;

    public double real() {
        return real;
    }

    public double imaginary() {
        return imaginary;
    }

    public Complex set(final double newReal, final double newImaginary) {
        real = newReal;
        imaginary = newImaginary;
        return this;
    }

    public Complex set(final Complex other) {
        return set(other.real, other.imaginary);
    }

    public Complex add(final Complex other) {
        return set(real + other.real, imaginary + other.imaginary);
    }

    public Complex add(final double addedReal, final double addedImaginary) {
        return set(real + addedReal, imaginary + addedImaginary);
    }

    public Complex subtract(final Complex other) {
        return set(real - other.real, imaginary - other.imaginary);
    }

    public Complex multiply(final Complex other) {
        return set(
                Math.fma(real, other.real, -imaginary * other.imaginary),
                Math.fma(real, other.imaginary, imaginary * other.real));
    }

    public Complex multiply(final double factor) {
        return set(real * factor, imaginary * factor);
    }

    /** Division by 0 gives NaN. */
    public Complex divide(final Complex other) {
        final double scale = 1 / Math.fma(other.real, other.real, other.imaginary * other.imaginary);
        return set(
                Math.fma(real, other.real, imaginary * other.imaginary) * scale,
                Math.fma(imaginary, other.real, -real * other.imaginary) * scale);
    }

    /** The root with a real part of 0 or more. */
    public Complex squareRoot() {
        final double modulus = Math.sqrt(Math.fma(real, real, imaginary * imaginary));
        final double larger = Math.sqrt(0.5 * (modulus + Math.abs(real)));
        if (larger == 0) {
            return set(0, 0);
        }
        final double smaller = 0.5 * imaginary / larger;
        if (real >= 0) {
            return set(larger, smaller);
        }
        return set(Math.abs(smaller), imaginary < 0 ? -larger : larger);
    }

    /** e to the power of this number; NaN where the imaginary part is beyond {@link Trigonometry#LARGEST_ARGUMENT}. */
    public Complex exp() {
        final double modulus = Elementary.exp(real);
        trigonometry.evaluate(imaginary);
        return set(modulus * trigonometry.cosine(), modulus * trigonometry.sine());
    }

    /** The principal logarithm of 1 + this number, with full relative accuracy near 0. */
    public Complex logOfOnePlus() {
        final double excess = Math.fma(real, 2 + real, imaginary * imaginary);
        final double angle = Trigonometry.angle(imaginary, 1 + real);
        return set(0.5 * logOfOnePlus(excess), angle);
    }

    private static double logOfOnePlus(final double x) {
        final double y = 1 + x;
        final double rounded = y - 1;
        return rounded == 0 ? x : Elementary.log(y) + (x - rounded) / y;
    }
}
