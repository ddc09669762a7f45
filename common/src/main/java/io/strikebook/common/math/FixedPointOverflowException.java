package io.strikebook.common.math;

/**
 * A fixed-point result does not fit 64 bits, or a divisor was zero. One shared instance without a stack trace, so that refusing an
 * order because of it allocates nothing; whoever validates input turns it into {@code ARITHMETIC_OVERFLOW}.
 */
public final class FixedPointOverflowException extends ArithmeticException {
    /** The only instance. */
    public static final FixedPointOverflowException INSTANCE = new FixedPointOverflowException();

    private static final long serialVersionUID = 1L;

    private FixedPointOverflowException() {
        super("fixed-point overflow");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
