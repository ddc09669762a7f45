package io.strikebook.ipc.chronicle;

import java.nio.file.Path;

/**
 * One file of a queue: what was written in one roll cycle.
 *
 * @param path            where it is
 * @param firstSequence   of its first frame, 0 where nothing was written to it
 * @param lastSequence    of its last frame, 0 where nothing was written to it
 * @param beginsWithGroup whether its first frame is the first one of its group; true for an empty file
 * @param bytes           its length; what it takes of the disk may be less
 * @param endMs           when its cycle ends, milliseconds since the epoch
 */
public record QueueFile(
        Path path, long firstSequence, long lastSequence, boolean beginsWithGroup, long bytes, long endMs) {
    /** Whether nothing was written to it. */
    public boolean isEmpty() {
        return firstSequence == 0;
    }

    /** The file's own name. */
    public String name() {
        return path.getFileName().toString();
    }
}
