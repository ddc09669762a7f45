package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.frame;
import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.recovery.ResumingSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronicleTransportTest {
    private static final int STOCK_DOCUMENTS = 3_000;
    private static final int SEQUENCE_OF_FRAME = 16;

    @TempDir
    Path folder;

    private final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);

    private Path queue() {
        final Path queue = folder.resolve("queue");
        transport.create(queue);
        return queue;
    }

    private Publication publication(final Path queue) {
        return new GroupBuffer(transport.sink(queue));
    }

    @Test
    void readerOpenedBeforeTheFirstAppendSeesIt() {
        final Path queue = queue();
        try (Subscription subscription = transport.subscription(queue);
                Publication publication = publication(queue)) {
            assertThat(subscription.peek()).isEqualTo(Subscription.NONE);
            group(publication, 1, 40, 32);
            assertThat(subscription.peek()).isEqualTo(Subscription.NONE);
            publication.flush();
            assertThat(subscription.peek()).isEqualTo(1);
            assertThat(subscription.peek()).isEqualTo(1);
            assertThat(FrameLayout.sequence(subscription.buffer(), subscription.offset()))
                    .isEqualTo(1);
            assertThat(pollAll(subscription)).containsExactly("1/0+40", "1/1+32!");
            assertThat(subscription.position()).isEqualTo(1);
        }
    }

    @Test
    void severalGroupsPerDocumentAndLongGroupsComeWhole() {
        final Path queue = queue();
        try (ChronicleSubscription subscription = transport.subscription(queue);
                Publication publication = publication(queue)) {
            group(publication, 5, 40);
            group(publication, 7, longGroup(15));
            group(publication, 8, 33);
            publication.flush();
            assertThat(pollAll(subscription))
                    .hasSize(17)
                    .startsWith("5/0+40!", "7/0+10000")
                    .endsWith("7/13+10000", "7/14+10000!", "8/0+36!");
            assertThat(subscription.documentClockNs()).isPositive();
        }
    }

    @Test
    void halfOfALongGroupIsNotHandedOut() {
        final Path queue = queue();
        try (Subscription subscription = transport.subscription(queue);
                Publication publication = publication(queue)) {
            group(publication, 1, 40);
            publication.flush();
            publication.beginGroup(2, 2_000_000);
            for (int i = 0; i < 20; i++) {
                frame(publication, 10_000, i);
            }
            assertThat(pollAll(subscription)).containsExactly("1/0+40!");
            publication.endGroup();
            assertThat(pollAll(subscription)).isEmpty();
            publication.flush();
            assertThat(pollAll(subscription)).hasSize(20).endsWith("2/19+10000!");
            group(publication, 3, 40);
            publication.flush();
            assertThat(pollAll(subscription)).containsExactly("3/0+40!");
        }
    }

    /** A killed writer's lock names its process; here a process that lives, as when the id was given out again. */
    @Test
    void aLockLeftBehindIsBroken() {
        final Path queue = folder.resolve("locked");
        transport.create(queue);
        try (var opened = transport.openToWrite(queue)) {
            opened.metaStore()
                    .doWithExclusiveLock(store -> store.acquireValueFor("chronicle.write.lock"))
                    .setVolatileValue(ProcessHandle.current().pid());
        }
        try (Subscription subscription = transport.subscription(queue);
                Publication publication = new GroupBuffer(transport.sink(queue))) {
            group(publication, 1, 40);
            publication.flush();
            assertThat(pollAll(subscription)).containsExactly("1/0+40!");
        }
    }

    /** A file whose header never became ready, as a kill while it is made leaves it: the writer goes on, and so do readers. */
    @Test
    void aHalfMadeFileIsMadeAgain() throws IOException {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("half-made");
        rolling.create(queue);
        try (Subscription subscription = rolling.subscription(queue)) {
            try (Publication publication = new GroupBuffer(rolling.sink(queue))) {
                group(publication, 1, 40);
                publication.flush();
                clockNs.addAndGet(1_000_000_000);
                group(publication, 2, 40);
            }
            final Path newest = Path.of(newestFile(queue));
            try (FileChannel file = FileChannel.open(newest, StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            assertThat(pollAll(subscription)).containsExactly("1/0+40!");
            try (Publication publication = new GroupBuffer(rolling.sink(queue))) {
                group(publication, 2, 40);
                publication.flush();
                assertThat(pollAll(subscription)).containsExactly("2/0+40!");
            }
        }
    }

    /** As after a kill between making the next file and ending the one before, which was the last of several. */
    @Test
    void aFileThatWasNotEndedIsEndedByTheNextWriter() {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("not-ended");
        rolling.create(queue);
        for (int sequence = 1; sequence <= 3; sequence++) {
            try (Publication publication = new GroupBuffer(rolling.sink(queue))) {
                group(publication, sequence, 40);
            }
            clockNs.addAndGet(1_000_000_000);
        }
        try (SingleChronicleQueue stock = rolling.openToWrite(queue)) {
            NextFile.toWrite(rolling.openToWrite(queue), stock.lastCycle() + 1).close();
            assertThat(ended(stock)).containsExactly(true, true, false, false);
            try (Publication publication = new GroupBuffer(rolling.sink(queue))) {
                stock.refreshDirectoryListing();
                assertThat(ended(stock)).containsExactly(true, true, true, false);
                group(publication, 4, 40);
            }
        }
        try (Subscription subscription = rolling.subscription(queue)) {
            assertThat(pollAll(subscription)).containsExactly("1/0+40!", "2/0+40!", "3/0+40!", "4/0+40!");
        }
    }

    /** Of every file in its order, whether it says that it is ended. */
    private static List<Boolean> ended(final SingleChronicleQueue queue) {
        final List<Boolean> ended = new ArrayList<>();
        for (final long cycle : queue.listCyclesBetween(queue.firstCycle(), queue.lastCycle())) {
            try (SingleChronicleQueueStore store = queue.storeForCycle((int) cycle, queue.epoch(), false, null)) {
                final Wire wire = NextFile.wireOf(queue, store);
                ended.add(wire.endOfWire(false, 1_000, TimeUnit.MILLISECONDS, store.writePosition())
                        == WireOut.EndOfWire.PRESENT);
                wire.bytes().release(ReferenceOwner.INIT);
            }
        }
        return ended;
    }

    private static String newestFile(final Path queue) throws IOException {
        try (Stream<Path> files = Files.list(queue)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".cq4"))
                    .max(String::compareTo)
                    .orElseThrow();
        }
    }

    /** Chronicle's own reader lists the documents, those of the direct path too, and its own index finds them. */
    @Test
    void chroniclesOwnReaderListsTheDocuments() {
        final Path queue = folder.resolve("stock");
        transport.create(queue);
        try (Publication publication = new GroupBuffer(transport.sink(queue))) {
            for (int sequence = 1; sequence <= STOCK_DOCUMENTS; sequence++) {
                group(publication, sequence, 40);
                publication.flush();
                if (sequence == 1 || sequence == STOCK_DOCUMENTS - 10) {
                    assertThat(sequencesByChronicle(queue)).hasSize(sequence);
                }
            }
        }
        assertThat(sequencesByChronicle(queue))
                .isEqualTo(LongStream.rangeClosed(1, STOCK_DOCUMENTS).boxed().toList());
        try (ChronicleQueue plain =
                        ChronicleQueue.singleBuilder(queue).readOnly(true).build();
                ExcerptTailer tailer = plain.createTailer()) {
            final long first = plain.firstIndex();
            assertThat(plain.lastIndex()).isEqualTo(first + STOCK_DOCUMENTS - 1);
            assertThat(tailer.moveToIndex(first + 2_500)).isTrue();
            try (DocumentContext document = tailer.readingDocument()) {
                assertThat(sequence(document)).isEqualTo(2_501);
            }
            assertThat(tailer.toEnd().index()).isEqualTo(first + STOCK_DOCUMENTS);
        }
    }

    private static List<Long> sequencesByChronicle(final Path queue) {
        final List<Long> sequences = new ArrayList<>();
        try (ChronicleQueue plain =
                        ChronicleQueue.singleBuilder(queue).readOnly(true).build();
                ExcerptTailer tailer = plain.createTailer()) {
            boolean more = true;
            while (more) {
                try (DocumentContext document = tailer.readingDocument()) {
                    more = document.isPresent();
                    if (more) {
                        sequences.add(sequence(document));
                    }
                }
            }
        }
        return sequences;
    }

    private static long sequence(final DocumentContext document) {
        final var bytes = document.wire().bytes();
        return bytes.readLong(bytes.readPosition() + DocumentLayout.HEADER_LENGTH + SEQUENCE_OF_FRAME);
    }

    @Test
    void readersFollowAcrossFilesAlsoWithinAGroup() {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("rolling");
        rolling.create(queue);
        try (Subscription subscription = rolling.subscription(queue);
                Publication publication = new GroupBuffer(rolling.sink(queue))) {
            for (int sequence = 1; sequence <= 30; sequence++) {
                clockNs.addAndGet(sequence % 3 == 0 ? 2_500_000_000L : 0);
                group(publication, 2L * sequence, 40);
                publication.flush();
                assertThat(pollAll(subscription)).containsExactly(2 * sequence + "/0+40!");
                publication.beginGroup(2L * sequence + 1, 2_000_000L * (sequence + 1));
                for (int i = 0; i < 10; i++) {
                    frame(publication, 10_000, i);
                }
                assertThat(pollAll(subscription)).isEmpty();
                clockNs.addAndGet(1_000_000_000);
                publication.endGroup();
                publication.flush();
                assertThat(pollAll(subscription)).hasSize(10).endsWith(2 * sequence + 1 + "/9+10000!");
            }
            for (long sequence = 0; sequence <= 62; sequence++) {
                subscription.seekAfter(sequence);
                assertThat(subscription.peek()).isEqualTo(sequence == 0 ? 2 : sequence >= 61 ? -1 : sequence + 1);
            }
        }
    }

    /** An operator's queue is idle for hours: the file made ahead for the next hour is never written to, and readers must get past it. */
    @Test
    @Timeout(60)
    void aFileMadeAheadAndNotUsedDoesNotHoldReadersUp() throws IOException {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("idle");
        rolling.create(queue);
        final ChroniclePublicationSink sink = rolling.sink(queue);
        try (Subscription subscription = rolling.subscription(queue);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            for (int sequence = 1; sequence <= 12; sequence++) {
                group(publication, sequence, 40);
                publication.flush();
                assertThat(pollAll(subscription)).containsExactly(sequence + "/0+40!");
                final int before = files(queue);
                clockNs.addAndGet(900_000_000);
                while (files(queue) == before) {
                    sink.populate(System.nanoTime(), true);
                    Thread.onSpinWait();
                }
                // into the one made, or past it
                clockNs.addAndGet(sequence % 3 == 0 ? 3_100_000_000L : 100_000_000L);
            }
        }
        try (SingleChronicleQueue stock = rolling.openToWrite(queue)) {
            assertThat(ended(stock)).startsWith(true, true, true, true, true, true);
        }
    }

    /** The wish for a file can be older than the file that the writer has gone on in by itself. */
    @Test
    void noFileIsMadeBehindALaterOne() throws IOException {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("late");
        rolling.create(queue);
        try (Publication publication = new GroupBuffer(rolling.sink(queue));
                Subscription subscription = rolling.subscription(queue)) {
            group(publication, 1, 40);
            publication.flush();
            clockNs.addAndGet(3_000_000_000L);
            group(publication, 2, 40);
            publication.flush();
            final SingleChronicleQueue again = rolling.openToWrite(queue);
            assertThat(NextFile.toWrite(again, again.firstCycle() + 1)).isNull();
            assertThat(again.isClosed()).isTrue();
            assertThat(files(queue)).isEqualTo(2);
            assertThat(pollAll(subscription)).containsExactly("1/0+40!", "2/0+40!");
        }
    }

    private static int files(final Path queue) throws IOException {
        return QueueFiles.namesOf(queue).size();
    }

    /** As after kills: the rest of a group is in a file of its own, behind files without a document, and a reader comes only then. */
    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2", "3,0", "3,1", "3,2"})
    void theRestOfAGroupIsFoundInALaterFile(final int before, final int emptyFiles) {
        final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
        final ChronicleTransport rolling =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("TEST_SECONDLY"), clockNs::get);
        final Path queue = folder.resolve("rest");
        rolling.create(queue);
        try (Subscription late = rolling.subscription(queue);
                Subscription watching = rolling.subscription(queue)) {
            final int sequence = before + 1;
            try (Publication publication = new GroupBuffer(rolling.sink(queue))) {
                for (int i = 1; i <= before; i++) {
                    group(publication, i, 40);
                    publication.flush();
                }
                clockNs.addAndGet(before == 1 ? 1_000_000_000 : 0);
                publication.beginGroup(sequence, TestGroups.timestampNs(sequence));
                for (int i = 0; i < 10; i++) {
                    frame(publication, 10_000, sequence + i);
                }
            }
            assertThat(pollAll(watching)).hasSize(before);
            for (int i = 0; i < emptyFiles; i++) {
                clockNs.addAndGet(1_000_000_000);
                rolling.sink(queue).close();
                try (SingleChronicleQueue stock = rolling.openToWrite(queue)) {
                    NextFile.toWrite(rolling.openToWrite(queue), stock.lastCycle() + 1)
                            .close();
                }
            }
            clockNs.addAndGet(1_000_000_000);
            final var recorded = rolling.cursor(queue);
            recorded.seekAfter(before);
            try (Publication publication = new GroupBuffer(new ResumingSink("queue", recorded, rolling.sink(queue)))) {
                publication.resume(before, 0);
                group(publication, sequence, TestGroups.longGroup(12));
                group(publication, sequence + 1, 40);
            }
            assertThat(pollAll(watching)).hasSize(13).endsWith(sequence + 1 + "/0+40!");
            assertThat(pollAll(late)).hasSize(before + 13).endsWith(sequence + 1 + "/0+40!");
        }
    }

    @Test
    void missingQueueIsRefusedByPath() {
        assertThatThrownBy(() -> transport.subscription(folder.resolve("absent")))
                .hasMessageContaining(folder.resolve("absent").toString());
        assertThatThrownBy(() -> transport.sink(folder.resolve("absent")))
                .hasMessageContaining(folder.resolve("absent").toString());
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    @Test
    void unreadableMetadataIsNotTakenForAnEmptyQueue() throws IOException {
        final Path queue = queue();
        Files.write(queue.resolve("metadata.cq4t"), new byte[0]);
        assertThatThrownBy(() -> transport.subscription(queue)).hasMessageContaining(queue.toString());
    }

    @Test
    void otherRollCycleIsRefused() {
        final Path queue = queue();
        final ChronicleTransport other =
                new ChronicleTransport(ChronicleQueueSettings.SMALL.withRollCycle("FAST_HOURLY"), System::nanoTime);
        assertThatThrownBy(() -> other.subscription(queue)).hasMessageContaining("LARGE_DAILY");
        assertThatThrownBy(() -> other.sink(queue)).hasMessageContaining("FAST_HOURLY");
    }
}
