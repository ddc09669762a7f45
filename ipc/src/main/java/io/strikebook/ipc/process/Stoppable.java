package io.strikebook.ipc.process;

/**
 * What an agent may add to {@code org.agrona.concurrent.Agent} to end well. After a signal the duty cycle goes on until the agent is
 * drained, for a bounded time; then it is closed. One that is not drained by then has failed. Called on the agent's thread.
 */
public interface Stoppable {
    /** Called once, before the first duty cycle after the signal: take no new input; a sequencer writes its last checkpoint. */
    default void stopping() {}

    /** Whether everything that had to be answered was answered and flushed. */
    boolean drained();
}
