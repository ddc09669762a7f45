package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.runner.Verification;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GroupAbortedDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketDataGapDecoder;
import io.strikebook.schemas.MarketQualityDecoder;
import io.strikebook.schemas.QualityReason;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.SourceNumberDecoder;
import io.strikebook.schemas.SourceStatusDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A venue on live market data, of a venue that goes on whatever happens here: its feeder killed, its pricer left behind. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LiveVenueTest {
    private static final List<Role> ROLES = List.of(Role.MARGIN, Role.MATCHING, Role.RISK, Role.PRICER, Role.FEEDER);
    private static final int KILLS = 3;
    private static final int DROP_BEHIND_MS = 300;

    /** Of one that counts: the perpetual and its options, each with a mark. */
    private static final int INSTRUMENTS = 6;

    @Test
    void aKilledFeederGoesOnBehindTheHeadAndMarksGoOn() {
        try (MadeDeribit deribit = new MadeDeribit();
                VenueProcesses venue = VenueProcesses.create(
                        "live-kills", new VenueConfig().liveVenue(deribit).dropBehindMs(600_000))) {
            start(venue);
            final List<Long> heads = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                final long target = venue.written(Role.FEEDER) + 400 + 37 * kill;
                venue.await("market data before a kill", () -> venue.written(Role.FEEDER) > target);
                venue.kill(Role.FEEDER);
                heads.add(venue.head(Role.FEEDER));
                if (kill == 1) {
                    leaveUnfinishedGroup(venue);
                }
                final long marks = venue.written(Role.PRICER);
                venue.start(Role.FEEDER);
                venue.awaitRunning(Role.FEEDER);
                venue.await("marks on what came behind", () -> venue.written(Role.PRICER) > marks + 50);
                awaitTrust(venue);
            }
            venue.stopAll();
            requireOneRecording(venue, heads);
            final Marks marks = new Marks(venue);
            assertThat(marks.gaps).as("the pricer was never late").isZero();
            assertThat(marks.distrusted).as("for each start but the first").isGreaterThanOrEqualTo(KILLS);
            requireIdentical(venue);
            venue.succeeded();
        }
    }

    @Test
    void aPricerThatWasLeftBehindDropsWhatItMissedAndIsWholeAgain() throws IOException {
        try (MadeDeribit deribit = new MadeDeribit();
                VenueProcesses venue = VenueProcesses.create(
                        "live-behind", new VenueConfig().liveVenue(deribit).dropBehindMs(DROP_BEHIND_MS))) {
            start(venue);
            signal(venue, "STOP");
            final long written = venue.written(Role.FEEDER);
            venue.await("more than the pricer takes at once", () -> venue.written(Role.FEEDER) > written + 500);
            final long oldNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * DROP_BEHIND_MS);
            venue.await("time to pass", () -> System.nanoTime() > oldNs);
            signal(venue, "CONT");
            venue.await("market data to be dropped", () -> counter(venue, "dropped-events") > 100);
            venue.await("the gap to be told", () -> new Marks(venue).gaps > 0);
            awaitTrust(venue);
            assertThat(HostedHome.command(
                                    "status", "--home", venue.home().path().toString())
                            .said())
                    .contains("dropped-events");
            final long snapshot = Recordings.snapshot(venue.home());
            venue.kill(Role.PRICER);
            final long marks = venue.head(Role.PRICER);
            venue.start(Role.PRICER);
            venue.awaitRunning(Role.PRICER);
            venue.await("marks of a pricer that began behind the gap", () -> venue.head(Role.PRICER) > marks + 50);
            venue.stopAll();
            assertThat(snapshot).isPositive();
            assertThat(new Marks(venue).distrusted).isPositive();
            requireIdentical(venue);
            venue.succeeded();
        }
    }

    private static void start(final VenueProcesses venue) {
        ROLES.forEach(venue::start);
        ROLES.forEach(venue::awaitRunning);
        venue.await(
                "marks of every instrument",
                () -> venue.written(Role.PRICER) > 0 && new Marks(venue).instruments >= INSTRUMENTS);
    }

    private static void signal(final VenueProcesses venue, final String signal) throws IOException {
        final long pid = venue.mark(Role.PRICER).orElseThrow().pid();
        final Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
        venue.await("kill to end", () -> !kill.isAlive());
        assertThat(kill.exitValue()).isZero();
    }

    private static long counter(final VenueProcesses venue, final String name) {
        return venue.mark(Role.PRICER).orElseThrow().counter(name);
    }

    /** Waits until nothing is doubted any more, which takes a book that is given as a whole. */
    private static void awaitTrust(final VenueProcesses venue) {
        venue.await("every reason not to trust prices to end", () -> {
            final Marks marks = new Marks(venue);
            return marks.distrusted > 0 && marks.doubts.isEmpty();
        });
    }

    private static void requireIdentical(final VenueProcesses venue) {
        final Verification found = Recordings.requireIdentical(venue.home());
        System.out.println(found.summary());
        assertThat(found.framesCompared().get(QueueNames.MARKS)).isGreaterThan(100);
    }

    /** What a writer leaves that dies within a group longer than what is handed over at once. */
    private static void leaveUnfinishedGroup(final VenueProcesses venue) {
        final long head = venue.head(Role.FEEDER);
        try (Publication publication =
                new GroupBuffer(venue.transport().sink(venue.home().queue(QueueNames.MARKET_DATA)))) {
            publication.resume(head, 0);
            publication.beginGroup(head + 1, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
            while (!venue.transport()
                    .head(venue.home().queue(QueueNames.MARKET_DATA))
                    .hasUnfinishedGroup()) {
                publication.claim(FrameLayout.HEADER_LENGTH + SourceStatusDecoder.BLOCK_LENGTH);
                publication.commit(SourceStatusDecoder.TEMPLATE_ID, SourceStatusDecoder.BLOCK_LENGTH);
            }
        }
    }

    /** No hole, no time that falls; behind each head a gap for all, which the unfinished group comes before; numbers that mean the same. */
    private static void requireOneRecording(final VenueProcesses venue, final List<Long> heads) {
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final SourceNumberDecoder number = new SourceNumberDecoder();
        final InstrumentDescribedDecoder described = new InstrumentDescribedDecoder();
        final SourceGapDecoder gap = new SourceGapDecoder();
        final Map<String, Integer> numbers = new HashMap<>();
        final List<String> symbols = new ArrayList<>();
        final List<Long> gapsForAll = new ArrayList<>();
        final List<Long> aborted = new ArrayList<>();
        long sequence = 0;
        long timeNs = 0;
        boolean wasLast = true;
        try (FrameCursor frames = venue.transport().cursor(venue.home().queue(QueueNames.MARKET_DATA))) {
            while (frames.next()) {
                assertThat(FrameLayout.sequence(frames.buffer(), frames.offset()))
                        .isEqualTo(wasLast ? sequence + 1 : sequence);
                assertThat(FrameLayout.timestampNs(frames.buffer(), frames.offset()))
                        .isGreaterThanOrEqualTo(timeNs);
                sequence = FrameLayout.sequence(frames.buffer(), frames.offset());
                timeNs = FrameLayout.timestampNs(frames.buffer(), frames.offset());
                wasLast = FrameLayout.isLast(frames.buffer(), frames.offset());
                switch (FrameLayout.templateId(frames.buffer(), frames.offset())) {
                    case GroupAbortedDecoder.TEMPLATE_ID -> aborted.add(sequence);
                    case SourceNumberDecoder.TEMPLATE_ID -> {
                        number.wrapAndApplyHeader(frames.buffer(), frames.offset(), header);
                        final int value = number.number();
                        assertThat(numbers.merge(
                                        number.name() + " " + number.underlyingId(), value, (before, now) -> before))
                                .isEqualTo(value);
                    }
                    case InstrumentDescribedDecoder.TEMPLATE_ID ->
                        symbols.add(described
                                .wrapAndApplyHeader(frames.buffer(), frames.offset(), header)
                                .terms()
                                .symbol());
                    case SourceGapDecoder.TEMPLATE_ID -> {
                        if (gap.wrapAndApplyHeader(frames.buffer(), frames.offset(), header)
                                        .externalInstrumentId()
                                == 0) {
                            gapsForAll.add(sequence);
                        }
                    }
                    default -> {}
                }
            }
        }
        assertThat(aborted).containsExactly(heads.get(1) + 1);
        assertThat(gapsForAll).containsExactly(1L, heads.get(0) + 1, heads.get(1) + 2, heads.get(2) + 1);
        assertThat(symbols).as("once each").doesNotHaveDuplicates().hasSize(INSTRUMENTS);
        assertThat(numbers).as("the venue's own index needs no number").hasSize(INSTRUMENTS);
    }

    /** What the marks say so far. */
    private static final class Marks {
        private final List<String> doubts = new ArrayList<>();
        private int distrusted;
        private int gaps;
        private long instruments;

        private Marks(final VenueProcesses venue) {
            final FrameHeaderDecoder header = new FrameHeaderDecoder();
            final MarketQualityDecoder quality = new MarketQualityDecoder();
            final Set<Integer> marked = new HashSet<>();
            try (Subscription marks =
                    venue.transport().subscription(venue.home().queue(QueueNames.MARKS))) {
                boolean more = true;
                while (more) {
                    more = marks.poll((buffer, offset, length) -> {
                        switch (FrameLayout.templateId(buffer, offset)) {
                            case MarketDataGapDecoder.TEMPLATE_ID -> gaps++;
                            case MarkDecoder.TEMPLATE_ID ->
                                marked.add(new MarkDecoder()
                                        .wrapAndApplyHeader(buffer, offset, header)
                                        .instrumentId());
                            case MarketQualityDecoder.TEMPLATE_ID ->
                                take(quality.wrapAndApplyHeader(buffer, offset, header));
                            default -> {}
                        }
                    });
                }
            }
            instruments = marked.size();
        }

        private void take(final MarketQualityDecoder quality) {
            final String doubt = quality.reason() + " of " + quality.instrumentId() + ", expiry " + quality.expiryNs();
            if (quality.begins() == 0) {
                doubts.remove(doubt);
            } else {
                doubts.add(doubt);
                distrusted += quality.reason() == QualityReason.SOURCE_GAP ? 1 : 0;
            }
        }
    }
}
