package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.ipc.recovery.ResumingSink;
import java.nio.file.Path;
import java.util.Random;

/** A writer that goes on for ever where its predecessor was killed; every group is a function of its sequence alone. */
public final class KilledWriterMain {
    private static final int RECOMPUTED = 200;

    private KilledWriterMain() {}

    /** Arguments: queue folder, seed for the points where it flushes. */
    public static void main(final String[] args) {
        final ChronicleTransport transport = new ChronicleTransport(settings(), System::nanoTime);
        final Path queue = Path.of(args[0]);
        final Random flushes = new Random(Long.parseLong(args[1]));
        final QueueHead head = transport.head(queue);
        final long from = Math.max(0, head.sequence() - RECOMPUTED);
        final var recorded = transport.cursor(queue);
        recorded.seekAfter(from);
        try (Publication publication = new GroupBuffer(new ResumingSink("queue", recorded, transport.sink(queue)))) {
            publication.resume(from, 0);
            for (long sequence = from + 1; sequence > 0; sequence++) {
                TestGroups.group(publication, sequence, frameLengths(sequence));
                if (flushes.nextInt(3) == 0) {
                    publication.flush();
                }
            }
        }
    }

    static ChronicleQueueSettings settings() {
        return ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY");
    }

    static int[] frameLengths(final long sequence) {
        final Random random = new Random(sequence);
        if (sequence % 50 == 0) {
            return TestGroups.longGroup(5 + random.nextInt(30));
        }
        return random.ints(1 + random.nextInt(4), 32, 400).toArray();
    }
}
