package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators let accounts do: standing, risk groups, size and distance of an order, positions, and the clamped price band. */
class RiskControlsTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final int REDUCE_ONLY = 2;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000L;
    private static final long TICK_E8 = E8 / 2;
    private static final int HEADER = 32;

    private VenueParameters parameters = SequencerFixture.parametersWithoutFees();
    private SequencerFixture venue;
    private ControlFrames controls;

    @BeforeEach
    void open() {
        open(RiskLimits.none());
    }

    private void open(final RiskLimits limits) {
        parameters = SequencerFixture.parametersWithoutFees().withRiskLimits(limits);
        venue = new SequencerFixture(parameters);
        controls = new ControlFrames(venue, parameters);
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        for (int account = 1; account <= 3; account++) {
            venue.createAccount(account, 0);
        }
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        for (int account = 1; account <= 3; account++) {
            venue.accountState(venue.lastCommand - 3 + account, account, 100 * BTC_E12, 0);
        }
    }

    /** Whatever a test did, a restart has the same state. */
    @AfterEach
    void restart() {
        controls.requireSameAfterRestart();
    }

    private RejectCode order(final int account, final Side side, final int flags, final long priceE8, final long lots) {
        return venue.order(
                account, PERPETUAL, 0, side, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, flags, priceE8, lots);
    }

    private RejectCode buy(final int account, final long lots) {
        return order(account, Side.BUY, 0, INDEX_E8, lots);
    }

    /** Orders of two accounts meet. */
    private void trade(final int buyer, final int seller, final long lots) {
        assertThat(buy(buyer, lots)).isEqualTo(RejectCode.ACCEPTED);
        final long maker = venue.lastOrderId();
        assertThat(order(seller, Side.SELL, 0, INDEX_E8, lots)).isEqualTo(RejectCode.ACCEPTED);
        final long taker = venue.lastOrderId();
        for (long sequence = venue.sequencer.executionsTo() + 1; sequence < venue.lastCommand; sequence++) {
            venue.executions(sequence).endExecutions();
        }
        venue.executions(venue.lastCommand).fill(maker, taker, lots).endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    private long lastPriceE8() {
        return venue.lastBuffer()
                .getLong(
                        venue.lastOffset() + HEADER + NewOrderCommandDecoder.priceE8EncodingOffset(),
                        ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whoMayOnlyCloseEntersReduceOnlyOrdersShrinksOthersAndCancels() {
        trade(1, 2, 100);
        assertThat(buy(1, 50)).isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        assertThat(controls.standing(1, AccountStanding.CLOSE_ONLY)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(1, Side.SELL, 0, INDEX_E8, 10)).isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        assertThat(order(1, Side.SELL, REDUCE_ONLY, INDEX_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(1, Side.BUY, REDUCE_ONLY, INDEX_E8, 10)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 51)).isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 49)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(new QuoteFrames(venue)
                        .send(new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8 - TICK_E8, 1, INDEX_E8, 1)))
                .isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.cancel(1, 0, resting, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(2, 1)).as("others go on").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whoIsBlockedCancelsAndNothingElse() {
        trade(1, 2, 100);
        assertThat(buy(1, 50)).isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        controls.standing(1, AccountStanding.BLOCKED);
        venue.killSwitch(1, true);
        assertThat(order(1, Side.SELL, REDUCE_ONLY, INDEX_E8, 10)).isEqualTo(RejectCode.ACCOUNT_BLOCKED);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 49)).isEqualTo(RejectCode.ACCOUNT_BLOCKED);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.ACCOUNT_BLOCKED);
        assertThat(new BlockFrames(venue).send(new BlockFrames.Message().leg(PERPETUAL, Side.BUY, INDEX_E8, 1_000_000)))
                .isEqualTo(RejectCode.ACCOUNT_BLOCKED);
        assertThat(venue.cancel(1, 0, resting, 0)).isEqualTo(RejectCode.ACCEPTED);
        controls.standing(1, AccountStanding.OPEN);
        assertThat(buy(1, 1)).isEqualTo(RejectCode.KILL_SWITCH_ON);
        venue.killSwitch(1, false);
        assertThat(buy(1, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aKillSwitchStopsTheAccountsOfItsGroupAndNamesThem() {
        controls.group(3, 7);
        controls.group(1, 7);
        assertThat(controls.killGroup(7, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(controls.members()).as("in the order of creation").isEqualTo(List.of(1, 3));
        assertThat(List.of(buy(1, 1), buy(2, 1), buy(3, 1)))
                .isEqualTo(List.of(RejectCode.KILL_SWITCH_ON, RejectCode.ACCEPTED, RejectCode.KILL_SWITCH_ON));
        controls.group(1, 0);
        controls.group(2, 7);
        assertThat(List.of(buy(1, 1), buy(2, 1))).isEqualTo(List.of(RejectCode.ACCEPTED, RejectCode.KILL_SWITCH_ON));
        venue.killSwitch(3, true);
        controls.killGroup(7, 0);
        assertThat(controls.members()).isEqualTo(List.of(2, 3));
        assertThat(List.of(buy(2, 1), buy(3, 1))).isEqualTo(List.of(RejectCode.ACCEPTED, RejectCode.KILL_SWITCH_ON));
    }

    @Test
    void whatIsNotThereOrOutOfRangeIsRefused() {
        final RejectCode malformed = RejectCode.MALFORMED;
        assertThat(controls.standing(9, 3)).isEqualTo(malformed);
        assertThat(controls.standing(9, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(controls.group(9, -1)).isEqualTo(malformed);
        assertThat(controls.group(9, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(controls.killGroup(0, 1)).isEqualTo(malformed);
        assertThat(controls.killGroup(1, 2)).isEqualTo(malformed);
        assertThat(controls.killGroup(1, 1)).isEqualTo(RejectCode.UNKNOWN_GROUP);
        assertThat(controls.members()).isEmpty();
        assertThat(controls.orderLimits(9, -2, 0)).isEqualTo(malformed);
        assertThat(controls.orderLimits(9, 0, 10 * E8 + 1)).isEqualTo(malformed);
        assertThat(controls.orderLimits(9, 0, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(controls.position(9, 9, -2)).isEqualTo(malformed);
        assertThat(controls.position(9, 9, 0)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(controls.position(9, PERPETUAL, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(controls.greeks(9, 9, 9, 0, 0)).isEqualTo(malformed);
        assertThat(controls.greeks(0, 0, 1, 0, 0)).isEqualTo(malformed);
        assertThat(controls.greeks(9, 0, 9, 0, -1)).isEqualTo(malformed);
        assertThat(controls.greeks(9, 0, 9, 0, 0)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(controls.greeks(9, 0, 1, 0, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(controls.greeks(0, 9, 1, 0, 0)).isEqualTo(RejectCode.UNKNOWN_GROUP);
        assertThat(controls.rate(9, 6, 1, 1)).isEqualTo(malformed);
        assertThat(controls.rate(9, 1, 1, 0)).isEqualTo(malformed);
        assertThat(controls.rate(9, 1, 0, 1)).isEqualTo(malformed);
        assertThat(controls.rate(9, 1, RiskLimits.MAX_RATE + 1, 1)).isEqualTo(malformed);
        assertThat(controls.rate(9, 1, -1, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
    }

    @Test
    void anOrderMayBeWorthSoMuch() {
        controls.orderLimits(1, 1_000 * E8, 0);
        assertThat(buy(1, 100)).as("lots of 10 USD").isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        assertThat(buy(1, 101)).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 101)).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 1))
                .as("a tenth of a coin")
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 2)).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
        controls.orderLimits(1, 500 * E8, 0);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 90))
                .as("it shrinks")
                .isEqualTo(RejectCode.ACCEPTED);
        controls.orderLimits(1, -1, 0);
        assertThat(buy(1, 1_000)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aLimitMayBeSoFarFromTheMarkOnBothSides() {
        controls.orderLimits(1, 0, E8 / 100);
        assertThat(order(1, Side.BUY, 0, 10_100 * E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(1, Side.BUY, 0, 10_100 * E8 + TICK_E8, 1)).isEqualTo(RejectCode.PRICE_TOO_FAR);
        assertThat(order(1, Side.BUY, 0, 9_900 * E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(1, Side.BUY, 0, 9_900 * E8 - TICK_E8, 1)).isEqualTo(RejectCode.PRICE_TOO_FAR);
        assertThat(order(1, Side.BUY, 0, 10_501 * E8, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(venue.order(1, PERPETUAL, 0, Side.BUY, OrderType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL, 0, 0, 1))
                .as("goes by the band")
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(lastPriceE8()).isEqualTo(10_500 * E8);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8 + E8 / 100, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8 + E8 / 100 + 10_000, 1))
                .isEqualTo(RejectCode.PRICE_TOO_FAR);
    }

    @Test
    void theVenueSaysWhatAnAccountBeginsWith() {
        open(new RiskLimits(1_000 * E8, E8 / 100, false, List.of(new RiskLimits.Position("BTC", E8 / 100)), List.of()));
        assertThat(buy(1, 101)).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
        assertThat(order(1, Side.BUY, 0, 10_200 * E8, 1)).isEqualTo(RejectCode.PRICE_TOO_FAR);
        assertThat(buy(1, 11)).as("a hundredth of a coin is 100 USD").isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(buy(1, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1, 1)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(order(1, Side.SELL, 0, INDEX_E8, 10)).as("the other side").isEqualTo(RejectCode.ACCEPTED);
        controls.orderLimits(1, -1, -1);
        controls.position(1, PERPETUAL, -1);
        assertThat(order(1, Side.BUY, 0, 10_200 * E8, 200)).isEqualTo(RejectCode.ACCEPTED);
        controls.position(1, PERPETUAL, 0);
        controls.orderLimits(1, 0, 0);
        assertThat(buy(1, 1)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(buy(1, 101)).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
    }

    @Test
    void aPositionHasALimitOfTheAccountOrElseOfTheInstrument() {
        controls.position(0, PERPETUAL, 100);
        controls.position(2, PERPETUAL, 30);
        assertThat(buy(1, 101)).isEqualTo(RejectCode.POSITION_LIMIT);
        trade(1, 3, 80);
        assertThat(buy(1, 21)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(buy(1, 20)).isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        assertThat(buy(1, 1)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8 - TICK_E8, 20))
                .as("no more than is open")
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.replace(1, PERPETUAL, resting, INDEX_E8, 41)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(order(1, Side.SELL, 0, INDEX_E8, 180))
                .as("80 long to 100 short")
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(1, Side.SELL, 0, INDEX_E8, 1)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(buy(2, 31)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(buy(2, 30)).isEqualTo(RejectCode.ACCEPTED);
        controls.position(3, PERPETUAL, 10);
        assertThat(order(3, Side.SELL, 0, INDEX_E8, 1)).as("80 short").isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(order(3, Side.BUY, 0, INDEX_E8, 90)).as("to 10 long").isEqualTo(RejectCode.ACCEPTED);
        assertThat(order(3, Side.BUY, 0, INDEX_E8, 1)).isEqualTo(RejectCode.POSITION_LIMIT);
    }

    @Test
    void bothSidesOfABlockTradeAreWithinTheirLimits() {
        controls.position(2, PERPETUAL, 1_000);
        final BlockFrames.Message block = new BlockFrames.Message().leg(PERPETUAL, Side.BUY, INDEX_E8, 10_001);
        assertThat(new BlockFrames(venue).send(block)).isEqualTo(RejectCode.POSITION_LIMIT);
        controls.position(2, PERPETUAL, 10_001);
        assertThat(new BlockFrames(venue).send(block)).isEqualTo(RejectCode.ACCEPTED);
        controls.position(1, PERPETUAL, 10_001);
        assertThat(new BlockFrames(venue).send(block)).isEqualTo(RejectCode.POSITION_LIMIT);
    }

    @Test
    void futuresBeyondTheBandGoByItsEdgeWhereTheVenueClamps() {
        open(new RiskLimits(0, 0, true, List.of(), List.of()));
        assertThat(order(1, Side.BUY, 0, 20_000 * E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(lastPriceE8()).isEqualTo(10_500 * E8);
        final long resting = venue.lastOrderId();
        assertThat(order(1, Side.SELL, 0, E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(lastPriceE8()).isEqualTo(9_500 * E8);
        assertThat(order(1, Side.BUY, 0, 20_000 * E8 + 1, 1)).isEqualTo(RejectCode.BAD_TICK);
        assertThat(order(1, Side.BUY, 0, 9_000 * E8, 1)).as("no better price").isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(venue.order(1, CALL, Side.BUY, E8, 1)).as("an option").isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(venue.replace(1, PERPETUAL, resting, 30_000 * E8, 2)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(new ReplaceOrderCommandDecoder()
                        .wrap(
                                venue.lastBuffer(),
                                venue.lastOffset() + HEADER,
                                ReplaceOrderCommandDecoder.BLOCK_LENGTH,
                                0)
                        .priceE8())
                .isEqualTo(10_500 * E8);
        controls.orderLimits(1, 0, E8 / 100);
        assertThat(order(1, Side.BUY, 0, 20_000 * E8, 1)).as("by its own limit").isEqualTo(RejectCode.PRICE_TOO_FAR);
        final BlockFrames.Message block = new BlockFrames.Message().leg(PERPETUAL, Side.BUY, 11_000 * E8, 10_001);
        assertThat(new BlockFrames(venue).send(block)).as("was agreed").isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
    }
}
