package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** After warm-up orders that wait, trail, fire, are decided, replaced and cancelled allocate nothing. */
class TriggerAllocationTest extends AllocationRun {
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 500_000;
    private static final int RING = 1 << 12;
    private static final int ACCOUNTS = 20;

    private final TriggerFiredDecoder decoder = new TriggerFiredDecoder();
    private final ReferenceMatching.Entry order = new ReferenceMatching.Entry();
    private final ReferenceTriggers.Trigger trigger =
            new ReferenceTriggers.Trigger(TriggerKind.STOP, TriggerReference.LAST, 0, 0);
    private final FiredOrders fired = new FiredOrders();
    private final long[] waitingIds = new long[RING];
    private final int[] waitingAccounts = new int[RING];

    TriggerAllocationTest() {
        super(11);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        list(1);
        requireNone(WARM_UP, MEASURED, 1);
        assertThat(fired.decided()).isGreaterThan(WARM_UP / 100);
    }

    @Override
    void onExecution(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == TriggerFiredDecoder.TEMPLATE_ID) {
            decoder.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, TriggerFiredDecoder.BLOCK_LENGTH, 0);
            fired.add(decoder.orderId(), decoder.accountId());
        }
    }

    @Override
    void command() {
        final int slot = next(RING);
        final int account = 1 + next(ACCOUNTS);
        final int die = next(100);
        if (die < 30 && fired.decide(commands, price(), 1)) {
            return;
        }
        if (die < 45) {
            waitingAccounts[slot] = account;
            waitingIds[slot] = commands.triggers().newOrder(waiting(account));
        } else if (die < 55) {
            commands.cancel(Math.max(1, waitingAccounts[slot]), 0, waitingIds[slot]);
        } else if (die < 60) {
            commands.replace(Math.max(1, waitingAccounts[slot]), 0, waitingIds[slot], price(), 1 + next(9));
        } else if (die < 61) {
            commands.massCancel(account, 0);
        } else {
            commands.limit(account, 1, next(2) == 0 ? Side.BUY : Side.SELL, price(), 1 + next(9));
        }
    }

    private ReferenceMatching.Entry waiting(final int account) {
        order.account = account;
        order.instrument = 1;
        order.side = next(2) == 0 ? Side.BUY : Side.SELL;
        order.type = next(2) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        order.price = order.type == OrderType.MARKET ? 0 : price();
        order.open = 1 + next(9);
        order.trigger = trigger;
        trigger.kind = next(3) == 0 ? TriggerKind.TRAILING : next(2) == 0 ? TriggerKind.STOP : TriggerKind.TAKE;
        trigger.offset = trigger.kind == TriggerKind.TRAILING ? 1 + next(10) : 0;
        trigger.price = price();
        return order;
    }

    private long price() {
        return 1_000 + next(30);
    }
}
