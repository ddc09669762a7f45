package io.strikebook.matching;

import io.strikebook.common.order.Label;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Link;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.Trigger;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder.PartsDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands about linked orders as typed calls. Remembers of the last one what its refusal would name. */
final class LinkAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final NewLinkedOrdersCommandDecoder command = new NewLinkedOrdersCommandDecoder();
    private final GrowLinkedOrderCommandDecoder grow = new GrowLinkedOrderCommandDecoder();
    private final Label label = new Label();
    private final OrderTerms[] terms = new OrderTerms[Link.MAX_PARTS];
    private final MatchingRules rules;
    private long clientOrderId;
    private int accountId;
    private int instrumentId;

    LinkAdapter(final MatchingRules rules) {
        this.rules = rules;
        for (int i = 0; i < terms.length; i++) {
            terms[i] = new OrderTerms();
        }
    }

    /** The client's id of the first part. */
    long clientOrderId() {
        return clientOrderId;
    }

    int accountId() {
        return accountId;
    }

    /** Instrument of the first part. */
    int instrumentId() {
        return instrumentId;
    }

    RejectCode onNewLinkedOrders(
            final UnsafeBuffer buffer, final int offset, final int sourceId, final RejectCode decision) {
        command.wrapAndApplyHeader(buffer, offset, header);
        accountId = command.accountId();
        clientOrderId = 0;
        instrumentId = 0;
        final LinkKind kind = command.linkKind();
        final int end = offset + FrameLayout.frameLength(buffer, offset);
        requireWithin(command.limit() + PartsDecoder.sbeHeaderSize(), end, offset, buffer);
        label.read(buffer, offset + FrameLayout.HEADER_LENGTH + NewLinkedOrdersCommandDecoder.labelEncodingOffset());
        final PartsDecoder parts = command.parts();
        final int count = parts.count();
        if (count > Link.MAX_PARTS || parts.actingBlockLength() < PartsDecoder.sbeBlockLength()) {
            if (decision != RejectCode.ACCEPTED) {
                return decision;
            }
            throw new IllegalArgumentException("command " + FrameLayout.sequence(buffer, offset) + " has " + count
                    + " linked orders of " + parts.actingBlockLength() + " bytes");
        }
        requireWithin(command.limit() + count * parts.actingBlockLength(), end, offset, buffer);
        for (int i = 0; parts.hasNext(); i++) {
            parts.next();
            if (i == 0) {
                clientOrderId = parts.clientOrderId();
                instrumentId = parts.instrumentId();
            }
            if (decision == RejectCode.ACCEPTED) {
                read(parts, terms[i], sourceId, i > 0 && kind != LinkKind.ONE_CANCELS_OTHER);
            }
        }
        return decision == RejectCode.ACCEPTED
                ? rules.links().accept(kind, command.fillCondition(), command.underlyingId(), terms, count)
                : decision;
    }

    RejectCode onGrow(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        grow.wrapAndApplyHeader(buffer, offset, header);
        accountId = grow.accountId();
        clientOrderId = grow.clientOrderId();
        instrumentId = grow.instrumentId();
        return decision == RejectCode.ACCEPTED
                ? rules.growth().grow(grow.orderId(), accountId, instrumentId, grow.priceE8(), grow.quantityLots())
                : decision;
    }

    /** The growth that came last was answered with a refusal. */
    void onGrowthRefused() {
        rules.growth().refused(grow.orderId(), accountId, instrumentId, grow.quantityLots());
    }

    private void read(final PartsDecoder part, final OrderTerms order, final int sourceId, final boolean held) {
        order.clear()
                .clientOrderId(part.clientOrderId())
                .accountId(accountId)
                .instrumentId(part.instrumentId())
                .sourceId(sourceId)
                .side(part.side())
                .orderType(part.orderType())
                .timeInForce(part.timeInForce())
                .priceE8(part.priceE8())
                .quantityLots(part.quantityLots())
                .postOnly(part.flags().postOnly())
                .reduceOnly(part.flags().reduceOnly())
                .rejectPostOnly(part.flags().rejectPostOnly())
                .withDetails()
                .ask(0, 0, part.expireNs())
                .label()
                .set(label);
        final Trigger trigger = order.details().trigger();
        final short kind = part.triggerKind();
        if (kind != 0) {
            final boolean trails = kind == TriggerKind.TRAILING.value();
            trigger.set(
                    TriggerKind.get(kind),
                    TriggerReference.get(part.triggerReference()),
                    trails ? Trigger.NO_PRICE : part.triggerPriceE8(),
                    trails ? part.triggerOffsetE8() : 0,
                    false);
        }
        if (held) {
            trigger.hold();
        }
    }

    private static void requireWithin(final int need, final int end, final int offset, final UnsafeBuffer buffer) {
        if (need > end) {
            throw new IllegalArgumentException("command " + FrameLayout.sequence(buffer, offset)
                    + " ends before its parts do: " + (end - offset) + " bytes, " + (need - offset) + " needed");
        }
    }
}
