package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Link;
import io.strikebook.matching.book.Order;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LinkDetailsEncoder;
import io.strikebook.schemas.LinkFiredEncoder;
import io.strikebook.schemas.LinkedOrderIdleEncoder;
import io.strikebook.schemas.LinkedOrderReducedEncoder;
import io.strikebook.schemas.LinkedOrderReleasedEncoder;

/** What linked orders did to each other, as frames of the open group. Allocates nothing after construction. */
final class LinkPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final LinkDetailsEncoder details = new LinkDetailsEncoder();
    private final LinkFiredEncoder fired = new LinkFiredEncoder();
    private final LinkedOrderReducedEncoder reduced = new LinkedOrderReducedEncoder();
    private final LinkedOrderReleasedEncoder released = new LinkedOrderReleasedEncoder();
    private final LinkedOrderIdleEncoder idle = new LinkedOrderIdleEncoder();
    private final Publication executions;

    LinkPublisher(final Publication executions) {
        this.executions = executions;
    }

    /** Follows what else is said of an order that was accepted. */
    void details(final Order order) {
        final Link link = order.details().link();
        details.wrapAndApplyHeader(executions.buffer(), claim(LinkDetailsEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .linkId(link.linkId())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .linkKind(link.kind())
                .fillCondition(link.condition())
                .held((short) (order.details().trigger().isHeld() ? 1 : 0))
                .reserved((short) 0);
        commit(LinkDetailsEncoder.BLOCK_LENGTH);
    }

    void fired(final Order order) {
        fired.wrapAndApplyHeader(executions.buffer(), claim(LinkFiredEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .linkId(order.details().link().linkId())
                .quantityLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .asksSequencer((short) (order.details().trigger().hasFired() ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0)
                .reserved3(0);
        commit(LinkFiredEncoder.BLOCK_LENGTH);
    }

    void reduced(final Order order, final long lots) {
        reduced.wrapAndApplyHeader(executions.buffer(), claim(LinkedOrderReducedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .quantityLots(lots)
                .remainingLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId());
        commit(LinkedOrderReducedEncoder.BLOCK_LENGTH);
    }

    void released(final Order order, final long lots, final boolean asks, final boolean answers) {
        final Link link = order.details().link();
        released.wrapAndApplyHeader(executions.buffer(), claim(LinkedOrderReleasedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .linkId(link.linkId())
                .quantityLots(lots)
                .remainingLots(order.remainingLots())
                .heldLots(link.heldLots(order.details().part()))
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .asksSequencer((short) (asks ? 1 : 0))
                .answersGrowth((short) (answers ? 1 : 0))
                .reserved2(0)
                .reserved3(0);
        commit(LinkedOrderReleasedEncoder.BLOCK_LENGTH);
    }

    void idle(final Order order, final long comingLots, final boolean answers) {
        idle.wrapAndApplyHeader(executions.buffer(), claim(LinkedOrderIdleEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .comingLots(comingLots)
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .keepsTrigger(
                        (short) (order.isWaiting() && order.details().trigger().keepsKind() ? 1 : 0))
                .side(order.side())
                .answersDecision(answers ? 1 : 0)
                .reserved(0);
        commit(LinkedOrderIdleEncoder.BLOCK_LENGTH);
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
