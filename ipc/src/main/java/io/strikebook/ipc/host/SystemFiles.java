package io.strikebook.ipc.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/** Small files below the root of a machine's file system, which may be absent or unreadable: then they say nothing. */
public final class SystemFiles {
    private static final int LONGEST = 1 << 20;

    private final Path root;

    /**
     * Files below a root.
     *
     * @param root {@code /}, or a folder that holds a machine's {@code sys} and {@code proc}
     */
    public SystemFiles(final Path root) {
        this.root = root;
    }

    /**
     * The whole text of a file without spaces at its ends; of a path from the root, without a leading slash. Files of {@code /proc/sys}
     * are to be read at once: they answer a second look with their end, and {@code Files.readAllBytes} first looks at one byte.
     */
    public Optional<String> text(final String path) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip());
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    /** The list of CPUs that a file holds. */
    public Optional<BitSet> cpus(final String path) {
        return text(path).flatMap(CpuList::parse);
    }

    /** The whole number that a file holds. */
    public Optional<Long> number(final String path) {
        return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }
}
