package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replace that is wrong in every way is repaired one fault at a time, from the top of the ladder. */
class ReplaceLadderTest {
    private static final int OPTION = 1;
    private static final long MARK_E8 = 2_500_000L;
    private static final long TICK_E8 = 10_000L;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @Test
    void firstFailingCheckNamesTheReject() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.option("BTC-1-9000-P", OptionType.PUT, 9_000));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(1_000_000_000_000L, MARK_E8, MARK_E8);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
        venue.order(1, OPTION, Side.BUY, MARK_E8, 1);
        final long orderId = venue.lastOrderId();
        venue.killSwitch(1, true);
        venue.phase(OPTION, InstrumentPhase.HALTED);
        while (venue.sequencer.marginLag() <= 100) {
            venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        }
        final long priceE8 = 100_000_000L;
        final long lots = 2_000_000L;
        final List<RejectCode> codes = new ArrayList<>();
        codes.add(venue.replace(9, 77, orderId, 1, 0));
        codes.add(venue.replace(9, OPTION, orderId, 1, 0));
        codes.add(venue.replace(9, 0, orderId, 1, 0));
        codes.add(venue.replace(1, 0, orderId + 1, 1, 0));
        codes.add(venue.replace(2, OPTION, orderId, 1, 0));
        codes.add(venue.replace(1, OPTION + 1, orderId, 1, 0));
        codes.add(venue.replace(1, OPTION, orderId, 1, 2));
        venue.killSwitch(1, false);
        codes.add(venue.replace(1, OPTION, orderId, 1, 2));
        venue.phase(OPTION, InstrumentPhase.OPEN);
        codes.add(venue.replace(1, OPTION, orderId, 1, 2));
        venue.sequencer.environment(EnvironmentKind.DISK_OK, 1, venue.nowNs);
        codes.add(venue.replace(1, OPTION, orderId, 1, 2));
        venue.accountState(venue.sequencer.lastSequence(), 1, BTC_E12, 0);
        codes.add(venue.replace(1, OPTION, orderId, 1, 0));
        codes.add(venue.replace(1, OPTION, orderId, priceE8, 0));
        codes.add(venue.replace(1, OPTION, orderId, priceE8, lots));
        codes.add(venue.replace(1, OPTION, orderId, MARK_E8, lots));
        codes.add(venue.replace(1, OPTION, orderId, MARK_E8, lots / 2));
        codes.add(venue.replace(1, OPTION, orderId, MARK_E8, 2));
        assertThat(codes)
                .containsExactly(
                        RejectCode.UNKNOWN_INSTRUMENT,
                        RejectCode.UNKNOWN_ACCOUNT,
                        RejectCode.UNKNOWN_ACCOUNT,
                        RejectCode.UNKNOWN_ORDER,
                        RejectCode.UNKNOWN_ORDER,
                        RejectCode.UNKNOWN_ORDER,
                        RejectCode.KILL_SWITCH_ON,
                        RejectCode.INSTRUMENT_HALTED,
                        RejectCode.DISK_LOW,
                        RejectCode.MARGIN_LAGGING,
                        RejectCode.BAD_TICK,
                        RejectCode.BAD_QUANTITY,
                        RejectCode.PRICE_OUTSIDE_BAND,
                        RejectCode.ORDER_TOO_LARGE,
                        RejectCode.INSUFFICIENT_MARGIN,
                        RejectCode.ACCEPTED);
    }

    @Test
    void replaceOfAReduceOnlyOrderMayNotIncrease() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(1_000_000_000_000L, MARK_E8);
        venue.accountState(venue.lastCommand - 1, 1, BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, BTC_E12, 0);
        venue.order(2, OPTION, Side.SELL, MARK_E8, 3);
        final long maker = venue.lastOrderId();
        venue.order(1, OPTION, Side.BUY, MARK_E8, 3);
        venue.executions(venue.lastCommand).fill(maker, venue.lastOrderId(), 3).endExecutions();
        venue.marginDone(venue.lastCommand);
        final RejectCode placed =
                venue.order(1, OPTION, 0, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 2, MARK_E8, 2);
        assertThat(placed).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        assertThat(venue.replace(1, OPTION, orderId, MARK_E8, 4)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(venue.replace(1, OPTION, orderId, MARK_E8, 3)).isEqualTo(RejectCode.ACCEPTED);
    }

    /** The order has no id of the client's: it is found by the command that was refused. */
    @Test
    void whatMatchingRefusedIsNotWaitedFor() {
        final SequencerFixture open = SequencerFixture.withOption();
        final long orderId = refusedReplace(open, 10);
        assertThat(open.replace(1, OPTION, orderId, MARK_E8, 50)).isEqualTo(RejectCode.ACCEPTED);
        open.executions(open.lastCommand)
                .replaced(orderId, MARK_E8, 50)
                .fill(orderId, orderId, 25)
                .endExecutions();
        open.marginDone(open.lastCommand);
        assertThat(open.cancel(1, OPTION, orderId, 0)).isEqualTo(RejectCode.UNKNOWN_ORDER);
    }

    @Test
    void whatMatchingRefusedNeedsNoMargin() {
        final SequencerFixture open = SequencerFixture.withOption();
        final long orderId = refusedReplace(open, 200);
        assertThat(open.replace(1, OPTION, orderId, MARK_E8, 150)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(open.order(1, OPTION, Side.BUY, MARK_E8, 190)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(open.order(1, OPTION, Side.BUY, MARK_E8, 190)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    /** An order of so many lots, whose replace at another price matching has refused; between others, and behind one refused here. */
    private static long refusedReplace(final SequencerFixture open, final long lots) {
        open.order(1, OPTION, Side.BUY, MARK_E8, 1);
        open.order(1, OPTION, Side.BUY, MARK_E8, lots);
        final long orderId = open.lastOrderId();
        open.replace(1, OPTION, orderId, MARK_E8 - TICK_E8, lots);
        final long refused = open.lastCommand;
        open.order(1, OPTION, Side.BUY, MARK_E8, 1);
        assertThat(open.replace(9, -1, orderId, MARK_E8, 1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        open.executions(refused)
                .rejected(ReplaceOrderCommandDecoder.TEMPLATE_ID, 1, OPTION)
                .endExecutions();
        open.executions(open.lastCommand)
                .rejected(ReplaceOrderCommandDecoder.TEMPLATE_ID, 1, -1)
                .endExecutions();
        open.marginDone(open.lastCommand);
        return orderId;
    }
}
