package io.strikebook.benchmarks.append;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.RejectedMessage;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One 64-byte message: encoded into nowhere, and appended to a queue, alone or 64 to a document. Each iteration has a new queue. */
@State(Scope.Thread)
public class AppendBenchmark {
    private static final int GROUPS_PER_DOCUMENT = 64;

    private RejectedMessage message;
    private Publication nowhere;
    private Publication publication;
    private Housekeeper housekeeper;
    private BenchFolder folder;

    /** A new queue with one document. */
    @Setup(Level.Iteration)
    public void open() {
        folder = BenchFolder.below(MicroRun.parent(), MicroRun.NEEDED_BYTES);
        final Path queue = folder.path().resolve("queue");
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
        transport.create(queue);
        final ChroniclePublicationSink sink = transport.sink(queue);
        housekeeper = new Housekeeper("keeper");
        housekeeper.add(sink);
        publication = new GroupBuffer(sink);
        nowhere = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> {});
        message = new RejectedMessage();
        message.publish(publication, 0);
        publication.flush();
        MadePages.ahead(queue, MicroRun.FILE_BYTES);
        sink.populate(System.nanoTime(), true);
    }

    /** Deletes the queue. */
    @TearDown(Level.Iteration)
    public void close() {
        housekeeper.close();
        publication.close();
        folder.close();
    }

    /** Encoding, framing and hashing alone. */
    @Benchmark
    public void encode() {
        message.publish(nowhere, 0);
        nowhere.flush();
    }

    /** A document for each message. */
    @Benchmark
    public void append() {
        message.publish(publication, 0);
        publication.flush();
    }

    /** A document for 64 messages. */
    @Benchmark
    public void appendBatched() {
        message.publish(publication, 0);
        if (message.count() % GROUPS_PER_DOCUMENT == 0) {
            publication.flush();
        }
    }
}
