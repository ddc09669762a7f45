package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.SetCancelOnDisconnectEncoder;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests an account may send: buckets by kind, in venue time, and the same after a restart. */
class RateLimitsTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000L;
    private static final RejectCode TOO_MANY = RejectCode.TOO_MANY_REQUESTS;

    private VenueParameters parameters;
    private SequencerFixture venue;
    private ControlFrames controls;

    /** Five a second, three at once. */
    @BeforeEach
    void open() {
        open(new RiskLimits(0, 0, false, List.of(), List.of(new RiskLimits.Rate(RequestKind.TRADING, 5, 3))));
    }

    private void open(final RiskLimits limits) {
        parameters = SequencerFixture.parametersWithoutFees().withRiskLimits(limits);
        venue = new SequencerFixture(parameters);
        controls = new ControlFrames(venue, parameters);
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        venue.accountState(venue.lastCommand - 1, 1, 100 * BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, 100 * BTC_E12, 0);
    }

    @AfterEach
    void restart() {
        controls.requireSameAfterRestart();
    }

    private RejectCode buy(final int account) {
        return venue.order(account, CALL, Side.BUY, MARK_E8, 1);
    }

    private void after(final long ns) {
        venue.nowNs += ns;
    }

    private void empty(final int account, final int tokens) {
        for (int i = 0; i < tokens; i++) {
            assertThat(buy(account)).isEqualTo(RejectCode.ACCEPTED);
        }
        assertThat(buy(account)).isEqualTo(TOO_MANY);
    }

    @Test
    void aBucketEmptiesAtOnceAndFillsEvenly() {
        empty(1, 3);
        after(SECOND_NS / 5 - 1);
        assertThat(buy(1)).isEqualTo(TOO_MANY);
        after(1);
        empty(1, 1);
        after(3 * SECOND_NS / 5);
        empty(1, 3);
        after(1_000 * SECOND_NS);
        empty(1, 3);
        assertThat(buy(2)).as("a bucket of its own").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatIsRefusedCostsButNotForBeingTooMany() {
        for (int i = 0; i < 3; i++) {
            assertThat(venue.order(1, CALL, Side.BUY, 1, 1)).isEqualTo(RejectCode.BAD_TICK);
        }
        assertThat(venue.order(1, CALL, Side.BUY, 1, 1)).isEqualTo(RejectCode.BAD_TICK);
        assertThat(buy(1)).isEqualTo(TOO_MANY);
        assertThat(buy(1)).isEqualTo(TOO_MANY);
        after(SECOND_NS / 5);
        assertThat(buy(1)).as("only a bucket's worth was owed").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void cancelsCostAndAlwaysPass() {
        assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
        final long first = venue.lastOrderId();
        assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
        final long second = venue.lastOrderId();
        assertThat(venue.cancel(1, 0, first, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(1)).isEqualTo(TOO_MANY);
        assertThat(venue.replace(1, CALL, second, MARK_E8, 2)).isEqualTo(TOO_MANY);
        assertThat(venue.cancel(1, 0, second, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(massCancel(1)).isEqualTo(RejectCode.ACCEPTED);
        after(SECOND_NS / 5);
        assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void operatorsGiveAnAccountARateOfItsOwn() {
        assertThat(controls.rate(1, RequestKind.TRADING, 10, 5)).isEqualTo(RejectCode.ACCEPTED);
        empty(1, 5);
        empty(2, 3);
        after(SECOND_NS / 10);
        empty(1, 1);
        controls.rate(1, RequestKind.TRADING, -1, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
        }
        controls.rate(1, RequestKind.TRADING, 0, 0);
        after(SECOND_NS);
        empty(1, 3);
    }

    @Test
    void aVenueWithoutRatesHasThemForWhomOperatorsGiveThem() {
        open(RiskLimits.none());
        for (int i = 0; i < 20; i++) {
            assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
        }
        controls.rate(1, RequestKind.TRADING, 1, 1);
        empty(1, 1);
        for (int i = 0; i < 20; i++) {
            assertThat(buy(2)).isEqualTo(RejectCode.ACCEPTED);
        }
    }

    @Test
    void settingsAndBlockTradesAreCountedWhereClientsSendThem() {
        controls.rate(1, RequestKind.NON_MATCHING, 1, 1);
        assertThat(disconnect(1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(disconnect(1)).isEqualTo(TOO_MANY);
        assertThat(disconnect(9)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        final BlockFrames.Message block = new BlockFrames.Message().leg(PERPETUAL, Side.BUY, INDEX_E8, 10_001);
        for (int i = 0; i < 3; i++) {
            assertThat(new BlockFrames(venue).send(block)).isEqualTo(RejectCode.ACCEPTED);
        }
        assertThat(new BlockFrames(venue).send(block)).isEqualTo(TOO_MANY);
        assertThat(new BlockFrames(venue).send(block, true)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void massQuotesAreCountedByMessageAndBySide() {
        controls.rate(1, RequestKind.MASS_QUOTES, 10, 10);
        controls.rate(1, RequestKind.QUOTES, 10, 5);
        final QuoteFrames quotes = new QuoteFrames(venue);
        assertThat(quotes.set(new QuoteFrames.Limits())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.send(twoSided())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.send(twoSided())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.send(twoSided())).as("two sides, one left").isEqualTo(TOO_MANY);
        assertThat(quotes.send(new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8 - E8, 1, INDEX_E8, 0)))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.send(new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8, 0, INDEX_E8, 0)))
                .as("no side")
                .isEqualTo(RejectCode.ACCEPTED);
        after(SECOND_NS);
        controls.rate(1, RequestKind.MASS_QUOTES, 1, 1);
        assertThat(quotes.send(twoSided())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.send(twoSided())).as("a message").isEqualTo(TOO_MANY);
        assertThat(buy(1)).as("orders are another kind").isEqualTo(RejectCode.ACCEPTED);
    }

    private static QuoteFrames.Message twoSided() {
        return new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8 - E8, 1, INDEX_E8 + E8, 1);
    }

    @Test
    void aSnapshotHasTheBucketsAsTheyAre() {
        empty(1, 3);
        after(SECOND_NS / 5);
        controls.savedAndLoaded();
        empty(1, 1);
        controls.savedAndLoaded();
    }

    private RejectCode massCancel(final int account) {
        return venue.request(
                false,
                MassCancelEncoder.TEMPLATE_ID,
                MassCancelEncoder.BLOCK_LENGTH,
                (buffer, block) -> new MassCancelEncoder().wrap(buffer, block).accountId(account));
    }

    private RejectCode disconnect(final int account) {
        return venue.request(
                false,
                SetCancelOnDisconnectEncoder.TEMPLATE_ID,
                SetCancelOnDisconnectEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetCancelOnDisconnectEncoder()
                        .wrap(buffer, block)
                        .accountId(account)
                        .scope(CancelOnDisconnect.SESSION));
    }
}
