package io.strikebook.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a figure was measured on, in words. */
public final class Machine {
    private Machine() {}

    /** Processor, system, JVM and how busy the machine was, in one line. */
    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%d CPUs (%s), %s %s, %s %s, load average %s",
                Runtime.getRuntime().availableProcessors(),
                cpuModel(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                loadAverage());
    }

    /** The type of the file system of a path that exists, or whose parent does. */
    public static String fileSystem(final Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null ? "unknown" : Files.getFileStore(existing).type();
        } catch (final IOException e) {
            return "unknown";
        }
    }

    /** File system and device of a path that exists, or whose parent does, and whether the device has a cache of its own. */
    public static String storage(final Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            final String device =
                    existing == null ? "" : Files.getFileStore(existing).name();
            final Path cache = Path.of("/sys/class/block", Path.of(device).getFileName() + "", "queue/write_cache");
            return fileSystem(path) + " on " + device
                    + (Files.isReadable(cache)
                            ? ", device cache: " + Files.readString(cache).strip()
                            : "");
        } catch (final IOException e) {
            return fileSystem(path);
        }
    }

    private static String cpuModel() {
        return firstLine(Path.of("/proc/cpuinfo"), "model name").replaceFirst(".*:\\s*", "");
    }

    private static String loadAverage() {
        return firstLine(Path.of("/proc/loadavg"), "").replaceFirst(" .*", "");
    }

    private static String firstLine(final Path file, final String prefix) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(prefix))
                    .findFirst()
                    .orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
