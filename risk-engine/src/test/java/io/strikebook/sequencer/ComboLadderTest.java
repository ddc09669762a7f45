package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.ComboLegsEncoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Combinations are listed, and their orders count as the worst that their legs can become, until margin's states cover what traded. */
class ComboLadderTest {
    private static final int NEAR = 1;
    private static final int FAR = 2;
    private static final int PERPETUAL = 3;
    private static final int SPREAD = 4;
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final long NEAR_E8 = 5_000_000L;
    private static final long FAR_E8 = 3_000_000L;
    private static final long SPREAD_E8 = NEAR_E8 - FAR_E8;
    private static final long TICK_E8 = 10_000L;
    private static final int REDUCE_ONLY = 2;
    private static final int MMP = 4;

    /** Of ten lots, one coin: premium of the near call, and initial margin of the short far one, 10 % and its mark. */
    private static final long BUY_E12 = BTC_E12 * 5 / 100 + BTC_E12 * 10 / 100 + BTC_E12 * 3 / 100;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9500-C", OptionType.CALL, 15_000));
        venue.list(SequencerFixture.option("BTC-1-16000-C", OptionType.CALL, 16_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        assertThat(list("SPREAD", NEAR, 1, FAR, -1)).isEqualTo(RejectCode.ACCEPTED);
        venue.epoch(INDEX_E8, NEAR_E8, FAR_E8, INDEX_E8);
        balance(1, BTC_E12);
        balance(2, BTC_E12);
    }

    private RejectCode list(
            final String symbol, final int first, final int ratio1, final int second, final int ratio2) {
        return venue.request(true, ListComboEncoder.TEMPLATE_ID, ListComboEncoder.BLOCK_LENGTH, (buffer, block) -> {
            final ListComboEncoder encoder = new ListComboEncoder()
                    .wrap(buffer, block)
                    .symbol(symbol)
                    .tickSizeE8(TICK_E8)
                    .maxOrderLots(1_000);
            final ComboLegsEncoder legs = encoder.legs();
            legs.leg1Id(first).leg2Id(second).ratio1(ratio1).ratio2(ratio2);
        });
    }

    private void balance(final int account, final long balanceE12) {
        venue.cancel(1, 0, 0, 99);
        venue.accountState(venue.lastCommand, account, balanceE12, 0);
    }

    private RejectCode buy(final long priceE8, final long lots) {
        return venue.order(1, SPREAD, Side.BUY, priceE8, lots);
    }

    @Test
    void listingNamesTheFirstFault() {
        assertThat(list("X", NEAR, 1, 9, -1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(list("X", NEAR, 1, PERPETUAL, -1)).isEqualTo(RejectCode.BAD_LEGS);
        assertThat(list("X", FAR, 1, NEAR, -1)).isEqualTo(RejectCode.BAD_LEGS);
        assertThat(list("X", NEAR, 1, SPREAD, -1)).isEqualTo(RejectCode.BAD_LEGS);
        assertThat(list("", NEAR, 1, FAR, -2)).isEqualTo(RejectCode.BAD_TERMS);
        assertThat(list("SPREAD", NEAR, 1, FAR, -2)).isEqualTo(RejectCode.ALREADY_EXISTS);
        assertThat(list("SAME", NEAR, 1, FAR, -1)).isEqualTo(RejectCode.ALREADY_EXISTS);
        assertThat(list("RATIO", NEAR, 1, FAR, -2)).isEqualTo(RejectCode.ACCEPTED);
        assertSavedAndLoaded();
        venue.nowNs = 1L << 60;
        assertThat(list("LATE", NEAR, 1, FAR, -3)).isEqualTo(RejectCode.INSTRUMENT_IS_CLOSED);
    }

    @Test
    void pricesFollowTheMarksOfTheLegsAndMayBeNegative() {
        assertThat(buy(SPREAD_E8 + 1, 1)).isEqualTo(RejectCode.BAD_TICK);
        assertThat(buy(SPREAD_E8, 0)).isEqualTo(RejectCode.BAD_QUANTITY);
        assertThat(buy(SPREAD_E8 + 11_000_000L, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(buy(SPREAD_E8 - 11_000_000L, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(buy(-1_000_000L, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(0, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(SPREAD_E8, 1_001)).isEqualTo(RejectCode.ORDER_TOO_LARGE);
        assertThat(list("BOTH", NEAR, 1, FAR, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, SPREAD + 1, Side.BUY, 0, 1)).isEqualTo(RejectCode.BAD_TICK);
        assertThat(venue.order(1, SPREAD + 1, Side.BUY, TICK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void marketOrdersGoToTheEdgeOfTheBandAlsoBelowNothing() {
        assertThat(venue.order(1, SPREAD, 0, Side.SELL, OrderType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL, 0, 0, 1))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.lastBuffer().getLong(venue.lastOffset() + 32 + NewOrderCommandDecoder.priceE8EncodingOffset()))
                .isEqualTo(SPREAD_E8 - 10_000_000L);
    }

    @Test
    void whatNeedsAPositionOrAMarkOfItsOwnIsRefused() {
        assertThat(flagged(REDUCE_ONLY)).isEqualTo(RejectCode.NOT_ON_COMBINATIONS);
        assertThat(flagged(MMP)).isEqualTo(RejectCode.NOT_ON_COMBINATIONS);
        assertThat(venue.phase(SPREAD, InstrumentPhase.OPENING_AUCTION)).isEqualTo(RejectCode.NOT_ON_COMBINATIONS);
        assertThat(venue.phase(SPREAD, InstrumentPhase.HALTED)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(SPREAD_E8, 1)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        assertThat(new BlockFrames(venue).send(new BlockFrames.Message().leg(SPREAD, Side.BUY, SPREAD_E8, 1_000)))
                .isEqualTo(RejectCode.NOT_ON_COMBINATIONS);
    }

    private RejectCode flagged(final int flags) {
        return venue.order(
                1, SPREAD, 0, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, flags, SPREAD_E8, 1);
    }

    @Test
    void everyLegHasToBeOpenAndMarked() {
        venue.phase(FAR, InstrumentPhase.HALTED);
        assertThat(buy(SPREAD_E8, 1)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        venue.phase(FAR, InstrumentPhase.OPENING_AUCTION);
        assertThat(buy(SPREAD_E8, 1)).isEqualTo(RejectCode.NOT_IN_AUCTION);
        venue.phase(FAR, InstrumentPhase.OPEN);
        venue.marksAreStale = true;
        venue.epoch(INDEX_E8, NEAR_E8, FAR_E8);
        assertThat(buy(SPREAD_E8, 1)).isEqualTo(RejectCode.NO_MARK);
    }

    @Test
    void anOrderNeedsWhatItsLegsNeed() {
        balance(1, BUY_E12 - 1);
        assertThat(buy(SPREAD_E8, 10)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        balance(1, BUY_E12);
        assertThat(buy(SPREAD_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        assertSavedAndLoaded();
        assertThat(venue.order(1, NEAR, Side.BUY, TICK_E8, 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        final long orderId = venue.lastCommand - 1 << 12;
        venue.cancel(1, 0, orderId, 0);
        venue.executions(venue.lastCommand).cancelled(orderId).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.order(1, NEAR, Side.BUY, TICK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aReplaceCountsBesideItsOriginalUntilItIsAnswered() {
        assertThat(buy(SPREAD_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        balance(1, 2 * BUY_E12 - 1);
        assertThat(venue.replace(1, SPREAD, orderId, SPREAD_E8 - TICK_E8, 10))
                .as("a tick below costs a lot and a tick less")
                .isEqualTo(RejectCode.ACCEPTED);
        final long replaced = venue.lastCommand;
        assertThat(venue.order(1, NEAR, Side.BUY, NEAR_E8, 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertSavedAndLoaded();
        venue.executions(replaced).replaced(orderId, SPREAD_E8 - TICK_E8, 10).endExecutions();
        venue.marginDone(replaced);
        assertThat(venue.order(1, NEAR, Side.BUY, NEAR_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void fillsArePositionsInTheLegsAndCountUntilTheStateCoversThem() {
        assertThat(buy(SPREAD_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final long maker = venue.lastOrderId();
        assertThat(venue.order(2, SPREAD, Side.SELL, SPREAD_E8, 4)).isEqualTo(RejectCode.ACCEPTED);
        final long taker = venue.lastOrderId();
        final long trade = venue.lastCommand;
        venue.executions(trade).fill(maker, taker, 4).endExecutions();
        venue.accountState(trade, 1, BTC_E12, 0);
        assertSavedAndLoaded();
        assertThat(reduce(1, NEAR, Side.SELL, 4)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(reduce(1, NEAR, Side.SELL, 5)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(reduce(1, FAR, Side.BUY, 4)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(reduce(2, FAR, Side.SELL, 5)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        balance(1, BUY_E12 * 6 / 10);
        assertThat(buy(SPREAD_E8, 1))
                .as("six of ten are left, and the reducing orders are paid for")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        balance(2, BTC_E12);
        final long hash = venue.sequencer.stateHash();
        assertThat(hash).isNotZero();
        assertSavedAndLoaded();
    }

    @Test
    void whatTradesWithLegsIsAPositionOfBothAtOnce() {
        assertThat(buy(SPREAD_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final long combo = venue.lastOrderId();
        assertThat(venue.order(2, NEAR, Side.SELL, NEAR_E8, 4)).isEqualTo(RejectCode.ACCEPTED);
        final long near = venue.lastOrderId();
        assertThat(venue.order(2, FAR, Side.BUY, FAR_E8, 4)).isEqualTo(RejectCode.ACCEPTED);
        final long far = venue.lastOrderId();
        final long trade = venue.lastCommand;
        venue.executions(trade)
                .impliedFill(combo, 4)
                .impliedLegFill(near, Side.BUY, 4)
                .impliedLegFill(far, Side.SELL, 4)
                .endExecutions();
        venue.accountState(trade, 2, BTC_E12, 0);
        assertSavedAndLoaded();
        assertThat(reduce(1, NEAR, Side.SELL, 4)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(reduce(1, NEAR, Side.SELL, 5)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(reduce(2, NEAR, Side.BUY, 5)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(reduce(2, FAR, Side.SELL, 4)).isEqualTo(RejectCode.ACCEPTED);
        balance(1, BUY_E12 * 6 / 10);
        assertThat(buy(SPREAD_E8, 1))
                .as("six of ten are left, and the reducing orders are paid for")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertSavedAndLoaded();
    }

    private RejectCode reduce(final int account, final int instrument, final Side side, final long lots) {
        return venue.order(
                account,
                instrument,
                0,
                side,
                OrderType.LIMIT,
                TimeInForce.GOOD_TIL_CANCELLED,
                REDUCE_ONLY,
                instrument == NEAR ? NEAR_E8 : FAR_E8,
                lots);
    }

    private void assertSavedAndLoaded() {
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
    }
}
