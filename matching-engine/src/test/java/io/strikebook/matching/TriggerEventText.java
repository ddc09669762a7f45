package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.TriggerDetailsDecoder;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerOrderReplacedDecoder;
import io.strikebook.schemas.TriggerReference;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about orders that wait for a trigger, as short text; more of {@link EventText}. */
final class TriggerEventText {

    private TriggerEventText() {}

    static String details(
            final long id,
            final TriggerKind kind,
            final TriggerReference reference,
            final long price,
            final long offset) {
        return "trigger " + id + ' ' + kind + ' ' + reference + ' ' + price(price) + " offset " + offset;
    }

    static String fired(final long id, final long clientId, final int account, final long price, final long reference) {
        return "fired " + id + " client " + clientId + " account " + account + " trigger " + price(price) + " at "
                + reference;
    }

    static String replaced(
            final long id, final long price, final long lots, final long triggerPrice, final long offset) {
        return "waiting " + id + ' ' + lots + '@' + price + " trigger " + price(triggerPrice) + " offset " + offset;
    }

    static String triggered(final long id, final int account, final long price, final long lots) {
        return "live " + id + " account " + account + ' ' + lots + '@' + price;
    }

    private static String price(final long price) {
        return price == ReferenceTriggers.NONE ? "none" : Long.toString(price);
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case TriggerDetailsDecoder.TEMPLATE_ID: {
                final TriggerDetailsDecoder event =
                        new TriggerDetailsDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return details(
                        event.orderId(),
                        event.triggerKind(),
                        event.triggerReference(),
                        event.triggerPriceE8(),
                        event.triggerOffsetE8());
            }
            case TriggerFiredDecoder.TEMPLATE_ID: {
                final TriggerFiredDecoder event =
                        new TriggerFiredDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return fired(
                        event.orderId(),
                        event.clientOrderId(),
                        event.accountId(),
                        event.triggerPriceE8(),
                        event.referencePriceE8());
            }
            case TriggerOrderReplacedDecoder.TEMPLATE_ID: {
                final TriggerOrderReplacedDecoder event =
                        new TriggerOrderReplacedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return replaced(
                        event.orderId(),
                        event.priceE8(),
                        event.quantityLots(),
                        event.triggerPriceE8(),
                        event.triggerOffsetE8());
            }
            case OrderTriggeredDecoder.TEMPLATE_ID: {
                final OrderTriggeredDecoder event =
                        new OrderTriggeredDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return triggered(event.orderId(), event.accountId(), event.priceE8(), event.quantityLots());
            }
            default:
                throw new IllegalArgumentException("template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
