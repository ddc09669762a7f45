package io.strikebook.matching;

import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue whose accounts prevent trades with themselves until they ask for something else. */
class SelfTradeDefaultTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final int BOOK = 1;

    private final EngineHarness harness =
            EngineHarness.of(EngineHarness.PARAMETERS.withSelfTradePrevention(SelfTradePrevention.CANCEL_MAKER));
    private final Commands commands = harness.commands;
    private final VenueCommands settings = new VenueCommands(commands);

    SelfTradeDefaultTest() {
        commands.list(BOOK);
        harness.events();
    }

    @AfterEach
    void aSnapshotIsTheSameState() {
        final EngineHarness restored = harness.restored();
        assertThat(restored.engine.stateHash()).isEqualTo(harness.engine.stateHash());
        restored.close();
        harness.close();
    }

    @Test
    void whoAsksForNothingHasTheVenuesMode() {
        final long own = commands.limit(ANN, BOOK, SELL, 100, 3);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 2);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 100, 2);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(own, ANN, 3, CancelReason.SELF_TRADE_MAKER),
                        EventText.fill(taker, other, taker, 100, 2, 0, 0));
    }

    @Test
    void whoAsksForNoneTradesWithItselfAlsoAfterARestart() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.NONE);
        harness.events();
        final EngineHarness restored = harness.restored();
        for (final EngineHarness each : new EngineHarness[] {harness, restored}) {
            final long own = each.commands.limit(ANN, BOOK, SELL, 100, 3);
            each.events();
            final long taker = each.commands.limit(ANN, BOOK, BUY, 100, 3);
            assertThat(each.events()).contains(EventText.fill(taker, own, taker, 100, 3, 0, 0));
        }
        restored.close();
    }

    @Test
    void askingForTheVenuesModeIsNoOtherState() {
        final long before = harness.engine.stateHash();
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_MAKER);
        harness.events();
        assertThat(harness.engine.stateHash()).isEqualTo(before);
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.NONE);
        harness.events();
        assertThat(harness.engine.stateHash()).isNotEqualTo(before);
    }
}
