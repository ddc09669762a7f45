package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedLegFillEncoder;
import io.strikebook.schemas.LegFillEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds a combination: its fill does nothing, what it is in its legs moves cash and positions. */
class LegFillTest {
    private static final long E8 = Harness.E8;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();

    @Test
    void theFillOfACombinationCountsInItsLegsOnly() {
        venue.run();
        final var instruments = venue.engine.core().instruments();
        final int[] ids = {Math.min(Harness.CALL, Harness.PERPETUAL), Math.max(Harness.CALL, Harness.PERPETUAL)};
        final ComboLegs listed = ComboCodec.of(ids, new int[] {1, -1}, 2, instruments::get);
        final int combo = instruments.lastId() + 1;
        venue.engine.core().list(new Instrument(combo, 1, listed.terms("COMBO", 1, 100), listed));
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.marks(10_000 * E8, Harness.CALL, 2_500_000);
        venue.newOrder(combo, 1, Side.BUY, 1, E8);
        venue.executions.beginGroup(venue.sequence, venue.timestampNs);
        venue.fill(combo, 1, Side.BUY, 2, 10, 3_000_000);
        leg(Harness.CALL, 1, 2, Side.BUY, 10, 2_500_000);
        venue.executions.endGroup();
        venue.run();
        assertThat(cash(1)).isEqualTo(10 * E8 - 2_500_000 - 30_000);
        assertThat(cash(2)).isEqualTo(10 * E8 + 2_500_000 - 30_000);
        assertThat(venue.engine.core().ledger().balance(Ledger.houseFees(0))).isEqualTo(60_000);
        assertThat(venue.engine.core().positions().longLots(combo)).isZero();
        assertThat(venue.engine.core().positions().longLots(Harness.CALL)).isEqualTo(10);
        venue.engine.requireConsistent();
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        final Harness other = new Harness(VenueParameters.defaults());
        other.engine.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(other.engine.stateHash()).isEqualTo(venue.engine.stateHash());
        assertThat(other.engine.core().isCombo(combo)).isTrue();
    }

    /** Orders of legs have rested; the combination's pays as what it is. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoRestedPaysWhatRestingOrdersPay(final boolean takerRested) {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8);
        venue.newOrder(Harness.PERPETUAL, 1, Side.BUY, 1, E8);
        venue.executions.beginGroup(venue.sequence, venue.timestampNs);
        final var encoder = new ImpliedLegFillEncoder();
        final int offset = venue.executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.executions.buffer(), offset, new FrameHeaderEncoder())
                .tradeId(venue.sequence << 12 | 1)
                .priceE8(10_000 * E8)
                .quantityLots(10_000)
                .instrumentId(Harness.PERPETUAL)
                .makerAccountId(1)
                .takerAccountId(2)
                .takerSide(Side.SELL)
                .takerRested((short) (takerRested ? 1 : 0));
        venue.executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        venue.executions.endGroup();
        venue.run();
        assertThat(cash(1)).isEqualTo(10 * E8);
        assertThat(cash(2) == 10 * E8).isEqualTo(takerRested);
        assertThat(venue.engine.core().positions().longLots(Harness.PERPETUAL)).isEqualTo(10_000);
        venue.engine.requireConsistent();
    }

    private void leg(
            final int instrumentId,
            final int taker,
            final int maker,
            final Side takerSide,
            final long lots,
            final long priceE8) {
        final var encoder = new LegFillEncoder();
        final int offset = venue.executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.executions.buffer(), offset, new FrameHeaderEncoder())
                .tradeId(venue.sequence << 12)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .makerAccountId(maker)
                .takerAccountId(taker)
                .takerSide(takerSide);
        venue.executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    private long cash(final int accountId) {
        return venue.engine.core().wallets().find(accountId, Currency.BTC).cash();
    }
}
