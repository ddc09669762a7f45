package io.strikebook.runner.spot;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What commands and executions say, read for the test alone: orders that rest, trades, and what was decided last. */
final class SpotFacts {
    /** An order that rests. */
    static final class Resting {
        final long orderId;
        final int accountId;
        final int instrumentId;
        final boolean buy;
        long priceE8;
        long lots;

        Resting(
                final long orderId,
                final int accountId,
                final int instrumentId,
                final boolean buy,
                final long priceE8,
                final long lots) {
            this.orderId = orderId;
            this.accountId = accountId;
            this.instrumentId = instrumentId;
            this.buy = buy;
            this.priceE8 = priceE8;
            this.lots = lots;
        }
    }

    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final TreeMap<Long, Resting> orders = new TreeMap<>();
    private RejectCode decision;
    private long spotFills;
    private long refusedForFunds;

    GroupSink commands() {
        return frames(this::onCommand);
    }

    GroupSink executions() {
        return frames(this::onExecution);
    }

    static GroupSink nowhere() {
        return (buffer, offset, length, firstSequence, groupsEnded) -> {};
    }

    RejectCode decision() {
        return decision;
    }

    long spotFills() {
        return spotFills;
    }

    long refusedForFunds() {
        return refusedForFunds;
    }

    /** Orders of an account, the oldest first. */
    List<Resting> ordersOf(final int accountId) {
        final List<Resting> found = new ArrayList<>();
        for (final Resting order : orders.values()) {
            if (order.accountId == accountId) {
                found.add(order);
            }
        }
        return found;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset) {
        decision = envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).decision();
        refusedForFunds += decision == RejectCode.INSUFFICIENT_FUNDS ? 1 : 0;
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, body, block, version);
                orders.put(
                        accepted.orderId(),
                        new Resting(
                                accepted.orderId(),
                                accepted.accountId(),
                                accepted.instrumentId(),
                                accepted.side() == Side.BUY,
                                accepted.priceE8(),
                                accepted.quantityLots()));
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, body, block, version);
                final Resting order = orders.get(replaced.orderId());
                order.priceE8 = replaced.priceE8();
                order.lots = replaced.remainingLots();
            }
            case OrderCancelledDecoder.TEMPLATE_ID ->
                orders.remove(cancelled.wrap(buffer, body, block, version).orderId());
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block, version);
                spotFills += fill.instrumentId() == SpotVenue.SPOT ? 1 : 0;
                traded(fill.makerOrderId());
                traded(fill.takerOrderId());
            }
            default -> {}
        }
    }

    private void traded(final long orderId) {
        final Resting order = orders.get(orderId);
        order.lots -= fill.quantityLots();
        if (order.lots == 0) {
            orders.remove(orderId);
        }
    }

    private interface FrameTaker {
        void take(UnsafeBuffer buffer, int offset);
    }

    private static GroupSink frames(final FrameTaker taker) {
        return (buffer, offset, length, firstSequence, groupsEnded) -> {
            for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
                taker.take(buffer, at);
            }
        };
    }
}
