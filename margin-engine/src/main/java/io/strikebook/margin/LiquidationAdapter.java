package io.strikebook.margin;

import io.strikebook.margin.liquidation.Liquidations;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.ShareLossCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands that answer a request of a liquidation, as typed calls. */
final class LiquidationAdapter {
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final LiquidationCancelCommandDecoder cancel = new LiquidationCancelCommandDecoder();
    private final LiquidationOrderCommandDecoder order = new LiquidationOrderCommandDecoder();
    private final ForcedTradesCommandDecoder forced = new ForcedTradesCommandDecoder();
    private final ShareLossCommandDecoder share = new ShareLossCommandDecoder();
    private final Liquidations liquidations;

    LiquidationAdapter(final Liquidations liquidations) {
        this.liquidations = liquidations;
    }

    /** Other commands are none of its business: matching answers, and what it causes arrives as fills. */
    void onCommand(
            final int templateId, final UnsafeBuffer buffer, final int body, final int blockLength, final int version) {
        envelope.wrap(buffer, body);
        switch (templateId) {
            case LiquidationCancelCommandDecoder.TEMPLATE_ID -> {
                cancel.wrap(buffer, body, blockLength, version);
                answered(LiquidationStage.CANCEL_ORDERS, cancel.accountId(), Currency.get(cancel.settlementCurrency()));
            }
            case LiquidationOrderCommandDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, body, blockLength, version);
                liquidations.orderAnswered(
                        order.accountId(), order.instrumentId(), envelope.sourceSequence(), envelope.decision());
            }
            case ForcedTradesCommandDecoder.TEMPLATE_ID -> {
                forced.wrap(buffer, body, blockLength, version);
                answered(forced.stage(), forced.accountId(), forced.currency());
            }
            case ShareLossCommandDecoder.TEMPLATE_ID -> {
                share.wrap(buffer, body, blockLength, version);
                answered(LiquidationStage.SHARE_LOSS, share.accountId(), share.currency());
            }
            default -> {}
        }
    }

    private void answered(final LiquidationStage stage, final int accountId, final Currency currency) {
        liquidations.answered(stage, accountId, currency, envelope.sourceSequence(), envelope.decision());
    }
}
