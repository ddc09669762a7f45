package io.strikebook.sequencer.pretrade;

/** A fill or a withdrawal that the account's state does not cover yet. */
final class Pending {
    /** Sequence of the command that caused it. */
    long sequence;

    /** The version that was filled, or null for a withdrawal. */
    OrderVersion version;

    /** Lots filled, or the amount withdrawn, 1e-12. */
    long amount;

    /** The next younger one; in the pool, the next free one. */
    Pending next;
}
