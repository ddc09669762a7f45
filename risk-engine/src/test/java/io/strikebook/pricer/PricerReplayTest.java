package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.ReplaceableBatch;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.ExternalIndexKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same inputs give the same bytes: again, from a snapshot, and with commands as far as the recording says. */
class PricerReplayTest {
    private static final int STEPS = 4_000;

    @Test
    void aSecondRunWritesTheSameBytes() {
        final PricerBench first = recorded(STEPS, 64);
        final PricerBench second = recorded(STEPS, 64);
        assertSame(first.frames, second.frames);
        assertThat(second.pricer.stateHash()).isEqualTo(first.pricer.stateHash());
        assertThat(first.epochs.size()).isGreaterThan(500);
        assertThat(first.marks).hasSize(22);
    }

    @Test
    void theScalarPathWritesTheSameBytes() {
        final PricerBench fast = recorded(STEPS, 64);
        final PricerBench scalar = new PricerBench(VenueParameters.defaults(), BatchPricer.scalar());
        play(scalar, STEPS, 64);
        assertSame(fast.frames, scalar.frames);
        assertThat(BatchPricer.create().name())
                .isNotEqualTo(BatchPricer.scalar().name());
    }

    @Test
    void vectorsThatTakeOverInTheMiddleChangeNoByte() {
        final PricerBench fast = recorded(STEPS, 64);
        final ReplaceableBatch batch = new ReplaceableBatch(BatchPricer.scalar());
        final PricerBench replaced = new PricerBench(VenueParameters.defaults(), batch);
        final Random random = new Random(11);
        describe(replaced.feed);
        for (int i = 0; i < STEPS; i++) {
            step(replaced.feed, random);
            if (i % 64 == 0) {
                replaced.run();
                batch.replace(i / 64 % 2 == 0 ? BatchPricer.create() : BatchPricer.scalar());
            }
        }
        replaced.run();
        assertSame(fast.frames, replaced.frames);
    }

    @Test
    void aRestartWithoutSnapshotWritesTheSameBytes() {
        final PricerBench bench = recorded(STEPS, 7);
        final List<byte[]> original = new ArrayList<>(bench.frames);
        final long stateHash = bench.pricer.stateHash();
        final long consumedHash = bench.pricer.consumedHash();
        restart(bench, null);
        assertSame(original, bench.frames);
        assertThat(bench.pricer.stateHash()).isEqualTo(stateHash);
        assertThat(bench.pricer.consumedHash()).isEqualTo(consumedHash);
    }

    @Test
    void aRestartFromAnySnapshotWritesTheRestOfTheBytes() {
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        final Random random = new Random(11);
        final List<SnapshotOutput> snapshots = new ArrayList<>();
        final List<Integer> framesBefore = new ArrayList<>();
        describe(bench.feed);
        for (int i = 0; i < STEPS; i++) {
            step(bench.feed, random);
            if (i % 13 == 0) {
                bench.run();
            }
            if (i % 500 == 137) {
                bench.run();
                snapshots.add(bench.snapshot());
                framesBefore.add(bench.frames.size());
            }
        }
        bench.run();
        final List<byte[]> original = new ArrayList<>(bench.frames);
        final long stateHash = bench.pricer.stateHash();
        final long producedHash = bench.producedHash();
        for (int i = 0; i < snapshots.size(); i++) {
            restart(bench, snapshots.get(i));
            assertSame(original.subList(framesBefore.get(i), original.size()), bench.frames);
            assertThat(bench.pricer.stateHash()).isEqualTo(stateHash);
            assertThat(bench.producedHash()).isEqualTo(producedHash);
        }
    }

    /** Runs a new pricer over the queues of the bench, whose commands are all there from the start now. */
    private static void restart(final PricerBench bench, final SnapshotOutput snapshot) {
        final List<PricerBench.Epoch> epochs = new ArrayList<>(bench.epochs);
        bench.frames.clear();
        bench.start(
                snapshot,
                epoch -> epoch <= epochs.size()
                        ? epochs.get((int) epoch - 1).commandsTo()
                        : RecordedEpochs.NOT_RECORDED);
        bench.rerun();
        for (int i = bench.epochs.size(); i > epochs.size(); i--) {
            bench.epochs.remove(i - 1);
        }
    }

    private static PricerBench recorded(final int steps, final int stepsPerRun) {
        final PricerBench bench = new PricerBench(VenueParameters.defaults());
        play(bench, steps, stepsPerRun);
        return bench;
    }

    private static void play(final PricerBench bench, final int steps, final int stepsPerRun) {
        final Random random = new Random(11);
        describe(bench.feed);
        for (int i = 0; i < steps; i++) {
            step(bench.feed, random);
            if (i % stepsPerRun == 0) {
                bench.run();
            }
        }
        bench.run();
    }

    static void describe(final MarketFeed feed) {
        for (int i = 1; i <= 20; i++) {
            final long expiryNs = START_NS + (i % 2 == 0 ? 7 : 90) * DAY_NS;
            feed.described(i, MarketFeed.option("BTC-" + i, i % 3 == 0, 80_000 + 1_000 * i, expiryNs));
        }
        feed.described(21, MarketFeed.future("BTC-F", START_NS + 7 * DAY_NS));
        feed.described(22, MarketFeed.future("BTC-PERPETUAL", 0));
        feed.described(23, MarketFeed.future("BTC-PERPETUAL", 0));
    }

    static void step(final MarketFeed feed, final Random random) {
        feed.timeNs += random.nextInt(5_000_000);
        final long wobbleE8 = random.nextInt(100) * E8;
        switch (random.nextInt(11)) {
            case 0 -> feed.constituent(1, 1 + random.nextInt(4), random.nextInt(50) == 0 ? 0 : 90_000 * E8 + wobbleE8);
            case 1 -> feed.trade(21 + random.nextInt(3), 90_050 * E8 + wobbleE8);
            case 2 ->
                feed.book(22 + random.nextInt(2), random.nextInt(20) == 0, false, new long[][] {
                    {1, 90_000 * E8 + wobbleE8, random.nextInt(3) * E8},
                    {-1, 90_050 * E8 + wobbleE8, random.nextInt(3) * E8}
                });
            case 3 -> feed.ticker(21, 90_010 * E8 + wobbleE8, 90_020 * E8 + wobbleE8, NONE, NONE, NONE, NONE);
            case 4 -> {
                if (random.nextInt(50) == 0) {
                    feed.gap(random.nextInt(24));
                } else if (random.nextInt(20) == 0) {
                    feed.flagged(22 + random.nextInt(2), random.nextBoolean(), random.nextBoolean());
                }
            }
            case 5 ->
                feed.venueIndex(
                        random.nextBoolean() ? "test" : "OTHER", ExternalIndexKind.PRICE, 90_000 * E8 + wobbleE8);
            case 6 -> {
                final int option = 1 + random.nextInt(20);
                final long middleE8 = coinE8(option, random.nextInt(4) == 0 ? 0.9 : 0.5);
                feed.ticker(option, middleE8 - 20_000, middleE8 + 20_000, NONE, NONE, NONE, NONE);
            }
            case 7, 8 -> {
                final int option = 1 + random.nextInt(20);
                final long middleE8 = coinE8(option, 0.5 + random.nextInt(20) / 1_000.0);
                feed.ticker(option, middleE8 - 20_000, middleE8 + 20_000, NONE, NONE, NONE, NONE);
            }
            default ->
                feed.ticker(
                        1 + random.nextInt(20),
                        NONE,
                        NONE,
                        NONE,
                        E8 / 2 + random.nextInt(1_000) * 10_000L,
                        90_100 * E8 + wobbleE8,
                        90_000 * E8 + wobbleE8);
        }
    }

    /** Price of one of the options, a day after the start. */
    private static long coinE8(final int option, final double volatility) {
        final double years = (option % 2 == 0 ? 6 : 89) / 365.0;
        final double price = Black76.price(option % 3 == 0, 90_050, 80_000 + 1_000 * option, years, volatility);
        return Math.round(price / 90_050 * 1e8);
    }

    private static void assertSame(final List<byte[]> expected, final List<byte[]> actual) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("frame " + i).isEqualTo(expected.get(i));
        }
    }
}
