package io.strikebook.ipc.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left of a home whose making was interrupted: queues without a manifest, and the word that they are being made. They hold nothing
 * that anybody has seen, so the next one may begin anew. Queues without that word, or beside files of a process that ran, are kept: then
 * it is the manifest that is missing.
 */
final class UnfinishedHome {
    private static final String WORD = "init.unfinished";
    private static final String LOCK = ".lock";

    private UnfinishedHome() {}

    /** To be called before the first queue is made, under the home's lock. */
    static void begin(final Home home) throws IOException {
        Files.write(word(home), List.of("made by pid " + ProcessHandle.current().pid()));
    }

    /** To be called once the manifest is there. */
    static void end(final Home home) throws IOException {
        Files.delete(word(home));
    }

    /** Removes queues that were being made; refuses others. */
    static void removeFrom(final Home home) throws IOException {
        final List<Path> queues = list(home.queues());
        if (queues.isEmpty()) {
            return;
        }
        final boolean ran = list(home.run()).stream()
                .anyMatch(file -> !file.equals(word(home)) && !file.toString().endsWith(LOCK));
        if (ran || !Files.exists(word(home))) {
            throw new HomeException(home.queues() + ": holds queues but the home has no manifest, and no init was"
                    + " interrupted here. Bring the manifest back, or remove the folder to start again");
        }
        for (final Path queue : queues) {
            try (Stream<Path> tree = Files.walk(queue)) {
                for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<Path> list(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path word(final Home home) {
        return home.run().resolve(WORD);
    }
}
