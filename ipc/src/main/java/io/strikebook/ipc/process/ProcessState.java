package io.strikebook.ipc.process;

/** Where a process is in its life, as its mark file says. */
public enum ProcessState {
    /** Recovering; no heartbeat is promised. */
    STARTING(1),
    /** Working. */
    RUNNING(2),
    /** Signalled; answers what it still has to. */
    STOPPING(3),
    /** Ended as asked. */
    STOPPED(4),
    /** Ended by an error, which its error log holds. */
    FAILED(5);

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
        return this == STARTING || this == RUNNING || this == STOPPING;
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
