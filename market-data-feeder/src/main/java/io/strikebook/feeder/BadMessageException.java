package io.strikebook.feeder;

/**
 * A message of a venue, or a line of a recording, that cannot be used; it is counted, named in the error log, and the source goes on. Carries
 * no stack trace.
 */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FeedErrorKind kind;

    /** What is wrong, without where. */
    public BadMessageException(final String reason) {
        this(FeedErrorKind.MALFORMED, reason);
    }

    /** What is wrong, without where, of which kind. */
    public BadMessageException(final FeedErrorKind kind, final String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    /** What it counts as. */
    public FeedErrorKind kind() {
        return kind;
    }
}
