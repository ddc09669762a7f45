package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.SetMarginModelCommandEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes under which margin model when, and what orders need then: one coin short is 5,000 lots, 0.137931034 + 0.01 coins of margin. */
class MarginModelRequestsTest {
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final long MARK_E8 = 50_000 * E8;
    private static final long ONE_COIN = 5_000;
    private static final long NEEDED_E12 = 147_931_034_000L;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @BeforeEach
    void listAndFund() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.epoch(MARK_E8, MARK_E8);
        venue.createAccount(1, 10);
        venue.deposit(1, E8);
        state(E12);
    }

    @Test
    void whatIsRefused() {
        assertThat(request(1, (short) 7)).isEqualTo(RejectCode.MALFORMED);
        assertThat(request(2, AccountMarginModel.PORTFOLIO.value())).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(portfolio()).isEqualTo(RejectCode.ACCOUNT_IN_USE);
    }

    @Test
    void nothingIsFreeUntilMarginHasAnswered() {
        assertThat(portfolio()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        state(E12);
        assertThat(sell(1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void ordersNeedWhatThePortfolioNeeds() {
        portfolio();
        state(NEEDED_E12 - 1);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        state(NEEDED_E12);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1)).as("on top of that").isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        // The other direction needs as much by itself: 0.16 / 0.84 of a coin.
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void whatMarginRefusesIsAsItWas() {
        portfolio();
        refusedByMargin();
        state(NEEDED_E12 - 1);
        assertThat(sell(ONE_COIN)).as("by standard margin").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aSnapshotHasTheModel() {
        portfolio();
        state(NEEDED_E12);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final SequencerFixture restored = new SequencerFixture(SequencerFixture.parametersWithoutFees());
        restored.sequencer.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(restored.sequencer.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        restored.sequencer.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
    }

    private RejectCode sell(final long lots) {
        return venue.order(1, 1, Side.SELL, MARK_E8, lots);
    }

    private RejectCode portfolio() {
        return request(1, AccountMarginModel.PORTFOLIO.value());
    }

    private RejectCode request(final int accountId, final short model) {
        return venue.request(
                true, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    final SetMarginModelEncoder request = new SetMarginModelEncoder().wrap(buffer, block);
                    request.accountId(accountId);
                    buffer.putByte(block + SetMarginModelEncoder.modelEncodingOffset(), (byte) model);
                });
    }

    private void state(final long equityE12) {
        venue.accountState(venue.lastCommand, 1, equityE12, 0);
    }

    private void refusedByMargin() {
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        final int offset = venue.marginOut.claim(FrameLayout.HEADER_LENGTH + RejectedEncoder.BLOCK_LENGTH);
        new RejectedEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, new FrameHeaderEncoder())
                .accountId(1)
                .commandTemplateId(SetMarginModelCommandEncoder.TEMPLATE_ID)
                .code(RejectCode.INSUFFICIENT_MARGIN);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + RejectedEncoder.BLOCK_LENGTH);
        venue.endMargin();
        venue.deposit(1, 1);
    }
}
