package io.strikebook.ipc.home;

/**
 * One source of requests for the sequencer, as the manifest lists it.
 *
 * @param sourceId id in messages, from 1; 0 is the sequencer itself
 * @param name     e.g. {@code load}, {@code admin}, {@code pricer}
 * @param queue    queue that it writes
 * @param recorded whether its frames carry a recording's own time, which then drives the venue's time
 */
public record SourceDescription(int sourceId, String name, String queue, boolean recorded) {
    /** Source id of commands that the sequencer makes itself. */
    public static final int SEQUENCER = 0;
}
