package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends that leave files and blocks to a housekeeper hand over the same groups as ends that do all themselves. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HousekeeperTest {
    private static final int GROUPS = 400;
    private static final int FILES = 5;
    private static final int GROUPS_PER_FILE = 60;
    private static final long SEED = 20_261_121L;

    @TempDir
    Path folder;

    private final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
    private final ChronicleTransport transport =
            new ChronicleTransport(new ChronicleQueueSettings("TEST_SECONDLY", 1L << 20, 1_000), clockNs::get);

    private long nowNs;

    /** Groups short, long and longer than a document; files that change between any two, with gaps, also backwards in time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsLostOrChangedAcrossBlocksAndFiles(final boolean populates) {
        transport.create(folder);
        final RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        final List<String> kept = new ArrayList<>();
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper", populates)) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            assertThat(pollAll(subscription)).isEmpty();
            for (int sequence = 1; sequence <= GROUPS; sequence++) {
                group(publication, sequence, longGroup(1 + random.nextInt(9)));
                publication.flush();
                if (random.nextInt(4) == 0) {
                    clockNs.addAndGet(random.nextLong(-2_000_000_000L, 5_000_000_000L));
                }
                if (random.nextInt(3) == 0) {
                    kept.addAll(pollAll(subscription));
                }
                sink.populate(0, false);
                subscription.populate(0, false);
            }
            kept.addAll(pollAll(subscription));
            assertThat(pollAll(subscription)).isEmpty();
        }
        try (ChronicleSubscription alone = transport.subscription(folder)) {
            assertThat(kept).isEqualTo(pollAll(alone));
        }
        assertThat(kept).filteredOn(frame -> frame.endsWith("!")).hasSize(GROUPS);
    }

    /** Chronicle opens the first file and nothing after that: writer and reader find the next block and the next file ready. */
    @Test
    void blocksAndFilesChangeWithoutWaiting() {
        transport.create(folder);
        final List<String> kept = new ArrayList<>();
        long sequence = 0;
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            group(publication, ++sequence, 100);
            publication.flush();
            kept.addAll(pollAll(subscription));
            final long documentsByTailer = subscription.documentsByTailer();
            for (int file = 0; file < FILES; file++) {
                for (int i = 0; i < GROUPS_PER_FILE; i++) {
                    group(publication, ++sequence, longGroup(5));
                    publication.flush();
                    settle(housekeeper, sink, subscription);
                    kept.addAll(pollAll(subscription));
                    settle(housekeeper, sink, subscription);
                }
                toNextFile(housekeeper, sink, subscription);
            }
            assertThat(sink.appendsByChronicle()).isEqualTo(1);
            assertThat(subscription.documentsByTailer()).isEqualTo(documentsByTailer);
        }
        assertThat(kept).hasSize(1 + FILES * GROUPS_PER_FILE * 5);
        try (ChronicleSubscription alone = transport.subscription(folder)) {
            assertThat(kept).isEqualTo(pollAll(alone));
        }
        assertThat(folder.toFile().list((directory, name) -> name.endsWith(".cq4")))
                .hasSize(FILES + 1);
    }

    /** A file that is ready is that after the one in which the reader was: from an earlier one it is not the next. */
    @Test
    void aReaderThatGoesBackMissesNoFile() {
        transport.create(folder);
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
            housekeeper.add(sink);
            housekeeper.add(subscription);
            for (int sequence = 1; sequence <= FILES; sequence++) {
                group(publication, sequence, 100);
                publication.flush();
                assertThat(pollAll(subscription)).hasSize(1);
                toNextFile(housekeeper, sink, subscription);
            }
            subscription.seekAfter(0);
            assertThat(pollAll(subscription)).hasSize(FILES);
        }
    }

    /** What is written once the housekeeper is gone, here into a further file, goes behind what was written with it. */
    @Test
    void aWriterGoesOnWithoutItsHousekeeper() {
        transport.create(folder);
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink)) {
            try (Housekeeper housekeeper = new Housekeeper("keeper")) {
                housekeeper.add(sink);
                for (int sequence = 1; sequence <= FILES; sequence++) {
                    group(publication, sequence, 100);
                    publication.flush();
                    toNextFile(housekeeper, sink);
                }
            }
            for (int sequence = FILES + 1; sequence <= 3 * FILES; sequence++) {
                group(publication, sequence, 100);
                publication.flush();
                clockNs.addAndGet(sequence % 2 * 1_000_000_000L);
            }
            assertThat(pollAll(subscription)).hasSize(3 * FILES);
        }
    }

    /** In its last quarter second a file's successor is made. */
    private void toNextFile(final Housekeeper housekeeper, final QueueEnd... ends) {
        clockNs.addAndGet(900_000_000);
        settle(housekeeper, ends);
        clockNs.addAndGet(100_000_000);
    }

    /** Has both ends say where they are until the housekeeper has nothing left to do for them. */
    private void settle(final Housekeeper housekeeper, final QueueEnd... ends) {
        for (int round = 0; round < 3; round++) {
            for (final QueueEnd end : ends) {
                nowNs += 20_000_000;
                end.populate(nowNs, false);
                while (!housekeeper.isIdle()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void anErrandRunsOnTheHousekeepersThreadAndOnceItIsClosedOnTheCallers() {
        final AtomicReference<String> ranOn = new AtomicReference<>();
        final Runnable errand = () -> ranOn.set(Thread.currentThread().getName());
        final Housekeeper housekeeper = new Housekeeper("keeper");
        housekeeper.run(errand);
        assertThat(ranOn).hasValue("keeper");
        housekeeper.close();
        housekeeper.run(errand);
        assertThat(ranOn).hasValue(Thread.currentThread().getName());
    }

    @Test
    void whatAnErrandThrowsReachesTheCallerOnce() {
        try (Housekeeper housekeeper = new Housekeeper("keeper")) {
            assertThatThrownBy(() -> housekeeper.run(() -> {
                        throw new IllegalStateException("no room");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no room");
            assertThatThrownBy(() -> housekeeper.run(() -> {
                        throw new InternalError("page fault");
                    }))
                    .isInstanceOf(InternalError.class);
            housekeeper.run(() -> {});
        }
    }
}
