package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.runner.Verification.Outcome;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.RejectCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recorded inputs through the engines again, into homes of their own. */
@Timeout(120)
class ResequencerTest {
    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 19)) {
            venue.trade(15_000);
            venue.stop();
            home = venue.home();
        }
    }

    private static Resequencer.Result into(final String name, final Set<String> dropped) throws Exception {
        try (Recording recording = new Recording(home)) {
            return new Resequencer(recording, dropped)
                    .run(
                            Home.at(folder.resolve(name)),
                            recording.manifest().venue(),
                            Files.readString(home.configFile()),
                            sequence -> {});
        }
    }

    private static Verification verify(final String name) {
        try (Recording recording = new Recording(Home.at(folder.resolve(name)))) {
            return new Verifier(recording, recording.manifest().venue(), true).run(sequence -> {});
        }
    }

    private static Map<String, Long> hashes(final String name) {
        final Map<String, Long> hashes = new LinkedHashMap<>();
        try (Recording recording = new Recording(Home.at(folder.resolve(name)))) {
            for (final String queue : recording.manifest().queues()) {
                final FrameCursor cursor = recording.cursor(queue);
                long hash = FrameHash.EMPTY;
                while (cursor.next()) {
                    hash = FrameHash.update(hash, cursor.buffer(), cursor.offset(), cursor.length());
                }
                hashes.put(queue, hash);
            }
        }
        return hashes;
    }

    /** Commands that were refused. */
    private static long refused(final String name) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        long refused = 0;
        try (Recording recording = new Recording(Home.at(folder.resolve(name)))) {
            final FrameCursor cursor = recording.cursor(QueueNames.COMMANDS);
            while (cursor.next()) {
                envelope.wrap(cursor.buffer(), cursor.offset() + FrameLayout.HEADER_LENGTH);
                if (envelope.decision() != RejectCode.ACCEPTED) {
                    refused++;
                }
            }
        }
        return refused;
    }

    @Test
    void allSourcesTwiceTheSameAndValid() throws Exception {
        final Resequencer.Result first = into("all-1", Set.of());
        final Resequencer.Result second = into("all-2", Set.of());
        assertThat(second).isEqualTo(first);
        assertThat(first.requests()).isGreaterThan(3_000);
        assertThat(hashes("all-2")).isEqualTo(hashes("all-1"));
        assertThat(refused("all-1"))
                .as("refused commands, of %d in the recording", refused("home"))
                .isLessThan(refused("home") + first.requests() / 50);
        assertThat(hashes("all-1").get("market-data")).isEqualTo(hashes("home").get("market-data"));
        final Verification verification = verify("all-1");
        assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
        assertThat(Files.readString(folder.resolve("all-1/manifest")))
                .isEqualTo(Files.readString(folder.resolve("all-2/manifest")))
                .isNotEqualTo(Files.readString(folder.resolve("home/manifest")));
    }

    @Test
    void withoutASourceThereIsNoTraceOfIt() throws Exception {
        final Resequencer.Result without = into("without", Set.of("load"));
        assertThat(without.requests()).isEqualTo(32);
        assertThat(hashes("without").get(QueueNames.orders("load"))).isEqualTo(FrameHash.EMPTY);
        assertThat(verify("without").outcome()).isEqualTo(Outcome.IDENTICAL);
    }

    @Test
    void anUnknownSourceIsRefused() {
        assertThatThrownBy(() -> into("never", Set.of("lode")))
                .hasMessage("there is no source 'lode' in this recording; its sources are admin, load");
        assertThat(folder.resolve("never")).doesNotExist();
    }
}
