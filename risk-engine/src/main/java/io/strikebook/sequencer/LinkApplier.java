package io.strikebook.sequencer;

import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder.PartsDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.LinkLadder;
import io.strikebook.sequencer.pretrade.Mirror;
import io.strikebook.sequencer.pretrade.WaitingTerms;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies accepted commands of linked orders to the state. */
final class LinkApplier {
    private final NewLinkedOrdersCommandDecoder command = new NewLinkedOrdersCommandDecoder();
    private final WaitingTerms waiting = new WaitingTerms();
    private final SequencerState state;

    LinkApplier(final SequencerState state) {
        this.state = state;
    }

    void apply(final UnsafeBuffer buffer, final int body, final int block, final int version) {
        command.wrap(buffer, body, block, version);
        final LinkKind kind = command.linkKind();
        final FillCondition condition = command.fillCondition();
        final Mirror mirror = state.mirror;
        final PartsDecoder parts = command.parts();
        for (int i = 0; parts.hasNext(); i++) {
            apply(parts.next(), i, LinkLadder.isHeld(kind, i), condition == FillCondition.INCREMENTAL);
            if (LinkLadder.isPair(kind, condition, i)) {
                mirror.pairs()
                        .pair(
                                mirror.order(OrderIds.of(state.sequence, i - 1)),
                                mirror.order(OrderIds.of(state.sequence, i)));
            }
        }
    }

    private void apply(final PartsDecoder part, final int number, final boolean held, final boolean incremental) {
        final Mirror mirror = state.mirror;
        final long orderId = OrderIds.of(state.sequence, number);
        final boolean triggered = part.triggerKind() != 0;
        final boolean buy = part.side() == Side.BUY;
        final boolean reduceOnly = Ladder.isReduceOnly(part.flags().getRaw());
        if (!held && !triggered) {
            mirror.accept(
                    LinkLadder.versionOf(state.sequence, orderId),
                    orderId,
                    mirror.account(command.accountId()),
                    state.trading.instrument(part.instrumentId()),
                    part.clientOrderId(),
                    buy,
                    reduceOnly,
                    part.priceE8(),
                    part.quantityLots());
            return;
        }
        waiting.order(orderId, part.clientOrderId())
                .of(mirror.account(command.accountId()), state.trading.instrument(part.instrumentId()))
                .asks(buy, part.priceE8(), part.quantityLots())
                .is(reduceOnly, part.orderType() == OrderType.MARKET)
                .waits(part.triggerKind() == TriggerKind.TRAILING.value(), !triggered, held && incremental);
        mirror.waiting().accept(LinkLadder.versionOf(state.sequence, orderId), waiting);
    }
}
