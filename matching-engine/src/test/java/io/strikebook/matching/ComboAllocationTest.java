package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** After warm-up orders of combinations and of legs, their trades with each other, and block trades allocate nothing. */
class ComboAllocationTest extends AllocationRun {
    private static final int WARM_UP = 200_000;
    private static final int MEASURED = 300_000;
    private static final int ACCOUNTS = 20;

    private final BlockCommands blocks = new BlockCommands(commands);
    private long legFills;
    private long blockFills;
    private long impliedFills;

    ComboAllocationTest() {
        super(13);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        list(ComboCommands.LAST);
        requireNone(WARM_UP, MEASURED, 1);
        assertThat(legFills).isGreaterThan(MEASURED / 100);
        assertThat(blockFills).isGreaterThan(MEASURED / 100);
        assertThat(impliedFills).isGreaterThan(MEASURED / 100);
    }

    @Override
    void onExecution(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        legFills += templateId == LegFillDecoder.TEMPLATE_ID ? 1 : 0;
        impliedFills += templateId == ImpliedFillDecoder.TEMPLATE_ID ? 1 : 0;
        blockFills += templateId == BlockFillDecoder.TEMPLATE_ID ? 1 : 0;
    }

    @Override
    void command() {
        final int account = 1 + next(ACCOUNTS);
        final int die = next(100);
        final Side side = next(2) == 0 ? Side.BUY : Side.SELL;
        if (die < 10) {
            blocks.leg(2, side, 1 + next(50), 1 + next(9))
                    .leg(6, Side.BUY, 1 + next(50), 1 + next(9))
                    .send(account, 1 + account % ACCOUNTS, 1, die);
        } else if (die < 12) {
            commands.massCancel(account, 0);
        } else if (die < 50) {
            final int leg = 1 + next(7);
            final int priceE8 = side == Side.BUY ? 15 + next(15) : 25 + next(15);
            commands.limit(account, leg == 4 ? 1 : leg, side, priceE8, 1 + next(9));
        } else {
            final int combo = ComboCommands.SPREAD + next(5);
            commands.limit(account, combo, side, next(30) - 15, 1 + next(9));
        }
    }
}
