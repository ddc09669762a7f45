package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import io.strikebook.schemas.TriggeredOrderCommandEncoder;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.LiveOrder;
import io.strikebook.sequencer.pretrade.TriggerLadder;

/** Makes a command of each request of margin's: an order whose trigger fired, decided as if it came now. */
final class TriggerDesk {
    private final TriggeredOrderCommandEncoder triggered = new TriggeredOrderCommandEncoder();
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
        final LiveOrder order = find(orderId, accountId);
        ladder.at(Math.max(state.timestampNs, timestampNs));
        final RejectCode decision =
                order == null ? RejectCode.UNKNOWN_ORDER : triggers.checkTriggered(order, state.marginLag());
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

    /** The order, where it still waits; it may be cancelled meanwhile, on account of what was decided before. */
    private LiveOrder find(final long orderId, final int accountId) {
        final LiveOrder order = state.mirror.order(orderId);
        return order != null && order.accountId() == accountId && order.isUntriggered() ? order : null;
    }
}
