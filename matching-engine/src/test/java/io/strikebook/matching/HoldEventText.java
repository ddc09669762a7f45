package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.MarketModeChangedDecoder;
import io.strikebook.schemas.OrderHeldDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about market modes and what they hold, as short text; more of {@link EventText}. */
final class HoldEventText {

    private HoldEventText() {}

    static String mode(final int instrument, final MarketMode mode, final long delay) {
        return "mode " + instrument + ' ' + mode + ' ' + delay;
    }

    static String held(final long id, final int account, final long until) {
        return "held " + id + " account " + account + " until " + until;
    }

    static String released(
            final long id, final long clientId, final int account, final Side side, final long price, final long lots) {
        return "released " + id + " client " + clientId + " account " + account + ' ' + side + ' ' + lots + '@' + price;
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarketModeChangedDecoder.TEMPLATE_ID: {
                final MarketModeChangedDecoder event =
                        new MarketModeChangedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return mode(event.instrumentId(), event.mode(), event.delayNs());
            }
            case OrderHeldDecoder.TEMPLATE_ID: {
                final OrderHeldDecoder event =
                        new OrderHeldDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return held(event.orderId(), event.accountId(), event.releaseNs());
            }
            case OrderReleasedDecoder.TEMPLATE_ID: {
                final OrderReleasedDecoder event =
                        new OrderReleasedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return released(
                        event.orderId(),
                        event.clientOrderId(),
                        event.accountId(),
                        event.side(),
                        event.priceE8(),
                        event.remainingLots());
            }
            default:
                throw new IllegalArgumentException("template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
