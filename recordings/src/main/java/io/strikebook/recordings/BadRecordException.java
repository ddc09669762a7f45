package io.strikebook.recordings;

/** A line of a recording that its format does not allow; the message names file and line. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In the file, from 1. */
    private final int line;

    private final String problem;

    /** Reads {@code file:line: problem}. */
    public BadRecordException(final String file, final int line, final String problem) {
        super(file + ":" + line + ": " + problem);
        this.line = line;
        this.problem = problem;
    }

    /** The line, or the record of a binary file, from 1. */
    public int line() {
        return line;
    }

    /** What is wrong, without where. */
    public String problem() {
        return problem;
    }
}
