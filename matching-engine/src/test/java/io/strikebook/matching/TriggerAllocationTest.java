package io.strikebook.matching;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import org.junit.jupiter.api.Test;

/** After warm-up orders that wait, trail, fire, are decided, replaced and cancelled allocate nothing. */
class TriggerAllocationTest extends WaitingAllocationRun {
    private final ReferenceMatching.Entry order = new ReferenceMatching.Entry();
    private final ReferenceTriggers.Trigger trigger =
            new ReferenceTriggers.Trigger(TriggerKind.STOP, TriggerReference.LAST, 0, 0);

    TriggerAllocationTest() {
        super(11);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        requireNone();
    }

    @Override
    long make(final int account) {
        order.account = account;
        order.instrument = 1;
        order.side = side();
        order.type = next(2) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        order.price = order.type == OrderType.MARKET ? 0 : price();
        order.open = 1 + next(9);
        order.trigger = trigger;
        trigger.kind = next(3) == 0 ? TriggerKind.TRAILING : next(2) == 0 ? TriggerKind.STOP : TriggerKind.TAKE;
        trigger.offset = trigger.kind == TriggerKind.TRAILING ? 1 + next(10) : 0;
        trigger.price = price();
        return commands.triggers().newOrder(order);
    }

    @Override
    void change(final int account, final long orderId) {
        if (next(3) == 0) {
            commands.replace(account, 0, orderId, price(), 1 + next(9));
        } else {
            commands.cancel(account, 0, orderId);
        }
    }
}
