package io.strikebook.ipc.check;

/**
 * One thing in a home that does not fit.
 *
 * @param kind     what is wrong
 * @param what     name of the queue, or sequence of the snapshot set
 * @param text     for the operator: what was found and which repair there is
 * @param cutAfter {@link Kind#CUT}: last sequence to keep; {@link Kind#SNAPSHOT}: the set's; else 0
 */
public record Finding(Kind kind, String what, String text, long cutAfter) {
    /** Kinds of findings, by what has to be done. */
    public enum Kind {
        /** A derived queue is ahead of its input, has a hole or is damaged: it is cut, and its process computes the rest again. */
        CUT,
        /** A snapshot set covers more than its queues hold: it is moved aside. */
        SNAPSHOT,
        /** A derived queue is behind what others refer to: starting its process is the repair. */
        RECOMPUTE,
        /** An input lost frames that others refer to, has a hole or is damaged: no repair here. */
        INPUT_LOST
    }

    /** Whether {@link HeadRepair} can mend it. */
    public boolean isRepairable() {
        return kind == Kind.CUT || kind == Kind.SNAPSHOT;
    }
}
