package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.Random;

/** Somebody whose orders wait for triggers near the newest marks, through a queue of his own; now and then he cancels one, or just trades. */
final class StopSender {
    /** Queue's key in the configuration. */
    static final String NAME = "stops";

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewTriggerOrderEncoder newOrder = new NewTriggerOrderEncoder();
    private final NewOrderEncoder plain = new NewOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final int accountId;
    private final Publication requests;
    private final NewestMarks marks;
    private final Random random;
    private LinkSender links;

    StopSender(final int accountId, final Publication requests, final Subscription marks, final long seed) {
        this.accountId = accountId;
        this.requests = requests;
        this.marks = new NewestMarks(marks);
        this.random = new Random(seed);
    }

    /** From now on every other request is one of linked orders. */
    void alsoLinked(final LinkSender sender) {
        links = sender;
    }

    /** One request, once there are marks. */
    void send(final long nowNs) {
        if (!marks.read()) {
            return;
        }
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        if (links != null && random.nextBoolean() && links.send(requests, accountId, marks)) {
            requests.endGroup();
            requests.flush();
            return;
        }
        if (random.nextInt(4) == 0) {
            cancel();
        } else {
            order();
        }
        requests.endGroup();
        requests.flush();
    }

    /** One market order, which trades at once or takes part in an auction. */
    void sendPlain(final long nowNs) {
        if (!marks.areThere()) {
            return;
        }
        final int instrument = marks.anyInstrument(random);
        final boolean buys = random.nextBoolean();
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        final int offset = requests.claim(FrameLayout.HEADER_LENGTH + NewOrderEncoder.BLOCK_LENGTH);
        requests.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + NewOrderEncoder.BLOCK_LENGTH, (byte) 0);
        plain.wrapAndApplyHeader(requests.buffer(), offset, header)
                .clientOrderId(requests.lastSequence() + 1)
                .quantityLots(1 + random.nextInt(9))
                .accountId(accountId)
                .instrumentId(instrument)
                .side(buys ? Side.BUY : Side.SELL)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED);
        requests.commit(FrameLayout.HEADER_LENGTH + NewOrderEncoder.BLOCK_LENGTH);
        requests.endGroup();
        requests.flush();
    }

    private void cancel() {
        final int offset = requests.claim(FrameLayout.HEADER_LENGTH + CancelOrderEncoder.BLOCK_LENGTH);
        cancel.wrapAndApplyHeader(requests.buffer(), offset, header)
                .orderId(0)
                .clientOrderId(Math.max(1, requests.lastSequence() - random.nextInt(16)))
                .accountId(accountId)
                .instrumentId(0);
        requests.commit(FrameLayout.HEADER_LENGTH + CancelOrderEncoder.BLOCK_LENGTH);
    }

    private void order() {
        final int instrument = marks.anyInstrument(random);
        final long markE8 = marks.of(instrument);
        final boolean trails = random.nextInt(3) == 0;
        final long nearE8 = 1 + Math.abs(markE8) / 20_000;
        final int offset = requests.claim(FrameLayout.HEADER_LENGTH + NewTriggerOrderEncoder.BLOCK_LENGTH);
        requests.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + NewTriggerOrderEncoder.BLOCK_LENGTH, (byte) 0);
        newOrder.wrapAndApplyHeader(requests.buffer(), offset, header)
                .clientOrderId(requests.lastSequence() + 1)
                .quantityLots(1 + random.nextInt(3))
                .accountId(accountId)
                .instrumentId(instrument)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .triggerKind(trails ? TriggerKind.TRAILING : random.nextBoolean() ? TriggerKind.STOP : TriggerKind.TAKE)
                .triggerReference(random.nextInt(3) == 0 ? TriggerReference.LAST : TriggerReference.MARK)
                .triggerPriceE8(trails ? 0 : Math.max(1, markE8 + (random.nextInt(5) - 2) * nearE8))
                .triggerOffsetE8(trails ? nearE8 : 0);
        requests.commit(FrameLayout.HEADER_LENGTH + NewTriggerOrderEncoder.BLOCK_LENGTH);
    }
}
