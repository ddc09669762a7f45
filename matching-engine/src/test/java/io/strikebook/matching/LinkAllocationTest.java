package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** After warm-up linked orders of every kind that are made, act on each other, are decided and cancelled allocate nothing. */
class LinkAllocationTest extends AllocationRun {
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 400_000;
    private static final int RING = 1 << 10;
    private static final int ACCOUNTS = 20;
    private static final LinkKind[] KINDS = {
        LinkKind.ONE_CANCELS_OTHER, LinkKind.ONE_TRIGGERS_OTHER, LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER
    };
    private static final FillCondition[] CONDITIONS = {
        FillCondition.FIRST_HIT, FillCondition.COMPLETE_FILL, FillCondition.INCREMENTAL
    };

    private final LinkFiredDecoder decoder = new LinkFiredDecoder();
    private final ReferenceMatching.Entry first = new ReferenceMatching.Entry();
    private final ReferenceMatching.Entry second = new ReferenceMatching.Entry();
    private final ReferenceMatching.Entry third = new ReferenceMatching.Entry();
    private final List<ReferenceMatching.Entry> two = List.of(first, second);
    private final List<ReferenceMatching.Entry> three = List.of(first, second, third);
    private final FiredOrders fired = new FiredOrders();
    private final long[] recentIds = new long[RING];
    private final int[] recentAccounts = new int[RING];

    LinkAllocationTest() {
        super(17);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        list(1);
        requireNone(WARM_UP, MEASURED, 1);
        assertThat(fired.decided()).isGreaterThan(WARM_UP / 100);
    }

    @Override
    void onExecution(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == LinkFiredDecoder.TEMPLATE_ID) {
            decoder.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, LinkFiredDecoder.BLOCK_LENGTH, 0);
            fired.add(decoder.orderId(), decoder.accountId());
        }
    }

    @Override
    void command() {
        final int die = next(100);
        if (die < 30 && fired.decide(commands, price(), 9)) {
            return;
        }
        if (die < 45) {
            link();
        } else if (die < 60) {
            final int slot = next(RING);
            commands.cancel(Math.max(1, recentAccounts[slot]), 0, recentIds[slot] + next(3));
        } else if (die < 61) {
            commands.massCancel(1 + next(ACCOUNTS), 0);
        } else {
            commands.limit(1 + next(ACCOUNTS), 1, next(2) == 0 ? Side.BUY : Side.SELL, price(), 1 + next(9));
        }
    }

    private void link() {
        final int kind = next(3);
        final int account = 1 + next(ACCOUNTS);
        final int slot = next(RING);
        recentIds[slot] = commands.nextOrderId();
        recentAccounts[slot] = account;
        shape(first, account);
        shape(second, account);
        shape(third, account);
        commands.links().newOrders(KINDS[kind], CONDITIONS[next(kind == 0 ? 3 : 2)], kind == 2 ? three : two);
    }

    private void shape(final ReferenceMatching.Entry part, final int account) {
        part.account = account;
        part.instrument = 1;
        part.side = next(2) == 0 ? Side.BUY : Side.SELL;
        part.type = OrderType.LIMIT;
        part.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        part.price = price();
        part.open = 1 + next(9);
    }

    private long price() {
        return 1_000 + next(30);
    }
}
