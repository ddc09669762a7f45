package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.recovery.ResumingSink;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at the ends: of a recorded source, of a recording that breaks off within an epoch, of a queue shorter than a snapshot. */
class PricerRecoveryTest {
    private static final long INTERVAL_NS = VenueParameters.defaults().marks().epochIntervalNs();

    @TempDir
    Path folder;

    @Test
    void endOfTheSourceBringsWhatHadToWaitAndMarksWhatItListed() {
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        feedChain(bench.feed, 30);
        bench.run();
        assertThat(bench.epochs)
                .as("what comes soon after the first event waits")
                .hasSize(1);
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            bench.feed.timeNs += INTERVAL_NS;
            bench.feed.ended(ordinal);
            bench.run();
        }
        assertThat(bench.requests).hasSize(30);
        assertThat(bench.marks).hasSize(30);
        assertThat(bench.epochs.get(1).marketDataTo()).isEqualTo(60);
        for (int ordinal = 3; ordinal <= 50; ordinal++) {
            bench.feed.timeNs += INTERVAL_NS;
            bench.feed.ended(ordinal);
        }
        bench.run();
        assertThat(bench.epochs).as("nothing is new any more").hasSize(3);
    }

    @Test
    void epochThatWasKilledInTheMiddleGoesOnFrameByFrame() {
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        for (int round = 0; round < 6; round++) {
            feedChain(bench.feed, 40 + round);
            bench.feed.timeNs += INTERVAL_NS;
            bench.run();
        }
        final List<byte[]> frames = List.copyOf(bench.frames);
        int cuts = 0;
        for (int cut = 1; cut < frames.size(); cut += 1 + cut % 7) {
            if (FrameLayout.frameInGroup(new UnsafeBuffer(frames.get(cut)), 0) > 0) {
                cuts++;
                assertThat(restOfTheEpoch(bench, frames, cut))
                        .as("cut before frame " + cut)
                        .isTrue();
            }
        }
        assertThat(cuts).isGreaterThan(50);
    }

    @Test
    void anEpochThatWasLostTakesNoCommandThatRefersToIt() {
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        for (int round = 0; round < 6; round++) {
            feedChain(bench.feed, 40 + round);
            bench.feed.timeNs += INTERVAL_NS;
            bench.run();
        }
        final List<PricerBench.Epoch> epochs = List.copyOf(bench.epochs);
        final List<byte[]> frames = List.copyOf(bench.frames);
        bench.epochs.clear();
        bench.frames.clear();
        bench.start(null, RecordedEpochs.none());
        bench.rerun();
        assertThat(epochs).hasSizeGreaterThan(4);
        assertThat(bench.epochs).isEqualTo(epochs);
        assertThat(bench.frames).containsExactlyElementsOf(frames);
    }

    @Test
    void snapshotBeyondTheMarksIsPassedOverWithAWord() {
        final SnapshotStore store = new SnapshotStore(folder, "home", line -> {});
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        final long[] epochs = new long[3];
        for (int i = 0; i < epochs.length; i++) {
            feedChain(bench.feed, 5 + i);
            bench.feed.timeNs += INTERVAL_NS;
            bench.feed.ended(1);
            bench.run();
            epochs[i] = bench.pricer.epoch();
            store.write(100L * (i + 1), Map.of("pricer", bench.snapshot(), "other", new SnapshotOutput()));
        }
        assertThat(epochs[2]).isGreaterThan(epochs[1]);
        final List<String> log = new ArrayList<>();
        assertThat(PricerMain.newestCovered(store, 400, epochs[2], log::add)
                        .orElseThrow()
                        .sequence())
                .isEqualTo(300);
        assertThat(PricerMain.newestCovered(store, 250, epochs[2], log::add)
                        .orElseThrow()
                        .sequence())
                .isEqualTo(200);
        assertThat(log).isEmpty();
        assertThat(PricerMain.newestCovered(store, 400, epochs[1], log::add)
                        .orElseThrow()
                        .sequence())
                .isEqualTo(200);
        assertThat(log)
                .containsExactly("snapshot set " + folder.resolve("000000000000000300")
                        + " passed over: it covers epoch " + epochs[2] + " but marks ends with " + epochs[1]);
        assertThat(PricerMain.newestCovered(store, 400, 0, log::add)).isEmpty();
    }

    /** Restarts over the frames before the cut, with every command there, and compares what it writes up to the end of the epoch. */
    private static boolean restOfTheEpoch(final PricerBench bench, final List<byte[]> frames, final int cut) {
        final List<byte[]> written = new ArrayList<>();
        final GroupSink live = (buffer, offset, length, sequence, groups) -> {
            for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
                final byte[] frame = new byte[FrameLayout.frameLength(buffer, at)];
                buffer.getBytes(at, frame);
                written.add(frame);
            }
        };
        try (Publication marks =
                new GroupBuffer(new ResumingSink("marks", new ListCursor(frames.subList(0, cut)), live))) {
            final Pricer pricer = new Pricer(VenueParameters.defaults(), marks);
            final PricerAgent agent = new PricerAgent(
                    pricer,
                    bench.marketData.subscription(),
                    bench.commands.subscription(),
                    new RecordedMarks(new ListCursor(frames.subList(0, cut))),
                    marks);
            while (agent.doWork() > 0) {
                Thread.onSpinWait();
            }
        }
        int at = cut;
        boolean last = false;
        while (!last) {
            assertThat(written.get(at - cut)).as("frame " + at).isEqualTo(frames.get(at));
            last = FrameLayout.isLast(new UnsafeBuffer(frames.get(at)), 0);
            at++;
        }
        return true;
    }

    private static void feedChain(final MarketFeed feed, final int options) {
        for (int i = 1; i <= options; i++) {
            feed.described(
                    i, MarketFeed.option("BTC-" + i, i % 2 == 0, 60_000 + 1_000 * i, START_NS + (i % 3 + 1) * DAY_NS));
            feed.ticker(i, NONE, NONE, NONE, E8 / 2 + feed.timeNs % 1_009 * i, 90_000 * E8, 89_900 * E8);
        }
    }
}
