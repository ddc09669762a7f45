package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live pricer that has fallen behind drops market data, says so, and is whole again; whoever computes it again drops the same. */
class DroppedInputTest {
    private static final long MS = 1_000_000L;
    private static final long EPOCH_NS = VenueParameters.defaults().marks().epochIntervalNs();
    private static final long MOST_NS = 1_000 * MS;
    private static final long[][] BOOK = {{1, 90_085 * E8, 200_000 * E8}, {-1, 90_095 * E8, 200_000 * E8}};

    private final PricerBench bench = new PricerBench(VenueParameters.defaults());
    private final MarketFeed feed = bench.feed;

    @BeforeEach
    void list() {
        bench.dropRule = new DropRule(MOST_NS, 0);
        bench.start(null, RecordedEpochs.none());
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.constituent(1, 1, 90_000 * E8);
        feed.book(1, true, false, BOOK);
        keepUp();
        keepUp();
        assertThat(bench.marks).containsOnlyKeys(1);
        assertThat(bench.quality).isEmpty();
    }

    /** Time passes, and the pricer takes what there is at once. */
    private void keepUp() {
        feed.timeNs += EPOCH_NS;
        feed.trade(999, E8);
        bench.nowNs = feed.timeNs;
        bench.work();
    }

    /** The pricer is away for two seconds; what is written meanwhile are events 6 to 205, one every ten milliseconds. */
    private void fallBehind() {
        assertThat(bench.pricer.marketDataTo()).isEqualTo(5);
        for (int i = 0; i < 200; i++) {
            feed.timeNs += 10 * MS;
            switch (i) {
                case 20 -> feed.described(2, MarketFeed.future("BTC-F", feed.timeNs + MarketFeed.DAY_NS));
                case 21 -> feed.book(2, true, false, BOOK);
                case 40 -> feed.constituent(1, 2, 90_010 * E8);
                default -> feed.book(1, false, false, new long[][] {{1, 90_085 * E8 + i, E8}});
            }
        }
        bench.nowNs = feed.timeNs;
        bench.work();
    }

    @Test
    void whatWaitedTooLongIsDroppedAndRecordedAndEverythingDoubted() {
        fallBehind();
        assertThat(bench.gaps).as("up to what waited half as long").containsExactly("6 to 154, 1, 149, frame 2");
        assertThat(bench.pricer.gaps()).isEqualTo(1);
        assertThat(bench.pricer.droppedEvents()).isEqualTo(149);
        assertThat(bench.quality)
                .containsExactly("begins INDEX_FROZEN of 0, 1, degraded", "begins SOURCE_GAP of 1, 1, degraded");
        assertThat(bench.requests).as("described in the gap").containsExactly("BTC-PERPETUAL", "BTC-F");
        assertThat(bench.marks.get(1).frozen()).isTrue();
        assertThat(bench.pricer.marketDataTo()).as("the rest was taken").isEqualTo(205);
    }

    @Test
    void booksAndSourcesAreWholeAgainOnceTheyAreGivenWhole() {
        fallBehind();
        keepUp();
        bench.quality.clear();
        feed.book(1, false, false, BOOK);
        keepUp();
        assertThat(bench.quality).as("an update of a book that missed some").isEmpty();
        feed.book(1, true, false, BOOK);
        keepUp();
        feed.book(2, false, false, BOOK);
        keepUp();
        assertThat(bench.quality)
                .as("the second's first snapshot was dropped")
                .containsExactly("ends SOURCE_GAP of 1, 1, degraded", "begins SOURCE_GAP of 2, 2, degraded");
        feed.book(2, true, false, BOOK);
        feed.constituent(1, 1, 90_000 * E8);
        keepUp();
        feed.timeNs += 1_000 * MS;
        keepUp();
        assertThat(bench.quality).contains("ends SOURCE_GAP of 2, 2, degraded").endsWith("ends INDEX_FROZEN of 0, 1");
        assertThat(bench.gaps).hasSize(1);
        assertThat(bench.marks.get(1).frozen()).isFalse();
    }

    @Test
    void whoIsNotLateDropsNothing() {
        feed.timeNs += 10;
        feed.book(1, false, false, BOOK);
        bench.nowNs = feed.timeNs + MOST_NS;
        bench.work();
        assertThat(bench.gaps).isEmpty();
        assertThat(bench.pricer.droppedEvents()).isZero();
    }

    @Test
    void nothingIsDroppedForAnEpochThatOthersMayHaveActedOn() {
        bench.dropRule = new DropRule(MOST_NS, bench.pricer.epoch() + 3);
        bench.start(bench.snapshot(), RecordedEpochs.none());
        while (bench.pricer.epoch() < bench.dropRule.afterEpoch()) {
            updateThatComesLate();
            assertThat(bench.gaps).isEmpty();
        }
        updateThatComesLate();
        assertThat(bench.gaps).hasSize(1);
    }

    private void updateThatComesLate() {
        feed.timeNs += EPOCH_NS;
        feed.book(1, false, false, new long[][] {{1, 90_085 * E8 + bench.pricer.epoch(), E8}});
        bench.nowNs = feed.timeNs + 2 * MOST_NS;
        bench.work();
    }

    @Test
    void aGapIsToldByTheNextEpochAlsoWhereThatHasToWait() {
        feed.timeNs += EPOCH_NS / 2;
        feed.book(1, false, false, BOOK);
        bench.nowNs = feed.timeNs + 2 * MOST_NS;
        bench.work();
        assertThat(bench.pricer.droppedEvents()).isEqualTo(1);
        assertThat(bench.gaps).as("too soon for an epoch").isEmpty();
        feed.book(1, false, false, BOOK);
        bench.work();
        assertThat(bench.pricer.droppedEvents()).as("one gap at a time").isEqualTo(1);
        keepUp();
        assertThat(bench.gaps).hasSize(1);
        keepUp();
        assertThat(bench.gaps).as("told once").hasSize(1);
    }

    @Test
    void whoComputesItAgainDropsTheSame() {
        final Map<SnapshotOutput, Integer> snapshots = new LinkedHashMap<>();
        final Random random = new Random(5);
        final PricerBench live = new PricerBench(VenueParameters.defaults());
        live.dropRule = new DropRule(20 * MS, 0);
        live.start(null, RecordedEpochs.none());
        PricerReplayTest.describe(live.feed);
        for (int turn = 0; turn < 300; turn++) {
            for (int i = random.nextInt(40); i >= 0; i--) {
                PricerReplayTest.step(live.feed, random);
            }
            live.nowNs = live.feed.timeNs + random.nextInt(3) * MS;
            live.work();
            if (turn % 60 == 7) {
                snapshots.put(live.snapshot(), live.frames.size());
            }
        }
        live.feed.timeNs += EPOCH_NS;
        live.feed.trade(999, E8);
        live.nowNs = live.feed.timeNs;
        live.work();
        final List<byte[]> frames = List.copyOf(live.frames);
        final List<String> gaps = List.copyOf(live.gaps);
        assertThat(gaps).hasSizeGreaterThan(30);
        assertThat(live.pricer.droppedEvents()).isBetween(500L, 5_500L);
        final long stateHash = live.pricer.stateHash();
        snapshots.put(null, 0);
        snapshots.forEach((snapshot, from) -> {
            live.frames.clear();
            live.dropRule = DropRule.NEVER;
            live.start(snapshot, new RecordedMarks(new ListCursor(frames.subList(from, frames.size()))));
            live.rerun();
            assertThat(live.frames).containsExactlyElementsOf(frames.subList(from, frames.size()));
        });
        assertThat(live.pricer.stateHash()).isEqualTo(stateHash);
    }

    @Test
    void aProcessThatStartsAgainDropsTheSameAndOnlyThenByItsClock() {
        fallBehind();
        final List<byte[]> frames = new ArrayList<>(bench.frames);
        final List<String> gaps = List.copyOf(bench.gaps);
        bench.frames.clear();
        bench.gaps.clear();
        bench.start(null, new RecordedMarks(new ListCursor(List.copyOf(frames))));
        bench.nowNs = feed.timeNs + 100 * MOST_NS;
        bench.rework();
        assertThat(bench.frames).startsWith(frames.toArray(byte[][]::new));
        assertThat(bench.gaps).containsExactlyElementsOf(gaps);
        feed.timeNs += EPOCH_NS;
        feed.ticker(1, 90_085 * E8, 90_095 * E8, NONE, NONE, NONE, NONE);
        bench.work();
        assertThat(bench.gaps).hasSize(2);
    }
}
