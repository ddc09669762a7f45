package io.strikebook.benchmarks.append;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As many bytes with Chronicle's own appender, from its defaults to each setting that we use; nothing is encoded or hashed. */
@State(Scope.Thread)
public class ChronicleAppendBenchmark {
    /** As many as a document of ours with one message of 64 bytes has. */
    private static final int BYTES = 96;

    /** Which settings are not Chronicle's defaults. */
    @Param({"defaults", "spacing", "spacing+unchecked"})
    public String settings;

    private final UnsafeBuffer source = new UnsafeBuffer(BufferUtil.allocateDirectAligned(BYTES, Long.BYTES));
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private final PointerBytesStore pointer = new PointerBytesStore();
    private SingleChronicleQueue queue;
    private ExcerptAppender appender;
    private BenchFolder folder;

    /** A new queue with one document. */
    @Setup(Level.Iteration)
    public void open() {
        folder = BenchFolder.below(MicroRun.parent(), MicroRun.NEEDED_BYTES);
        final Path path = folder.path().resolve("queue");
        final SingleChronicleQueueBuilder builder =
                SingleChronicleQueueBuilder.binary(path).rollCycle(LargeRollCycles.LARGE_DAILY);
        if (!settings.equals("defaults")) {
            builder.indexSpacing(ChronicleQueueSettings.INDEX_SPACING);
        }
        queue = builder.build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(settings.endsWith("unchecked"));
        pointer.set(source.addressOffset(), BYTES);
        writeBytes();
        MadePages.ahead(path, MicroRun.FILE_BYTES);
    }

    /** Deletes the queue. */
    @TearDown(Level.Iteration)
    public void close() {
        appender.close();
        queue.close();
        folder.close();
    }

    /** From a buffer. */
    @Benchmark
    public void writeBytes() {
        appender.writeBytes(pointer);
    }

    /** Written where they belong. */
    @Benchmark
    public void writingDocument() {
        try (DocumentContext document = appender.writingDocument()) {
            final Bytes<?> bytes = document.wire().bytes();
            target.wrap(bytes.addressForWrite(bytes.writePosition()), BYTES);
            for (int i = 0; i < BYTES; i += Long.BYTES) {
                target.putLong(i, i);
            }
            bytes.writeSkip(BYTES);
        }
    }
}
