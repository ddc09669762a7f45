package io.strikebook.ipc.sync;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notes what is forced, by file name, and fails where it is told to. */
final class FakeDisk implements Disk {
    final List<String> events;
    final Set<String> open = new HashSet<>();
    final Set<String> failingToOpen = new HashSet<>();
    final Set<String> failing = new HashSet<>();
    final Set<String> gone = new HashSet<>();
    Runnable whileForcing = () -> {};

    FakeDisk(final List<String> events) {
        this.events = events;
    }

    FakeDisk() {
        this(new ArrayList<>());
    }

    @Override
    public OpenFile open(final Path path) throws IOException {
        final String name = name(path);
        if (gone.contains(name)) {
            throw new NoSuchFileException(path.toString());
        }
        if (failingToOpen.contains(name)) {
            throw new IOException("too many open files: " + name);
        }
        open.add(name);
        return new OpenFile() {
            @Override
            public void force() throws IOException {
                events.add("force " + name);
                whileForcing.run();
                if (failing.contains(name)) {
                    throw new IOException("input/output error on " + name);
                }
            }

            @Override
            public void close() {
                open.remove(name);
            }
        };
    }

    /** The queue's name, and the file's where it is one. */
    static String name(final Path path) {
        final String file = path.getFileName().toString();
        return file.contains(".") ? path.getParent().getFileName() + "/" + file : file;
    }

    /** What was forced or shown since the last call. */
    List<String> take() {
        final List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
