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

/** Legs of block trades move cash and positions like fills, and both sides pay what an arriving order pays. */
class BlockFillTest {
    private static final long E8 = Harness.E8;
    private static final long E12 = 1_000_000_000_000L;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();

    @Test
    void allLegsOfAGroupArePartOfTheSameState() {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.marks(10_000 * E8, Harness.CALL, 2_500_000);
        venue.newOrder(Harness.PERPETUAL, 1, Side.BUY, 1, E8);
        venue.executions.beginGroup(venue.sequence, venue.timestampNs);
        leg(0, Harness.PERPETUAL, 1, 2, 1_000, 10_000 * E8);
        leg(1, Harness.CALL, 2, 1, 10, 2_500_000);
        venue.executions.endGroup();
        venue.run();
        // a coin of the perpetual at 0.05 % for either side; premium of a coin's option, 0.0003 coins for either side
        assertThat(cash(1)).isEqualTo(10 * E8 - 50_000 + 2_500_000 - 30_000);
        assertThat(cash(2)).isEqualTo(10 * E8 - 50_000 - 2_500_000 - 30_000);
        assertThat(venue.engine.core().ledger().balance(Ledger.houseFees(0))).isEqualTo(160_000);
        assertThat(venue.engine.core().positions().longLots(Harness.PERPETUAL)).isEqualTo(1_000);
        assertThat(venue.engine.core().positions().longLots(Harness.CALL)).isEqualTo(10);
        final var perpetual = venue.engine.core().positions().find(0, Harness.PERPETUAL);
        assertThat(perpetual.lots()).isEqualTo(1_000);
        assertThat(perpetual.costE12()).isEqualTo(E12);
        venue.engine.requireConsistent();
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
