package io.strikebook.ipc.process;

import java.nio.file.Path;

/**
 * A queue as a role follows it that shows in its mark file not how far it has read, but how far it is done with what it read. The agent's
 * thread.
 */
public interface FollowedQueue {
    /**
     * Reads everything that is there; the first time no more than the last group.
     *
     * @return sequence of the last whole group, 0 where there is none
     */
    long readToEnd();

    /** The file that reading has come to, null where nothing was written yet. Older ones are ended and not written any more. */
    Path file();

    /** Shows how far the role is done, at once; an ordered store. */
    void done(long sequence);
}
