package io.strikebook.benchmarks.feed;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import java.nio.file.Path;

/** A market-data queue of its own for each round, as a feeder writes it. */
final class FeedQueue implements AutoCloseable {
    /** Messages per flush. */
    private static final int BATCH = 64;

    private final Path folder;
    private final ChronicleTransport transport =
            new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
    private final Housekeeper housekeeper = new Housekeeper("feed-keeper", true);
    private int rounds;
    private ChroniclePublicationSink sink;
    private GroupBuffer publication;
    private MarketDataPublisher publisher;
    private int sinceFlush;

    FeedQueue(final Path folder) {
        this.folder = folder;
    }

    /** Begins with an empty queue. */
    MarketDataPublisher begin() {
        end();
        rounds++;
        transport.create(path());
        sink = transport.sink(path());
        publication = new GroupBuffer(sink);
        housekeeper.add(sink);
        publisher = new MarketDataPublisher(publication);
        return publisher;
    }

    private Path path() {
        return folder.resolve("market-data-" + rounds);
    }

    /** Flushes now and then, as the agent does at the end of its cycle. */
    void afterMessage() {
        if (++sinceFlush == BATCH) {
            flush();
        }
    }

    void flush() {
        sinceFlush = 0;
        publication.flush();
    }

    /** Groups written. */
    long groups() {
        return publication.lastSequence();
    }

    private void end() {
        if (publication != null) {
            publication.close();
            publication = null;
            BenchFolder.delete(path());
        }
    }

    @Override
    public void close() {
        end();
        housekeeper.close();
    }
}
