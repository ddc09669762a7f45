package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerFiredDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Random orders, some of which wait, are fired or released and then decided, among others that trade; none may allocate after warm-up. */
abstract class WaitingAllocationRun extends AllocationRun {
    static final int WARM_UP = 300_000;
    private static final int MEASURED = 400_000;
    private static final int RING = 1 << 11;
    private static final int ACCOUNTS = 20;

    final FiredOrders fired = new FiredOrders();
    private final TriggerFiredDecoder triggered = new TriggerFiredDecoder();
    private final LinkFiredDecoder released = new LinkFiredDecoder();
    private final LinkedOrderReleasedDecoder more = new LinkedOrderReleasedDecoder();
    private final long[] ids = new long[RING];
    private final int[] accounts = new int[RING];

    WaitingAllocationRun(final long seed) {
        super(seed);
    }

    /** Fails unless commands allocate nothing, or too few that waited were decided. */
    final void requireNone() {
        list(1);
        requireNone(WARM_UP, MEASURED, 1);
        assertThat(fired.decided()).isGreaterThan(WARM_UP / 100);
        assertThat(fills()).isGreaterThan(WARM_UP / 10);
    }

    /** Writes a command of orders that wait, of an account; returns the id of the first. */
    abstract long make(int account);

    /** Writes a command that changes or ends what {@link #make} made. */
    abstract void change(int account, long orderId);

    @Override
    final void onExecution(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case TriggerFiredDecoder.TEMPLATE_ID -> {
                triggered.wrap(buffer, body, TriggerFiredDecoder.BLOCK_LENGTH, 0);
                fired.add(triggered.orderId(), triggered.accountId(), 0);
            }
            case LinkFiredDecoder.TEMPLATE_ID -> {
                released.wrap(buffer, body, LinkFiredDecoder.BLOCK_LENGTH, 0);
                fired.add(released.orderId(), released.accountId(), 0);
            }
            case LinkedOrderReleasedDecoder.TEMPLATE_ID -> {
                more.wrap(buffer, body, LinkedOrderReleasedDecoder.BLOCK_LENGTH, 0);
                if (more.asksSequencer() != 0) {
                    fired.add(more.orderId(), more.accountId(), more.quantityLots());
                }
            }
            default -> {}
        }
    }

    @Override
    final void command() {
        final int slot = next(RING);
        final int account = 1 + next(ACCOUNTS);
        final int die = next(100);
        if (die < 30 && fired.decide(commands, price(), 9)) {
            return;
        }
        if (die < 45) {
            accounts[slot] = account;
            ids[slot] = make(account);
        } else if (die < 60) {
            change(Math.max(1, accounts[slot]), ids[slot]);
        } else if (die < 61) {
            commands.massCancel(account, 0);
        } else {
            commands.limit(account, 1, side(), price(), 1 + next(9));
        }
    }

    final Side side() {
        return next(2) == 0 ? Side.BUY : Side.SELL;
    }

    final long price() {
        return 1_000 + next(30);
    }
}
