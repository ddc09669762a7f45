package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.ImpliedTopOfBookDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about trades of combinations with their legs as short text; more of {@link EventText}. */
final class ImpliedEventText {

    private ImpliedEventText() {}

    static boolean isOne(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        return templateId == ImpliedTopOfBookDecoder.TEMPLATE_ID
                || templateId == ImpliedFillDecoder.TEMPLATE_ID
                || templateId == ImpliedLegFillDecoder.TEMPLATE_ID;
    }

    static String fill(
            final long tradeId,
            final long order,
            final int account,
            final int combo,
            final Side side,
            final long price,
            final long lots,
            final long left,
            final boolean rested) {
        return (rested ? "implied-rested " : "implied ") + tradeId + " order " + order + " of " + account + ' ' + side
                + "s " + combo + ' ' + lots + '@' + price + " leaves " + left;
    }

    static String leg(
            final long tradeId,
            final long comboTradeId,
            final int leg,
            final int instrument,
            final long maker,
            final int makerAccount,
            final int takerAccount,
            final Side takerSide,
            final long price,
            final long lots,
            final long left) {
        return "implied-leg " + leg + ' ' + tradeId + " of " + comboTradeId + ": " + takerAccount + ' ' + takerSide
                + "s of " + makerAccount + " order " + maker + ' ' + lots + '@' + price + " of " + instrument
                + " leaves " + left;
    }

    static String top(final int combo, final String bid, final String ask) {
        return "implied-top " + combo + ' ' + bid + ' ' + ask;
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == ImpliedTopOfBookDecoder.TEMPLATE_ID) {
            final ImpliedTopOfBookDecoder event =
                    new ImpliedTopOfBookDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            return top(
                    event.instrumentId(),
                    EventText.side(event.bidPriceE8(), event.bidLots()),
                    EventText.side(event.askPriceE8(), event.askLots()));
        }
        if (FrameLayout.templateId(buffer, offset) == ImpliedFillDecoder.TEMPLATE_ID) {
            final ImpliedFillDecoder event =
                    new ImpliedFillDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            return fill(
                    event.tradeId(),
                    event.orderId(),
                    event.accountId(),
                    event.instrumentId(),
                    event.side(),
                    event.priceE8(),
                    event.quantityLots(),
                    event.remainingLots(),
                    event.rested() != 0);
        }
        final ImpliedLegFillDecoder event =
                new ImpliedLegFillDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
        return leg(
                event.tradeId(),
                event.comboTradeId(),
                event.leg(),
                event.instrumentId(),
                event.makerOrderId(),
                event.makerAccountId(),
                event.takerAccountId(),
                event.takerSide(),
                event.priceE8(),
                event.quantityLots(),
                event.makerRemainingLots());
    }
}
