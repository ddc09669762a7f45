package io.strikebook.ipc.snapshot;

/** A snapshot that must not be loaded; the message names the file and what is wrong with it. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in the operator's words. */
    public SnapshotException(final String message) {
        super(message);
    }
}
