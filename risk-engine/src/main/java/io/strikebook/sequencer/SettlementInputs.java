package io.strikebook.sequencer;

import io.strikebook.schemas.PositionsDeliveredDecoder;
import io.strikebook.schemas.PositionsSettledDecoder;
import io.strikebook.schemas.SettledDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.SettlementRequestDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What margin says of settlements into the state. */
final class SettlementInputs {
    private final SettlementRequestDecoder request = new SettlementRequestDecoder();
    private final PositionsDeliveredDecoder delivered = new PositionsDeliveredDecoder();
    private final PositionsSettledDecoder settled = new PositionsSettledDecoder();
    private final SettledDecoder ended = new SettledDecoder();
    private final SequencerState state;

    SettlementInputs(final SequencerState state) {
        this.state = state;
    }

    void onMargin(
            final int template,
            final long sequence,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version) {
        switch (template) {
            case SettlementRequestDecoder.TEMPLATE_ID -> onRequest(request.wrap(buffer, body, block, version));
            case PositionsDeliveredDecoder.TEMPLATE_ID ->
                onDelivered(
                        sequence, delivered.wrap(buffer, body, block, version).positions());
            case PositionsSettledDecoder.TEMPLATE_ID ->
                onSettled(sequence, settled.wrap(buffer, body, block, version).positions());
            case SettledDecoder.TEMPLATE_ID -> {
                ended.wrap(buffer, body, block, version);
                if (ended.kind() == SettlementKind.EXPIRY) {
                    state.risks.legs().settled(ended.underlyingId(), ended.settledNs());
                }
            }
            default -> {}
        }
    }

    private void onDelivered(final long sequence, final PositionsDeliveredDecoder.PositionsDecoder positions) {
        while (positions.hasNext()) {
            positions.next();
            state.mirror
                    .deliveries()
                    .onDelivered(
                            sequence,
                            positions.accountId(),
                            positions.instrumentId(),
                            positions.signedLots(),
                            positions.balanceChangeE12());
        }
    }

    private void onSettled(final long sequence, final PositionsSettledDecoder.PositionsDecoder positions) {
        while (positions.hasNext()) {
            positions.next();
            state.mirror.deliveries().onSettled(sequence, positions.accountId(), positions.instrumentId());
        }
    }

    private void onRequest(final SettlementRequestDecoder asked) {
        if (state.marginSource != 0 && state.sources.see(state.marginSource, asked.sourceSequence())) {
            state.await(new PendingSettlement(
                    asked.sourceSequence(),
                    asked.kind(),
                    asked.underlyingId(),
                    asked.settledNs(),
                    asked.deliveryPriceE8(),
                    asked.samples(),
                    asked.missing()));
        }
    }
}
