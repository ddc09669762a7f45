package io.strikebook.ipc.home;

/** A home that a process refuses to work on; the message is meant for the operator. */
public final class HomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in the operator's words. */
    public HomeException(final String message) {
        super(message);
    }
}
