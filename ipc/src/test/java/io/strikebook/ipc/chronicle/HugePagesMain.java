package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes groups to a new queue, populating ahead, and reads them; then says on one line how many were read, how many pages were populated,
 * how many faults appending took by itself, how many kB of the queue are mapped as huge pages, and how often the kernel had none to give.
 */
final class HugePagesMain {
    private static final int FRAME = 4_000;
    private static final String MAPPED_HUGE = "ShmemPmdMapped:";
    private static final String NONE_LEFT = "thp_file_fallback ";

    private HugePagesMain() {}

    public static void main(final String[] arguments) throws IOException {
        final Path queue = Path.of(arguments[0]);
        final int groups = Integer.parseInt(arguments[1]);
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, System::nanoTime);
        transport.create(queue);
        final ThreadFaults faults = new ThreadFaults();
        final long refusedBefore = hugePagesRefused();
        try (ChroniclePublicationSink sink = transport.sink(queue);
                Publication publication = new GroupBuffer(sink);
                ChronicleSubscription subscription = transport.subscription(queue);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            publish(publication, 1);
            sink.populate(System.nanoTime(), false);
            while (!housekeeper.isIdle()) {
                Thread.onSpinWait();
            }
            final long before = faults.soFar() - sink.populator().faultsMade();
            for (int sequence = 2; sequence <= groups; sequence++) {
                sink.populate(System.nanoTime(), false);
                publish(publication, sequence);
            }
            final long taken = faults.soFar() - sink.populator().faultsMade() - before;
            final int read = TestGroups.pollAll(subscription).size();
            System.out.println(read + " " + sink.populator().pagesPopulated() + " " + taken + " "
                    + mappedHugeKilobytes(queue) + " " + (hugePagesRefused() - refusedBefore));
        }
    }

    private static void publish(final Publication publication, final int sequence) {
        TestGroups.group(publication, sequence, FRAME);
        publication.flush();
    }

    /** How often, since the machine started, small pages were given for want of a huge one. */
    private static long hugePagesRefused() throws IOException {
        return Files.readAllLines(Path.of("/proc/vmstat")).stream()
                .filter(line -> line.startsWith(NONE_LEFT))
                .mapToLong(line -> Long.parseLong(line.substring(NONE_LEFT.length())))
                .sum();
    }

    private static long mappedHugeKilobytes(final Path queue) throws IOException {
        long kilobytes = 0;
        boolean ofQueue = false;
        for (final String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (Character.isLowerCase(line.charAt(0)) || Character.isDigit(line.charAt(0))) {
                ofQueue = line.contains(queue.toString());
            } else if (ofQueue && line.startsWith(MAPPED_HUGE)) {
                kilobytes += Long.parseLong(
                        line.substring(MAPPED_HUGE.length()).replace("kB", "").trim());
            }
        }
        return kilobytes;
    }
}
