package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import io.strikebook.schemas.TriggeredOrderCommandEncoder;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.LiveOrder;
import io.strikebook.sequencer.pretrade.TriggerLadder;

/** Makes a command of each request of margin's: an order whose trigger fired, or more of a linked one, decided as if it came now. */
final class TriggerDesk {
    private final TriggeredOrderCommandEncoder triggered = new TriggeredOrderCommandEncoder();
    private final GrowLinkedOrderCommandEncoder grow = new GrowLinkedOrderCommandEncoder();
    private final SequencerState state;
    private final CommandPublisher publisher;
    private final CommandWriter writer;
    private final Ladder ladder;
    private final TriggerLadder triggers;

    TriggerDesk(
            final SequencerState state,
            final CommandPublisher publisher,
            final CommandWriter writer,
            final OrderDesk orders) {
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.ladder = orders.ladder();
        this.triggers = orders.triggers();
    }

    /** See {@link Sequencer#decideTriggered}. */
    boolean decideOldest(final long timestampNs) {
        final PendingTriggers pending = state.triggers;
        if (pending.size() == 0) {
            return false;
        }
        final long orderId = pending.orderId(0);
        final long clientOrderId = pending.clientOrderId(0);
        final int accountId = pending.accountId(0);
        final int instrumentId = pending.instrumentId(0);
        ladder.at(Math.max(state.timestampNs, timestampNs));
        if (pending.quantityLots(0) > 0) {
            decideGrowth(orderId, clientOrderId, accountId, instrumentId, timestampNs);
            return true;
        }
        final LiveOrder order = find(orderId, accountId);
        final RejectCode decision = order == null
                ? RejectCode.UNKNOWN_ORDER
                : triggers.checkTriggered(order, order.orderedLots(), state.marginLag());
        writer.begin(
                TriggeredOrderCommandDecoder.TEMPLATE_ID,
                TriggeredOrderCommandDecoder.BLOCK_LENGTH,
                decision,
                state.marginSource,
                pending.sourceSequence(0),
                timestampNs);
        triggered
                .wrap(publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .priceE8(order == null ? 0 : ladder.priceE8())
                .quantityLots(order == null ? 0 : order.orderedLots())
                .accountId(accountId)
                .instrumentId(instrumentId);
        writer.end();
        return true;
    }

    private void decideGrowth(
            final long orderId,
            final long clientOrderId,
            final int accountId,
            final int instrumentId,
            final long timestampNs) {
        final LiveOrder found = state.mirror.order(orderId);
        final LiveOrder order = found != null && found.accountId() == accountId && found.isGrowing() ? found : null;
        final long lots = state.triggers.quantityLots(0);
        final RejectCode decision =
                order == null ? RejectCode.UNKNOWN_ORDER : triggers.checkGrowth(order, lots, state.marginLag());
        writer.begin(
                GrowLinkedOrderCommandDecoder.TEMPLATE_ID,
                GrowLinkedOrderCommandDecoder.BLOCK_LENGTH,
                decision,
                state.marginSource,
                state.triggers.sourceSequence(0),
                timestampNs);
        grow.wrap(publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .priceE8(order == null ? 0 : ladder.priceE8())
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(instrumentId);
        writer.end();
    }

    /** The order, where it still waits; it may be cancelled meanwhile, on account of what was decided before. */
    private LiveOrder find(final long orderId, final int accountId) {
        final LiveOrder order = state.mirror.order(orderId);
        return order != null && order.accountId() == accountId && order.isUntriggered() ? order : null;
    }
}
