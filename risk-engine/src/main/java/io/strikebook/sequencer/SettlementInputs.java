package io.strikebook.sequencer;

import io.strikebook.schemas.PositionDeliveredDecoder;
import io.strikebook.schemas.PositionSettledDecoder;
import io.strikebook.schemas.SettledDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.SettlementRequestDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What margin says of settlements into the state. */
final class SettlementInputs {
    private final SettlementRequestDecoder request = new SettlementRequestDecoder();
    private final PositionDeliveredDecoder delivered = new PositionDeliveredDecoder();
    private final PositionSettledDecoder settled = new PositionSettledDecoder();
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
            case PositionDeliveredDecoder.TEMPLATE_ID -> {
                delivered.wrap(buffer, body, block, version);
                state.mirror
                        .deliveries()
                        .onDelivered(
                                sequence,
                                delivered.accountId(),
                                delivered.instrumentId(),
                                delivered.signedLots(),
                                delivered.balanceChangeE12());
            }
            case PositionSettledDecoder.TEMPLATE_ID -> {
                settled.wrap(buffer, body, block, version);
                state.mirror.deliveries().onSettled(sequence, settled.accountId(), settled.instrumentId());
            }
            case SettledDecoder.TEMPLATE_ID -> {
                ended.wrap(buffer, body, block, version);
                if (ended.kind() == SettlementKind.EXPIRY) {
                    state.risks.legs().settled(ended.underlyingId(), ended.settledNs());
                }
            }
            default -> {}
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
