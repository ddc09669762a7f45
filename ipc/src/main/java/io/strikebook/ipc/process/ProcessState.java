package io.strikebook.ipc.process;

/** Where a process is in its life, as its mark file says. */
public enum ProcessState {
    /** Opening its home and queues, loading a snapshot; no heartbeat is promised. */
    STARTING(1),
    /** Working. */
    RUNNING(2),
    /** Signalled; answers what it still has to. */
    STOPPING(3),
    /** Ended as asked. */
    STOPPED(4),
    /** Ended by an error, which its error log holds. */
    FAILED(5),
    /** Reading or computing again what was recorded: the mark says how far, and beats for as long as it gets further. */
    RECOVERING(6);

    private final int code;

    ProcessState(final int code) {
        this.code = code;
    }

    /** Code in the mark file. */
    public int code() {
        return code;
    }

    /** Whether a process in this state should be alive. */
    public boolean isAlive() {
        return this == STARTING || this == RECOVERING || this == RUNNING || this == STOPPING;
    }

    static ProcessState of(final int code) {
        for (final ProcessState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalStateException("state " + code + " in a mark file is unknown");
    }
}
