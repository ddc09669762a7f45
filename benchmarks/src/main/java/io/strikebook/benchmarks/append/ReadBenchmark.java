package io.strikebook.benchmarks.append;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.RejectedMessage;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One message of a queue that was written before, checked and handed out; beside Chronicle's tailer, which only finds it. */
@State(Scope.Thread)
public class ReadBenchmark {
    /** Messages in a document. */
    @Param({"1", "64"})
    public int perDocument;

    private long sum;
    private final FrameHandler onFrame = (buffer, offset, length) -> sum += FrameLayout.sequence(buffer, offset);
    private ChronicleSubscription subscription;
    private SingleChronicleQueue queue;
    private ExcerptTailer tailer;
    private BenchFolder folder;

    /** A new queue with as many messages as are read. */
    @Setup(Level.Iteration)
    public void open() {
        folder = BenchFolder.below(MicroRun.parent(), MicroRun.NEEDED_BYTES);
        final Path path = folder.path().resolve("queue");
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
        transport.create(path);
        final RejectedMessage message = new RejectedMessage();
        try (Publication publication = new GroupBuffer(transport.sink(path))) {
            while (message.count() < MicroRun.BATCH) {
                message.publish(publication, 0);
                if (message.count() % perDocument == 0) {
                    publication.flush();
                }
            }
        }
        subscription = transport.subscription(path);
        queue = SingleChronicleQueueBuilder.binary(path)
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .readOnly(true)
                .build();
        tailer = queue.createTailer();
        sum = 0;
    }

    /** Deletes the queue. */
    @TearDown(Level.Iteration)
    public void close() {
        subscription.close();
        tailer.close();
        queue.close();
        folder.close();
    }

    /** With all checks. */
    @Benchmark
    public long poll() {
        if (!subscription.poll(onFrame)) {
            throw new IllegalStateException("the queue ended after " + sum);
        }
        return sum;
    }

    /** One document. */
    @Benchmark
    public long tailer() {
        try (DocumentContext document = tailer.readingDocument()) {
            return document.isPresent() ? document.index() : 0;
        }
    }
}
