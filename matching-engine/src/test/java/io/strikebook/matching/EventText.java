package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AllocationChangedDecoder;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.AuctionIndicationDecoder;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.CheckpointAnswerDecoder;
import io.strikebook.schemas.DoneDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.LinkDetailsDecoder;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.MarketModeChangedDecoder;
import io.strikebook.schemas.MmpChangedDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderDetailsDecoder;
import io.strikebook.schemas.OrderHeldDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.OrdersDecrementedDecoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.QuotesCancelledDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TopOfBookDecoder;
import io.strikebook.schemas.TriggerDetailsDecoder;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggerOrderReplacedDecoder;
import io.strikebook.schemas.VolatilityBandChangedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events as short text, the common tongue of engine, reference and rule tables. An empty side of a top is {@code -}.
 */
final class EventText {

    private EventText() {}

    static String accepted(
            final long orderId,
            final int account,
            final int instrument,
            final Side side,
            final long price,
            final long lots) {
        return "accepted " + orderId + " account " + account + " instrument " + instrument + ' ' + side + ' ' + lots
                + '@' + price;
    }

    static String details(final ReferenceMatching.Entry order) {
        return details(order.id, order.label, order.expireNs, order.display);
    }

    static String details(final long orderId, final String label, final long expireNs, final long display) {
        return "details " + orderId + " label '" + label + "' until " + expireNs + " shows " + display;
    }

    static String replaced(
            final long orderId, final long price, final long total, final long remaining, final boolean keptPriority) {
        return "replaced " + orderId + ' ' + total + '@' + price + " open " + remaining
                + (keptPriority ? " kept" : " moved");
    }

    /** What is left of a market-to-limit order. */
    static String becameLimit(final long orderId, final long price, final long total, final long remaining) {
        return "limit " + orderId + ' ' + total + '@' + price + " open " + remaining;
    }

    static String cancelled(final long orderId, final int account, final long remaining, final CancelReason reason) {
        return "cancelled " + orderId + " account " + account + " open " + remaining + ' ' + reason;
    }

    static String fill(
            final long tradeId,
            final long maker,
            final long taker,
            final long price,
            final long lots,
            final long makerRemaining,
            final long takerRemaining) {
        return "fill " + tradeId + " maker " + maker + " taker " + taker + ' ' + lots + '@' + price + " open "
                + makerRemaining + ' ' + takerRemaining;
    }

    static String decremented(
            final long maker, final long taker, final long lots, final long makerRemaining, final long takerRemaining) {
        return "decremented maker " + maker + " taker " + taker + ' ' + lots + " open " + makerRemaining + ' '
                + takerRemaining;
    }

    static String allocation(final int instrument, final AllocationRule rule, final int topOrderPercent) {
        return "allocation " + instrument + ' ' + rule + ' ' + topOrderPercent;
    }

    static String rejected(final RejectCode code) {
        return "rejected " + code;
    }

    /** By an operator. */
    static String phase(final int instrument, final InstrumentPhase phase) {
        return PhaseEventText.phase(instrument, phase, PhaseReason.OPERATOR, 0);
    }

    static String top(final int instrument, final String bid, final String ask) {
        return "top " + instrument + ' ' + bid + ' ' + ask;
    }

    static String side(final long price, final long lots) {
        return lots == 0 ? "-" : lots + "@" + price;
    }

    static String listed(final int instrument, final int underlying, final String symbol) {
        return "listed " + instrument + " of " + underlying + ' ' + symbol;
    }

    static String done() {
        return "done";
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        if (ReferenceStatistics.isOne(buffer, offset)) {
            return ReferenceStatistics.decode(buffer, offset);
        }
        if (BlockEventText.isOne(buffer, offset)) {
            return BlockEventText.decode(buffer, offset);
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case OrderAcceptedDecoder.TEMPLATE_ID: {
                final OrderAcceptedDecoder event =
                        new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return accepted(
                        event.orderId(),
                        event.accountId(),
                        event.instrumentId(),
                        event.side(),
                        event.priceE8(),
                        event.quantityLots());
            }
            case OrderDetailsDecoder.TEMPLATE_ID: {
                final OrderDetailsDecoder event =
                        new OrderDetailsDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return details(event.orderId(), event.label(), event.expireNs(), event.displayLots());
            }
            case OrderReplacedDecoder.TEMPLATE_ID: {
                final OrderReplacedDecoder event =
                        new OrderReplacedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                if (event.restOfMarket() == 1) {
                    return becameLimit(event.orderId(), event.priceE8(), event.quantityLots(), event.remainingLots());
                }
                return replaced(
                        event.orderId(),
                        event.priceE8(),
                        event.quantityLots(),
                        event.remainingLots(),
                        event.keptPriority() == 1);
            }
            case OrderCancelledDecoder.TEMPLATE_ID: {
                final OrderCancelledDecoder event =
                        new OrderCancelledDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return cancelled(event.orderId(), event.accountId(), event.remainingLots(), event.reason());
            }
            case OrdersDecrementedDecoder.TEMPLATE_ID: {
                final OrdersDecrementedDecoder event =
                        new OrdersDecrementedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return decremented(
                        event.makerOrderId(),
                        event.takerOrderId(),
                        event.quantityLots(),
                        event.makerRemainingLots(),
                        event.takerRemainingLots());
            }
            case FillDecoder.TEMPLATE_ID:
                return decodeFill(new FillDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder()));
            default:
                return decodeOther(buffer, offset);
        }
    }

    /** What is not about one order. */
    private static String decodeOther(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case AllocationChangedDecoder.TEMPLATE_ID: {
                final AllocationChangedDecoder event =
                        new AllocationChangedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return allocation(event.instrumentId(), event.rule(), event.topOrderPercent());
            }
            case RejectedDecoder.TEMPLATE_ID:
                return rejected(new RejectedDecoder()
                        .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                        .code());
            case TopOfBookDecoder.TEMPLATE_ID: {
                final TopOfBookDecoder event =
                        new TopOfBookDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return top(
                        event.instrumentId(),
                        side(event.bidPriceE8(), event.bidLots()),
                        side(event.askPriceE8(), event.askLots()));
            }
            case InstrumentListedDecoder.TEMPLATE_ID: {
                final InstrumentListedDecoder event =
                        new InstrumentListedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return listed(
                        event.instrumentId(),
                        event.underlyingId(),
                        event.terms().symbol());
            }
            case InstrumentPhaseChangedDecoder.TEMPLATE_ID,
                    AuctionIndicationDecoder.TEMPLATE_ID,
                    VolatilityBandChangedDecoder.TEMPLATE_ID:
                return PhaseEventText.decode(buffer, offset);
            case MarketModeChangedDecoder.TEMPLATE_ID, OrderHeldDecoder.TEMPLATE_ID, OrderReleasedDecoder.TEMPLATE_ID:
                return HoldEventText.decode(buffer, offset);
            case CheckpointAnswerDecoder.TEMPLATE_ID:
                return "checkpoint answer";
            case DoneDecoder.TEMPLATE_ID:
                return done();
            case QuotesAcceptedDecoder.TEMPLATE_ID,
                    QuotesCancelledDecoder.TEMPLATE_ID,
                    MmpTriggeredDecoder.TEMPLATE_ID,
                    MmpChangedDecoder.TEMPLATE_ID:
                return QuoteEventText.decode(buffer, offset);
            case TriggerDetailsDecoder.TEMPLATE_ID,
                    TriggerFiredDecoder.TEMPLATE_ID,
                    TriggerOrderReplacedDecoder.TEMPLATE_ID,
                    OrderTriggeredDecoder.TEMPLATE_ID:
                return TriggerEventText.decode(buffer, offset);
            case LinkDetailsDecoder.TEMPLATE_ID,
                    LinkFiredDecoder.TEMPLATE_ID,
                    LinkedOrderReducedDecoder.TEMPLATE_ID,
                    LinkedOrderReleasedDecoder.TEMPLATE_ID,
                    LinkedOrderIdleDecoder.TEMPLATE_ID:
                return LinkEventText.decode(buffer, offset);
            default:
                throw new IllegalArgumentException("template " + FrameLayout.templateId(buffer, offset));
        }
    }

    private static String decodeFill(final FillDecoder event) {
        return fill(
                        event.tradeId(),
                        event.makerOrderId(),
                        event.takerOrderId(),
                        event.priceE8(),
                        event.quantityLots(),
                        event.makerRemainingLots(),
                        event.takerRemainingLots())
                + (event.auction() == 1 ? " auction" : "");
    }
}
