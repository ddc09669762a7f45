package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int ACCOUNTS = 64;
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 1_000_000;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer execution = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer mark = new UnsafeBuffer(new byte[256]);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderCommandEncoder order = new NewOrderCommandEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final MarkEncoder price = new MarkEncoder();
    private long sequence;
    private long timestampNs;
    private long epoch;
    private long state = 88_172_645_463_325_252L;

    /** A million commands with a fill each, of accounts under every model, marks among them, leave no garbage, and neither flat nor flipped positions do. */
    @Test
    void tradingAllocatesNothingAfterWarmUp() {
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10_000 * Harness.E8);
            venue.deposit(account, Currency.USDC, 1_000_000L * 1_000_000L);
        }
        venue.marks(10_000 * Harness.E8, 1, 10_000 * Harness.E8, 2, 2_500_000, 3, 2_500_000, 4, 10_000 * Harness.E8);
        final PortfolioFrames frames = new PortfolioFrames(venue);
        frames.begin(1)
                .array(Harness.CALL, 1_000, new int[PortfolioFrames.SCENARIOS])
                .array(Harness.PUT, 1_000, new int[PortfolioFrames.SCENARIOS])
                .end();
        frames.model(1, AccountMarginModel.PORTFOLIO);
        frames.model(2, AccountMarginModel.CROSS_PORTFOLIO);
        frames.model(3, AccountMarginModel.CROSS_STANDARD);
        venue.tick();
        venue.run();
        final MarginEngine engine = new MarginEngine(
                VenueParameters.defaults(), new GroupBuffer((buffer, offset, length, first, groups) -> {}));
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        engine.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        sequence = venue.sequence;
        timestampNs = venue.timestampNs;
        epoch = venue.epoch;
        run(engine, WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().threadId();
        final long before = threads.getThreadAllocatedBytes(thread);
        run(engine, MEASURED);
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(allocated).isLessThan(4_096);
        engine.requireConsistent();
        assertThat(engine.lastSequence()).isEqualTo(sequence);
    }

    private void run(final MarginEngine engine, final int count) {
        for (int i = 0; i < count; i++) {
            timestampNs += 10_000;
            if (i % 64 == 0) {
                epoch++;
                final int instrument = 1 + i / 64 % 4;
                price.wrapAndApplyHeader(mark, 0, header)
                        .instrumentId(instrument)
                        .markPriceE8(priceE8(instrument));
                final int length = finish(mark, price.sbeBlockLength(), epoch);
                engine.onMarks(mark, 0, length);
            }
            sequence++;
            final int instrument = 1 + (int) (random() % 4);
            order.wrapAndApplyHeader(command, 0, header);
            final EnvelopeEncoder envelope = order.envelope();
            envelope.sourceSequence(sequence).marksTo(epoch).marginTo(0).sourceId(1);
            envelope.decision(RejectCode.ACCEPTED);
            engine.beginCommand(command, 0, finish(command, order.sbeBlockLength(), sequence));
            fill.wrapAndApplyHeader(execution, 0, header)
                    .priceE8(priceE8(instrument))
                    .quantityLots(1 + random() % 3)
                    .instrumentId(instrument)
                    .makerAccountId(1 + (int) (random() % ACCOUNTS))
                    .takerAccountId(1 + (int) (random() % ACCOUNTS))
                    .takerSide((random() & 1) == 0 ? Side.BUY : Side.SELL);
            engine.onExecution(execution, 0, finish(execution, fill.sbeBlockLength(), sequence));
            engine.endCommand();
        }
    }

    private int finish(final UnsafeBuffer buffer, final int blockLength, final long groupSequence) {
        final int length = FrameLayout.align(FrameLayout.HEADER_LENGTH + blockLength);
        header.wrap(buffer, 0)
                .frameLength(length)
                .frameInGroup(Integer.MIN_VALUE)
                .sequence(groupSequence)
                .timestampNs(timestampNs);
        return length;
    }

    private long priceE8(final int instrument) {
        return instrument == Harness.CALL || instrument == Harness.PUT
                ? (1 + random() % 100) * 50_000L
                : (9_000 + random() % 2_000) * Harness.E8;
    }

    /** Xorshift (Marsaglia 2003), not negative. */
    private long random() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state >>> 1;
    }
}
