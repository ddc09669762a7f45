package io.strikebook.benchmarks.handoff;

import io.strikebook.benchmarks.RejectedMessage;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectedDecoder;
import java.nio.file.Path;

/**
 * Our publication and subscription, as the processes use them, with real messages: a {@code Rejected} that carries the number as its
 * source sequence and takes 64 bytes of frame on the queue, 12 of document header and 4 of Chronicle's own; or a {@code Done}, a frame of
 * 32 bytes of which 24 are SBE header, sequence and time.
 */
final class StrikebookLink implements Link {
    /** A duty cycle that never idles populates once; here that is every so many messages. */
    private static final int BUSY_MASK = 63;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final RejectedMessage rejected = new RejectedMessage();
    private final DoneEncoder done = new DoneEncoder();
    private final RejectedDecoder decoder = new RejectedDecoder();
    private final ChroniclePublicationSink sink;
    private final Publication publication;
    private final ChronicleSubscription subscription;
    private final Housekeeper housekeeper;
    private final FrameHandler onFrame = (buffer, offset, length) -> {
        if (length == FrameLayout.HEADER_LENGTH) {
            number = FrameLayout.timestampNs(buffer, offset);
        } else {
            decoder.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, RejectedDecoder.BLOCK_LENGTH, 0);
            number = decoder.sourceSequence();
        }
    };
    private final boolean small;
    private long sequence;
    private long number;
    private int polls;

    /**
     * One end.
     *
     * @param small     whether the message is a {@code Done}, which carries the number as its time; else a {@code Rejected}
     * @param populated whether pages are populated and blocks mapped ahead
     */
    StrikebookLink(final Path folder, final boolean first, final boolean small, final boolean populated) {
        this.small = small;
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
        final Path outgoing = folder.resolve(first ? "strikebook-a" : "strikebook-b");
        final Path incoming = folder.resolve(first ? "strikebook-b" : "strikebook-a");
        transport.create(outgoing);
        transport.create(incoming);
        sink = transport.sink(outgoing);
        publication = new GroupBuffer(sink);
        subscription = transport.subscription(incoming);
        housekeeper = populated ? new Housekeeper("handoff-keeper") : null;
        if (populated) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
        }
    }

    @Override
    public void send(final long newNumber, final boolean more) {
        sequence++;
        if (small) {
            publishDone(newNumber);
        } else {
            rejected.publish(publication, newNumber);
        }
        if (!more) {
            publication.flush();
        }
        if (housekeeper != null && (sequence & BUSY_MASK) == 0) {
            sink.populate(System.nanoTime(), false);
        }
    }

    private void publishDone(final long newNumber) {
        publication.beginGroup(sequence, newNumber);
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH);
        done.wrapAndApplyHeader(publication.buffer(), offset, header);
        publication.commit(FrameLayout.HEADER_LENGTH);
        publication.endGroup();
    }

    @Override
    public long poll() {
        if (subscription.poll(onFrame)) {
            if (housekeeper != null && (++polls & BUSY_MASK) == 0) {
                subscription.populate(System.nanoTime(), false);
            }
            return number;
        }
        return NONE;
    }

    @Override
    public void idle() {
        if (housekeeper != null) {
            final long nowNs = System.nanoTime();
            sink.populate(nowNs, true);
            subscription.populate(nowNs, true);
        }
    }

    @Override
    public void close() {
        if (housekeeper != null) {
            housekeeper.close();
        }
        publication.close();
        subscription.close();
    }
}
