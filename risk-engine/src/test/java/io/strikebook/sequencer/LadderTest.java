package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first failing check names the reject: all faults at once, then repaired one by one from the top. */
class LadderTest {
    private static final int OPTION = 1;
    private static final int MMP = 4;
    private static final long INDEX_E8 = 10_000L * 100_000_000L;
    private static final long MARK_E8 = 2_500_000L;

    /** What is answered while all is wrong, and then after each repair. */
    private static final List<RejectCode> LADDER = List.of(
            RejectCode.MALFORMED,
            RejectCode.UNKNOWN_INSTRUMENT,
            RejectCode.UNKNOWN_ACCOUNT,
            RejectCode.ACCOUNT_BLOCKED,
            RejectCode.ACCOUNT_CLOSE_ONLY,
            RejectCode.KILL_SWITCH_ON,
            RejectCode.KILL_SWITCH_ON,
            RejectCode.KILL_SWITCH_ON,
            RejectCode.INSTRUMENT_HALTED,
            RejectCode.DISK_LOW,
            RejectCode.MARGIN_LAGGING,
            RejectCode.NO_MARK,
            RejectCode.BAD_TICK,
            RejectCode.BAD_QUANTITY,
            RejectCode.PRICE_OUTSIDE_BAND,
            RejectCode.ORDER_TOO_LARGE,
            RejectCode.ORDER_VALUE_TOO_LARGE,
            RejectCode.PRICE_TOO_FAR,
            RejectCode.TOO_MANY_REQUESTS,
            RejectCode.TOO_MANY_OPEN_ORDERS,
            RejectCode.POSITION_LIMIT,
            RejectCode.DELTA_LIMIT,
            RejectCode.VEGA_LIMIT,
            RejectCode.GROUP_DELTA_LIMIT,
            RejectCode.GROUP_VEGA_LIMIT,
            RejectCode.MMP_NOT_CONFIGURED,
            RejectCode.DUPLICATE_CLIENT_ORDER_ID,
            RejectCode.INSUFFICIENT_MARGIN,
            RejectCode.ACCEPTED);

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final ControlFrames controls = new ControlFrames(venue, SequencerFixture.parametersWithoutFees());

    private final Order order = new Order();
    private final List<RejectCode> codes = new ArrayList<>();

    @Test
    void firstFailingCheckNamesTheReject() {
        venue.createAccount(2, 0);
        venue.killSwitch(0, true);
        venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        while (venue.sequencer.marginLag() <= 100) {
            venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        }
        codes.add(order.send());
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        codes.add(order.send());
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.phase(OPTION, InstrumentPhase.HALTED);
        codes.add(order.send());
        venue.createAccount(1, 1);
        controls.standing(1, AccountStanding.BLOCKED);
        controls.group(1, 7);
        controls.killGroup(7, 1);
        venue.killSwitch(1, true);
        codes.add(order.send());
        controls.standing(1, AccountStanding.CLOSE_ONLY);
        codes.add(order.send());
        controls.standing(1, AccountStanding.OPEN);
        codes.add(order.send());
        venue.killSwitch(0, false);
        codes.add(order.send());
        venue.killSwitch(1, false);
        codes.add(order.send());
        controls.killGroup(7, 0);
        codes.add(order.send());
        venue.phase(OPTION, InstrumentPhase.OPEN);
        codes.add(order.send());
        venue.sequencer.environment(EnvironmentKind.DISK_OK, 1L << 40, venue.nowNs);
        codes.add(order.send());
        venue.marginDone(venue.lastCommand);
        codes.add(order.send());
        controls.epoch(INDEX_E8, new long[] {MARK_E8, 600_000_000L, 3_000_000_000L});
        codes.add(order.send());
        order.priceE8 = 100_000_000L;
        codes.add(order.send());
        order.lots = 2_000_000L;
        codes.add(order.send());
        order.priceE8 = MARK_E8 + 2_000_000L;
        codes.add(order.send());
        fillTheOnlyPlace();
        mendLimits();
        assertThat(codes).isEqualTo(LADDER);
    }

    private void mendLimits() {
        limitEverything();
        order.lots = 1_000_000L;
        order.flags = MMP;
        codes.add(order.send());
        controls.orderLimits(1, 0, 1_000_000L);
        codes.add(order.send());
        order.priceE8 = MARK_E8;
        codes.add(order.send());
        controls.rate(1, RequestKind.TRADING, 0, 0);
        codes.add(order.send());
        venue.limits(1, 5, 0);
        codes.add(order.send());
        controls.position(1, OPTION, 0);
        codes.add(order.send());
        controls.greeks(1, 0, 1, 0, 1);
        codes.add(order.send());
        controls.greeks(1, 0, 1, 0, 0);
        codes.add(order.send());
        controls.greeks(0, 7, 1, 0, 1);
        codes.add(order.send());
        controls.greeks(0, 7, 1, 0, 0);
        codes.add(order.send());
        order.flags = 0;
        codes.add(order.send());
        order.clientOrderId = 8;
        codes.add(order.send());
        order.lots = 1;
        codes.add(order.send());
    }

    private void fillTheOnlyPlace() {
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
        assertThat(venue.order(1, OPTION, 7, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0, MARK_E8, 1))
                .isEqualTo(RejectCode.ACCEPTED);
    }

    /** Every limit that there is, at its least. */
    private void limitEverything() {
        controls.orderLimits(1, 1, 1_000_000L);
        controls.rate(1, RequestKind.TRADING, 1, 1);
        assertThat(venue.cancel(1, 0, 0, 77)).isEqualTo(RejectCode.UNKNOWN_ORDER);
        controls.position(1, OPTION, 1);
        controls.greeks(1, 0, 1, 1, 1);
        controls.greeks(0, 7, 1, 1, 1);
    }

    /** Of a reduce-only order, which is none that adds: it comes before its client's id, and behind the number of orders. */
    @Test
    void reduceOnlyHasItsPlaceBetweenOpenOrdersAndClientIds() {
        tradingOption();
        venue.limits(1, 1, 0);
        venue.order(1, OPTION, 9, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0, MARK_E8, 1);
        assertThat(reduceOnly(9)).isEqualTo(RejectCode.TOO_MANY_OPEN_ORDERS);
        venue.limits(1, 2, 0);
        assertThat(reduceOnly(9)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(venue.order(1, OPTION, 9, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0, MARK_E8, 1))
                .isEqualTo(RejectCode.DUPLICATE_CLIENT_ORDER_ID);
    }

    private RejectCode reduceOnly(final long clientOrderId) {
        return venue.order(
                1, OPTION, clientOrderId, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 2, MARK_E8, 1);
    }

    private final class Order {
        long clientOrderId = 7;
        TimeInForce timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        int flags = 1;
        long priceE8 = 1;
        long lots;

        RejectCode send() {
            return venue.order(1, OPTION, clientOrderId, Side.BUY, OrderType.LIMIT, timeInForce, flags, priceE8, lots);
        }
    }

    @Test
    void reduceOnlyThatWouldIncreaseIsRefusedBeforeMargin() {
        tradingOption();
        assertThat(venue.order(
                        1,
                        OPTION,
                        0,
                        Side.SELL,
                        OrderType.LIMIT,
                        TimeInForce.GOOD_TIL_CANCELLED,
                        2,
                        MARK_E8,
                        1_000_000L))
                .isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
    }

    @Test
    void cancelPassesWhateverIsSwitchedOff() {
        tradingOption();
        venue.order(1, OPTION, 9, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0, MARK_E8, 1);
        venue.killSwitch(1, true);
        venue.phase(OPTION, InstrumentPhase.HALTED);
        venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        assertThat(venue.cancel(1, 0, 0, 9)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.cancel(1, 0, 0, 10)).isEqualTo(RejectCode.UNKNOWN_ORDER);
        assertThat(venue.cancel(3, 0, 0, 9)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(venue.cancel(1, 77, 0, 9)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
    }

    @Test
    void priceThatOverflowsIsRefused() {
        final VenueParameters defaults = SequencerFixture.parametersWithoutFees();
        assertThat(defaults.preTrade().optionBandE8()).isEqualTo(5_000_000L);
        tradingOption();
        venue.epoch(INDEX_E8, Long.MAX_VALUE / 2);
        assertThat(venue.order(1, OPTION, Side.BUY, Long.MAX_VALUE / 2 / 10_000 * 10_000, 1_000_000L))
                .isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        venue.epoch(INDEX_E8, MARK_E8);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    private void tradingOption() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.createAccount(1, 0);
        venue.epoch(INDEX_E8, MARK_E8);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
    }
}
