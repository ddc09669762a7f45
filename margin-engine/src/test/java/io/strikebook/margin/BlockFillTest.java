package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.schemas.BlockFillEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;

/** Legs of block trades move cash and positions like fills, and both sides pay what an arriving order pays, less the venue's discount. */
class BlockFillTest {
    private static final long E8 = Harness.E8;
    private static final long E12 = 1_000_000_000_000L;

    private Harness venue;

    private void open(final long discountE8) {
        venue = new Harness(discounted(discountE8)).listAll();
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.marks(10_000 * E8, Harness.CALL, 2_500_000);
        venue.newOrder(Harness.PERPETUAL, 1, Side.BUY, 1, E8);
        venue.executions.beginGroup(venue.sequence, venue.timestampNs);
    }

    private static VenueParameters discounted(final long discountE8) {
        final VenueParameters venue = VenueParameters.defaults();
        return new VenueParameters(
                venue.underlyings(),
                venue.autoListing(),
                venue.sequencing(),
                venue.preTrade(),
                new VenueParameters.Fees(30_000, 12_500_000, 0, 50_000, 0, 0, 0, 0, discountE8, 0, 0),
                venue.margin(),
                venue.marks());
    }

    private void end() {
        venue.executions.endGroup();
        venue.run();
        venue.engine.requireConsistent();
    }

    private long houseFees() {
        return venue.engine.core().ledger().balance(Ledger.houseFees(0));
    }

    @Test
    void allLegsOfAGroupArePartOfTheSameState() {
        open(0);
        leg(0, Harness.PERPETUAL, 1, 2, 1_000, 10_000 * E8);
        leg(1, Harness.CALL, 2, 1, 10, 2_500_000);
        end();
        // a coin of the perpetual at 0.05 % for either side; premium of a coin's option, 0.0003 coins for either side
        assertThat(cash(1)).isEqualTo(10 * E8 - 50_000 + 2_500_000 - 30_000);
        assertThat(cash(2)).isEqualTo(10 * E8 - 50_000 - 2_500_000 - 30_000);
        assertThat(houseFees()).isEqualTo(160_000);
        assertThat(venue.engine.core().positions().longLots(Harness.PERPETUAL)).isEqualTo(1_000);
        assertThat(venue.engine.core().positions().longLots(Harness.CALL)).isEqualTo(10);
        final var perpetual = venue.engine.core().positions().find(0, Harness.PERPETUAL);
        assertThat(perpetual.lots()).isEqualTo(1_000);
        assertThat(perpetual.costE12()).isEqualTo(E12);
    }

    @Test
    void theDiscountIsOfTheFeesOfBothSidesAndAllLegs() {
        open(30_000_000);
        leg(0, Harness.PERPETUAL, 1, 2, 1_000, 10_000 * E8);
        leg(1, Harness.CALL, 2, 1, 10, 2_500_000);
        end();
        // seven tenths of 0.0005 and of 0.0003 coins; the premium is paid in full
        assertThat(cash(1)).isEqualTo(10 * E8 - 35_000 + 2_500_000 - 21_000);
        assertThat(cash(2)).isEqualTo(10 * E8 - 35_000 - 2_500_000 - 21_000);
        assertThat(houseFees()).isEqualTo(112_000);
    }

    @Test
    void whatIsLeftOfAFeeIsRoundedUpForEachSide() {
        open(66_666_667);
        leg(0, Harness.PERPETUAL, 1, 2, 1, 10_000 * E8);
        end();
        // of 10 dollars at 10,000: 50 units each, of which 16.6666665 are left
        assertThat(cash(1)).isEqualTo(10 * E8 - 17);
        assertThat(cash(2)).isEqualTo(10 * E8 - 17);
        assertThat(houseFees()).isEqualTo(34);
    }

    @Test
    void aWholeDiscountLeavesNoFee() {
        open(E8);
        leg(0, Harness.PERPETUAL, 1, 2, 1_000, 10_000 * E8);
        end();
        assertThat(cash(1)).isEqualTo(10 * E8);
        assertThat(houseFees()).isZero();
    }

    @Test
    void whatIsNoBlockTradePaysInFull() {
        open(30_000_000);
        venue.fill(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, 10_000 * E8);
        end();
        assertThat(houseFees()).isEqualTo(50_000);
    }

    private void leg(
            final int leg,
            final int instrumentId,
            final int buyer,
            final int seller,
            final long lots,
            final long priceE8) {
        final var encoder = new BlockFillEncoder();
        final int offset = venue.executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.executions.buffer(), offset, new FrameHeaderEncoder())
                .tradeId(venue.sequence << 12 | leg)
                .blockId(3)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .buyerAccountId(buyer)
                .sellerAccountId(seller)
                .leg((short) leg);
        venue.executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    private long cash(final int accountId) {
        return venue.engine.core().wallets().find(accountId, Currency.BTC).cash();
    }
}
