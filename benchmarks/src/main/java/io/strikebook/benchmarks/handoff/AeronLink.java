package io.strikebook.benchmarks.handoff;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Aeron IPC between the processes; the first end runs the media driver on a shared thread that backs off. */
final class AeronLink implements Link {
    private static final String CHANNEL = "aeron:ipc?term-length=16m";
    private static final int TO_CHILD = 10;
    private static final int TO_PARENT = 11;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_LENGTH]);
    private final MediaDriver driver;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final Subscription subscription;
    private final FragmentHandler onFragment = (buffer, offset, length, header) -> time = buffer.getLong(offset);
    private long time;

    AeronLink(final Path folder, final boolean first) {
        final String directory = folder.resolve("aeron").toString();
        driver = !first
                ? null
                : MediaDriver.launch(new MediaDriver.Context()
                        .aeronDirectoryName(directory)
                        .dirDeleteOnStart(true)
                        .threadingMode(ThreadingMode.SHARED)
                        .sharedIdleStrategy(new BackoffIdleStrategy(1, 1, 1_000, TimeUnit.MILLISECONDS.toNanos(1)))
                        .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                        .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(90)));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(directory)
                .idleStrategy(new BackoffIdleStrategy(1, 1, 1_000, TimeUnit.MILLISECONDS.toNanos(1))));
        publication = aeron.addExclusivePublication(CHANNEL, first ? TO_CHILD : TO_PARENT);
        subscription = aeron.addSubscription(CHANNEL, first ? TO_PARENT : TO_CHILD);
    }

    @Override
    public void send(final long number, final boolean more) {
        message.putLong(0, number);
        while (publication.offer(message, 0, MESSAGE_LENGTH) < 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public long poll() {
        time = NONE;
        subscription.poll(onFragment, 1);
        return time;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(publication, subscription, aeron, driver);
    }
}
