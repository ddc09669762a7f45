package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.Side;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sequencer asks of an account under portfolio margin after margin delivered a future of it and before it stated the account. */
class PortfolioDeliveryTest {
    private static final long E8 = 100_000_000L;
    private static final long MARK_E8 = 50_000 * E8;
    private static final long ONE_COIN = 5_000;
    private static final long ONE_COIN_SHORT_E12 = 137_931_034_000L + 10_000_000_000L;
    private static final long FIRST_EXPIRY_NS = 5_000_000_000L;
    private static final long LATER_NS = 1_000_000_000L;
    private static final int PERPETUAL = 1;
    private static final int FUTURE = 2;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final SettlementAnswers settlements = new SettlementAnswers(venue);

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.list(future(FIRST_EXPIRY_NS));
        venue.epoch(MARK_E8, MARK_E8, MARK_E8);
        venue.createAccount(1, 10);
        venue.createAccount(2, 10);
        venue.request(true, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH, (buffer, block) -> {
            final SetMarginModelEncoder request = new SetMarginModelEncoder().wrap(buffer, block);
            request.accountId(1)
                    .model(AccountMarginModel.PORTFOLIO)
                    .reserved1((short) 0)
                    .reserved2(0);
        });
        states(1_000 * ONE_COIN_SHORT_E12);
    }

    private static InstrumentTerms future(final long expiryNs) {
        return new InstrumentTerms(
                "BTC-" + expiryNs,
                "BTC",
                InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                expiryNs,
                E8 / 2,
                10 * E8,
                1_000_000L);
    }

    /** What the accounts have is told with the next ticks. */
    private void states(final long equityE12) {
        tickTo(venue.nowNs + 10_000_000L);
        venue.accountState(venue.lastCommand, 1, equityE12, 0);
        tickTo(venue.nowNs + 10_000_000L);
        venue.accountState(venue.lastCommand, 2, 1_000 * ONE_COIN_SHORT_E12, 0);
    }

    private void tickTo(final long timeNs) {
        venue.nowNs = timeNs;
        venue.sequencer.tick(timeNs);
        venue.drainCommands();
    }

    /** The first account sells a coin to the second. */
    private void sell(final int instrumentId) {
        assertThat(venue.order(2, instrumentId, Side.BUY, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        final long maker = venue.lastOrderId();
        assertThat(venue.order(1, instrumentId, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand)
                .fill(maker, venue.lastOrderId(), ONE_COIN)
                .endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    private void settle(final int instrumentId, final long expiryNs, final long changeE12) {
        tickTo(Math.max(expiryNs, venue.nowNs + 10_000_000L));
        venue.marginDone(venue.lastCommand);
        assertThat(settlements.request(1, expiryNs, MARK_E8)).isEqualTo(RejectCode.ACCEPTED);
        settlements
                .begin()
                .delivered(instrumentId, -ONE_COIN, changeE12)
                .settled(expiryNs, MARK_E8)
                .end();
    }

    @Test
    void whatEndedNeedsNothingAndItsLossIsNotThere() {
        sell(FUTURE);
        states(ONE_COIN_SHORT_E12 + 1);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        settle(FUTURE, FIRST_EXPIRY_NS, -2);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        states(ONE_COIN_SHORT_E12);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void withoutALossTheSameEquityIsThereForSomethingElse() {
        sell(FUTURE);
        states(ONE_COIN_SHORT_E12);
        settle(FUTURE, FIRST_EXPIRY_NS, 0);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void fillsThatNoStateCoversAreNotCountedTwice() {
        states(2 * ONE_COIN_SHORT_E12);
        sell(FUTURE);
        settle(FUTURE, FIRST_EXPIRY_NS, 0);
        states(ONE_COIN_SHORT_E12);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void moreExpiriesFollowEachOtherThanThereAreNumbersFor() {
        final int more = 40;
        sell(FUTURE);
        settle(FUTURE, FIRST_EXPIRY_NS, 0);
        final long[] marksE8 = new long[FUTURE + more];
        Arrays.fill(marksE8, MARK_E8);
        for (int i = 1; i <= more; i++) {
            final long expiryNs = venue.nowNs + LATER_NS;
            venue.list(future(expiryNs));
            venue.epoch(MARK_E8, Arrays.copyOf(marksE8, FUTURE + i));
            states(ONE_COIN_SHORT_E12);
            sell(FUTURE + i);
            settle(FUTURE + i, expiryNs, 0);
        }
    }
}
