package io.strikebook.ipc.process;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows how far a follower that is no process of the venue has read each queue, so that its lag is seen and nothing is deleted that it
 * still has to read. One follower of a name at a time. A follower that is closed has read what it wanted to and takes its mark away; the
 * mark of one that was killed stays, as that of a reader that is down, until it runs again. One thread.
 */
public final class FollowerMark implements AutoCloseable {
    private final Path file;
    private final HomeLock lock;
    private final MarkFile mark;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    /**
     * Makes the mark; refuses where a follower of this name runs already.
     *
     * @param name   e.g. {@code snapshot}
     * @param queues that it reads, from their starts until it reports otherwise
     */
    public FollowerMark(final Home home, final String name, final Iterable<String> queues) {
        lock = home.lock("follower-" + name);
        file = home.followerFile(name);
        mark = new MarkFile(file, name, System.currentTimeMillis());
        for (final String queue : queues) {
            indexes.put(queue, mark.addPosition(queue, MarkLayout.USE_READ));
        }
        mark.state(ProcessState.RUNNING);
    }

    /** Says how far a queue was read; one that was not named is left out. */
    public void position(final String queue, final long sequence) {
        final Integer index = indexes.get(queue);
        if (index != null) {
            mark.position(index, sequence);
        }
        mark.heartbeat(System.currentTimeMillis());
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        } finally {
            mark.close();
            lock.close();
        }
    }
}
