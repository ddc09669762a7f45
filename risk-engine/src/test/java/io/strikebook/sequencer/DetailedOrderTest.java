package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sequencer makes of orders with details, and of cancels by label. */
class DetailedOrderTest {
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;

    private static final int POST_ONLY = 1;
    private static final int REJECT_POST_ONLY = 8;
    private static final long EDGE_E8 = MARK_E8 + 5_000_000L;

    /** A lot is a tenth of a coin: what its price of 1e-8 is worth, 1e-12. */
    private static final long UNIT = 1_000L;

    private final SequencerFixture venue = SequencerFixture.withOption();
    private final DetailedOrder order = new DetailedOrder(venue, MARK_E8);

    @Test
    void anOrderWithDetailsIsAnOrder() {
        order.clientOrderId = 7;
        order.label = "hedge";
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(NewDetailedOrderCommandDecoder.TEMPLATE_ID);
        assertThat(order.command().label()).isEqualTo("hedge");
        assertThat(order.send()).isEqualTo(RejectCode.DUPLICATE_CLIENT_ORDER_ID);
        order.clientOrderId = 8;
        order.lots = 1_000_000L;
        assertThat(order.send()).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.cancel(1, 1, 0, 7)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void anOrderThatMatchingRefusedIsGone() {
        order.clientOrderId = 7;
        order.send();
        order.matchingRefuses();
        venue.marginDone(venue.lastCommand);
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatIsValidUntilATimeIsRefusedFromThatTimeOn() {
        order.validUntilNs = venue.nowNs + 1;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        order.validUntilNs = venue.nowNs;
        assertThat(order.send()).isEqualTo(RejectCode.TIMED_OUT);
        order.validUntilNs = -1;
        assertThat(order.send()).isEqualTo(RejectCode.TIMED_OUT);
        order.account = 2;
        assertThat(order.send()).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        order.account = 1;
        venue.killSwitch(0, true);
        assertThat(order.send()).isEqualTo(RejectCode.TIMED_OUT);
    }

    @Test
    void aGoodTilDateOrderEndsAfterItsCommand() {
        order.timeInForce = TimeInForce.GOOD_TIL_DATE;
        order.flags = POST_ONLY;
        order.expireNs = venue.nowNs + 1;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.command().expireNs()).isEqualTo(venue.nowNs + 1);
        order.expireNs = venue.nowNs;
        assertThat(order.send()).isEqualTo(RejectCode.EXPIRED_ALREADY);
        order.expireNs = -1;
        assertThat(order.send()).isEqualTo(RejectCode.EXPIRED_ALREADY);
        order.validUntilNs = venue.nowNs;
        assertThat(order.send()).isEqualTo(RejectCode.TIMED_OUT);
    }

    @Test
    void aGoodTilDayOrderEndsAtTheNextEightOClock() {
        order.timeInForce = TimeInForce.GOOD_TIL_DAY;
        final long eight = Instant.parse("2001-11-22T08:00:00Z").getEpochSecond() * 1_000_000_000L;
        final long day = 86_400_000_000_000L;
        for (final long[] nowAndEnd :
                new long[][] {{eight - day, eight}, {eight - 1, eight}, {eight, eight + day}, {eight + 1, eight + day}
                }) {
            venue.nowNs = nowAndEnd[0];
            assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
            assertThat(order.command().expireNs()).isEqualTo(nowAndEnd[1]);
        }
        order.expireNs = venue.nowNs + 1;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void aMinimumIsForImmediateOrCancelAndNotAboveTheQuantity() {
        order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        order.lots = 5;
        order.minimumLots = 5;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.command().minimumLots()).isEqualTo(5);
        for (final long bad : new long[] {6, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            order.minimumLots = bad;
            assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        }
        order.minimumLots = 5;
        order.timeInForce = TimeInForce.FILL_OR_KILL;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
    }

    /** The venue of this test wants two lots shown. */
    @Test
    void anIcebergShowsEnough() {
        order.lots = 10;
        order.displayLots = 10;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.command().displayLots()).isEqualTo(10);
        order.displayLots = 11;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_DISPLAY);
        order.displayLots = 1;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_DISPLAY);
        order.displayLots = 2;
        order.lots = 201;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        order.lots = 202;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_DISPLAY);
        order.displayLots = Long.MAX_VALUE;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_DISPLAY);
    }

    @Test
    void aReplacedIcebergShowsEnoughToo() {
        order.lots = 10;
        order.displayLots = 2;
        order.send();
        final long id = venue.lastOrderId();
        assertThat(venue.replace(1, 1, id, MARK_E8, 202)).isEqualTo(RejectCode.BAD_DISPLAY);
        assertThat(venue.replace(1, 1, id, MARK_E8, 201)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.replace(1, 1, id, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        final SnapshotOutput out = new SnapshotOutput();
        venue.sequencer.save(out);
        final SequencerFixture loaded = new SequencerFixture(SequencerFixture.parametersWithoutFees());
        loaded.sequencer.load(new SnapshotInput(out.buffer(), 0, out.length()));
        assertThat(loaded.sequencer.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        loaded.sequencer.save(again);
        assertThat(again.length()).isEqualTo(out.length());
    }

    @Test
    void whatCannotRestCannotHide() {
        order.lots = 10;
        for (final long bad : new long[] {-1, Long.MIN_VALUE}) {
            order.displayLots = bad;
            assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        }
        order.displayLots = 5;
        order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        order.type = OrderType.MARKET;
        order.priceE8 = 0;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.type = OrderType.MARKET_TO_LIMIT;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void rejectPostOnlyIsForPostOnly() {
        order.flags = POST_ONLY | REJECT_POST_ONLY;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        order.flags = REJECT_POST_ONLY;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void aMarketToLimitOrderGoesToTheEdgeOfTheBandAndMayRest() {
        order.type = OrderType.MARKET_TO_LIMIT;
        order.priceE8 = 0;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.command().priceE8()).isEqualTo(EDGE_E8);
        order.timeInForce = TimeInForce.GOOD_TIL_DAY;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        order.flags = POST_ONLY;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.flags = 0;
        order.priceE8 = MARK_E8;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
    }

    /** 10 lots of one tenth of a coin: 0.075 at the edge, 0.025 at the mark. */
    @Test
    void theRestOfAMarketToLimitOrderCountsAtItsLimit() {
        final long id = restAtTheMark();
        assertThat(whatElseFits()).isEqualTo(affordable(BTC_E12 - 10 * MARK_E8 * UNIT));
        venue.cancel(1, 1, id, 0);
    }

    /** A speed bump held it: it arrives, trades and rests in the group of a later command. */
    @Test
    void theRestOfAMarketToLimitOrderThatWasHeldGetsItsLimitInAnotherGroup() {
        final long id = heldMarketToLimit();
        venue.cancel(1, 1, 0, 99);
        venue.executions(venue.lastCommand).becameLimit(id, MARK_E8, 10).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(whatElseFits()).isEqualTo(affordable(BTC_E12 - 10 * MARK_E8 * UNIT));
    }

    /** Its own replace releases it before it replaces it, and what the replace asks for may be worse than the limit that it got meanwhile. */
    @Test
    void aReplaceInWhoseGroupAHeldMarketToLimitOrderIsReleasedIsAnsweredAfterThat() {
        final long id = heldMarketToLimit();
        final long lowE8 = MARK_E8 - 10 * 10_000L;
        assertThat(venue.replace(1, 1, id, lowE8, 8)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand)
                .becameLimit(id, MARK_E8, 10)
                .replaced(id, lowE8, 8)
                .endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(whatElseFits()).isEqualTo(affordable(BTC_E12 - 8 * lowE8 * UNIT));
    }

    private long heldMarketToLimit() {
        order.type = OrderType.MARKET_TO_LIMIT;
        order.priceE8 = 0;
        order.lots = 10;
        order.send();
        venue.executions(venue.lastCommand).endExecutions();
        venue.marginDone(venue.lastCommand);
        return venue.lastOrderId();
    }

    /** A replace to the price asked for was covered by it; so that price goes on to count while the replace is in flight. */
    @Test
    void whatCoversAReplaceInFlightGoesOnToCount() {
        order.type = OrderType.MARKET_TO_LIMIT;
        order.priceE8 = 0;
        order.lots = 10;
        order.send();
        final long id = venue.lastOrderId();
        final long ordered = venue.lastCommand;
        assertThat(venue.replace(1, 1, id, EDGE_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final long replaced = venue.lastCommand;
        venue.executions(ordered).replaced(id, MARK_E8, 10).endExecutions();
        venue.marginDone(ordered);
        final long free = affordable(BTC_E12 - 10 * EDGE_E8 * UNIT);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, free + 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.executions(replaced).replaced(id, EDGE_E8, 10).endExecutions();
        venue.marginDone(replaced);
        assertThat(whatElseFits()).isEqualTo(free);
    }

    @Test
    void aPriceBeyondTheLimitAskedForStopsTheSequencer() {
        order.flags = POST_ONLY;
        order.send();
        venue.executions(venue.lastCommand);
        order.acceptedAt(venue.lastOrderId(), MARK_E8 + 10_000L);
        venue.endExecutions();
        assertThatThrownBy(() -> venue.marginDone(venue.lastCommand)).hasMessageContaining("beyond its limit");
    }

    @Test
    void aPostOnlyOrderThatWasMovedCountsAtItsNewPrice() {
        order.flags = POST_ONLY;
        order.priceE8 = EDGE_E8;
        order.lots = 10;
        order.send();
        venue.executions(venue.lastCommand);
        order.acceptedAt(venue.lastOrderId(), MARK_E8);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(whatElseFits()).isEqualTo(affordable(BTC_E12 - 10 * MARK_E8 * UNIT));
    }

    private long restAtTheMark() {
        order.type = OrderType.MARKET_TO_LIMIT;
        order.priceE8 = 0;
        order.lots = 10;
        order.send();
        final long id = venue.lastOrderId();
        venue.executions(venue.lastCommand).replaced(id, MARK_E8, 10).endExecutions();
        venue.marginDone(venue.lastCommand);
        return id;
    }

    /** Most lots at the mark that pass the margin check now. */
    private long whatElseFits() {
        long fits = 0;
        long refused = 100_000;
        while (refused - fits > 1) {
            final long lots = (fits + refused) / 2;
            if (venue.order(1, 1, Side.BUY, MARK_E8, lots) == RejectCode.ACCEPTED) {
                fits = lots;
                venue.cancel(1, 1, venue.lastOrderId(), 0);
                venue.executions(venue.lastCommand)
                        .cancelled(venue.lastOrderId() - (1 << 12))
                        .endExecutions();
                venue.marginDone(venue.lastCommand);
            } else {
                refused = lots;
            }
        }
        return fits;
    }

    private static long affordable(final long coinsE12) {
        return coinsE12 / (MARK_E8 * UNIT);
    }

    @Test
    void onlyAnOrderWithDetailsCanSayWhenItEnds() {
        for (final TimeInForce timeInForce : List.of(TimeInForce.GOOD_TIL_DATE, TimeInForce.GOOD_TIL_DAY)) {
            assertThat(venue.order(1, 1, 0, Side.BUY, OrderType.LIMIT, timeInForce, 0, MARK_E8, 1))
                    .isEqualTo(RejectCode.MALFORMED);
        }
        order.expireNs = venue.nowNs + 1;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "tab\t", "\u00e9", "gap\u0000gap", "\u007f"})
    void badLabelsAreMalformed(final String label) {
        order.label = label;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void cancelsByLabelAreForAKnownAccountAndInstrument() {
        order.label = "hedge";
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(CancelByLabelCommandDecoder.TEMPLATE_ID);
        order.instrument = 0;
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.ACCEPTED);
        order.instrument = 2;
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        order.instrument = 0;
        order.account = 2;
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        order.label = "";
        assertThat(order.sendCancelByLabel()).isEqualTo(RejectCode.MALFORMED);
    }
}
