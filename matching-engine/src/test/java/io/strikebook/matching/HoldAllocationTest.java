package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** After warm-up orders and quotes that wait for speed bumps and batches, and are released, replaced and cancelled, allocate nothing. */
class HoldAllocationTest extends AllocationRun {
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 400_000;
    private static final int RING = 1 << 10;
    private static final int ACCOUNTS = 12;
    private static final int BUMP = 1;
    private static final int BATCH = 2;

    private final long[] ids = new long[RING];
    private final int[] accounts = new int[RING];
    private long released;

    HoldAllocationTest() {
        super(23);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        list(BATCH);
        final PhaseCommands modes = new PhaseCommands(commands);
        modes.mode(BUMP, MarketMode.SPEED_BUMP, 50);
        modes.mode(BATCH, MarketMode.BATCH_AUCTION, 100);
        for (int account = 1; account <= ACCOUNTS; account++) {
            commands.quotes().protect(account, Commands.underlying(BUMP), 1, 1_000, 0, 0, 0, 0, Integer.MAX_VALUE);
        }
        flush();
        requireNone(WARM_UP, MEASURED, 1);
        assertThat(released).isGreaterThan(WARM_UP / 10);
    }

    @Override
    void onExecution(final UnsafeBuffer buffer, final int offset) {
        released += FrameLayout.templateId(buffer, offset) == OrderReleasedDecoder.TEMPLATE_ID ? 1 : 0;
    }

    @Override
    void command() {
        final int slot = next(RING);
        final int account = 1 + next(ACCOUNTS);
        final int instrument = 1 + next(2);
        final int die = next(100);
        if (die < 10) {
            commands.cancel(Math.max(1, accounts[slot]), 0, ids[slot]);
        } else if (die < 15) {
            commands.replace(Math.max(1, accounts[slot]), 0, ids[slot], price(), 1 + next(9));
        } else if (die < 30) {
            final long bid = price();
            commands.quotes()
                    .entry(BUMP, bid, 1 + next(9), bid + 1 + next(5), 1 + next(9))
                    .send(account, Commands.underlying(BUMP), 1, 1);
        } else if (die < 31) {
            commands.massCancel(account, 0);
        } else {
            accounts[slot] = account;
            ids[slot] = commands.limit(account, instrument, next(2) == 0 ? Side.BUY : Side.SELL, price(), 1 + next(9));
        }
    }

    private long price() {
        return 1_000 + next(30);
    }
}
