package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.pricer.PricerMain;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarkDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks that the venue's own book feeds: the pricer follows matching, which follows the pricer. */
class OwnBookRecordingTest extends ShardedRecordingTest {
    OwnBookRecordingTest() {
        super(FillDecoder.TEMPLATE_ID);
    }

    @Override
    RecordedVenue venue(final Path home, final int shards) throws Exception {
        return RecordedVenue.withOwnBook(home, 61, shards);
    }

    /** The same inputs, with and without: only the own book can be why a perpetual is marked otherwise. */
    @Test
    void perpetualsAreMarkedOtherwiseThanWithoutIt(@TempDir final Path folder) throws Exception {
        try (Recording recording = new Recording(home(1))) {
            final VenueParameters venue = recording.manifest().venue();
            final VenueParameters without =
                    venue.withFutures(VenueParameters.defaults().futures());
            assertThat(marksOfPerpetuals(sequenced(recording, folder.resolve("with"), venue)))
                    .isNotEmpty()
                    .isNotEqualTo(marksOfPerpetuals(sequenced(recording, folder.resolve("without"), without)));
        }
    }

    private static Home sequenced(final Recording recording, final Path into, final VenueParameters venue)
            throws Exception {
        new Resequencer(recording, Set.of())
                .run(Home.at(into), venue, Files.readString(recording.home().configFile()), sequence -> {});
        return Home.at(into);
    }

    /** The simulator lists the perpetual of each underlying first. */
    private static List<Long> marksOfPerpetuals(final Home home) {
        final List<Long> prices = new ArrayList<>();
        try (Recording recording = new Recording(home)) {
            final FrameHeaderDecoder header = new FrameHeaderDecoder();
            final MarkDecoder mark = new MarkDecoder();
            final FrameCursor cursor = recording.cursor(QueueNames.MARKS);
            while (cursor.next()) {
                if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) == MarkDecoder.TEMPLATE_ID
                        && mark.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header)
                                        .instrumentId()
                                == 1) {
                    prices.add(mark.markPriceE8());
                }
            }
        }
        return prices;
    }

    /** The process goes on from the set, compares what it had written, and has read what matching answered as far as commands. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRestartedPricerComputesItsEpochsAgain(final int shards) throws Exception {
        final Home home = home(shards);
        try (Recording recording = new Recording(home)) {
            final SnapshotMaker.Result made = new SnapshotMaker(recording, line -> {})
                    .make(recording.lastAnsweredCommand() / 2, (command, positions) -> {});
            assertThat(made.verified()).isTrue();
            final LoadedSet set = new LoadedSet(made.set().orElseThrow(), recording.manifest());
            assertThat(set.instruments().stream()
                            .map(Instrument::terms)
                            .map(InstrumentTerms::symbol)
                            .findFirst())
                    .hasValue("BTC-PERPETUAL");
            final Map<String, Long> positions = set.positions();
            for (final String queue : QueueNames.executions(shards)) {
                assertThat(positions.get(queue))
                        .as("what the pricer needs of " + queue)
                        .isLessThanOrEqualTo(positions.get(QueueNames.COMMANDS));
            }
        }
        final String[] arguments = {"--home", home.path().toString(), "--role", "pricer"};
        try (HostedProcess process = new HostedProcess("pricer", arguments, PricerMain::agent)) {
            process.start();
            process.requestStop();
            while (!process.hasEnded()) {
                process.doWork();
            }
            assertThat(process.failure()).isNull();
        }
        final ProcessMark mark = MarkFileReader.readAll(home).stream()
                .filter(candidate -> candidate.role().equals("pricer"))
                .findFirst()
                .orElseThrow();
        assertThat(mark.positions().stream().map(ProcessMark.Position::queue))
                .containsAll(QueueNames.executions(shards));
        Reruns.requireIdentical(home, true);
    }
}
