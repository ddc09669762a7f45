package io.strikebook.feeder.recorded;

/** A line that cannot be used; it is counted, named in the error log, and the source goes on. Carries no stack trace. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, without file and line. */
    public BadLineException(final String reason) {
        super(reason, null, false, false);
    }
}
