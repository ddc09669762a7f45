package io.strikebook.orderflow.replay;

/** The venue refused what the replay sent; the message says what and why. */
public final class OrderRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in the venue's words. */
    public OrderRefusedException(final String message) {
        super(message);
    }
}
