package io.strikebook.ipc.chronicle;

import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Populating never goes further than its bound and survives every change of block. */
class PagePopulatorTest {
    @TempDir
    Path folder;

    @Test
    void isBoundedAndFollowsBlocks() {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);
        transport.create(folder);
        try (ChronicleSubscription subscription = transport.subscription(folder);
                ChroniclePublicationSink sink = transport.sink(folder);
                Publication publication = new GroupBuffer(sink)) {
            assertThat(subscription.populator().populate()).isZero();
            for (int sequence = 1; sequence <= 60; sequence++) {
                group(publication, sequence, longGroup(10));
                publication.flush();
                populateAll(sink.populator());
                assertThat(pollAll(subscription)).hasSize(10);
                populateAll(subscription.populator());
                assumeTrue(sequence > 1 || sink.populator().fallbacks() == 0, "this system cannot populate pages");
            }
            assertThat(sink.populator().fallbacks()).isZero();
            assertThat(subscription.populator().fallbacks()).isZero();
            assertThat(sink.populator().pagesPopulated()).isGreaterThan(6_000_000 / 4096);
            assertThat(subscription.populator().pagesPopulated()).isGreaterThan(6_000_000 / 4096 / 2);
            assertThat(sink.populator().status()).isEqualTo("on");
        }
    }

    private static void populateAll(final PagePopulator populator) {
        int steps = 0;
        while (populator.populate() > 0) {
            steps++;
        }
        assertThat(steps).isLessThanOrEqualTo(PagePopulator.AHEAD_BYTES / PagePopulator.STEP_BYTES + 2);
    }
}
