package io.strikebook.matching.time;

/** What a deadline's id is an id of, and what happens then. Codes order deadlines that are equal in all else. */
public enum DeadlineKind {
    /** An order ends; its id. */
    ORDER_EXPIRY(1),

    /** The phase of an instrument ends; the instrument's id. */
    PHASE_END(2),

    /** An instrument expires; its id. */
    INSTRUMENT_EXPIRY(3),

    /** The first order that an instrument holds is released; the instrument's id. */
    HELD_ORDER(4);

    private final int code;

    DeadlineKind(final int code) {
        this.code = code;
    }

    /** Stable number. */
    public int code() {
        return code;
    }
}
