package io.strikebook.ipc.check;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.HoleScan;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One pass over every frame of a queue.
 *
 * @param queue  its name
 * @param head   sequence of the last whole group before the end, a hole or damage
 * @param damage what is wrong with the rest, or null
 */
record QueueSummary(String queue, long head, String damage) {
    /** Takes each frame that is right. */
    @FunctionalInterface
    interface Visitor {
        void onFrame(UnsafeBuffer buffer, int offset);
    }

    /**
     * Reads a queue.
     *
     * @param cutShort what was said when its files were filled up, which has to be before anything reads them
     */
    static QueueSummary of(
            final ChronicleTransport transport,
            final Path folder,
            final String queue,
            final List<String> cutShort,
            final Visitor visitor) {
        long head = 0;
        String damage = null;
        try (FrameCursor cursor = transport.cursor(folder)) {
            while (cursor.next()) {
                visitor.onFrame(cursor.buffer(), cursor.offset());
                if (FrameLayout.isLast(cursor.buffer(), cursor.offset())) {
                    head = FrameLayout.sequence(cursor.buffer(), cursor.offset());
                }
            }
        } catch (final CorruptFrameException e) {
            damage = e.getMessage();
        }
        final List<String> holes = HoleScan.holes(folder);
        if (damage == null && !holes.isEmpty()) {
            damage = "hole after sequence " + head + ": " + String.join("; ", holes);
        }
        if (damage == null && !cutShort.isEmpty()) {
            damage = "cut short after sequence " + head + ": " + String.join("; ", cutShort);
        }
        return new QueueSummary(queue, head, damage);
    }
}
