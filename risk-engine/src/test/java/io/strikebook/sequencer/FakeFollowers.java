package io.strikebook.sequencer;

import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EpochAppliedEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OrderCancelledEncoder;
import io.strikebook.schemas.OrderReplacedEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerRequestEncoder;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stand-ins for matching and margin: they answer every command with one group each, valid but made up. An immediate-or-cancel order
 * trades with the oldest opposite order of its instrument, whatever the prices; everything else rests. States of accounts come in
 * turn, with fixed numbers. What they answer depends on the commands alone. Allocates nothing once as many orders lived at once.
 */
final class FakeFollowers {
    private static final int MAX_FRAME = 160;
    private static final int COMMANDS_PER_STATE = 4;
    private static final int COMMANDS_PER_PASS = 5;

    /** An order that rests. */
    static final class Resting {
        long orderId;
        long clientOrderId;
        int accountId;
        int instrumentId;
        boolean buy;
        long filledLots;
        long remainingLots;
        private int index;
    }

    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final CancelOrderCommandDecoder cancel = new CancelOrderCommandDecoder();
    private final ReplaceOrderCommandDecoder replace = new ReplaceOrderCommandDecoder();
    private final MassCancelCommandDecoder massCancel = new MassCancelCommandDecoder();
    private final CreateAccountCommandDecoder createAccount = new CreateAccountCommandDecoder();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final OrderReplacedEncoder replaced = new OrderReplacedEncoder();
    private final RejectedEncoder rejected = new RejectedEncoder();
    private final AccountStateEncoder accountState = new AccountStateEncoder();
    private final EpochAppliedEncoder epochApplied = new EpochAppliedEncoder();
    private final FrameHandler onCommand = this::onCommand;
    private final Subscription commands;
    private final Publication executions;
    private final Publication margin;
    private final long coinsE12;
    private final Long2ObjectHashMap<Resting> byId = new Long2ObjectHashMap<>(8_192, 0.5f);
    private Resting[] live = new Resting[64];
    private final TriggerRequestEncoder request = new TriggerRequestEncoder();
    private int asking;
    private long asked;
    private int liveCount;
    private final int[] accounts = new int[64];
    private int accountCount;
    private int turn;
    private long passEpoch;
    private long appliedEpoch;
    private long passEnds;

    /** Every account has so many coins, 1e-12, and as many thousand dollars. */
    FakeFollowers(
            final Subscription commands, final Publication executions, final Publication margin, final long coinsE12) {
        this.commands = commands;
        this.executions = executions;
        this.margin = margin;
        this.coinsE12 = coinsE12;
    }

    /** Answers what is there, at most so many commands. */
    int answer(final int limit) {
        int answered = 0;
        while (answered < limit && commands.poll(onCommand)) {
            answered++;
        }
        executions.flush();
        margin.flush();
        return answered;
    }

    int liveCount() {
        return liveCount;
    }

    /** An order by its place; places change as orders go. */
    Resting live(final int index) {
        return live[index];
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        final int template = FrameLayout.templateId(buffer, offset);
        final long sequence = FrameLayout.sequence(buffer, offset);
        final long timestampNs = FrameLayout.timestampNs(buffer, offset);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        envelope.wrap(buffer, body);
        if (CommandOwnership.answeredByMatching(template)) {
            executions.beginGroup(sequence, timestampNs);
            if (envelope.decision() == RejectCode.ACCEPTED) {
                execute(template, sequence, buffer, body, FrameLayout.blockLength(buffer, offset));
            }
            writeDone(executions);
            executions.endGroup();
        } else if (template == CreateAccountCommandDecoder.TEMPLATE_ID && envelope.decision() == RejectCode.ACCEPTED) {
            createAccount.wrap(buffer, body, FrameLayout.blockLength(buffer, offset), 0);
            accounts[accountCount++] = createAccount.accountId();
        }
        report(template, sequence, timestampNs);
    }

    private void execute(
            final int template, final long sequence, final UnsafeBuffer buffer, final int body, final int block) {
        switch (template) {
            case NewOrderCommandDecoder.TEMPLATE_ID, NewDetailedOrderCommandDecoder.TEMPLATE_ID ->
                accept(sequence, newOrder.wrap(buffer, body, block, 0));
            case CancelOrderCommandDecoder.TEMPLATE_ID -> {
                cancel.wrap(buffer, body, block, 0);
                final Resting order = byId.get(cancel.orderId());
                if (order == null) {
                    reject(template, cancel.accountId(), cancel.clientOrderId());
                } else {
                    remove(order);
                    cancelled(order.orderId, order.remainingLots);
                }
            }
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> replace(replace.wrap(buffer, body, block, 0));
            case MassCancelCommandDecoder.TEMPLATE_ID -> {
                massCancel.wrap(buffer, body, block, 0);
                for (int i = liveCount - 1; i >= 0; i--) {
                    final Resting order = live[i];
                    if (order.accountId == massCancel.accountId()) {
                        remove(order);
                        cancelled(order.orderId, order.remainingLots);
                    }
                }
            }
            default -> {}
        }
    }

    private void accept(final long sequence, final NewOrderCommandDecoder order) {
        final long orderId = OrderIds.of(sequence, 0);
        final boolean buy = order.side() == Side.BUY;
        if (order.timeInForce() == TimeInForce.GOOD_TIL_CANCELLED) {
            final Resting resting = add();
            resting.orderId = orderId;
            resting.clientOrderId = order.clientOrderId();
            resting.accountId = order.accountId();
            resting.instrumentId = order.instrumentId();
            resting.buy = buy;
            resting.filledLots = 0;
            resting.remainingLots = order.quantityLots();
            byId.put(orderId, resting);
            return;
        }
        long lots = order.quantityLots();
        final Resting maker = opposite(order.instrumentId(), !buy);
        if (maker != null) {
            final long traded = Math.min(lots, maker.remainingLots);
            lots -= traded;
            maker.remainingLots -= traded;
            maker.filledLots += traded;
            final int offset = claim(executions);
            fill.wrapAndApplyHeader(executions.buffer(), offset, header)
                    .makerOrderId(maker.orderId)
                    .takerOrderId(orderId)
                    .quantityLots(traded);
            executions.commit(FrameLayout.HEADER_LENGTH + FillEncoder.BLOCK_LENGTH);
            if (maker.remainingLots == 0) {
                remove(maker);
            }
        }
        if (lots > 0) {
            cancelled(orderId, lots);
        }
    }

    private Resting opposite(final int instrumentId, final boolean buy) {
        for (int i = 0; i < liveCount; i++) {
            if (live[i].instrumentId == instrumentId && live[i].buy == buy) {
                return live[i];
            }
        }
        return null;
    }

    private void replace(final ReplaceOrderCommandDecoder request) {
        final Resting order = byId.get(request.orderId());
        if (order == null) {
            reject(ReplaceOrderCommandDecoder.TEMPLATE_ID, request.accountId(), request.clientOrderId());
            return;
        }
        final long remaining = request.quantityLots() - order.filledLots;
        if (remaining <= 0) {
            remove(order);
            cancelled(order.orderId, order.remainingLots);
            return;
        }
        order.remainingLots = remaining;
        final int offset = claim(executions);
        replaced.wrapAndApplyHeader(executions.buffer(), offset, header)
                .orderId(order.orderId)
                .priceE8(request.priceE8())
                .remainingLots(remaining);
        executions.commit(FrameLayout.HEADER_LENGTH + OrderReplacedEncoder.BLOCK_LENGTH);
    }

    private void cancelled(final long orderId, final long lots) {
        final int offset = claim(executions);
        cancelled
                .wrapAndApplyHeader(executions.buffer(), offset, header)
                .orderId(orderId)
                .remainingLots(lots);
        executions.commit(FrameLayout.HEADER_LENGTH + OrderCancelledEncoder.BLOCK_LENGTH);
    }

    private void reject(final int template, final int accountId, final long clientOrderId) {
        final int offset = claim(executions);
        rejected.wrapAndApplyHeader(executions.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .commandTemplateId(template)
                .code(RejectCode.UNKNOWN_ORDER);
        executions.commit(FrameLayout.HEADER_LENGTH + RejectedEncoder.BLOCK_LENGTH);
    }

    /** The newest marks are applied a few commands after they were announced; every few commands one state follows, in turn. */
    private void report(final int template, final long sequence, final long timestampNs) {
        margin.beginGroup(sequence, timestampNs);
        if (passEpoch == appliedEpoch && envelope.marksTo() > passEpoch) {
            passEpoch = envelope.marksTo();
            passEnds = sequence + COMMANDS_PER_PASS;
        }
        if (passEpoch != appliedEpoch && sequence >= passEnds) {
            appliedEpoch = passEpoch;
            final int offset = claim(margin);
            epochApplied.wrapAndApplyHeader(margin.buffer(), offset, header).marksEpoch(appliedEpoch);
            margin.commit(FrameLayout.HEADER_LENGTH + EpochAppliedEncoder.BLOCK_LENGTH);
        }
        final boolean initial = template == CreateAccountCommandDecoder.TEMPLATE_ID;
        if (accountCount > 0 && (initial || sequence % COMMANDS_PER_STATE == 0)) {
            final int account = accounts[turn / 3 % accountCount];
            writeState(sequence, account, turn % 3 + Currency.BTC.value());
            turn++;
        }
        if (asking > 0) {
            asking--;
            final int offset = claim(margin);
            request.wrapAndApplyHeader(margin.buffer(), offset, header)
                    .sourceSequence(++asked)
                    .orderId(1)
                    .accountId(1)
                    .instrumentId(1);
            margin.commit(FrameLayout.HEADER_LENGTH + TriggerRequestEncoder.BLOCK_LENGTH);
        }
        writeDone(margin);
        margin.endGroup();
    }

    /** Margin's next groups ask, one request each, to decide on an order that nobody knows. */
    void ask(final int requests) {
        asking += requests;
    }

    private void writeState(final long sequence, final int accountId, final int currency) {
        final long balanceE12 = currency == Currency.USDC.value() ? coinsE12 * 1_000 : coinsE12;
        final int offset = claim(margin);
        accountState
                .wrapAndApplyHeader(margin.buffer(), offset, header)
                .asOfSequence(sequence)
                .marksEpoch(envelope.marksTo())
                .marginBalanceE12(balanceE12 - sequence % 97 * 1_000_000L)
                .initialMarginE12(balanceE12 / 10)
                .accountId(accountId)
                .currency(Currency.get((short) currency));
        margin.commit(FrameLayout.HEADER_LENGTH + AccountStateEncoder.BLOCK_LENGTH);
    }

    private void writeDone(final Publication publication) {
        final int offset = claim(publication);
        done.wrapAndApplyHeader(publication.buffer(), offset, header);
        publication.commit(FrameLayout.HEADER_LENGTH);
    }

    private static int claim(final Publication publication) {
        final int offset = publication.claim(MAX_FRAME);
        publication.buffer().setMemory(offset, MAX_FRAME, (byte) 0);
        return offset;
    }

    private Resting add() {
        if (liveCount == live.length) {
            live = Arrays.copyOf(live, liveCount * 2);
        }
        if (live[liveCount] == null) {
            live[liveCount] = new Resting();
        }
        final Resting added = live[liveCount];
        added.index = liveCount++;
        return added;
    }

    /** Its place goes to the last one, and it waits behind to be used again. */
    private void remove(final Resting order) {
        byId.remove(order.orderId);
        final Resting last = live[--liveCount];
        live[order.index] = last;
        last.index = order.index;
        live[liveCount] = order;
        order.index = liveCount;
    }
}
