package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.ComboLegsEncoder;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.sequencer.LinkedOrders.Part;
import org.junit.jupiter.api.Test;

/** The sequencer allocates nothing for linked orders, block trades and combinations either, once as many as ever lived were there. */
class DeskAllocationTest {
    private static final int ROUNDS = 4_000;
    private static final long ONE_OFF_BYTES = 4_096;
    private static final long INDEX_E8 = SequencerFixture.OPTION_INDEX_E8;
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;
    private static final long COINS_E12 = 1_000_000_000_000_000L;

    /** Worth what the venue asks of a block trade. */
    private static final long BLOCK_LOTS = 500;

    private static final int NEAR = 1;
    private static final int FAR = 2;
    private static final int SPREAD = 3;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final LinkedOrders linked = new LinkedOrders(venue);
    private final LinkGrowthFrames growth = new LinkGrowthFrames(venue);
    private final BlockFrames blocks = new BlockFrames(venue);

    DeskAllocationTest() {
        venue.list(SequencerFixture.option("BTC-1-15000-C", OptionType.CALL, 15_000));
        venue.list(SequencerFixture.option("BTC-1-16000-C", OptionType.CALL, 16_000));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.request(true, ListComboEncoder.TEMPLATE_ID, ListComboEncoder.BLOCK_LENGTH, (buffer, block) -> {
            final ComboLegsEncoder legs = new ListComboEncoder()
                    .wrap(buffer, block)
                    .symbol("SPREAD")
                    .tickSizeE8(10_000L)
                    .maxOrderLots(1_000)
                    .legs();
            legs.leg1Id(NEAR).leg2Id(FAR).ratio1(1).ratio2(-1);
        });
        venue.epoch(INDEX_E8, MARK_E8, MARK_E8);
        balances();
    }

    @Test
    void pairsOfOrdersAllocateNothing() {
        assertNothingAllocated(() -> {
            linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(4), part(4));
            accepted(linked.send());
            cancelled(2);
        });
    }

    @Test
    void linksThatGrowAllocateNothing() {
        assertNothingAllocated(() -> {
            linked.of(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, FillCondition.INCREMENTAL, part(1), part(4), part(4));
            accepted(linked.send());
            final long second = linked.id(1);
            accepted(growth.grow(second, 2));
            venue.executions(venue.lastCommand);
            linked.live(second, MARK_E8, 2);
            venue.endExecutions();
            venue.marginDone(venue.lastCommand);
            accepted(growth.grow(second, 2));
            venue.executions(venue.lastCommand)
                    .replaced(second, MARK_E8, 4)
                    .cancelled(second - 1)
                    .cancelled(second)
                    .cancelled(second + 1)
                    .endExecutions();
            venue.marginDone(venue.lastCommand);
        });
    }

    @Test
    void blockTradesAllocateNothing() {
        final boolean[] back = new boolean[1];
        assertNothingAllocated(() -> {
            final BlockFrames.Message message = new BlockFrames.Message()
                    .leg(NEAR, back[0] ? Side.SELL : Side.BUY, MARK_E8, BLOCK_LOTS)
                    .leg(FAR, back[0] ? Side.BUY : Side.SELL, MARK_E8, BLOCK_LOTS);
            back[0] = !back[0];
            accepted(blocks.send(message));
            blocks.traded(venue.lastCommand, message);
            balances();
        });
    }

    @Test
    void combinationsAllocateNothing() {
        assertNothingAllocated(() -> {
            accepted(venue.order(1, SPREAD, Side.BUY, 0, 2));
            final long maker = venue.lastOrderId();
            accepted(venue.replace(1, SPREAD, maker, 10_000L, 2));
            venue.executions(venue.lastCommand).replaced(maker, 10_000L, 2).endExecutions();
            accepted(venue.order(1, SPREAD, Side.SELL, 0, 2));
            final long taker = venue.lastOrderId();
            venue.executions(venue.lastCommand).fill(maker, taker, 2).endExecutions();
            balances();
        });
    }

    private void assertNothingAllocated(final Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        venue.allocated.takeBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        assertThat(venue.allocated.takeBytes()).isLessThan(ONE_OFF_BYTES);
    }

    private void cancelled(final int parts) {
        venue.executions(venue.lastCommand);
        for (int part = 0; part < parts; part++) {
            venue.cancelled(linked.id(part));
        }
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    /** Both accounts have a thousand coins and no positions, as of the last command. */
    private void balances() {
        for (int account = 1; account <= 2; account++) {
            venue.cancel(1, 0, 0, 99);
            venue.accountState(venue.lastCommand, account, COINS_E12, 0);
        }
    }

    private static Part part(final long lots) {
        return new Part(Side.BUY, MARK_E8, lots);
    }

    private static void accepted(final RejectCode code) {
        assertThat(code).isEqualTo(RejectCode.ACCEPTED);
    }
}
