package io.strikebook.distribution;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.system.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What tests want to know of the queues of a home. */
final class Queues {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Queues() {}

    /** A hash of every frame, by queue. */
    static Map<String, Long> hashes(final Path path) {
        final Home home = Home.at(path);
        final Manifest manifest = home.open();
        final Map<String, Long> hashes = new TreeMap<>();
        for (final String queue : manifest.queues()) {
            long hash = FrameHash.EMPTY;
            try (FrameCursor cursor = cursor(home, queue)) {
                while (cursor.next()) {
                    hash = FrameHash.update(hash, cursor.buffer(), cursor.offset(), cursor.length());
                }
            }
            hashes.put(queue, hash);
        }
        return hashes;
    }

    /** Names of the instruments listed, by their ids. */
    static Map<Integer, String> listed(final Path path) {
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
        final Map<Integer, String> listed = new TreeMap<>();
        try (FrameCursor cursor = cursor(Home.at(path), QueueNames.COMMANDS)) {
            while (cursor.next()) {
                if (FrameLayout.templateId(cursor.buffer(), cursor.offset())
                        == ListInstrumentCommandDecoder.TEMPLATE_ID) {
                    listing.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header);
                    if (listing.envelope().decision() == RejectCode.ACCEPTED) {
                        listed.put(listing.instrumentId(), listing.terms().symbol());
                    }
                }
            }
        }
        return listed;
    }

    /** Names of the instruments that have a mark. */
    static Set<String> marked(final Path path) {
        final Map<Integer, String> listed = listed(path);
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final MarkDecoder mark = new MarkDecoder();
        final Set<String> marked = new TreeSet<>();
        try (FrameCursor cursor = cursor(Home.at(path), QueueNames.MARKS)) {
            while (cursor.next()) {
                if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) == MarkDecoder.TEMPLATE_ID) {
                    mark.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header);
                    final String name = listed.get(mark.instrumentId());
                    if (name != null) { // else listed after this looked
                        marked.add(name);
                    }
                }
            }
        }
        return marked;
    }

    /** Waits until all of these have marks. */
    static void awaitMarked(final Path path, final Set<String> names) {
        final Deadline deadline = Deadline.in(PATIENCE, PAUSE);
        Set<String> marked = marked(path);
        while (!marked.containsAll(names)) {
            if (!deadline.pause()) {
                final Set<String> missing = new TreeSet<>(names);
                missing.removeAll(marked);
                throw new AssertionError(missing.size() + " instruments have no mark: " + missing);
            }
            marked = marked(path);
        }
    }

    private static FrameCursor cursor(final Home home, final String queue) {
        final ChronicleTransport transport = HomeQueues.transport(home.open(), System::nanoTime);
        return transport.cursor(home.queue(queue));
    }
}
