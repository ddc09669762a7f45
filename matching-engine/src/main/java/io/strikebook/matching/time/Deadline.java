package io.strikebook.matching.time;

/** A moment at which something is to happen. Pooled by {@link Deadlines}: whoever holds one forgets it when it fires or is cancelled. */
public final class Deadline {
    private final Deadlines owner;
    DeadlineKind kind;
    long id;
    long atNs;
    int underlyingId;

    /** Place in the heap of its underlying, -1 while free. */
    int index = -1;

    Deadline nextFree;

    Deadline(final Deadlines owner) {
        this.owner = owner;
    }

    /** What happens. */
    public DeadlineKind kind() {
        return kind;
    }

    /** To whom; unique within the kind. */
    public long id() {
        return id;
    }

    /** When, in venue time. */
    public long atNs() {
        return atNs;
    }

    /** Takes it out before it fires, or because it does. */
    public void cancel() {
        owner.remove(this);
    }

    /** Earlier first; then the lower id; then the kind. */
    boolean isBefore(final Deadline other) {
        if (atNs != other.atNs) {
            return atNs < other.atNs;
        }
        return id != other.id ? id < other.id : kind.code() < other.kind.code();
    }
}
