package io.strikebook.ipc.recovery;

import static io.strikebook.ipc.TestGroups.frame;
import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static io.strikebook.ipc.TestGroups.timestampNs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.memory.MemoryQueue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that died, also within a group longer than a document, and one that goes on from there. */
class ResumingSinkTest {
    private static final int LONG_FRAMES = 20;

    @TempDir
    Path folder;

    private final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);

    @BeforeEach
    void create() {
        transport.create(folder);
    }

    private void dieWithinTheLongGroup() {
        final Publication publication = new GroupBuffer(transport.sink(folder));
        group(publication, 1, 40);
        publication.flush();
        group(publication, 2, 40, 44);
        publication.flush();
        publication.beginGroup(3, timestampNs(3));
        for (int i = 0; i < LONG_FRAMES; i++) {
            frame(publication, 10_000, 3 + i);
        }
        publication.close();
    }

    @Test
    void headShowsTheLastWholeGroupAndTheUnfinishedOne() {
        assertThat(transport.head(folder)).isEqualTo(QueueHead.EMPTY);
        dieWithinTheLongGroup();
        final QueueHead head = transport.head(folder);
        assertThat(head.sequence()).isEqualTo(2);
        assertThat(head.timestampNs()).isEqualTo(timestampNs(2));
        assertThat(head.hasUnfinishedGroup()).isTrue();
        assertThat(head.unfinishedSequence()).isEqualTo(3);
        assertThat(head.unfinishedFrames()).isEqualTo(18);
        assertThat(head.unfinishedTimestampNs()).isEqualTo(timestampNs(3));
    }

    @Test
    void goesOnInTheMiddleOfAGroup() {
        dieWithinTheLongGroup();
        try (Subscription subscription = transport.subscription(folder)) {
            assertThat(pollAll(subscription)).containsExactly("1/0+40!", "2/0+40", "2/1+44!");
            final ResumingSink sink = new ResumingSink("queue", transport.cursor(folder), transport.sink(folder));
            try (Publication publication = new GroupBuffer(sink)) {
                group(publication, 1, 40);
                group(publication, 2, 40, 44);
                publication.flush();
                assertThat(sink.isCaughtUp()).isFalse();
                group(publication, 3, longGroup(LONG_FRAMES));
                group(publication, 4, 48);
                publication.flush();
                assertThat(sink.isCaughtUp()).isTrue();
                assertThat(sink.framesCompared()).isEqualTo(1 + 2 + 18);
                assertThat(pollAll(subscription))
                        .hasSize(LONG_FRAMES + 1)
                        .startsWith("3/0+10000")
                        .endsWith("3/19+10000!", "4/0+48!");
            }
            assertThat(transport.head(folder)).isEqualTo(new QueueHead(4, timestampNs(4), 0, 0, 0));
        }
    }

    @Test
    void resumesAfterASnapshot() {
        dieWithinTheLongGroup();
        final FrameCursor recorded = transport.cursor(folder);
        recorded.seekAfter(1);
        final ResumingSink sink = new ResumingSink("queue", recorded, transport.sink(folder));
        try (Publication publication = new GroupBuffer(sink)) {
            publication.resume(1, 0);
            group(publication, 2, 40, 44);
            publication.flush();
            assertThat(sink.framesCompared()).isEqualTo(2);
        }
    }

    @Test
    void aSourceThatCannotRecomputeEndsItsGroupAndReadersDropIt() {
        dieWithinTheLongGroup();
        try (Subscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder)) {
            assertThat(pollAll(subscription)).hasSize(3);
            final QueueHead head = transport.head(folder).abortUnfinishedGroup(sink);
            assertThat(head).isEqualTo(transport.head(folder));
            assertThat(head.sequence()).isEqualTo(3);
            assertThat(head.abortUnfinishedGroup(sink)).isEqualTo(head);
            final Publication publication = new GroupBuffer(sink);
            publication.resume(head.sequence(), 0);
            group(publication, 4, 40);
            publication.flush();
            assertThat(subscription.peek()).isEqualTo(4);
            assertThat(pollAll(subscription)).containsExactly("4/0+40!");
            for (long after = 0; after <= 4; after++) {
                subscription.seekAfter(after);
                assertThat(subscription.peek())
                        .isEqualTo(List.of(1L, 2L, 4L, 4L, -1L).get((int) after));
            }
        }
    }

    @Test
    void differentBytesStopIt() {
        dieWithinTheLongGroup();
        try (Publication publication =
                new GroupBuffer(new ResumingSink("commands", transport.cursor(folder), transport.sink(folder)))) {
            group(publication, 1, 40);
            group(publication, 2, 40, 48);
            assertThatThrownBy(publication::flush)
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("commands diverges at sequence 2 frame 1 byte 0")
                    .hasMessageContaining("44 bytes")
                    .hasMessageContaining("48 bytes");
        }
    }

    @Test
    void comparingCountsAMissingTailAndWhatNobodyComputed() {
        final MemoryQueue recorded = new MemoryQueue();
        try (Publication publication = recorded.publication()) {
            group(publication, 1, 40);
            group(publication, 2, 40, 44);
            publication.flush();
        }
        final ComparingSink longer = new ComparingSink("queue", recorded.cursor());
        try (Publication publication = new GroupBuffer(longer)) {
            group(publication, 1, 40);
            group(publication, 2, 40, 44);
            group(publication, 3, 40, 44);
            publication.flush();
        }
        assertThat(longer.framesCompared()).isEqualTo(3);
        assertThat(longer.framesMissing()).isEqualTo(2);
        assertThat(longer.firstMissingSequence()).isEqualTo(3);
        final ComparingSink shorter = new ComparingSink("queue", recorded.cursor());
        try (Publication publication = new GroupBuffer(shorter)) {
            group(publication, 1, 40);
            publication.flush();
            assertThat(shorter.countNotComputed()).isEqualTo(2);
            assertThat(shorter.framesMissing()).isZero();
        }
    }
}
