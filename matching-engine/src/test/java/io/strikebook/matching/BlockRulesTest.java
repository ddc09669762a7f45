package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.books.BookListener;
import io.strikebook.books.FollowedBook;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trades of two accounts outside the books: all legs or none, and nothing but positions moves. */
class BlockRulesTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final int PERPETUAL = 1;
    private static final int OPTION = 2;
    private static final int ON_ETHER = 4;
    private static final long BLOCK = 77;

    private final List<String> prints = new ArrayList<>();
    private final EngineHarness harness = EngineHarness.followedBy(new BookListener() {
        @Override
        public void onBlockTrade(
                final FollowedBook book,
                final long tradeId,
                final long priceE8,
                final long lots,
                final long timestampNs) {
            prints.add(book.instrument().instrumentId() + " " + lots + "@" + priceE8);
        }
    });
    private final Commands commands = harness.commands;
    private final BlockCommands blocks = new BlockCommands(commands);

    BlockRulesTest() {
        for (int id = 1; id <= ON_ETHER; id++) {
            commands.list(id);
        }
        harness.events();
    }

    @AfterEach
    void everyLinkHoldsAndASnapshotIsTheSameState() {
        harness.events();
        harness.engine.check();
        final EngineHarness restored = harness.restored();
        assertThat(restored.engine.stateHash()).isEqualTo(harness.engine.stateHash());
        restored.close();
        harness.close();
    }

    @Test
    void allLegsTradeInTheirOrderInOneGroup() {
        blocks.leg(OPTION, Side.SELL, 5, 30).leg(PERPETUAL, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK);
        final long tradeId = commands.sequence() << 12;
        assertThat(harness.events())
                .containsExactly(
                        BlockEventText.fill(tradeId, BLOCK, 0, OPTION, BOB, ANN, 5, 30),
                        BlockEventText.fill(tradeId + 1, BLOCK, 1, PERPETUAL, ANN, BOB, 100, 7));
        assertThat(prints).containsExactly("2 30@5", "1 7@100");
        assertThat(position(ANN, OPTION)).isEqualTo(-30);
        assertThat(position(BOB, OPTION)).isEqualTo(30);
        assertThat(position(ANN, PERPETUAL)).isEqualTo(7);
        assertThat(position(BOB, PERPETUAL)).isEqualTo(-7);
    }

    @Test
    void booksStayAsTheyAreAndStatisticsCountWithoutAPrice() {
        commands.limit(ANN, PERPETUAL, Side.SELL, 90, 3);
        harness.events();
        blocks.leg(PERPETUAL, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("top"));
        commands.skip(1_000_000_000L);
        commands.tick();
        assertThat(harness.events())
                .filteredOn(event -> event.startsWith("statistics"))
                .singleElement()
                .asString()
                .contains("lots 7")
                .doesNotContain("high", "last");
    }

    @Test
    void reduceOnlyOrdersGoByThePositionsThatItLeaves() {
        blocks.leg(PERPETUAL, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK);
        commands.limit(BOB, PERPETUAL, Side.BUY, 100, 20);
        final long reduces = commands.newOrder(
                ANN, PERPETUAL, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 100, 9, false, true);
        assertThat(harness.events())
                .contains(EventText.cancelled(reduces, ANN, 2, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE));
    }

    @Test
    void oneLegThatIsNotOpenRefusesAll() {
        refusedBecauseOf(InstrumentPhase.HALTED, RejectCode.INSTRUMENT_HALTED);
        refusedBecauseOf(InstrumentPhase.OPENING_AUCTION, RejectCode.NOT_IN_AUCTION);
        refusedBecauseOf(InstrumentPhase.PRE_OPEN, RejectCode.NOT_IN_AUCTION);
        refusedBecauseOf(InstrumentPhase.SETTLEMENT, RejectCode.INSTRUMENT_IN_SETTLEMENT);
        refusedBecauseOf(InstrumentPhase.CLOSED, RejectCode.INSTRUMENT_IS_CLOSED);
        commands.phase(OPTION, InstrumentPhase.OPEN);
        harness.events();
        assertThat(position(ANN, PERPETUAL)).isZero();
    }

    private void refusedBecauseOf(final InstrumentPhase phase, final RejectCode code) {
        commands.phase(OPTION, phase);
        harness.events();
        final long hash = harness.engine.stateHash();
        blocks.leg(PERPETUAL, Side.BUY, 100, 7).leg(OPTION, Side.BUY, 5, 7).send(ANN, BOB, 1, BLOCK);
        assertThat(harness.events()).containsExactly(EventText.rejected(code));
        assertThat(harness.engine.stateHash()).isEqualTo(hash);
    }

    @Test
    void accountsOfOneGroupDoNotTradeWhateverTheirModes() {
        final VenueCommands venue = new VenueCommands(commands);
        venue.selfTradePrevention(ANN, 3, SelfTradePrevention.NONE);
        venue.selfTradePrevention(BOB, 3, SelfTradePrevention.CANCEL_TAKER);
        harness.events();
        blocks.leg(PERPETUAL, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.BLOCK_WITHIN_GROUP));
        venue.selfTradePrevention(BOB, 0, SelfTradePrevention.NONE);
        blocks.leg(PERPETUAL, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK);
        assertThat(harness.events()).last().asString().startsWith("block");
    }

    @Test
    void aRefusedOneIsToldAndDoesNothing() {
        commands.decided(RejectCode.COUNTERPARTY_MARGIN);
        blocks.send(ANN, BOB, 1, BLOCK);
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.COUNTERPARTY_MARGIN));
    }

    @Test
    void whatNoSequencerAcceptsIsAnError() {
        assertImpossible(() -> blocks.send(ANN, BOB, 1, BLOCK), "number of legs 0");
        assertImpossible(
                () -> blocks.leg(ON_ETHER, Side.BUY, 100, 7).send(ANN, BOB, 1, BLOCK), "underlying of instrument 4");
        assertImpossible(() -> blocks.leg(PERPETUAL, Side.BUY, 100, 0).send(ANN, BOB, 1, BLOCK), "quantity 0");
        assertImpossible(
                () -> blocks.leg(PERPETUAL, Side.BUY, 100, 1)
                        .leg(PERPETUAL, Side.BUY, 100, 1)
                        .send(ANN, BOB, 1, BLOCK),
                "second leg of instrument 1");
        assertImpossible(() -> blocks.leg(9, Side.BUY, 100, 1).send(ANN, BOB, 1, BLOCK), "instrument 9");
    }

    private void assertImpossible(final Runnable writer, final String what) {
        writer.run();
        final List<byte[]> frames = harness.lastFrames();
        final EngineHarness other = EngineHarness.withInstruments(ON_ETHER);
        assertThatThrownBy(() -> other.take(frames)).hasMessageContaining(what);
        other.close();
    }

    private long position(final int account, final int instrument) {
        return harness.engine.positions().of(account, instrument).lots();
    }
}
