package io.strikebook.orderflow.replay;

/** A line of a recording that its format does not allow; the message names file and line. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reads {@code file:line: problem}. */
    public BadRecordException(final String file, final int line, final String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
