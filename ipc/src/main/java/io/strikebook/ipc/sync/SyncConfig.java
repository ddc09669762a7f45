package io.strikebook.ipc.sync;

import io.strikebook.ipc.config.ConfigSection;

/**
 * The role's own keys.
 *
 * @param intervalMs from the beginning of one round to that of the next
 */
public record SyncConfig(long intervalMs) {
    private static final long DEFAULT_INTERVAL_MS = 10;
    private static final long MAX_INTERVAL_MS = 60_000;

    /** Reads and checks them. */
    public static SyncConfig read(final ConfigSection section) {
        return new SyncConfig(section.getLong("intervalMs", DEFAULT_INTERVAL_MS, 1, MAX_INTERVAL_MS));
    }
}
