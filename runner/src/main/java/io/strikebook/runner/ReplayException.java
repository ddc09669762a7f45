package io.strikebook.runner;

/** A recording cannot be re-run: something that it refers to is not there. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is missing and where. */
    public ReplayException(final String message) {
        super(message);
    }

    /** With what is missing and where, and why. */
    public ReplayException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
