package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command may be decided on: inputs in order, each once, and marks of the epoch that margin counted the account at. */
class WatermarksTest {
    private static final int CALL = 1;
    private static final int SEQUENCE = 16;
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final long MARK_E8 = 2_500_000L;
    private static final long USD_E12 = 100_000_000L;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.createAccount(1, 0);
        venue.epoch(INDEX_E8, MARK_E8);
    }

    /** Selling a call needs 1,750 USD at a mark of 0.025 and 1,850 at 0.035. */
    @Test
    void ordersArePricedWithTheMarksOfTheAccountsState() {
        venue.accountState(venue.lastCommand, 1, 1_750 * USD_E12, 0, 1);
        venue.epoch(INDEX_E8, MARK_E8 + 1_000_000L);
        final long second = venue.lastCommand;
        assertThat(sell(10)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.epoch(INDEX_E8, MARK_E8 - 1_000_000L);
        assertThat(sell(1)).as("newer marks do not count before margin's do").isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(second, 1, 1_850 * USD_E12, 0, 2);
        assertThat(sell(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(second + 1, 1, 2_034 * USD_E12, 0, 2);
        assertThat(sell(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(second + 2, 1, 2_035 * USD_E12, 0, 2);
        assertThat(sell(1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void anEpochThatMarginFinishedCountsForEveryAccount() {
        venue.accountState(venue.lastCommand, 1, 1_750 * USD_E12, 0, 1);
        venue.epoch(INDEX_E8, MARK_E8 + 1_000_000L);
        assertThat(sell(10)).isEqualTo(RejectCode.ACCEPTED);
        final long order = venue.lastCommand;
        venue.cancel(1, CALL, order << 12, 0);
        venue.executions(venue.lastCommand).cancelled(order << 12).endExecutions();
        venue.epochApplied(venue.lastCommand, 2);
        assertThat(sell(10)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(sell(9)).isEqualTo(RejectCode.ACCEPTED);
    }

    private RejectCode sell(final long lots) {
        return venue.order(1, CALL, Side.SELL, MARK_E8, lots);
    }

    @Test
    void marginCannotCountWithMarksThatWereNotAnnounced() {
        assertThatThrownBy(() -> venue.accountState(venue.lastCommand, 1, BTC_E12, 0, 2))
                .hasMessageContaining("counts with epoch 2, the last one announced is 1");
    }

    @Test
    void groupsThatComeAgainOrTooEarlyAreRefused() {
        venue.marginDone(2);
        assertThatThrownBy(() -> again(2)).hasMessageContaining("group 2 of margin comes again: 2 was applied");
        assertThatThrownBy(() -> again(1)).hasMessageContaining("group 1 of margin comes again: 2 was applied");
        final long last = venue.sequencer.lastSequence();
        assertThatThrownBy(() -> again(last + 1)).hasMessageContaining("answers a command after the last one, " + last);
        assertThatThrownBy(() -> venue.sequencer.onExecution(done(last + 1), 0, FrameLayout.HEADER_LENGTH))
                .hasMessageContaining("answers a command after the last one, " + last);
        assertThatThrownBy(() -> venue.sequencer.onMarks(done(1), 0, FrameLayout.HEADER_LENGTH))
                .hasMessageContaining("group 1 of marks comes again: 1 was applied");
        assertThatThrownBy(() -> venue.sequencer.marksAdvanced(1, venue.nowNs))
                .hasMessageContaining("cannot announce epoch 1");
    }

    private void again(final long sequence) {
        venue.sequencer.onMargin(done(sequence), 0, FrameLayout.HEADER_LENGTH);
    }

    private static UnsafeBuffer done(final long sequence) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[FrameLayout.HEADER_LENGTH]);
        new DoneEncoder().wrapAndApplyHeader(frame, 0, new FrameHeaderEncoder());
        new FrameHeaderEncoder()
                .wrap(frame, 0)
                .frameLength(FrameLayout.HEADER_LENGTH)
                .frameInGroup(1 << 31)
                .sequence(sequence);
        return frame;
    }

    @Test
    void commandsReadBackMustHaveBeenDecidedOnWhatIsApplied() {
        venue.marginDone(2);
        venue.order(1, CALL, Side.BUY, MARK_E8, 1);
        final long last = venue.sequencer.lastSequence();
        final long hash = venue.sequencer.stateHash();
        final int envelope = FrameLayout.HEADER_LENGTH;
        assertRefused(
                envelope + EnvelopeEncoder.marginToEncodingOffset(), 1, "margin 1; applied are marks 1 and margin 2");
        assertRefused(
                envelope + EnvelopeEncoder.marginToEncodingOffset(), 3, "margin 3; applied are marks 1 and margin 2");
        assertRefused(
                envelope + EnvelopeEncoder.marksToEncodingOffset(), 0, "marks 0 and margin 2; applied are marks 1");
        assertRefused(
                envelope + EnvelopeEncoder.marksToEncodingOffset(), 2, "marks 2 and margin 2; applied are marks 1");
        assertRefused(SEQUENCE, last, "command " + last + " follows " + last);
        assertRefused(SEQUENCE, last + 2, "command " + (last + 2) + " follows " + last);
        assertThat(venue.sequencer.stateHash()).isEqualTo(hash);
    }

    /** The last command once more as the next one, with one number changed. */
    private void assertRefused(final int field, final long value, final String message) {
        final int length = FrameLayout.frameLength(venue.lastBuffer(), venue.lastOffset());
        final UnsafeBuffer next = new UnsafeBuffer(new byte[length]);
        next.putBytes(0, venue.lastBuffer(), venue.lastOffset(), length);
        next.putLong(SEQUENCE, venue.sequencer.lastSequence() + 1, ByteOrder.LITTLE_ENDIAN);
        next.putLong(field, value, ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> venue.sequencer.apply(next, 0, length)).hasMessageContaining(message);
    }
}
