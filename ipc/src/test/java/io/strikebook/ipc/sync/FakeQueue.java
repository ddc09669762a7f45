package io.strikebook.ipc.sync;

import io.strikebook.ipc.process.FollowedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A queue of empty files whose head is said, not written. */
final class FakeQueue implements FollowedQueue {
    final String name;
    final Path folder;
    long head;
    long done;
    private Path file;
    private final List<String> events;

    FakeQueue(final Path home, final String name, final List<String> events) throws IOException {
        this.name = name;
        this.events = events;
        folder = Files.createDirectories(home.resolve(name));
        Files.createFile(folder.resolve("metadata.cq4t"));
    }

    /** Makes a file that nothing was written to yet. */
    FakeQueue make(final String cycle) throws IOException {
        Files.createFile(folder.resolve(cycle + ".cq4"));
        return this;
    }

    /** Writes up to a sequence, in a file that was made. */
    FakeQueue write(final String cycle, final long sequence) {
        file = folder.resolve(cycle + ".cq4");
        head = sequence;
        return this;
    }

    @Override
    public long readToEnd() {
        return head;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void done(final long sequence) {
        events.add(name + " durable to " + sequence);
        done = sequence;
    }
}
