package io.strikebook.ipc.process;

/** A counter of a role's own that other processes read in its mark file; one thread, the agent's, writes it. */
@FunctionalInterface
public interface MarkCounter {
    /** Shows a value; an ordered store that allocates nothing. */
    void set(long value);
}
