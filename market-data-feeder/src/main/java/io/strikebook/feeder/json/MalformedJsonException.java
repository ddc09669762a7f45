package io.strikebook.feeder.json;

/** Text that is no JSON, or not of the kind that was asked for; says where. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final int offset;

    MalformedJsonException(final String problem, final int offset) {
        super(problem + " at byte " + offset);
        this.offset = offset;
    }

    /** Bytes of the text before what is wrong. */
    public int offset() {
        return offset;
    }
}
