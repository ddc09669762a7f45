package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.AfterEach;

/**
 * What the tests of single rules have in common: an engine with some instruments and traders; after each test every link holds, and an
 * engine that loads this one's snapshot is in the same state.
 */
abstract class EngineRules {
    static final int ANN = 1;
    static final int BOB = 2;
    static final int CAT = 3;

    /** The book that most is about. */
    static final int BOOK = 1;

    final EngineHarness harness;
    final Commands commands;

    EngineRules(final int instruments) {
        harness = EngineHarness.withInstruments(instruments);
        commands = harness.commands;
    }

    @AfterEach
    void everyLinkHoldsAndASnapshotIsTheSameState() {
        harness.events();
        harness.engine.check();
        final EngineHarness restored = harness.restored();
        assertThat(restored.engine.stateHash()).isEqualTo(harness.engine.stateHash());
        assertThat(restored.engine.liveQuotes()).isEqualTo(harness.engine.liveQuotes());
        restored.engine.check();
        restored.close();
        harness.close();
    }

    /** What was written causes this and nothing else. */
    final void expect(final String... events) {
        assertThat(harness.events()).containsExactly(events);
    }

    static String accepted(final long id, final int account, final Side side, final long price, final long lots) {
        return EventText.accepted(id, account, BOOK, side, price, lots);
    }

    static String cancelled(final long id, final int account, final long open, final CancelReason reason) {
        return EventText.cancelled(id, account, open, reason);
    }

    static String top(final String bid, final String ask) {
        return EventText.top(BOOK, bid, ask);
    }
}
