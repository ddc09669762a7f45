package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Net delta and vega of accounts and groups: positions, open orders at their worst, at the newest marks. */
class GreekLimitsTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final int PUT = 3;
    private static final int REDUCE_ONLY = 2;
    private static final long E8 = 100_000_000L;
    private static final long E9 = 1_000_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long CALL_MARK_E8 = 10_000_000L;
    private static final long PUT_MARK_E8 = 1_000_000L;

    /** A lot of the options is a tenth of a coin; one of the call is 0.06 - 0.01 coins net, and 3 USD of vega. */
    private static final long CALL_DELTA_E9 = 600_000_000L;

    private static final long CALL_VEGA_E8 = 30 * E8;

    /** The put: -0.04 - 0.001 coins a lot, 2 USD of vega. */
    private static final long PUT_DELTA_E9 = -400_000_000L;

    private static final long PUT_VEGA_E8 = 20 * E8;

    private final VenueParameters parameters = SequencerFixture.parametersWithoutFees();
    private final SequencerFixture venue = new SequencerFixture(parameters);
    private final ControlFrames controls = new ControlFrames(venue, parameters);

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.list(SequencerFixture.option("BTC-1-9000-P", OptionType.PUT, 9_000));
        for (int account = 1; account <= 3; account++) {
            venue.createAccount(account, 0);
        }
        marks(CALL_DELTA_E9);
        for (int account = 1; account <= 3; account++) {
            venue.accountState(venue.lastCommand - 3 + account, account, 1_000 * BTC_E12, 0);
        }
    }

    private void marks(final long callDeltaE9) {
        controls.epoch(
                INDEX_E8,
                new long[] {CALL_MARK_E8, callDeltaE9, CALL_VEGA_E8},
                new long[] {INDEX_E8, E9, 0},
                new long[] {PUT_MARK_E8, PUT_DELTA_E9, PUT_VEGA_E8});
    }

    @AfterEach
    void restart() {
        controls.requireSameAfterRestart();
    }

    private RejectCode order(
            final int account, final int instrument, final Side side, final int flags, final long lots) {
        final long priceE8 = instrument == CALL ? CALL_MARK_E8 : instrument == PUT ? PUT_MARK_E8 : INDEX_E8;
        return venue.order(
                account, instrument, 0, side, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, flags, priceE8, lots);
    }

    private RejectCode buy(final int account, final int instrument, final long lots) {
        return order(account, instrument, Side.BUY, 0, lots);
    }

    private RejectCode sell(final int account, final int instrument, final long lots) {
        return order(account, instrument, Side.SELL, 0, lots);
    }

    private void trade(final int buyer, final int seller, final int instrument, final long lots) {
        assertThat(buy(buyer, instrument, lots)).isEqualTo(RejectCode.ACCEPTED);
        final long maker = venue.lastOrderId();
        assertThat(sell(seller, instrument, lots)).isEqualTo(RejectCode.ACCEPTED);
        answer().fill(maker, venue.lastOrderId(), lots).endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    private HandwrittenExecutions answer() {
        for (long sequence = venue.sequencer.executionsTo() + 1; sequence < venue.lastCommand; sequence++) {
            venue.executions(sequence).endExecutions();
        }
        return venue.executions(venue.lastCommand);
    }

    @Test
    void openOrdersCountAtTheirWorstToEachSide() {
        controls.greeks(1, 0, 1, E8, 0);
        assertThat(buy(1, CALL, 21)).as("1.05 coins").isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(buy(1, CALL, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PERPETUAL, 500)).as("half a coin, one in all").isEqualTo(RejectCode.ACCEPTED);
        final long perpetual = venue.lastOrderId();
        assertThat(buy(1, PERPETUAL, 1)).isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(sell(1, PUT, 1)).as("adds delta, too").isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(buy(1, PUT, 24)).as("0.984 to the other side").isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PUT, 1)).isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(venue.replace(1, PERPETUAL, perpetual, INDEX_E8 - E8, 500)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.replace(1, PERPETUAL, perpetual, INDEX_E8, 1_001)).isEqualTo(RejectCode.DELTA_LIMIT);
        venue.cancel(1, 0, perpetual, 0);
        answer().cancelled(perpetual).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(1, CALL, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(2, CALL, 100)).as("others have no limit").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void positionsCountNetAndWhatBringsThemDownPasses() {
        trade(1, 2, CALL, 20);
        controls.greeks(1, 0, 1, E8, 0);
        assertThat(buy(1, CALL, 1)).as("a coin long").isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(sell(1, PERPETUAL, 2_000)).as("to a coin short").isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1, PERPETUAL, 1)).isEqualTo(RejectCode.DELTA_LIMIT);
        controls.greeks(1, 0, 1, E8 / 2, 0);
        assertThat(sell(1, PERPETUAL, 1)).as("the open order is beyond").isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(buy(1, PERPETUAL, 1)).as("the position is beyond").isEqualTo(RejectCode.DELTA_LIMIT);
        controls.greeks(2, 0, 1, E8 / 2, 0);
        assertThat(buy(2, CALL, 20)).as("from a coin short to none").isEqualTo(RejectCode.ACCEPTED);
        controls.greeks(1, 0, 1, 0, 0);
        assertThat(buy(1, PERPETUAL, 5_000)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aPositionCanAlwaysBeClosed() {
        trade(1, 2, CALL, 20);
        trade(2, 1, PERPETUAL, 1_000);
        controls.greeks(1, 0, 1, E8 / 100, 0);
        assertThat(sell(1, CALL, 5)).as("flat, and would be short").isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(order(1, CALL, Side.SELL, REDUCE_ONLY, 20)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void marksMoveWhatIsCountedWithoutAnOrder() {
        controls.greeks(1, 0, 1, E8, 0);
        assertThat(buy(1, CALL, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PERPETUAL, 400)).isEqualTo(RejectCode.ACCEPTED);
        marks(800_000_000L);
        assertThat(buy(1, PERPETUAL, 1)).as("0.7 of calls").isEqualTo(RejectCode.DELTA_LIMIT);
        marks(500_000_000L);
        assertThat(buy(1, PERPETUAL, 200)).as("0.4 of calls").isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PERPETUAL, 1)).isEqualTo(RejectCode.DELTA_LIMIT);
    }

    @Test
    void vegaIsOfOptionsAlone() {
        controls.greeks(1, 0, 1, 0, 60 * E8);
        assertThat(buy(1, CALL, 21)).isEqualTo(RejectCode.VEGA_LIMIT);
        assertThat(buy(1, CALL, 20)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PUT, 1)).isEqualTo(RejectCode.VEGA_LIMIT);
        assertThat(sell(1, PUT, 30)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1, CALL, 1)).isEqualTo(RejectCode.VEGA_LIMIT);
        assertThat(buy(1, PERPETUAL, 10_000)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aGroupHasWhatItsAccountsHaveTogether() {
        trade(1, 3, CALL, 10);
        controls.group(1, 7);
        controls.group(2, 7);
        assertThat(controls.greeks(0, 7, 1, E8, 45 * E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(2, PERPETUAL, 500)).as("a coin in all").isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PERPETUAL, 1)).isEqualTo(RejectCode.GROUP_DELTA_LIMIT);
        assertThat(buy(3, PERPETUAL, 1_000)).as("not of the group").isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(2, PUT, 8)).as("30 + 16 USD of vega").isEqualTo(RejectCode.GROUP_VEGA_LIMIT);
        assertThat(buy(2, PUT, 7)).isEqualTo(RejectCode.ACCEPTED);
        controls.greeks(2, 0, 1, E8 / 10, 0);
        assertThat(buy(2, PERPETUAL, 1)).as("its own first").isEqualTo(RejectCode.DELTA_LIMIT);
        controls.group(2, 0);
        assertThat(buy(1, PERPETUAL, 500)).as("the other's order is out of it").isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, PERPETUAL, 1)).isEqualTo(RejectCode.GROUP_DELTA_LIMIT);
        controls.group(3, 7);
        assertThat(buy(1, PERPETUAL, 1))
                .as("half a coin short, but a coin open")
                .isEqualTo(RejectCode.GROUP_DELTA_LIMIT);
    }

    @Test
    void aBlockTradeCountsForBothSidesWithAllItsLegs() {
        controls.greeks(2, 0, 1, E8, 0);
        final BlockFrames.Message hedged = new BlockFrames.Message()
                .leg(CALL, Side.BUY, CALL_MARK_E8, 1_000)
                .leg(PERPETUAL, Side.SELL, INDEX_E8, 1_000);
        assertThat(new BlockFrames(venue).send(hedged)).isEqualTo(RejectCode.DELTA_LIMIT);
        controls.greeks(2, 0, 1, 50 * E8, 0);
        assertThat(new BlockFrames(venue).send(hedged)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(2, PERPETUAL, 1)).as("50 short until it has traded").isEqualTo(RejectCode.DELTA_LIMIT);
    }
}
