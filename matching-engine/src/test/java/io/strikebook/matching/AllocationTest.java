package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import org.junit.jupiter.api.Test;

/** After warm-up a command allocates nothing, whatever it does. */
class AllocationTest extends AllocationRun {
    private static final int WARM_UP = 400_000;
    private static final int MEASURED = 1_000_000;
    private static final int AT_ONCE = 16;
    private static final int LIVE = 1 << 10;

    private final ReferenceMatching.Entry detailed = new ReferenceMatching.Entry();
    private final long[] ids = new long[LIVE];
    private final int[] owners = new int[LIVE];
    private final PhaseCommands phases = new PhaseCommands(commands);

    AllocationTest() {
        super(7);
    }

    @Test
    void commandsAllocateNothingAfterWarmUp() {
        list(2);
        for (int account = 1; account <= 3; account++) {
            commands.quotes().protect(account, 1, 1, 50, 20, 0, 0, 0, 60 * QuoteCommands.COIN_E8);
            commands.quotes().protect(account, 1, 0, 50, 20, 0, 0, 0, 60 * QuoteCommands.COIN_E8);
        }
        flush();
        requireNone(WARM_UP, MEASURED, AT_ONCE);
        assertThat(fills()).isGreaterThan(MEASURED / 100);
    }

    @Override
    void command() {
        final int slot = next(LIVE);
        final int die = next(100);
        if (die < 15) {
            quotes();
        } else if (die < 60) {
            owners[slot] = 1 + next(20);
            ids[slot] = die < 20 ? commands.newOrder(detailed(owners[slot])) : newOrder(owners[slot]);
        } else if (die < 61) {
            commands.cancelByLabel(1 + next(20), next(3), "label");
        } else if (die < 85) {
            commands.cancel(Math.max(1, owners[slot]), 0, ids[slot]);
        } else if (die < 99) {
            commands.replace(Math.max(1, owners[slot]), 0, ids[slot], 1_000 + next(40), 1 + next(40));
        } else if (next(3) > 0) {
            commands.massCancel(1 + next(20), next(3));
        } else {
            phases();
        }
    }

    /** An opening auction of some hundred commands, or a band that soon begins an interruption. */
    private void phases() {
        final int instrument = 1 + next(2);
        if (next(2) == 0) {
            final long auctionNs = commands.nextNs() + next(100);
            phases.schedule(instrument, auctionNs, auctionNs + 1 + next(200));
        } else {
            final int width = next(10);
            phases.band(instrument, width, TriggerReference.LAST, width == 0 ? 0 : 1 + next(200));
        }
    }

    private void quotes() {
        final int account = 1 + next(3);
        final int die = next(20);
        if (die == 0) {
            commands.quotes().cancel(account, 0, 0, next(3), 0);
        } else if (die == 1) {
            commands.quotes().reset(account, 1, 1);
        } else if (die == 2) {
            commands.quotes().protect(account, 1, 1, 50, 20, 0, 0, 0, 60 * QuoteCommands.COIN_E8);
        } else {
            final long bid = 1_005 + next(12);
            commands.quotes()
                    .entry(1, bid, 1 + next(20), bid + 1 + next(10), 1 + next(20))
                    .entry(2, bid - 1, 1 + next(20), bid + next(10), 1 + next(20))
                    .send(account, 1, 1, next(3));
        }
    }

    private long newOrder(final int account) {
        final Side side = next(2) == 0 ? Side.BUY : Side.SELL;
        final int timeInForce = next(8);
        return commands.newOrder(
                account,
                1 + next(2),
                side,
                next(20) == 0 ? OrderType.MARKET : OrderType.LIMIT,
                timeInForce == 0
                        ? TimeInForce.FILL_OR_KILL
                        : timeInForce == 1 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TIL_CANCELLED,
                side == Side.BUY ? 1_000 + next(25) : 1_015 + next(25),
                1 + next(20),
                next(10) == 0,
                next(10) == 0,
                account <= 3 && next(10) == 0);
    }

    private ReferenceMatching.Entry detailed(final int account) {
        detailed.account = account;
        detailed.instrument = 1 + next(2);
        detailed.side = next(2) == 0 ? Side.BUY : Side.SELL;
        detailed.price = detailed.side == Side.BUY ? 1_000 + next(25) : 1_015 + next(25);
        detailed.open = 1 + next(20);
        detailed.detailed = true;
        detailed.postOnly = next(4) == 0;
        detailed.type = next(4) == 0 && !detailed.postOnly ? OrderType.MARKET_TO_LIMIT : OrderType.LIMIT;
        detailed.display = next(3) == 0 ? 1 + next((int) detailed.open) : 0;
        detailed.label = next(2) == 0 ? "label" : "";
        detailed.timeInForce = next(2) == 0 ? TimeInForce.GOOD_TIL_CANCELLED : TimeInForce.GOOD_TIL_DATE;
        detailed.expireNs = detailed.timeInForce == TimeInForce.GOOD_TIL_DATE ? commands.nextNs() + 1 + next(5_000) : 0;
        return detailed;
    }
}
