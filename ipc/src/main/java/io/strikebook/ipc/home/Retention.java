package io.strikebook.ipc.home;

import io.strikebook.ipc.config.ConfigSection;
import java.util.List;

/**
 * What the configuration lets {@code prune} delete. A file has to be outside of every limit that is given.
 *
 * @param keepFiles the newest files of each queue that stay, 0 for no such limit
 * @param keepDays  days that a file stays after its cycle has ended, 0 for no such limit
 */
public record Retention(int keepFiles, int keepDays) {
    /** Nothing is ever deleted. */
    public static final Retention KEEP_ALL = new Retention(0, 0);

    private static final String KEEP = "keep";
    private static final int MAX = 100_000;

    /** Reads the section: {@code keep: all}, the default, or {@code keepFiles: N}, or {@code keepDays: N}, or both. */
    static Retention read(final ConfigSection section) {
        final boolean limited = section.has("keepFiles") || section.has("keepDays");
        if (!limited) {
            section.getChoice(KEEP, "all", List.of("all"));
            return KEEP_ALL;
        }
        if (section.has(KEEP)) {
            throw section.refuse(
                    KEEP, "keep: all says that nothing is deleted; leave it away, or keepFiles and keepDays");
        }
        return new Retention(
                section.has("keepFiles") ? section.getInt("keepFiles", 1, 1, MAX) : 0,
                section.has("keepDays") ? section.getInt("keepDays", 1, 1, MAX) : 0);
    }

    /** Whether nothing is ever deleted. */
    public boolean keepsAll() {
        return keepFiles == 0 && keepDays == 0;
    }
}
