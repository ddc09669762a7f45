package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.check.Finding;
import io.strikebook.ipc.check.HeadCheck;
import io.strikebook.ipc.check.HeadRepair;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.margin.MarginMain;
import io.strikebook.matching.MatchingMain;
import io.strikebook.runner.Verification.Outcome;
import io.strikebook.schemas.CheckpointAnswerDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.TopOfBookDecoder;
import io.strikebook.sequencer.RiskEngineMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Venues whose matching is divided, their engines lagging at random: verified, continued from a set, and compared with one shard. */
@Timeout(180)
class ShardsTest {
    private static final long TURNS = 16_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : new int[] {1, 2, 4}) {
            try (RecordedVenue venue = RecordedVenue.withShards(folder.resolve("home-" + shards), 31, shards)) {
                venue.trade(TURNS);
                venue.stop();
            }
        }
    }

    private static Home home(final String name) {
        return Home.at(folder.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aRecordingIsIdenticalWhateverTheNumberOfShards(final int shards) {
        requireIdentical("home-" + shards, false);
        final Verification verification = requireIdentical("home-" + shards, true);
        for (final String queue : QueueNames.executions(shards)) {
            assertThat(verification.framesCompared().get(queue)).as(queue).isPositive();
        }
    }

    private static Verification requireIdentical(final String name, final boolean fromMarketData) {
        try (Recording recording = new Recording(home(name))) {
            final Verification verification =
                    new Verifier(recording, recording.manifest().venue(), fromMarketData).run(sequence -> {});
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
            return verification;
        }
    }

    @Test
    void aSetHasAStateOfEachShardAndGoesOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home("home-2"))) {
            final long half = recording.lastAnsweredCommand() / 2;
            for (final long sequence : new long[] {half, half + 1, half + 7}) {
                final SnapshotMaker.Result made =
                        new SnapshotMaker(recording, line -> {}).make(sequence, (command, positions) -> {});
                assertThat(made.verification()).isEmpty();
                assertThat(made.verified()).isTrue();
                assertThat(made.set().orElseThrow().roles())
                        .containsExactlyInAnyOrder("margin", "matching-0", "matching-1", "pricer", "risk");
                final Verification rest =
                        Verifier.after(made.set().orElseThrow(), recording).run(sequenceOf -> {});
                assertThat(rest.outcome()).as(rest.summary()).isEqualTo(Outcome.IDENTICAL);
            }
        }
    }

    /** The same requests at the same times: what is traded and what margin says is the same, however matching is divided. */
    @Test
    void sequencedAgainWithAnotherNumberOfShardsTheVenueDoesTheSame() throws Exception {
        for (final int shards : new int[] {1, 2, 4}) {
            try (Recording recording = new Recording(home("home-1"))) {
                new Resequencer(recording, Set.of())
                        .run(
                                home("into-" + shards),
                                recording.manifest().venue().withMatchingShards(shards),
                                Files.readString(recording.home().configFile()),
                                sequence -> {});
            }
            requireIdentical("into-" + shards, true);
        }
        final List<String> fills = frames("into-1", 1, FillDecoder.TEMPLATE_ID);
        final List<String> tops = frames("into-1", 1, TopOfBookDecoder.TEMPLATE_ID);
        final List<String> margin = marginFrames("into-1");
        final List<String> released = frames("into-1", 1, LinkedOrderReleasedDecoder.TEMPLATE_ID);
        assertThat(fills).hasSizeGreaterThan(100);
        assertThat(released).hasSizeGreaterThan(10);
        for (final int shards : new int[] {2, 4}) {
            final String name = "into-" + shards;
            assertThat(frames(name, shards, FillDecoder.TEMPLATE_ID)).isEqualTo(fills);
            assertThat(frames(name, shards, TopOfBookDecoder.TEMPLATE_ID)).isEqualTo(tops);
            assertThat(frames(name, shards, LinkedOrderReleasedDecoder.TEMPLATE_ID))
                    .isEqualTo(released);
            assertThat(marginFrames(name)).isEqualTo(margin);
        }
    }

    /** What a crash of the machine leaves where a shard's last pages were not written: found, cut, and computed again by that shard. */
    @Test
    void aShardThatLostItsEndIsFoundAndComputesItAgain() throws Exception {
        try (RecordedVenue venue = RecordedVenue.withShards(folder.resolve("crashed"), 5, 2)) {
            venue.trade(6_000);
            venue.stop();
        }
        final Home crashed = home("crashed");
        final long last;
        try (Recording recording = new Recording(crashed)) {
            last = recording.lastCommand();
            new SnapshotMaker(recording, line -> {}).make(last / 2, (command, positions) -> {});
        }
        final long kept = cut(crashed, "executions-1", last - 300);
        final List<Finding> findings = HeadCheck.run(crashed);
        assertThat(findings)
                .anyMatch(finding -> finding.kind() == Finding.Kind.CUT
                        && finding.text()
                                .startsWith(
                                        "margin: it ends with " + last + " but executions-1 has no group of command "));
        assertThat(HeadRepair.run(crashed, line -> {})).allMatch(finding -> finding.kind() == Finding.Kind.RECOMPUTE);
        requireRecovers(crashed, "matching-1", MatchingMain::agent);
        requireRecovers(crashed, "matching-0", MatchingMain::agent);
        requireRecovers(crashed, "margin", MarginMain::agent);
        requireRecovers(crashed, "risk", RiskEngineMain::agent);
        assertThat(kept).isLessThan(last);
        requireIdentical("crashed", true);
    }

    /** Leaves the beginning of a queue; answers where it ends then. */
    private static long cut(final Home home, final String queue, final long keep) throws IOException {
        final ChronicleTransport transport = HomeQueues.transport(home.open(), System::nanoTime);
        final Path whole = home.queue(queue);
        final Path cut = whole.resolveSibling(queue + ".cut");
        transport.copyThrough(whole, cut, keep);
        Files.copy(whole.resolve(Home.QUEUE_MARKER), cut.resolve(Home.QUEUE_MARKER));
        Files.move(whole, home.path().resolve(queue + ".lost"));
        Files.move(cut, whole);
        return transport.head(whole).sequence();
    }

    private static void requireRecovers(final Home home, final String role, final StrikebookProcess.Body main)
            throws Exception {
        final String[] arguments = {"--home", home.path().toString(), "--role", role};
        try (HostedProcess process = new HostedProcess(role, arguments, main)) {
            process.start();
            process.requestStop();
            while (!process.hasEnded()) {
                process.doWork();
            }
            assertThat(process.failure()).as(role).isNull();
        }
    }

    @Test
    void matchingOfADividedVenueHasToBeToldWhichShardItIs() {
        final String[] arguments = {"--home", home("home-2").path().toString()};
        assertThat(StrikebookProcess.run("matching", arguments, MatchingMain::agent))
                .isEqualTo(StrikebookProcess.BAD_USAGE);
        final String[] beyond = {"--home", home("home-2").path().toString(), "--role", "matching-2"};
        assertThat(StrikebookProcess.run("matching", beyond, MatchingMain::agent))
                .isEqualTo(StrikebookProcess.BAD_USAGE);
    }

    /** Bodies of the frames of one kind, in the order of the commands that caused them. */
    private static List<String> frames(final String name, final int shards, final int template) {
        final TreeMap<Long, List<String>> bySequence = new TreeMap<>();
        try (Recording recording = new Recording(home(name))) {
            for (final String queue : QueueNames.executions(shards)) {
                final FrameCursor cursor = recording.cursor(queue);
                while (cursor.next()) {
                    if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) == template) {
                        bySequence
                                .computeIfAbsent(
                                        FrameLayout.sequence(cursor.buffer(), cursor.offset()),
                                        sequence -> new ArrayList<>())
                                .add(text(cursor, FrameLayout.HEADER_LENGTH));
                    }
                }
            }
        }
        final List<String> frames = new ArrayList<>();
        bySequence.forEach((sequence, bodies) -> {
            bodies.sort(null);
            frames.add(sequence + ": " + bodies);
        });
        return frames;
    }

    /** Everything on {@code margin} but the hashes, which are of what was consumed too. */
    private static List<String> marginFrames(final String name) {
        final List<String> frames = new ArrayList<>();
        try (Recording recording = new Recording(home(name))) {
            final FrameCursor cursor = recording.cursor(QueueNames.MARGIN);
            while (cursor.next()) {
                if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) != CheckpointAnswerDecoder.TEMPLATE_ID) {
                    frames.add(text(cursor, 0));
                }
            }
        }
        return frames;
    }

    private static String text(final FrameCursor cursor, final int from) {
        final byte[] bytes = new byte[cursor.length() - from];
        cursor.buffer().getBytes(cursor.offset() + from, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
