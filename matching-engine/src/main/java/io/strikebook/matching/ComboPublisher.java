package io.strikebook.matching;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ComboListedEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LegFillEncoder;
import io.strikebook.schemas.Side;

/** What happened to combinations, as frames of the group that is open. Allocates nothing after construction. */
final class ComboPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final LegFillEncoder fill = new LegFillEncoder();
    private final ComboListedEncoder listed = new ComboListedEncoder();
    private final Publication executions;

    ComboPublisher(final Publication executions) {
        this.executions = executions;
    }

    void fill(
            final long tradeId,
            final Instrument combo,
            final int leg,
            final int takerAccountId,
            final int makerAccountId,
            final long priceE8,
            final long lots,
            final boolean takerBuys) {
        final int length = FrameLayout.HEADER_LENGTH + LegFillEncoder.BLOCK_LENGTH;
        fill.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .tradeId(tradeId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(combo.legs().leg(leg).instrumentId())
                .comboId(combo.instrumentId())
                .makerAccountId(makerAccountId)
                .takerAccountId(takerAccountId)
                .takerSide(takerBuys ? Side.BUY : Side.SELL)
                .leg((short) leg)
                .reserved(0);
        executions.commit(length);
    }

    void listed(final Instrument combo) {
        final int length = FrameLayout.HEADER_LENGTH + ComboListedEncoder.BLOCK_LENGTH;
        listed.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .instrumentId(combo.instrumentId())
                .underlyingId(combo.underlyingId());
        ComboCodec.encode(combo.legs(), listed.legs());
        executions.commit(length);
    }
}
