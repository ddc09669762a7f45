package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts may do, where they ask by triggers, linked orders, quotes and combinations. */
class LimitedRequestsTest {
    private static final int NEAR = 1;
    private static final int FAR = 2;
    private static final int PERPETUAL = 3;
    private static final int SPREAD = 4;
    private static final int REDUCE_ONLY = 2;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long NEAR_E8 = 5_000_000L;
    private static final long FAR_E8 = 3_000_000L;

    private final VenueParameters parameters = SequencerFixture.parametersWithoutFees();
    private final SequencerFixture venue = new SequencerFixture(parameters);
    private final ControlFrames controls = new ControlFrames(venue, parameters);
    private final QuoteFrames quotes = new QuoteFrames(venue);
    private final LinkedOrders linked = new LinkedOrders(venue);

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-15000-C", OptionType.CALL, 15_000));
        venue.list(SequencerFixture.option("BTC-1-16000-C", OptionType.CALL, 16_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        assertThat(venue.request(
                        true,
                        ListComboEncoder.TEMPLATE_ID,
                        ListComboEncoder.BLOCK_LENGTH,
                        (buffer, block) -> new ListComboEncoder()
                                .wrap(buffer, block)
                                .symbol("SPREAD")
                                .tickSizeE8(10_000L)
                                .maxOrderLots(1_000)
                                .legs()
                                .leg1Id(NEAR)
                                .leg2Id(FAR)
                                .ratio1(1)
                                .ratio2(-2)))
                .isEqualTo(RejectCode.ACCEPTED);
        controls.epoch(
                INDEX_E8, new long[] {NEAR_E8, 550_000_000L, E8}, new long[] {FAR_E8, 330_000_000L, E8}, new long[] {
                    INDEX_E8, 0, 0
                });
        venue.accountState(venue.lastCommand, 1, 1_000 * BTC_E12, 0);
    }

    @AfterEach
    void restart() {
        controls.requireSameAfterRestart();
    }

    @Test
    void anOrderWhoseTriggerFiredIsCheckedAsOfThen() {
        final TriggerOrder stop = new TriggerOrder(venue, NEAR_E8);
        stop.lots = 10;
        controls.position(1, NEAR, 5);
        assertThat(stop.send()).as("nothing of it is open").isEqualTo(RejectCode.ACCEPTED);
        assertThat(stop.fire(venue.lastOrderId())).isEqualTo(RejectCode.POSITION_LIMIT);
        controls.position(1, NEAR, 0);
        controls.greeks(1, 0, 1, E8 / 10, 0);
        stop.send();
        assertThat(stop.fire(venue.lastOrderId())).as("half a coin").isEqualTo(RejectCode.DELTA_LIMIT);
        controls.greeks(1, 0, 1, 0, 0);
        controls.orderLimits(1, 100 * E8, 0);
        stop.send();
        assertThat(stop.fire(venue.lastOrderId())).isEqualTo(RejectCode.ORDER_VALUE_TOO_LARGE);
        controls.orderLimits(1, 0, 0);
        stop.send();
        final long waiting = venue.lastOrderId();
        controls.standing(1, AccountStanding.CLOSE_ONLY);
        assertThat(stop.send()).isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        assertThat(stop.replace(waiting)).isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        assertThat(stop.fire(waiting)).isEqualTo(RejectCode.ACCOUNT_CLOSE_ONLY);
        stop.flags = REDUCE_ONLY;
        assertThat(stop.send()).isEqualTo(RejectCode.ACCEPTED);
        controls.rate(1, RequestKind.TRADING, 1, 1);
        assertThat(stop.replace(venue.lastOrderId())).isEqualTo(RejectCode.UNKNOWN_ORDER);
        assertThat(stop.send()).isEqualTo(RejectCode.TOO_MANY_REQUESTS);
    }

    @Test
    void partsOfALinkCountOneEachAndTogetherWhereBothTrade() {
        final LinkedOrders.Part first = new LinkedOrders.Part(Side.BUY, NEAR_E8, 6);
        final LinkedOrders.Part second = new LinkedOrders.Part(Side.BUY, NEAR_E8 - 10_000, 6);
        controls.position(1, NEAR, 10);
        assertThat(linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.COMPLETE_FILL, first, second)
                        .send())
                .isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, second)
                        .send())
                .isEqualTo(RejectCode.ACCEPTED);
        controls.position(1, NEAR, 0);
        controls.greeks(1, 0, 1, E8, 0);
        second.instrument = PERPETUAL;
        second.priceE8 = INDEX_E8;
        second.lots = 300;
        assertThat(linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.COMPLETE_FILL, first, second)
                        .send())
                .as("0.6 open, 0.3 and 0.3")
                .isEqualTo(RejectCode.DELTA_LIMIT);
        second.lots = 50;
        controls.rate(1, RequestKind.TRADING, 1, 1);
        assertThat(linked.send()).as("two tokens").isEqualTo(RejectCode.TOO_MANY_REQUESTS);
        controls.rate(1, RequestKind.TRADING, 1, 2);
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(linked.send()).isEqualTo(RejectCode.TOO_MANY_REQUESTS);
    }

    @Test
    void aSideOfAQuoteIsRefusedByItself() {
        assertThat(quotes.set(new QuoteFrames.Limits())).isEqualTo(RejectCode.ACCEPTED);
        controls.position(1, PERPETUAL, 100);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 60)).isEqualTo(RejectCode.ACCEPTED);
        final QuoteFrames.Message message =
                new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8 - E8, 50, INDEX_E8 + E8, 50);
        assertThat(quotes.send(message)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.sides()).isEqualTo(List.of(RejectCode.POSITION_LIMIT, RejectCode.ACCEPTED));
        controls.position(1, PERPETUAL, 0);
        controls.greeks(1, 0, 1, E8 / 20, 0);
        quotes.send(message);
        assertThat(quotes.sides()).isEqualTo(List.of(RejectCode.DELTA_LIMIT, RejectCode.ACCEPTED));
    }

    @Test
    void aCombinationCountsInItsLegs() {
        controls.position(1, FAR, 10);
        assertThat(venue.order(1, SPREAD, Side.BUY, NEAR_E8 - 2 * FAR_E8, 6))
                .as("twelve of the far call")
                .isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(venue.order(1, SPREAD, Side.BUY, NEAR_E8 - 2 * FAR_E8, 4)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, FAR, Side.SELL, FAR_E8, 3)).isEqualTo(RejectCode.POSITION_LIMIT);
        assertThat(venue.order(1, FAR, Side.SELL, FAR_E8, 2)).isEqualTo(RejectCode.ACCEPTED);
        controls.greeks(1, 0, 1, E8 / 2, 0);
        assertThat(venue.order(1, SPREAD, Side.SELL, NEAR_E8 - 2 * FAR_E8, 9))
                .as("18 far calls at 0.03 coins net")
                .isEqualTo(RejectCode.POSITION_LIMIT);
        controls.position(1, FAR, 0);
        assertThat(venue.order(1, SPREAD, Side.SELL, NEAR_E8 - 2 * FAR_E8, 9)).isEqualTo(RejectCode.DELTA_LIMIT);
        assertThat(venue.order(1, SPREAD, Side.SELL, NEAR_E8 - 2 * FAR_E8, 4)).isEqualTo(RejectCode.ACCEPTED);
    }
}
