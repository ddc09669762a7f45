package io.strikebook.cli;

/** A command that ends with a message for the operator and an exit code, without a stack trace. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * An end in the operator's words.
     *
     * @param exitCode one of {@link ExitCodes}
     */
    public CommandFailedException(final int exitCode, final String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Exit code of the process. */
    public int exitCode() {
        return exitCode;
    }
}
