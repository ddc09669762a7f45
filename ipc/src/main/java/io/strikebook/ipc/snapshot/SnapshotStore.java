package io.strikebook.ipc.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The snapshot sets of a home: one folder per sequence. A set is written under another name and renamed when its marker, which lists
 * its engines, is on disk; a folder that is cut or damaged is passed over with a word, and the next older set is used.
 */
public final class SnapshotStore {
    private static final String COMPLETE = "complete";
    private static final String VERIFIED = "verified";
    private static final String UNFINISHED = ".tmp";

    private final Path folder;
    private final String homeId;
    private final Consumer<String> log;

    /**
     * The store of one home.
     *
     * @param log takes a line for each set that is passed over
     */
    public SnapshotStore(final Path folder, final String homeId, final Consumer<String> log) {
        this.folder = folder;
        this.homeId = homeId;
        this.log = log;
    }

    /** Writes a set; a whole one that exists for the sequence stays as it is, a damaged one is replaced. */
    public SnapshotSet write(final long sequence, final Map<String, SnapshotOutput> states) {
        final Path finished = folder.resolve(folderName(sequence));
        final Path unfinished = folder.resolve(folderName(sequence) + UNFINISHED);
        final List<String> roles = List.copyOf(new TreeMap<>(states).keySet());
        try {
            if (!isWhole(sequence)) {
                delete(finished);
                delete(unfinished);
                Files.createDirectories(unfinished);
                for (final String role : roles) {
                    SnapshotFile.write(
                            SnapshotSet.file(unfinished, role),
                            new SnapshotFile.Identity(homeId, role, sequence),
                            states.get(role));
                }
                SnapshotFile.write(
                        unfinished.resolve(COMPLETE),
                        new SnapshotFile.Identity(homeId, COMPLETE, sequence),
                        new SnapshotOutput().putString(String.join(" ", roles)));
                Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
                SnapshotFile.forceFolder(folder);
            }
            return check(sequence);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write snapshot set " + finished, e);
        }
    }

    /** Sequences that there are sets for, damaged ones included, oldest first. */
    public List<Long> sequences() {
        final List<Long> sequences = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return sequences;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .sorted()
                    .forEach(sequences::add);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list snapshots in " + folder, e);
        }
        return sequences;
    }

    /** The newest whole set that has a state of the role and covers no sequence beyond the given one. */
    public Optional<SnapshotSet> newest(final String role, final long notBeyond) {
        final List<Long> sequences = sequences();
        for (int i = sequences.size() - 1; i >= 0; i--) {
            final long sequence = sequences.get(i);
            if (sequence > notBeyond) {
                continue;
            }
            try {
                final SnapshotSet set = check(sequence);
                if (set.roles().contains(role)) {
                    return Optional.of(set);
                }
                log.accept("snapshot set " + set.folder() + " passed over: no state of " + role);
            } catch (final SnapshotException | IllegalStateException e) {
                log.accept("snapshot set passed over: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The newest whole set that is {@linkplain #markVerified verified} and covers no sequence beyond the given one. */
    public Optional<SnapshotSet> newestVerified(final long notBeyond) {
        final List<Long> sequences = sequences();
        for (int i = sequences.size() - 1; i >= 0; i--) {
            final long sequence = sequences.get(i);
            final Optional<SnapshotSet> set = sequence > notBeyond ? Optional.empty() : whole(sequence);
            if (set.isPresent() && isVerified(set.get())) {
                return set;
            }
        }
        return Optional.empty();
    }

    /** The set of a sequence, if there is one and it is whole. */
    public Optional<SnapshotSet> whole(final long sequence) {
        try {
            return Optional.of(check(sequence));
        } catch (final SnapshotException | IllegalStateException e) {
            log.accept("snapshot set passed over: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Records that a set is what the engines compute from the first command on, every frame on the way compared with the recording. The
     * record names the checksum of each state, so that it speaks for these files and for no others.
     *
     * @param by which run has shown it
     */
    public void markVerified(final SnapshotSet set, final String by) {
        SnapshotFile.write(
                set.folder().resolve(VERIFIED),
                new SnapshotFile.Identity(homeId, VERIFIED, set.sequence()),
                checksums(set).putString(by));
        try {
            SnapshotFile.forceFolder(set.folder());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot mark " + set.folder() + " as verified", e);
        }
    }

    /** Whether a set was marked as verified, and is still, to the bit, what was marked. */
    public boolean isVerified(final SnapshotSet set) {
        final Path marker = set.folder().resolve(VERIFIED);
        if (!Files.exists(marker)) {
            return false;
        }
        try {
            final SnapshotInput in =
                    SnapshotFile.read(marker, new SnapshotFile.Identity(homeId, VERIFIED, set.sequence()));
            for (final String role : set.roles()) {
                if (!in.getString().equals(role)
                        || in.getInt() != SnapshotFile.checksum(SnapshotSet.file(set.folder(), role))) {
                    log.accept("snapshot set " + set.folder() + ": its state of " + role + " is not the one verified");
                    return false;
                }
            }
            return true;
        } catch (final SnapshotException | IllegalStateException e) {
            log.accept("snapshot set " + set.folder() + " counts as not verified: " + e.getMessage());
            return false;
        }
    }

    private static SnapshotOutput checksums(final SnapshotSet set) {
        final SnapshotOutput out = new SnapshotOutput();
        for (final String role : set.roles()) {
            out.putString(role).putInt(SnapshotFile.checksum(SnapshotSet.file(set.folder(), role)));
        }
        return out;
    }

    /** Removes all but the newest sets. */
    public void keepNewest(final int count) {
        final List<Long> sequences = sequences();
        try {
            for (int i = 0; i < sequences.size() - count; i++) {
                delete(folder.resolve(folderName(sequences.get(i))));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove old snapshots in " + folder, e);
        }
    }

    private boolean isWhole(final long sequence) {
        try {
            return check(sequence).sequence() == sequence;
        } catch (final SnapshotException | IllegalStateException e) {
            return false;
        }
    }

    private SnapshotSet check(final long sequence) {
        final Path set = folder.resolve(folderName(sequence));
        final SnapshotInput marker =
                SnapshotFile.read(set.resolve(COMPLETE), new SnapshotFile.Identity(homeId, COMPLETE, sequence));
        final List<String> roles = List.of(marker.getString().split(" "));
        for (final String role : roles) {
            SnapshotFile.read(SnapshotSet.file(set, role), new SnapshotFile.Identity(homeId, role, sequence));
        }
        return new SnapshotSet(homeId, sequence, set, roles);
    }

    private static String folderName(final long sequence) {
        return String.format("%018d", sequence);
    }

    private static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
