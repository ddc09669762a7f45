package io.strikebook.sequencer;

import static io.strikebook.schemas.RejectCode.ACCEPTED;
import static io.strikebook.schemas.RejectCode.INSUFFICIENT_MARGIN;
import static io.strikebook.sequencer.SequencerFixture.OPTION_MARK_E8;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;

/** Matching refuses a replace that the sequencer took, and that covered a smaller one behind it. */
class RefusedReplaceTest {
    private static final int OPTION = 1;
    private static final long LOWER_E8 = OPTION_MARK_E8 - 10_000L;

    /** An account with 1 BTC; a lot costs 0.0025 at the mark. */
    private final SequencerFixture venue = SequencerFixture.withOption();

    private long order(final long lots) {
        assertThat(venue.order(1, OPTION, Side.BUY, OPTION_MARK_E8, lots)).isEqualTo(ACCEPTED);
        return venue.lastOrderId();
    }

    private long replace(final long orderId, final long priceE8, final long lots) {
        assertThat(venue.replace(1, OPTION, orderId, priceE8, lots)).isEqualTo(ACCEPTED);
        return venue.lastCommand;
    }

    private void refuse(final long sequence) {
        venue.executions(sequence)
                .rejected(ReplaceOrderCommandDecoder.TEMPLATE_ID, 1, OPTION)
                .endExecutions();
        venue.marginDone(sequence);
    }

    @Test
    void whatItCoveredCountsForItself() {
        final long orderId = order(100);
        final long refused = replace(orderId, LOWER_E8, 200);
        final long covered = replace(orderId, LOWER_E8, 150);
        refuse(refused);
        assertThat(venue.order(1, OPTION, Side.BUY, OPTION_MARK_E8, 160))
                .as("250 of 400 lots may come to be bought by the first order")
                .isEqualTo(INSUFFICIENT_MARGIN);
        venue.executions(covered).replaced(orderId, LOWER_E8, 150).endExecutions();
        venue.marginDone(covered);
        assertThat(venue.order(1, OPTION, Side.BUY, OPTION_MARK_E8, 240)).isEqualTo(ACCEPTED);
    }

    @Test
    void whatTheOrderStillCoversCountsNothing() {
        final long orderId = order(100);
        final long refused = replace(orderId, OPTION_MARK_E8, 90);
        replace(orderId, OPTION_MARK_E8, 80);
        refuse(refused);
        assertThat(venue.order(1, OPTION, Side.BUY, OPTION_MARK_E8, 300)).isEqualTo(ACCEPTED);
    }
}
