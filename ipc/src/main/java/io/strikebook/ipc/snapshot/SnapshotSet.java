package io.strikebook.ipc.snapshot;

import java.nio.file.Path;
import java.util.List;

/**
 * The states of several engines after the same sequence.
 *
 * @param homeId   home that it belongs to
 * @param sequence last group that every state covers
 * @param folder   where its files are
 * @param roles    engines that it has a state of
 */
public record SnapshotSet(String homeId, long sequence, Path folder, List<String> roles) {
    /** Opens one engine's state. */
    public SnapshotInput open(final String role) {
        if (!roles.contains(role)) {
            throw new SnapshotException(folder + ": has no state of " + role + ", only of " + roles);
        }
        return SnapshotFile.read(file(folder, role), new SnapshotFile.Identity(homeId, role, sequence));
    }

    static Path file(final Path folder, final String role) {
        return folder.resolve(role + ".state");
    }
}
