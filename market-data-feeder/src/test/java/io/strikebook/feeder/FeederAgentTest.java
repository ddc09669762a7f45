package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.ReadAheadFeed;
import io.strikebook.feeder.simulator.Simulator;
import io.strikebook.feeder.simulator.SimulatorConfig;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.recovery.DivergenceException;
import io.strikebook.ipc.recovery.ResumingSink;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.SourceEndedDecoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeederAgentTest {
    private static final long START_NS = 1_718_965_800_000_000_000L;
    private static final long INTERVAL_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int OPENING_EVENTS = 226 + 232;

    @TempDir
    private Path folder;

    private long nowNs = START_NS;

    @Test
    void simulatorFollowsTheWallClock() {
        final GroupRecorder recorder = new GroupRecorder(false);
        try (Publication publication = new GroupBuffer(recorder)) {
            final FeederAgent agent = agent(publication, simulated(publication), Pacer.wallClock(0), 0);
            work(agent);
            assertThat(recorder.groups).isEqualTo(OPENING_EVENTS);
            nowNs += SECOND_NS;
            work(agent);
            assertThat(recorder.groups).isEqualTo(OPENING_EVENTS + 200);
            nowNs += 4_999_999L;
            work(agent);
            assertThat(recorder.groups).isEqualTo(OPENING_EVENTS + 200);
            nowNs += 1;
            work(agent);
            assertThat(recorder.groups).isEqualTo(OPENING_EVENTS + 201);
        }
    }

    @Test
    void recordedTimeIsPacedFromTheFirstEventOn() {
        nowNs = 77;
        final GroupRecorder recorder = new GroupRecorder(false);
        try (Publication publication = new GroupBuffer(recorder)) {
            final FeederAgent agent = agent(publication, simulated(publication), Pacer.recorded(10, 0), 0);
            work(agent);
            nowNs += SECOND_NS;
            work(agent);
            assertThat(recorder.groups).isEqualTo(OPENING_EVENTS + 2_000);
        }
    }

    @Test
    void fastestPaceKeepsToTheMostPerSecond() {
        final GroupRecorder recorder = new GroupRecorder(false);
        try (Publication publication = new GroupBuffer(recorder)) {
            final FeederAgent agent = agent(publication, simulated(publication), Pacer.fastest(50_000), 0);
            for (int i = 0; i < 1_000; i++) {
                work(agent);
                nowNs += 1_000_000L;
            }
            assertThat(recorder.groups).isBetween(49_900L, 50_600L);
        }
    }

    private final FeedErrors errors = new FeedErrors(text -> {});

    @Test
    void resumedSimulatorGoesOnWithTheNextEvent() {
        final byte[] whole = recording(this::simulated, 3_000);
        for (final int recorded : new int[] {1, 225, 226, 457, 458, 459, 1_777, 2_999}) {
            final byte[] before = recording(this::simulated, recorded);
            assertThat(Arrays.copyOf(whole, before.length)).isEqualTo(before);
            assertThat(resumed(this::simulated, before, recorded, 3_000)).isEqualTo(whole);
        }
    }

    @Test
    void resumedRecordingGoesOnWithTheNextLine() {
        final String[] lines = new String[61];
        lines[0] = Captures.CHAIN_HEADER;
        for (int i = 1; i < lines.length; i++) {
            lines[i] = i % 7 == 0 ? "bad" : Captures.chainRow(i - 1, "BTC-16JAN26-" + 1_000 * i + "-C", "", "0." + i);
        }
        final Path file = Captures.gzip(folder.resolve("chain.csv.gz"), lines);
        final Function<Publication, EventFeed> feed = publication -> new ReadAheadFeed(
                DeribitRecording.open(
                        List.of(file), null, null, VenueParameters.defaults().underlyings(), errors),
                publication,
                errors);
        final byte[] whole = recording(feed, 60);
        for (int recorded = 1; recorded <= 60; recorded++) {
            assertThat(Arrays.copyOf(resumed(feed, recording(feed, recorded), recorded, 60), whole.length))
                    .as("from %d, and then perhaps the end of the source", recorded)
                    .isEqualTo(whole);
        }
    }

    @Test
    void resumedRecordingNamesOnlyBadLinesThatAreNew() {
        final String[] lines = new String[61];
        lines[0] = Captures.CHAIN_HEADER;
        for (int i = 1; i < lines.length; i++) {
            lines[i] = i % 7 == 0 ? "bad" : Captures.chainRow(i - 1, "BTC-16JAN26-" + 1_000 * i + "-C", "", "0." + i);
        }
        final Path file = Captures.gzip(folder.resolve("chain.csv.gz"), lines);
        final List<String> named = new ArrayList<>();
        final FeedErrors resumed = new FeedErrors(named::add, 28);
        try (Publication publication = new GroupBuffer(new GroupRecorder(true));
                EventFeed feed = new ReadAheadFeed(
                        DeribitRecording.open(
                                List.of(file),
                                null,
                                null,
                                VenueParameters.defaults().underlyings(),
                                resumed),
                        publication,
                        resumed)) {
            for (long next = feed.nextTimeNs(); next != EventFeed.END; next = feed.nextTimeNs()) {
                if (next != EventFeed.NOT_READY) {
                    feed.publishNext();
                }
            }
        }
        assertThat(resumed.badLines()).isEqualTo(8);
        assertThat(named).hasSize(4);
        assertThat(named.get(0)).startsWith(file + ":36: line refused: ");
    }

    @Test
    void otherSettingsThanBeforeAreFound() {
        final byte[] before = recording(this::simulated, 1_000);
        assertThatThrownBy(() -> resumed(
                        publication ->
                                new DirectFeed(new Simulator(SimulatorConfig.defaults(2, START_NS)), publication),
                        before,
                        1_000,
                        2_000))
                .isInstanceOf(DivergenceException.class);
    }

    @Test
    void sourceThatEndsBeforeTheRecordingIsRefused() {
        final byte[] before = recording(chain(2), 2);
        assertThatThrownBy(() -> resumed(chain(1), before, 2, 3))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("market-data diverges at sequence 2 frame 0");
    }

    @Test
    void endOfTheSourceIsToldAgainAndAgainInMarketDataTime() {
        final GroupRecorder recorder = new GroupRecorder(true);
        try (Publication publication = new GroupBuffer(recorder);
                EventFeed feed = chain(3).apply(publication)) {
            final FeederAgent agent = agent(publication, feed, Pacer.fastest(0), 0);
            while (!agent.isEnded()) {
                agent.doWork();
            }
            assertThat(recorder.frames[SourceEndedDecoder.TEMPLATE_ID]).isEqualTo(1);
            work(agent);
            assertThat(recorder.groups)
                    .as("the first at once, the next after a pause")
                    .isEqualTo(4);
            for (int i = 0; i < 60; i++) {
                nowNs += SECOND_NS;
                work(agent);
            }
            assertThat(recorder.frames[SourceEndedDecoder.TEMPLATE_ID]).isBetween(15, 30);
        }
        final byte[] whole = recorder.bytes();
        final UnsafeBuffer frames = new UnsafeBuffer(whole);
        final int lastLength = FrameLayout.HEADER_LENGTH + SourceEndedDecoder.BLOCK_LENGTH;
        final SourceEndedDecoder last = new SourceEndedDecoder()
                .wrapAndApplyHeader(frames, whole.length - lastLength, new FrameHeaderDecoder());
        assertThat(last.events()).isEqualTo(3);
        assertThat(last.ordinal()).isEqualTo(recorder.groups - 3);
        assertThat(FrameLayout.timestampNs(frames, whole.length - lastLength) % INTERVAL_NS)
                .isZero();
        assertThat(resumedAgent(chain(3), whole, recorder.groups))
                .as("computed again")
                .isEmpty();
    }

    /** What an agent adds to a recording until it has gone over all of it. */
    private byte[] resumedAgent(
            final Function<Publication, EventFeed> feed, final byte[] recorded, final long recordedTo) {
        final GroupRecorder added = new GroupRecorder(true);
        try (Publication publication =
                        new GroupBuffer(new ResumingSink("market-data", new BytesCursor(recorded), added));
                EventFeed opened = feed.apply(publication)) {
            final FeederAgent agent = agent(publication, opened, Pacer.fastest(0), recordedTo);
            while (publication.lastSequence() < recordedTo) {
                agent.doWork();
            }
        }
        return added.bytes();
    }

    private Function<Publication, EventFeed> chain(final int rows) {
        final String[] lines = new String[rows + 1];
        lines[0] = Captures.CHAIN_HEADER;
        for (int i = 1; i <= rows; i++) {
            lines[i] = Captures.chainRow(i, "BTC-16JAN26-" + (81 + i) + "000-C", "", "0.1");
        }
        final Path file = Captures.gzip(folder.resolve("chain-" + rows + ".csv.gz"), lines);
        return publication -> new ReadAheadFeed(
                DeribitRecording.open(
                        List.of(file), null, null, VenueParameters.defaults().underlyings(), errors),
                publication,
                errors);
    }

    @Test
    void agentThreadAllocatesNothing() {
        assertThat(allocatedBytes(this::simulated)).isZero();
        assertThat(allocatedBytes(
                        publication -> new ReadAheadFeed(simulator(), publication, new FeedErrors(text -> {}))))
                .isZero();
    }

    /** Least of three rounds: a cold branch that is linked for the first time costs its thread some bytes once. */
    private long allocatedBytes(final Function<Publication, EventFeed> feed) {
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final GroupSink nowhere = (buffer, offset, length, sequence, groups) -> {};
        try (Publication publication = new GroupBuffer(nowhere);
                EventFeed opened = feed.apply(publication)) {
            final FeederAgent agent = agent(publication, opened, Pacer.fastest(0), 0);
            threads.getCurrentThreadAllocatedBytes();
            workTo(agent, publication, 500_000);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3 && least > 0; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                workTo(agent, publication, publication.lastSequence() + 1_000_000);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            return least;
        }
    }

    private static void workTo(final FeederAgent agent, final Publication publication, final long sequence) {
        while (publication.lastSequence() < sequence) {
            agent.doWork();
        }
    }

    private byte[] recording(final Function<Publication, EventFeed> feed, final int events) {
        final GroupRecorder recorder = new GroupRecorder(true);
        try (Publication publication = new GroupBuffer(recorder);
                EventFeed opened = feed.apply(publication)) {
            publish(opened, publication, events);
        }
        return recorder.bytes();
    }

    /** Runs an agent over what was recorded until it has published so many events; what was recorded and what it added. */
    private byte[] resumed(
            final Function<Publication, EventFeed> feed,
            final byte[] recorded,
            final long recordedTo,
            final int events) {
        final GroupRecorder added = new GroupRecorder(true);
        try (Publication publication =
                        new GroupBuffer(new ResumingSink("market-data", new BytesCursor(recorded), added));
                EventFeed opened = feed.apply(publication)) {
            final FeederAgent agent = agent(publication, opened, Pacer.wallClock(0), recordedTo);
            nowNs = 0;
            while (publication.lastSequence() < recordedTo) {
                agent.doWork();
            }
            publish(opened, publication, events);
        }
        final byte[] whole = Arrays.copyOf(recorded, recorded.length + added.bytes().length);
        System.arraycopy(added.bytes(), 0, whole, recorded.length, whole.length - recorded.length);
        return whole;
    }

    private static void publish(final EventFeed feed, final Publication publication, final int events) {
        while (publication.lastSequence() < events) {
            if (feed.nextTimeNs() == EventFeed.NOT_READY) {
                Thread.onSpinWait();
            } else {
                feed.publishNext();
            }
        }
        publication.flush();
    }

    private FeederAgent agent(
            final Publication publication, final EventFeed feed, final Pacer pacer, final long recordedTo) {
        return new FeederAgent(feed, pacer, publication, recordedTo, INTERVAL_NS, () -> nowNs);
    }

    private EventFeed simulated(final Publication publication) {
        return new DirectFeed(simulator(), publication);
    }

    private static Simulator simulator() {
        return new Simulator(SimulatorConfig.defaults(1, START_NS));
    }

    private static void work(final FeederAgent agent) {
        while (agent.doWork() > 0) {
            Thread.onSpinWait();
        }
    }
}
