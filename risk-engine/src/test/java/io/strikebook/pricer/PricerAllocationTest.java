package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.RejectCode;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * After warm-up, and a switch of the scenario set, the engine allocates nothing while books, quotes and epochs go through it. Without vectors, which allocate until they are
 * compiled: that they don't from then on is tested where they are.
 */
class PricerAllocationTest {
    private static final int OPTIONS = 200;
    private static final int EVENTS = 20_000;

    /** With a sample of volatility every hundredth of a second. */
    private static final VenueParameters VENUE = VenueParameters.defaults()
            .withVolatility(new VolatilityRules(
                    List.of(new VolatilityRules.Rule("BTC", VolatilityRules.Measure.HIGHER, 60_000_000, E8, 2 * E8)),
                    10_000_000L,
                    100_000_000L,
                    10_000_000L,
                    10_000_000L,
                    0,
                    0));

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ExpandableArrayBuffer recording = new ExpandableArrayBuffer(1 << 20);
    private int recorded;
    private long bytesPublished;
    private long epochs;

    @Test
    void steadyStateAllocatesNothing() {
        final PricerBench bench = new PricerBench(VENUE, BatchPricer.scalar());
        describe(bench.feed);
        bench.run();
        final GroupBuffer marks =
                new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> bytesPublished += length);
        final Pricer pricer = listed(bench, marks);
        final GroupBuffer recorder = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> {
            recording.putBytes(recorded, buffer, offset, length);
            recorded += length;
        });
        final MarketFeed feed = new MarketFeed(recorder);
        feed.timeNs = bench.feed.timeNs;
        for (int i = 0; i < EVENTS; i++) {
            event(feed, i);
        }
        final UnsafeBuffer frames = new UnsafeBuffer(recording.byteArray(), 0, recorded);
        final int warm = play(pricer, marks, frames, 0, recorded / 2);
        bytesPublished = 0;
        epochs = 0;
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        play(pricer, marks, frames, warm, recorded);
        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(epochs).isGreaterThan(500);
        assertThat(bytesPublished).isGreaterThan(1_000_000);
        assertThat(allocated).isLessThan(1_000);
    }

    private int play(
            final Pricer pricer, final GroupBuffer marks, final UnsafeBuffer frames, final int from, final int to) {
        int offset = from;
        while (offset < to) {
            final int length = FrameLayout.frameLength(frames, offset);
            if (pricer.epochDueBefore(frames, offset)) {
                pricer.publishEpoch();
                marks.flush();
                epochs++;
            }
            pricer.onMarketData(frames, offset, length);
            offset += length;
        }
        return offset;
    }

    /** A pricer with the bench's state: everything described and listed. */
    private static Pricer listed(final PricerBench bench, final GroupBuffer marks) {
        for (int i = 0; i < 3; i++) {
            bench.feed.timeNs += 20_000_000;
            bench.feed.constituent(1, 1, 90_000 * E8 + i);
            bench.run();
        }
        assertThat(bench.requests).hasSize(OPTIONS + 2);
        bench.scenarioSet(2, 1, ScenarioSets.published("ETH"), RejectCode.ACCEPTED);
        bench.feed.timeNs += 20_000_000;
        bench.feed.constituent(1, 1, 90_000 * E8);
        bench.run();
        final Pricer pricer = new Pricer(VENUE, marks, BatchPricer.scalar());
        final SnapshotOutput snapshot = bench.snapshot();
        pricer.load(new SnapshotInput(snapshot.buffer(), 0, snapshot.length()));
        return pricer;
    }

    private static void describe(final MarketFeed feed) {
        for (int i = 1; i <= OPTIONS; i++) {
            final long expiryNs = START_NS + (i % 4 + 1) * 30 * DAY_NS;
            feed.described(i, MarketFeed.option("BTC-" + i, i % 2 == 0, 60_000 + 300 * i, expiryNs));
        }
        feed.described(OPTIONS + 1, MarketFeed.future("BTC-F", START_NS + 30 * DAY_NS));
        feed.described(OPTIONS + 2, MarketFeed.future("BTC-PERPETUAL", 0));
    }

    private static void event(final MarketFeed feed, final int i) {
        feed.timeNs += 1_500_000;
        final long wobbleE8 = i * 7919L % 100 * E8;
        switch (i % 5) {
            case 0 -> feed.constituent(1, 1 + i % 3, 90_000 * E8 + wobbleE8);
            case 1 ->
                feed.book(OPTIONS + 2, false, false, new long[][] {
                    {1, 90_000 * E8 + wobbleE8, i % 2 * E8}, {-1, 90_200 * E8 + wobbleE8, (i + 1) % 2 * E8}
                });
            case 2 -> feed.ticker(OPTIONS + 1, 90_010 * E8, 90_020 * E8 + wobbleE8, NONE, NONE, NONE, NONE);
            case 3 -> {
                final int option = 1 + i % OPTIONS;
                final double years = (option % 4 + 1) * 30 / 365.0;
                final double volatility = 0.5 + i * 7919L % 100 / 5_000.0;
                final long coinE8 =
                        Math.round(Black76.price(option % 2 == 0, 90_010, 60_000 + 300 * option, years, volatility)
                                / 90_010
                                * 1e8);
                feed.ticker(option, Math.max(1, coinE8 - 30_000), coinE8 + 30_000, NONE, NONE, NONE, NONE);
            }
            default ->
                feed.ticker(
                        1 + i % OPTIONS,
                        NONE,
                        NONE,
                        NONE,
                        E8 / 2 + wobbleE8 / 1_000,
                        90_100 * E8 + wobbleE8,
                        90_000 * E8 + wobbleE8);
        }
    }
}
