package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks of perpetuals where the top of the venue's own book joins their fair price. */
class OwnBookEpochTest {
    private static final VenueParameters VENUE = VenueParameters.defaults()
            .withFutures(VenueParameters.defaults().futures().withOwnBook());
    private static final long EPOCH_NS = VENUE.marks().epochIntervalNs();

    private final PricerBench bench = new PricerBench(VENUE);
    private final MarketFeed feed = bench.feed;

    private void closeEpoch() {
        feed.timeNs += EPOCH_NS;
        feed.constituent(1, 1, 90_000 * E8);
        bench.run();
    }

    private void outside(final int externalId, final long middle) {
        feed.ticker(externalId, (middle - 1) * E8, (middle + 1) * E8, NONE, NONE, NONE, NONE);
    }

    private void own(final int instrumentId, final long bid, final long bidLots, final long ask, final long askLots) {
        bench.answer(bench.tick(), instrumentId, bid * E8, bidLots, ask * E8, askLots);
    }

    @BeforeEach
    void listPerpetualAndFuture() {
        feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.described(2, MarketFeed.future("BTC-F", START_NS + DAY_NS));
        closeEpoch();
        closeEpoch();
        closeEpoch();
        assertThat(bench.marks.keySet()).containsExactlyInAnyOrder(1, 2);
    }

    /** The index is 90,000, the outside book's middle 90,090, and the band for a premium, and so for our top, is 450 wide. */
    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "90040, 1, 90060, 1, between index and outside, 90050",
        "90940, 1, 90960, 1, beyond the outside, 90090",
        "89040, 1, 89060, 1, beyond the index, 90000",
        "89825, 1, 90275, 1, as wide as it may be, 90050",
        "89825, 1, 90276, 1, wider, 90090",
        "90060, 1, 90040, 1, crossed, 90090",
        "90050, 1, 90050, 1, locked, 90090",
        "90040, 0, 90060, 1, no bid, 90090",
        "90040, 1, 90060, 0, no offer, 90090"
    })
    void theFairPriceIsTheMedianOfOutsideOwnAndIndex(
            final long bid,
            final long bidLots,
            final long ask,
            final long askLots,
            final String what,
            final long expected) {
        outside(1, 90_090);
        own(1, bid, bidLots, ask, askLots);
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).as(what).isEqualTo(expected * E8);
        assertThat(bench.marks.get(1).stale()).isFalse();
    }

    @Test
    void datedFuturesAndInstrumentsThatAreNotListedAreNotConcerned() {
        outside(1, 90_090);
        outside(2, 90_200);
        own(2, 90_040, 1, 90_060, 1);
        own(3, 90_040, 1, 90_060, 1);
        own(0, 90_040, 1, 90_060, 1);
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).isEqualTo(90_090 * E8);
        assertThat(bench.marks.get(2).priceE8()).isEqualTo(90_200 * E8);
    }

    @Test
    void ourOwnBookAloneIsNotEnough() {
        own(1, 90_040, 1, 90_060, 1);
        closeEpoch();
        assertThat(bench.marks.get(1).priceE8()).as("nothing outside").isEqualTo(90_000 * E8);
    }

    @Test
    void aCommandThatMatchingHasNotAnsweredIsAsIfItWereNotThere() {
        final long before = bench.pricer.commandsTo();
        outside(1, 90_090);
        final long unanswered = bench.tick();
        closeEpoch();
        assertThat(bench.pricer.commandsTo()).isEqualTo(before);
        assertThat(bench.marks.get(1).priceE8()).as("the pricer does not wait").isEqualTo(90_090 * E8);
        bench.answer(unanswered, 1, 90_040 * E8, 1, 90_060 * E8, 1);
        final int epochs = bench.epochs.size();
        bench.run();
        assertThat(bench.epochs).as("no epoch by itself").hasSize(epochs);
        outside(1, 90_091);
        closeEpoch();
        assertThat(bench.pricer.commandsTo()).isEqualTo(unanswered);
    }

    @Test
    void withTheSwitchOffNothingOfItIsReadAndNothingChanges() {
        final PricerBench off = new PricerBench(VenueParameters.defaults());
        off.feed.described(1, MarketFeed.future("BTC-PERPETUAL", 0));
        for (int i = 0; i < 4; i++) {
            off.feed.timeNs += EPOCH_NS;
            off.feed.constituent(1, 1, 90_000 * E8);
            off.run();
        }
        final long unanswered = off.tick();
        off.feed.ticker(1, 90_089 * E8, 90_091 * E8, NONE, NONE, NONE, NONE);
        off.feed.timeNs += EPOCH_NS;
        off.feed.constituent(1, 1, 90_000 * E8);
        off.run();
        assertThat(off.pricer.commandsTo()).isEqualTo(unanswered);
        assertThat(off.marks.get(1).priceE8()).isEqualTo(90_090 * E8);
    }

    /** Ten seconds in which outside and own tops move. */
    private void trade() {
        for (int i = 0; i < 100; i++) {
            feed.timeNs += 100_000_000L;
            outside(1, 90_050 + i % 17);
            if (i % 3 == 0) {
                own(1, 90_010 + i % 5, 1 + i % 2, 90_030 + i % 7, i % 4);
            }
            closeEpoch();
        }
    }

    @Test
    void aSnapshotGoesOnAsIfNothingHadHappened() {
        trade();
        final SnapshotOutput snapshot = bench.snapshot();
        final int before = bench.frames.size();
        final long epoch = bench.pricer.epoch();
        feed.timeNs += 1_000_000_000L;
        outside(1, 90_090);
        closeEpoch();
        trade();
        final List<byte[]> frames = List.copyOf(bench.frames.subList(before, bench.frames.size()));
        final List<PricerBench.Epoch> epochs = List.copyOf(bench.epochs);
        bench.frames.clear();
        bench.start(snapshot, number -> recorded(epochs, number));
        assertThat(bench.pricer.epoch()).isEqualTo(epoch);
        assertThat(bench.snapshot().length()).isEqualTo(snapshot.length());
        bench.rerun();
        assertThat(bench.frames).containsExactlyElementsOf(frames);
    }

    @Test
    void aRecordedEpochWaitsForWhatItHadTakenOfExecutions() {
        trade();
        final List<byte[]> frames = List.copyOf(bench.frames);
        final List<PricerBench.Epoch> epochs = List.copyOf(bench.epochs);
        final Subscription all = bench.executions.subscription();
        bench.executions = new MemoryQueue();
        bench.frames.clear();
        bench.epochs.clear();
        bench.start(null, number -> recorded(epochs, number));
        bench.rerun();
        assertThat(bench.epochs)
                .as("up to the first that had applied a command")
                .hasSizeLessThan(3);
        while (all.poll((buffer, offset, length) -> bench.executions.append(
                buffer,
                offset,
                length,
                FrameLayout.sequence(buffer, offset),
                FrameLayout.isLast(buffer, offset) ? 1 : 0))) {
            bench.rerun();
            assertThat(bench.pricer.commandsTo()).isLessThanOrEqualTo(all.position());
        }
        assertThat(bench.frames).containsExactlyElementsOf(frames);
    }

    private static long recorded(final List<PricerBench.Epoch> epochs, final long number) {
        return number <= epochs.size() ? epochs.get((int) number - 1).commandsTo() : RecordedEpochs.NOT_RECORDED;
    }
}
