package io.strikebook.matching.time;

/** What a deadline's id is an id of, and what happens then. Codes order deadlines that are equal in all else. */
public enum DeadlineKind {
    /** An order ends; its id. */
    ORDER_EXPIRY(1);

    private final int code;

    DeadlineKind(final int code) {
        this.code = code;
    }

    /** Stable number. */
    public int code() {
        return code;
    }
}
