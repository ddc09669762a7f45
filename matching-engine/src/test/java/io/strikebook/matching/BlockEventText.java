package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.ComboLegsDecoder;
import io.strikebook.schemas.ComboListedDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about trades outside the books as short text; more of {@link EventText}. */
final class BlockEventText {

    private BlockEventText() {}

    static boolean isOne(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        return ImpliedEventText.isOne(buffer, offset)
                || templateId == BlockFillDecoder.TEMPLATE_ID
                || templateId == LegFillDecoder.TEMPLATE_ID
                || templateId == ComboListedDecoder.TEMPLATE_ID;
    }

    static String fill(
            final long tradeId,
            final long blockId,
            final int leg,
            final int instrument,
            final int buyer,
            final int seller,
            final long price,
            final long lots) {
        return "block " + tradeId + " of " + blockId + " leg " + leg + " instrument " + instrument + " from " + seller
                + " to " + buyer + ' ' + lots + '@' + price;
    }

    static String leg(
            final long tradeId,
            final int combo,
            final int leg,
            final int instrument,
            final int taker,
            final int maker,
            final Side takerSide,
            final long price,
            final long lots) {
        return "leg " + leg + " of " + combo + " in " + tradeId + ": " + taker + ' ' + takerSide + "s of " + maker + ' '
                + lots + '@' + price + " of " + instrument;
    }

    static String combo(final int combo, final String legs) {
        return "combination " + combo + " of" + legs;
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case LegFillDecoder.TEMPLATE_ID: {
                final LegFillDecoder event =
                        new LegFillDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return leg(
                        event.tradeId(),
                        event.comboId(),
                        event.leg(),
                        event.instrumentId(),
                        event.takerAccountId(),
                        event.makerAccountId(),
                        event.takerSide(),
                        event.priceE8(),
                        event.quantityLots());
            }
            case ComboListedDecoder.TEMPLATE_ID: {
                final ComboListedDecoder event =
                        new ComboListedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                final ComboLegsDecoder legs = event.legs();
                return combo(
                        event.instrumentId(),
                        leg(legs.ratio1(), legs.leg1Id())
                                + leg(legs.ratio2(), legs.leg2Id())
                                + leg(legs.ratio3(), legs.leg3Id())
                                + leg(legs.ratio4(), legs.leg4Id()));
            }
            default:
                return decodeBlock(buffer, offset);
        }
    }

    private static String leg(final int ratio, final int instrument) {
        return ratio == 0 ? "" : " " + ratio + "x" + instrument;
    }

    private static String decodeBlock(final UnsafeBuffer buffer, final int offset) {
        if (ImpliedEventText.isOne(buffer, offset)) {
            return ImpliedEventText.decode(buffer, offset);
        }
        final BlockFillDecoder event =
                new BlockFillDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
        return fill(
                event.tradeId(),
                event.blockId(),
                event.leg(),
                event.instrumentId(),
                event.buyerAccountId(),
                event.sellerAccountId(),
                event.priceE8(),
                event.quantityLots());
    }
}
