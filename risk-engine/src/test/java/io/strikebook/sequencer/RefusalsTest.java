package io.strikebook.sequencer;

import static io.strikebook.schemas.OrderType.LIMIT;
import static io.strikebook.schemas.OrderType.MARKET;
import static io.strikebook.schemas.TimeInForce.FILL_OR_KILL;
import static io.strikebook.schemas.TimeInForce.GOOD_TIL_CANCELLED;
import static io.strikebook.schemas.TimeInForce.IMMEDIATE_OR_CANCEL;
import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListingRequestDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TransferEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, one rule at a time, and what passes just beside it. */
class RefusalsTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final long MARK_E8 = 2_500_000L;
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final long TICK_E8 = 10_000L;
    private static final long UNIT_E12 = 10_000L;

    private SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "NULL_VAL, LIMIT,    GOOD_TIL_CANCELLED,  0, 2500000",
        "BUY,      NULL_VAL, GOOD_TIL_CANCELLED,  0, 2500000",
        "BUY,      LIMIT,    NULL_VAL,            0, 2500000",
        "BUY,      LIMIT,    GOOD_TIL_CANCELLED, 16, 2500000",
        "BUY,      MARKET,   IMMEDIATE_OR_CANCEL, 4, 0",
        "BUY,      LIMIT,    GOOD_TIL_CANCELLED, -128, 2500000",
        "BUY,      LIMIT,    IMMEDIATE_OR_CANCEL, 1, 2500000",
        "BUY,      LIMIT,    FILL_OR_KILL,        1, 2500000",
        "BUY,      MARKET,   GOOD_TIL_CANCELLED,  1, 0",
        "BUY,      MARKET,   IMMEDIATE_OR_CANCEL, 0, 2500000",
    })
    void malformedOrders(
            final Side side, final OrderType type, final TimeInForce timeInForce, final int flags, final long priceE8) {
        assertThat(venue.order(1, CALL, 0, side, type, timeInForce, flags, priceE8, 1))
                .isEqualTo(RejectCode.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT,  GOOD_TIL_CANCELLED,  1, 2500000",
        "LIMIT,  IMMEDIATE_OR_CANCEL, 0, 2500000",
        "LIMIT,  FILL_OR_KILL,        0, 2500000",
        "MARKET, IMMEDIATE_OR_CANCEL, 0, 0",
        "MARKET, FILL_OR_KILL,        0, 0",
    })
    void wellFormedOrders(final OrderType type, final TimeInForce timeInForce, final int flags, final long priceE8) {
        assertThat(venue.order(1, CALL, 0, Side.BUY, type, timeInForce, flags, priceE8, 1))
                .isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void malformedOperatorRequests() {
        assertThat(venue.createAccount(0, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.createAccount(3, -1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.createAccount(1, 0)).isEqualTo(RejectCode.ALREADY_EXISTS);
        assertThat(venue.deposit(1, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.deposit(1, Long.MAX_VALUE)).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(venue.deposit(9, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(venue.withdraw(1, -1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.limits(1, -1, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.limits(1, 0, -1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.limits(9, 0, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(venue.killSwitch(9, true)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
    }

    @Test
    void requestsCutShortOrFromTheWrongSourceAreRefused() {
        final long before = venue.sequencer.lastSequence();
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
        assertThat(send(frame, NewOrderDecoder.TEMPLATE_ID, NewOrderDecoder.BLOCK_LENGTH - 1, 1))
                .isTrue();
        assertThat(send(frame, CreateAccountDecoder.TEMPLATE_ID, CreateAccountDecoder.BLOCK_LENGTH, 2))
                .isTrue();
        assertThat(send(frame, 9_999, 64, 3)).isTrue();
        assertThat(send(frame, ListingRequestDecoder.TEMPLATE_ID, ListingRequestDecoder.BLOCK_LENGTH, 4))
                .as("the pricer asks for listings, on its own queue")
                .isTrue();
        assertThat(venue.sequencer.lastSequence()).isEqualTo(before + 4);
        assertThat(venue.drainCommands()).isEqualTo(RejectCode.MALFORMED);
        assertThat(send(frame, NewOrderDecoder.TEMPLATE_ID, NewOrderDecoder.BLOCK_LENGTH, 5))
                .isTrue();
        assertThat(send(frame, NewOrderDecoder.TEMPLATE_ID, NewOrderDecoder.BLOCK_LENGTH, 5))
                .isFalse();
        assertThat(venue.sequencer.sequencedTo(SequencerFixture.LOAD)).isEqualTo(5);
        assertThat(venue.drainCommands()).isEqualTo(RejectCode.MALFORMED);
    }

    private boolean send(final UnsafeBuffer frame, final int template, final int block, final long sourceSequence) {
        final int length = FrameLayout.align(FrameLayout.HEADER_LENGTH + block);
        new FrameHeaderEncoder()
                .wrap(frame, 0)
                .frameLength(length)
                .blockLength(block)
                .templateId(template)
                .frameInGroup(1 << 31)
                .sequence(sourceSequence);
        return venue.sequencer.decide(SequencerFixture.LOAD, frame, 0, length, venue.nowNs);
    }

    @Test
    void limitsAtTheBandEdgePassAndMarketOrdersGoThere() {
        venue.limits(1, 0, 0);
        venue.accountState(venue.lastCommand, 1, 1_000 * BTC_E12, 0);
        final long upperE8 = MARK_E8 + 5_000_000L;
        assertThat(market(CALL, Side.BUY)).isEqualTo(upperE8);
        assertThat(venue.order(1, CALL, Side.BUY, upperE8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, CALL, Side.BUY, upperE8 + TICK_E8, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(market(CALL, Side.SELL)).as("never below a tick").isEqualTo(TICK_E8);
        assertThat(venue.order(1, CALL, Side.SELL, TICK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        final long oddMarkE8 = INDEX_E8 + 1;
        venue.epoch(INDEX_E8, MARK_E8, oddMarkE8);
        final long tickE8 = 50_000_000L;
        final long highE8 = (oddMarkE8 + oddMarkE8 / 20) / tickE8 * tickE8;
        final long lowE8 = ((oddMarkE8 - oddMarkE8 / 20) / tickE8 + 1) * tickE8;
        assertThat(market(PERPETUAL, Side.BUY)).isEqualTo(highE8);
        assertThat(market(PERPETUAL, Side.SELL)).isEqualTo(lowE8);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, highE8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, highE8 + tickE8, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, lowE8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, lowE8 - tickE8, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
    }

    private long market(final int instrument, final Side side) {
        assertThat(venue.order(1, instrument, 0, side, MARKET, IMMEDIATE_OR_CANCEL, 0, 0, 1))
                .isEqualTo(RejectCode.ACCEPTED);
        final int body = venue.lastOffset() + FrameLayout.HEADER_LENGTH;
        return new NewOrderCommandDecoder()
                .wrap(venue.lastBuffer(), body, NewOrderCommandDecoder.BLOCK_LENGTH, 0)
                .priceE8();
    }

    @Test
    void killSwitchStopsItsAccountOrEveryoneUntilItIsOff() {
        venue.createAccount(2, 0);
        venue.accountState(venue.lastCommand, 2, BTC_E12, 0);
        venue.order(1, CALL, Side.BUY, MARK_E8, 1);
        final long orderId = venue.lastOrderId();
        venue.killSwitch(1, true);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.KILL_SWITCH_ON);
        assertThat(venue.replace(1, 0, orderId, MARK_E8, 1)).isEqualTo(RejectCode.KILL_SWITCH_ON);
        assertThat(venue.order(2, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        venue.killSwitch(0, true);
        venue.killSwitch(1, false);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.KILL_SWITCH_ON);
        assertThat(venue.order(2, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.KILL_SWITCH_ON);
        venue.killSwitch(0, false);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    private RejectCode transfer(final int from, final int to, final long amount) {
        return venue.request(
                true,
                TransferEncoder.TEMPLATE_ID,
                TransferEncoder.BLOCK_LENGTH,
                (buffer, block) -> new TransferEncoder()
                        .wrap(buffer, block)
                        .amount(amount)
                        .accountId(from)
                        .counterpartyId(to)
                        .currency(Currency.BTC)
                        .reserved1((short) 0)
                        .reserved2(0));
    }

    @Test
    void transfersAreHeldLikeWithdrawals() {
        venue.createAccount(2, 0);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
        assertThat(transfer(1, 2, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(transfer(1, 1, 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(transfer(1, 9, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(transfer(9, 1, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(transfer(2, 1, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(transfer(1, 2, BTC_E12 / UNIT_E12)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(transfer(1, 2, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(transfer(2, 1, 1)).as("not there before margin says so").isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void withdrawalsAreHeldAgainstOrdersAndOrdersAgainstWithdrawals() {
        final long premiumE12 = MARK_E8 * 10_000L;
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final long free = (BTC_E12 - premiumE12) / UNIT_E12;
        assertThat(venue.withdraw(1, free + 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(9, 1)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(venue.withdraw(1, free)).isEqualTo(RejectCode.ACCEPTED);
        final long withdrawal = venue.lastCommand;
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.order(1, CALL, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(withdrawal - 1, 1, BTC_E12, 0);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        venue.accountState(withdrawal, 1, premiumE12 + 3 * UNIT_E12, 0);
        assertThat(venue.withdraw(1, 4)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(1, 3)).isEqualTo(RejectCode.ACCEPTED);
        venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.DISK_LOW);
        venue.sequencer.environment(EnvironmentKind.DISK_OK, 1, venue.nowNs);
        while (venue.sequencer.marginLag() <= 100) {
            venue.sequencer.environment(EnvironmentKind.DISK_OK, 1, venue.nowNs);
        }
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.MARGIN_LAGGING);
    }

    @Test
    void nothingIsTakenBeyondTheCapacityOfTheVenue() {
        final VenueParameters base = SequencerFixture.parametersWithoutFees();
        venue = new SequencerFixture(new VenueParameters(
                base.underlyings(),
                true,
                base.sequencing(),
                new VenueParameters.PreTrade(5_000_000L, 5_000_000L, 1_000, 1, 2, 2, 1),
                base.fees(),
                base.margin(),
                base.marks()));
        open();
        assertThat(venue.createAccount(2, 0)).isEqualTo(RejectCode.CAPACITY_EXCEEDED);
        assertThat(venue.list(SequencerFixture.perpetual("BTC-OTHER"))).isEqualTo(RejectCode.CAPACITY_EXCEEDED);
        venue.order(1, CALL, Side.BUY, MARK_E8, 2);
        final long orderId = venue.lastOrderId();
        assertThat(venue.order(1, CALL, 0, Side.BUY, LIMIT, FILL_OR_KILL, 0, MARK_E8, 1))
                .isEqualTo(RejectCode.ACCEPTED);
        final long second = venue.lastOrderId();
        assertThat(venue.order(1, CALL, 0, Side.BUY, LIMIT, GOOD_TIL_CANCELLED, 0, MARK_E8, 1))
                .isEqualTo(RejectCode.CAPACITY_EXCEEDED);
        assertThat(venue.replace(1, 0, orderId, MARK_E8, 3)).isEqualTo(RejectCode.CAPACITY_EXCEEDED);
        venue.executions(venue.lastCommand).cancelled(second).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.replace(1, 0, orderId, MARK_E8, 3)).isEqualTo(RejectCode.ACCEPTED);
    }
}
