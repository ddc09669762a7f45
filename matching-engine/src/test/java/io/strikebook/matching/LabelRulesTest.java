package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders with a label, and what cancelling by it takes off. */
class LabelRulesTest extends EngineRules {
    private static final int OTHER_BOOK = 2;

    LabelRulesTest() {
        super(2);
    }

    @Test
    void theDetailsOfAnOrderFollowItsAcceptance() {
        final long id = labelled(ANN, BOOK, 100, "hedge");
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(id, ANN, BOOK, Side.BUY, 100, 5),
                        EventText.details(id, "hedge", 0, 0),
                        EventText.top(BOOK, "5@100", "-"));
    }

    @Test
    void cancelsEveryOrderWithExactlyThisLabelInTheOrderOfIds() {
        final long later = labelled(ANN, BOOK, 100, "hedge");
        final long better = labelled(ANN, BOOK, 101, "hedge");
        labelled(ANN, BOOK, 99, "hedge ");
        labelled(ANN, BOOK, 99, "");
        labelled(BOB, BOOK, 99, "hedge");
        commands.limit(ANN, BOOK, Side.BUY, 99, 5);
        final long elsewhere = labelled(ANN, OTHER_BOOK, 100, "hedge");
        harness.events();
        commands.cancelByLabel(ANN, 0, "hedge");
        assertThat(harness.events())
                .containsExactly(
                        cancelled(later),
                        cancelled(better),
                        cancelled(elsewhere),
                        EventText.top(BOOK, "20@99", "-"),
                        EventText.top(OTHER_BOOK, "-", "-"));
    }

    @Test
    void withAnInstrumentItStaysInItsBook() {
        final long here = labelled(ANN, BOOK, 100, "hedge");
        labelled(ANN, OTHER_BOOK, 100, "hedge");
        harness.events();
        commands.cancelByLabel(ANN, BOOK, "hedge");
        assertThat(harness.events()).containsExactly(cancelled(here), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void aLabelThatNoOrderHasCancelsNothing() {
        labelled(ANN, BOOK, 100, "hedge");
        harness.events();
        commands.cancelByLabel(ANN, 0, "hedg");
        commands.cancelByLabel(BOB, 0, "hedge");
        commands.decided(RejectCode.MALFORMED).cancelByLabel(ANN, 0, "hedge");
        assertThat(harness.events()).containsExactly("done", "done", EventText.rejected(RejectCode.MALFORMED));
    }

    @Test
    void anOrderIdTakenFromThePoolAgainHasNoLabelOfTheOneBefore() {
        final long id = labelled(ANN, BOOK, 100, "hedge");
        commands.cancel(ANN, BOOK, id);
        commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        labelled(ANN, BOOK, 100, "");
        harness.events();
        commands.cancelByLabel(ANN, 0, "hedge");
        assertThat(harness.events()).isEqualTo(List.of("done"));
    }

    @Test
    void labelsThatNoSequencerAcceptsAreNamed() {
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.cancelByLabel(1, 0, "")))
                .hasMessage("command 2 was accepted with an impossible filter of account 1");
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(order(1, 1, 100, "\n"))))
                .hasMessage("command 2 was accepted with an impossible label of account 1");
    }

    private long labelled(final int account, final int instrument, final long price, final String label) {
        return commands.newOrder(order(account, instrument, price, label));
    }

    private static ReferenceMatching.Entry order(
            final int account, final int instrument, final long price, final String label) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(account, instrument, Side.BUY, price, 5);
        order.detailed = true;
        order.label = label;
        return order;
    }

    private static String cancelled(final long id) {
        return EventText.cancelled(id, ANN, 5, CancelReason.MASS_CANCEL);
    }
}
