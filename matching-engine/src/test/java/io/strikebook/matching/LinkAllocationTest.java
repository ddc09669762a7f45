package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After warm-up linked orders of every kind that are made, act on each other, are decided, grow and are cancelled allocate nothing. */
class LinkAllocationTest extends WaitingAllocationRun {
    private static final LinkKind[] KINDS = {
        LinkKind.ONE_CANCELS_OTHER, LinkKind.ONE_TRIGGERS_OTHER, LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER
    };
    private static final FillCondition[] CONDITIONS = {
        FillCondition.FIRST_HIT, FillCondition.COMPLETE_FILL, FillCondition.INCREMENTAL
    };

    private final ReferenceMatching.Entry first = new ReferenceMatching.Entry();
    private final ReferenceMatching.Entry second = new ReferenceMatching.Entry();
    private final ReferenceMatching.Entry third = new ReferenceMatching.Entry();
    private final List<ReferenceMatching.Entry> two = List.of(first, second);
    private final List<ReferenceMatching.Entry> three = List.of(first, second, third);

    LinkAllocationTest() {
        super(17);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        requireNone();
        assertThat(fired.grown()).isGreaterThan(WARM_UP / 100);
    }

    @Override
    long make(final int account) {
        final int kind = next(KINDS.length);
        final long id = commands.nextOrderId();
        shape(first, account);
        shape(second, account);
        shape(third, account);
        commands.links().newOrders(KINDS[kind], CONDITIONS[next(CONDITIONS.length)], kind == 2 ? three : two);
        return id;
    }

    @Override
    void change(final int account, final long orderId) {
        commands.cancel(account, 0, orderId + next(3));
    }

    private void shape(final ReferenceMatching.Entry part, final int account) {
        part.account = account;
        part.instrument = 1;
        part.side = side();
        part.type = OrderType.LIMIT;
        part.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        part.price = price();
        part.open = 1 + next(9);
    }
}
