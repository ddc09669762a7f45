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

/** Ends that leave files and blocks to a housekeeper hand over the same groups as ends that do all themselves. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HousekeeperTest {
    private static final int GROUPS = 400;
    private static final long SEED = 20_261_121L;

    @TempDir
    Path folder;

    private final AtomicLong clockNs = new AtomicLong(1_700_000_000_000_000_000L);
    private final ChronicleTransport transport =
            new ChronicleTransport(new ChronicleQueueSettings("TEST_SECONDLY", 1L << 20, 1_000), clockNs::get);

    /** Groups short, long and longer than a document; files that change between any two, with gaps, also backwards in time. */
    @Test
    void nothingIsLostOrChangedAcrossBlocksAndFiles() {
        transport.create(folder);
        final RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        final List<String> kept = new ArrayList<>();
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink);
                Housekeeper housekeeper = new Housekeeper("keeper")) {
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
