package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedLegFillEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.LegFillEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What combinations are charged: of options one side only, of futures the cheapest by half for who arrived. Fees of a coin: 0.0003 and 0.0005. */
class ComboFeesTest {
    private static final long E8 = Harness.E8;
    private static final int OTHER_CALL = 5;
    private static final int FUTURE = 6;
    private static final int TAKER = 1;
    private static final int MAKER = 2;
    private static final int OTHER = 3;
    private static final long MARK_E8 = 2_500_000;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final long[] before = new long[4];

    @BeforeEach
    void open() {
        venue.list(Harness.option(OptionType.CALL, 9_500));
        venue.list(future());
        for (int account = TAKER; account <= OTHER; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 100 * E8);
        }
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8, FUTURE, 10_000 * E8, Harness.CALL, MARK_E8);
        venue.newOrder(Harness.PERPETUAL, TAKER, Side.BUY, 1, E8);
        venue.run();
        for (int account = TAKER; account <= OTHER; account++) {
            before[account] = cash(account);
        }
        venue.executions.beginGroup(venue.sequence, venue.timestampNs);
    }

    private static InstrumentTerms future() {
        final var perpetual = Harness.perpetual();
        return new InstrumentTerms(
                "BTC-30MAR18",
                perpetual.underlying(),
                InstrumentKind.FUTURE,
                perpetual.optionType(),
                perpetual.style(),
                perpetual.settlementCurrency(),
                0,
                Harness.option(OptionType.CALL, 9_000).expiryNs(),
                perpetual.tickSizeE8(),
                perpetual.lotSizeE8(),
                perpetual.maxOrderLots());
    }

    /** One leg of a trade of two orders of a combination. */
    private void leg(
            final int trade,
            final int leg,
            final int instrumentId,
            final Side takerSide,
            final long lots,
            final long priceE8) {
        final var encoder = new LegFillEncoder();
        final int offset = venue.executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.executions.buffer(), offset, header)
                .tradeId(venue.sequence << 12 | trade)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .makerAccountId(MAKER)
                .takerAccountId(TAKER)
                .takerSide(takerSide)
                .leg((short) leg);
        venue.executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    /** What an order of a combination trades with one of a leg. */
    private void implied(
            final int leg, final int instrumentId, final int maker, final Side takerSide, final long lots) {
        final var encoder = new ImpliedLegFillEncoder();
        final int offset = venue.executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.executions.buffer(), offset, header)
                .tradeId(venue.sequence << 12 | 7 + leg)
                .comboTradeId(venue.sequence << 12 | 1)
                .priceE8(MARK_E8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .makerAccountId(maker)
                .takerAccountId(TAKER)
                .takerSide(takerSide)
                .leg((short) leg)
                .takerRested((short) 0);
        venue.executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    /** Ends the command, and checks what each has paid and that money sums to zero. */
    private void requirePaid(final long taker, final long maker, final long other) {
        venue.executions.endGroup();
        venue.run();
        venue.engine.requireConsistent();
        assertThat(before[TAKER] - cash(TAKER)).as("taker").isEqualTo(taker);
        assertThat(before[MAKER] - cash(MAKER)).as("maker").isEqualTo(maker);
        assertThat(before[OTHER] - cash(OTHER)).as("other").isEqualTo(other);
        assertThat(venue.engine.core().ledger().balance(Ledger.houseFees(0))).isEqualTo(taker + maker + other);
    }

    private long cash(final int accountId) {
        return venue.engine.core().wallets().find(accountId, Currency.BTC).cash();
    }

    @Test
    void theCheaperSideOfOptionsIsFreeForBoth() {
        // Bought: one coin, 0.0003; sold: two coins of an option of 0.001, of which 12.5 % are the most: 0.00025.
        leg(0, 0, Harness.CALL, Side.BUY, 10, MARK_E8);
        leg(0, 1, OTHER_CALL, Side.SELL, 20, 100_000);
        requirePaid(30_000 + 2_500_000 - 200_000, 30_000 - 2_500_000 + 200_000, 0);
    }

    @Test
    void alsoThreeLegsAndTradesByThemselves() {
        leg(0, 0, Harness.CALL, Side.BUY, 10, MARK_E8);
        leg(0, 1, OTHER_CALL, Side.BUY, 10, MARK_E8);
        leg(0, 2, Harness.PUT, Side.SELL, 10, 2 * MARK_E8);
        leg(1, 0, Harness.CALL, Side.BUY, 10, MARK_E8);
        leg(1, 1, OTHER_CALL, Side.SELL, 10, MARK_E8);
        requirePaid(60_000 + 30_000, 60_000 + 30_000, 0);
    }

    @Test
    void ofFuturesTheCheaperCostsTheTakerHalf() {
        // 10,000 dollars and 20,000 dollars at 10,000: 0.0005 and 0.001, of the first half
        leg(0, 0, Harness.PERPETUAL, Side.BUY, 1_000, 10_000 * E8);
        leg(0, 1, FUTURE, Side.SELL, 2_000, 10_000 * E8);
        requirePaid(25_000 + 100_000, 0, 0);
    }

    @Test
    void oneFutureBesideAnOptionCostsWhatItCosts() {
        leg(0, 0, Harness.PERPETUAL, Side.SELL, 1_000, 10_000 * E8);
        leg(0, 1, Harness.CALL, Side.BUY, 10, MARK_E8);
        requirePaid(50_000 + 30_000 + 2_500_000, 30_000 - 2_500_000, 0);
    }

    @Test
    void ordersOfLegsPayAsEverAndTheOrderOfTheCombinationForOneSide() {
        implied(0, Harness.CALL, MAKER, Side.BUY, 6);
        implied(0, Harness.CALL, OTHER, Side.BUY, 4);
        implied(1, OTHER_CALL, OTHER, Side.SELL, 10);
        requirePaid(30_000, 18_000 - 1_500_000, 12_000 + 30_000 - 1_000_000 + 2_500_000);
    }

    @Test
    void whatIsNoCombinationGetsNothingBack() {
        leg(0, 0, Harness.CALL, Side.BUY, 10, MARK_E8);
        venue.fill(OTHER_CALL, TAKER, Side.SELL, MAKER, 10, MARK_E8);
        requirePaid(60_000, 60_000, 0);
    }
}
