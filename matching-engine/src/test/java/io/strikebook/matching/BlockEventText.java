package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about trades outside the books as short text; more of {@link EventText}. */
final class BlockEventText {
    private static final FrameHeaderDecoder HEADER = new FrameHeaderDecoder();

    private BlockEventText() {}

    static boolean isOne(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == BlockFillDecoder.TEMPLATE_ID;
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

    static String decode(final UnsafeBuffer buffer, final int offset) {
        final BlockFillDecoder event = new BlockFillDecoder().wrapAndApplyHeader(buffer, offset, HEADER);
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
