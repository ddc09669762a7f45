package io.strikebook.pricer.mark;

/** Floating point to fixed point: where numbers leave the pricer. */
final class FixedValue {
    static final double E6 = 1e6;
    static final double E8 = 1e8;
    static final double E9 = 1e9;
    static final double E12 = 1e12;

    private FixedValue() {}

    /** Nearest integer, halves upwards; what leaves the range of long is held at its edge. */
    static long of(final double value, final double scale) {
        return (long) Math.floor(value * scale + 0.5);
    }
}
