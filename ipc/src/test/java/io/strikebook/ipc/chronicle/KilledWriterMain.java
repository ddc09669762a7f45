package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.ipc.recovery.ResumingSink;
import java.nio.file.Path;
import java.util.Random;

/**
 * A writer that goes on where its predecessor was killed until it is killed itself, or whoever started it is gone; every group is a function of
 * its sequence alone. Has a housekeeper, and a clock that runs so fast that a file lasts some tens of milliseconds.
 */
public final class KilledWriterMain {
    /** Every so many groups one spans several documents. */
    static final int LONG_EVERY = 50;

    private static final int RECOMPUTED = 200;
    private static final int CLOCK_SPEED = 20;
    private static final int POPULATE_MASK = 15;
    private static final int PARENT_MASK = (1 << 14) - 1;

    private KilledWriterMain() {}

    /**
     * Arguments: queue folder, seed for the points where it flushes. Prints how many microseconds it took to go on: first what a new JVM
     * needs to load its classes, which it does with a queue of its own, then what the recovery needed.
     */
    public static void main(final String[] args) {
        final long mainNs = System.nanoTime();
        final ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        final ChronicleTransport transport = new ChronicleTransport(settings(), () -> CLOCK_SPEED * System.nanoTime());
        final Path queue = Path.of(args[0]);
        loadClasses(transport, queue.resolveSibling("scratch"));
        final long startNs = System.nanoTime();
        transport.create(queue);
        final Random flushes = new Random(Long.parseLong(args[1]));
        // first, as processes do it: a reader would wait for a file that was left half made
        final ChroniclePublicationSink sink = transport.sink(queue);
        final QueueHead head = transport.head(queue);
        final long from = Math.max(0, head.sequence() - RECOMPUTED);
        final var recorded = transport.cursor(queue);
        recorded.seekAfter(from);
        try (Publication publication = new GroupBuffer(new ResumingSink("queue", recorded, sink));
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            publication.resume(from, 0);
            // a test that was killed must not leave behind who fills the disk
            for (long sequence = from + 1; (sequence & PARENT_MASK) != 0 || parent.isAlive(); sequence++) {
                TestGroups.group(publication, sequence, frameLengths(sequence));
                if (flushes.nextInt(3) == 0) {
                    publication.flush();
                }
                if ((sequence & POPULATE_MASK) == 0) {
                    sink.populate(System.nanoTime(), flushes.nextBoolean());
                }
                if (sequence == head.sequence() + 1) {
                    publication.flush();
                    System.out.println("resumed after us " + (startNs - mainNs) / 1_000 + " "
                            + (System.nanoTime() - startNs) / 1_000);
                }
            }
        }
    }

    /** Goes on in a queue once, as below. */
    private static void loadClasses(final ChronicleTransport transport, final Path scratch) {
        transport.create(scratch);
        final ChroniclePublicationSink sink = transport.sink(scratch);
        final QueueHead head = transport.head(scratch);
        final var recorded = transport.cursor(scratch);
        recorded.seekAfter(head.sequence() - 1);
        try (Publication publication = new GroupBuffer(new ResumingSink("scratch", recorded, sink));
                Housekeeper housekeeper = new Housekeeper("scratch-keeper")) {
            housekeeper.add(sink);
            publication.resume(Math.max(0, head.sequence() - 1), 0);
            for (long sequence = Math.max(1, head.sequence()); sequence <= head.sequence() + 1; sequence++) {
                TestGroups.group(publication, sequence, frameLengths(sequence));
                publication.flush();
            }
        }
    }

    static ChronicleQueueSettings settings() {
        return ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY");
    }

    static int[] frameLengths(final long sequence) {
        final Random random = new Random(sequence);
        if (sequence % LONG_EVERY == 0) {
            return TestGroups.longGroup(5 + random.nextInt(30));
        }
        return random.ints(1 + random.nextInt(4), 32, 400).toArray();
    }
}
