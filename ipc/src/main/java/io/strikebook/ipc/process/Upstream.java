package io.strikebook.ipc.process;

/**
 * The processes that write what a process reads, as seen by one that was told to stop: it goes on until they have ended
 * and it has taken everything they wrote, so that it does not matter in which order a venue's processes are signalled.
 * Asked on the agent's thread and only after the signal; look at this first and at the queues afterwards.
 */
@FunctionalInterface
public interface Upstream {
    /** Nobody to wait for. */
    Upstream NONE = () -> State.ENDED;

    /** What the writers are doing, seen as one. */
    enum State {
        /** At least one was told to stop too, or may yet be: wait for it. */
        ENDING,
        /** All have ended; what their queues hold is all there will be. */
        ENDED,
        /** At least one was not told to stop: no end is to be waited for. */
        GOES_ON
    }

    /** What they are doing now. */
    State state();

    /** Whether there is nothing to wait for: no writer is about to end. */
    default boolean isSettled() {
        return state() != State.ENDING;
    }
}
