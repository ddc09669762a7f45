package io.strikebook.runner.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which processes have files of a folder mapped, by the kernel's lists; those of other users, and of other containers, are not seen. A
 * look at one moment.
 */
final class OpenFiles {
    private static final Path PROCESSES = Path.of("/proc");

    private final Map<String, Set<Long>> pids = new HashMap<>();

    private OpenFiles() {}

    /** Looks at every process but some. */
    static OpenFiles under(final Path folder, final Set<Long> butPids) throws IOException {
        final OpenFiles open = new OpenFiles();
        final String prefix = folder.toRealPath() + "/";
        if (!Files.isDirectory(PROCESSES)) {
            return open;
        }
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            processes
                    .filter(path -> path.getFileName().toString().matches("\\d{1,18}"))
                    .forEach(path -> {
                        final long pid = Long.parseLong(path.getFileName().toString());
                        if (!butPids.contains(pid)) {
                            open.look(path.resolve("maps"), pid, prefix);
                        }
                    });
        }
        return open;
    }

    private void look(final Path maps, final long pid, final String prefix) {
        try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                final int at = line.indexOf(prefix);
                if (at >= 0) {
                    pids.computeIfAbsent(line.substring(at), file -> new TreeSet<>())
                            .add(pid);
                }
            });
        } catch (final IOException | UncheckedIOException e) {
            // it has ended, or is not ours to look at
            return;
        }
    }

    private static Path real(final Path file) {
        try {
            return file.toRealPath();
        } catch (final IOException e) {
            return file;
        }
    }

    /** {@code in use by pid 7}, or null where nobody has. */
    String users(final Path file) {
        final Set<Long> users = pids.get(real(file).toString());
        return users == null ? null : "in use by pid " + users.toString().replaceAll("[\\[\\]]", "");
    }
}
