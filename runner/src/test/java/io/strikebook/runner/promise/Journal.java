package io.strikebook.runner.promise;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.DoneDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EpochAppliedDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.InstrumentStatisticsDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MmpChangedDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderDetailsDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.QuotesCancelledDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TopOfBookDecoder;
import io.strikebook.schemas.TriggerDetailsDecoder;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import io.strikebook.schemas.WithdrawCommandDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Everything that the engines said, command by command, and the facts after each. Frames that it does not know end the test. */
final class Journal {
    /** What a command is, as far as it can take money or risk. */
    enum Kind {
        ORDER,
        REPLACE,
        QUOTES,
        WITHDRAWAL,
        OTHER
    }

    /** A command with the view it was decided on, what it asks for, and what came of it. */
    static final class Step {
        final long sequence;
        Kind kind = Kind.OTHER;
        int template;
        RejectCode decision;
        long marksTo;
        long marginTo;
        int account;
        long orderId;
        int instrument;
        boolean buy;
        boolean reduceOnly;
        double price;
        int lots;
        double coins;

        /** Margin's own refusal of it. */
        boolean refusedByMargin;

        /** Epoch that margin finished in its answer, 0 for none. */
        long epochApplied;

        /** By account: epoch of the state in margin's answer, 0 for none. */
        final long[] stateEpochs = new long[SmallVenue.ACCOUNTS + 1];

        /** By account: balance and initial margin in that state, coins. */
        final double[] stateBalances = new double[SmallVenue.ACCOUNTS + 1];

        final double[] stateMargins = new double[SmallVenue.ACCOUNTS + 1];
        Facts after;

        Step(final long sequence) {
            this.sequence = sequence;
        }

        boolean isAccepted() {
            return decision == RejectCode.ACCEPTED;
        }
    }

    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final ReplaceOrderCommandDecoder replace = new ReplaceOrderCommandDecoder();
    private final TriggeredOrderCommandDecoder triggeredCommand = new TriggeredOrderCommandDecoder();
    private final WithdrawCommandDecoder withdraw = new WithdrawCommandDecoder();
    private final DepositCommandDecoder deposit = new DepositCommandDecoder();
    private final MassQuoteCommandDecoder massQuote = new MassQuoteCommandDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final TriggerDetailsDecoder waits = new TriggerDetailsDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final QuotesAcceptedDecoder quoted = new QuotesAcceptedDecoder();
    private final MmpTriggeredDecoder breached = new MmpTriggeredDecoder();
    private final MmpChangedDecoder protection = new MmpChangedDecoder();
    private final QuotesCancelledDecoder unquoted = new QuotesCancelledDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final AccountStateDecoder state = new AccountStateDecoder();
    private final EpochAppliedDecoder applied = new EpochAppliedDecoder();
    private final List<Step> steps = new ArrayList<>();
    private final double[] reserves = new double[SmallVenue.ACCOUNTS + 1];
    private Facts facts = new Facts();
    private int before;
    private int first = 1;

    Journal() {
        final Step beginning = new Step(0);
        beginning.after = facts;
        steps.add(beginning);
    }

    /** Two accounts with nothing come in place of others; theirs are the ids behind this one. */
    void startAgain(final int idBefore) {
        before = idBefore;
        facts = new Facts();
        first = steps.size();
        Arrays.fill(reserves, 0);
    }

    /** Counts an account's coins as fewer than the engines do. */
    void forget(final int account, final double coins) {
        facts.coins[account] -= coins;
    }

    /** Nobody has a position, an order or a quote. */
    void requireNothing() {
        boolean nothing = facts.orders.isEmpty() && facts.quotes.isEmpty();
        for (final int[] lots : facts.lots) {
            for (final int held : lots) {
                nothing &= held == 0;
            }
        }
        if (!nothing) {
            throw new AssertionError("accounts leave with orders or positions, after " + lastSequence());
        }
    }

    /** The command of a sequence. */
    Step step(final long sequence) {
        return steps.get((int) sequence);
    }

    /** The newest order or replace of an account that was taken since it came, or null. */
    Step newestOrder(final int account) {
        for (int i = steps.size() - 1; i >= first; i--) {
            final Step step = steps.get(i);
            if (step.account == account
                    && step.isAccepted()
                    && (step.kind == Kind.ORDER || step.kind == Kind.REPLACE)) {
                return step;
            }
        }
        return null;
    }

    /** The first command since the accounts came. */
    int first() {
        return first;
    }

    long lastSequence() {
        return steps.size() - 1L;
    }

    /** How things are now. */
    Facts facts() {
        return facts;
    }

    /** What is held for quotes of an account. */
    double reserve(final int account) {
        return reserves[account];
    }

    private interface FrameTaker {
        void take(Step step, UnsafeBuffer buffer, int body, int block, int version, int template);
    }

    GroupSink commands() {
        return frames(this::onCommand);
    }

    GroupSink executions() {
        return frames(this::onExecution);
    }

    GroupSink margin() {
        return frames(this::onMargin);
    }

    private GroupSink frames(final FrameTaker taker) {
        return (buffer, offset, length, firstSequence, groupsEnded) -> {
            for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
                taker.take(
                        at(FrameLayout.sequence(buffer, at)),
                        buffer,
                        at + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, at),
                        FrameLayout.version(buffer, at),
                        FrameLayout.templateId(buffer, at));
            }
        };
    }

    private int account(final int id) {
        return id - before;
    }

    private Step at(final long sequence) {
        if (sequence == steps.size()) {
            facts = facts.copy();
            final Step step = new Step(sequence);
            step.after = facts;
            steps.add(step);
        }
        return steps.get((int) sequence);
    }

    private void onCommand(
            final Step step,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version,
            final int template) {
        envelope.wrap(buffer, body);
        step.template = template;
        step.decision = envelope.decision();
        step.marksTo = envelope.marksTo();
        step.marginTo = envelope.marginTo();
        switch (template) {
            case NewOrderCommandDecoder.TEMPLATE_ID -> {
                newOrder.wrap(buffer, body, block, version);
                step.kind = Kind.ORDER;
                order(step, OrderIds.of(step.sequence, 0), account(newOrder.accountId()), newOrder.instrumentId());
                asks(step, newOrder.priceE8(), newOrder.quantityLots());
                step.buy = newOrder.side() == Side.BUY;
                step.reduceOnly = newOrder.flags().reduceOnly();
            }
            case NewTriggerOrderCommandDecoder.TEMPLATE_ID -> {
                newOrder.wrap(buffer, body, NewOrderCommandDecoder.BLOCK_LENGTH, version);
                order(step, OrderIds.of(step.sequence, 0), account(newOrder.accountId()), newOrder.instrumentId());
                step.buy = newOrder.side() == Side.BUY;
            }
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> {
                replace.wrap(buffer, body, block, version);
                step.kind = Kind.REPLACE;
                order(step, replace.orderId(), account(replace.accountId()), replace.instrumentId());
                asks(step, replace.priceE8(), replace.quantityLots());
                sideOf(step);
            }
            case TriggeredOrderCommandDecoder.TEMPLATE_ID -> {
                triggeredCommand.wrap(buffer, body, block, version);
                step.kind = Kind.ORDER;
                order(
                        step,
                        triggeredCommand.orderId(),
                        account(triggeredCommand.accountId()),
                        triggeredCommand.instrumentId());
                asks(step, triggeredCommand.priceE8(), triggeredCommand.quantityLots());
                sideOf(step);
            }
            default -> onMoney(step, buffer, body, block, version, template);
        }
    }

    private void onMoney(
            final Step step,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version,
            final int template) {
        switch (template) {
            case WithdrawCommandDecoder.TEMPLATE_ID -> {
                withdraw.wrap(buffer, body, block, version);
                step.kind = Kind.WITHDRAWAL;
                step.account = account(withdraw.accountId());
                step.coins = withdraw.amount() * Rules.UNIT;
                facts.coins[step.account] -= step.isAccepted() ? step.coins : 0;
            }
            case DepositCommandDecoder.TEMPLATE_ID -> {
                deposit.wrap(buffer, body, block, version);
                if (deposit.currency() == Currency.BTC) {
                    facts.coins[account(deposit.accountId())] += deposit.amount() * Rules.UNIT;
                }
            }
            case MassQuoteCommandDecoder.TEMPLATE_ID -> {
                step.kind = Kind.QUOTES;
                step.account =
                        account(massQuote.wrap(buffer, body, block, version).accountId());
            }
            default -> {
                // takes nothing and risks nothing
            }
        }
    }

    private static void order(final Step step, final long orderId, final int account, final int instrument) {
        step.orderId = orderId;
        step.account = account;
        step.instrument = instrument;
    }

    private static void asks(final Step step, final long priceE8, final long lots) {
        step.price = priceE8 * Rules.UNIT;
        step.lots = (int) lots;
    }

    /** A replace, or an order whose trigger fired, has the side that its order came with. */
    private void sideOf(final Step step) {
        final long first = OrderIds.sequenceOf(step.orderId);
        if (first > 0 && first < steps.size()) {
            step.buy = step(first).buy;
            step.reduceOnly = step(first).reduceOnly;
        }
    }

    private void onExecution(
            final Step step,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version,
            final int template) {
        switch (template) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, body, block, version);
                facts.orders.add(new Facts.Order(
                        accepted.orderId(),
                        account(accepted.accountId()),
                        accepted.instrumentId(),
                        accepted.side() == Side.BUY,
                        accepted.flags().reduceOnly(),
                        accepted.priceE8() * Rules.UNIT,
                        (int) accepted.quantityLots()));
                facts.find(accepted.orderId()).version = step.sequence;
            }
            case TriggerDetailsDecoder.TEMPLATE_ID ->
                facts.find(waits.wrap(buffer, body, block, version).orderId()).waits = true;
            case OrderTriggeredDecoder.TEMPLATE_ID -> {
                triggered.wrap(buffer, body, block, version);
                moved(step, triggered.orderId(), triggered.priceE8(), triggered.quantityLots(), false);
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, body, block, version);
                moved(
                        step,
                        replaced.orderId(),
                        replaced.priceE8(),
                        replaced.remainingLots(),
                        replaced.keptPriority() != 0);
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, body, block, version);
                facts.orders.removeIf(order -> order.id == cancelled.orderId());
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block, version);
                final double price = fill.priceE8() * Rules.UNIT;
                facts.filled(fill.makerOrderId(), (int) fill.quantityLots(), price, true);
                facts.filled(fill.takerOrderId(), (int) fill.quantityLots(), price, false);
            }
            default -> onQuoting(step, buffer, body, block, version, template);
        }
    }

    private void onQuoting(
            final Step step,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version,
            final int template) {
        switch (template) {
            case QuotesAcceptedDecoder.TEMPLATE_ID -> onQuotes(step, quoted.wrap(buffer, body, block, version));
            case MmpTriggeredDecoder.TEMPLATE_ID -> {
                breached.wrap(buffer, body, block, version);
                facts.quotes.removeIf(quote -> quote.account == account(breached.accountId()));
            }
            case QuotesCancelledDecoder.TEMPLATE_ID -> {
                unquoted.wrap(buffer, body, block, version);
                facts.quotes.removeIf(quote -> quote.account == account(unquoted.accountId()));
            }
            case MmpChangedDecoder.TEMPLATE_ID -> {
                protection.wrap(buffer, body, block, version);
                reserves[account(protection.accountId())] = protection.reserveE12() * 1e-12;
            }
            case RejectedDecoder.TEMPLATE_ID,
                    DoneDecoder.TEMPLATE_ID,
                    TopOfBookDecoder.TEMPLATE_ID,
                    OrderDetailsDecoder.TEMPLATE_ID,
                    TriggerFiredDecoder.TEMPLATE_ID,
                    InstrumentListedDecoder.TEMPLATE_ID,
                    InstrumentStatisticsDecoder.TEMPLATE_ID -> {
                // nobody has more or less by it
            }
            default -> throw new AssertionError("command " + step.sequence + " was answered with template " + template);
        }
    }

    private void moved(
            final Step step, final long orderId, final long priceE8, final long openLots, final boolean keepsTime) {
        final Facts.Order order = facts.find(orderId);
        order.price = priceE8 * Rules.UNIT;
        order.open = (int) openLots;
        order.waits = false;
        order.version = step.sequence;
        if (!keepsTime) {
            facts.orders.remove(order);
            facts.orders.add(order);
        }
    }

    private void onQuotes(final Step step, final QuotesAcceptedDecoder message) {
        final int account = account(message.accountId());
        int ordinal = 0;
        for (final QuotesAcceptedDecoder.EntriesDecoder entry : message.entries()) {
            final int instrument = entry.instrumentId();
            quote(step, account, instrument, true, entry.bidPriceE8(), entry.bidLots(), ordinal++);
            quote(step, account, instrument, false, entry.askPriceE8(), entry.askLots(), ordinal++);
        }
    }

    private void quote(
            final Step step,
            final int account,
            final int instrument,
            final boolean buy,
            final long priceE8,
            final long lots,
            final int ordinal) {
        facts.quotes.removeIf(quote -> quote.account == account && quote.instrument == instrument && quote.buy == buy);
        if (lots > 0) {
            facts.quotes.add(new Facts.Order(
                    OrderIds.of(step.sequence, 2_048 + ordinal),
                    account,
                    instrument,
                    buy,
                    false,
                    priceE8 * Rules.UNIT,
                    (int) lots));
        }
    }

    private void onMargin(
            final Step step,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version,
            final int template) {
        switch (template) {
            case AccountStateDecoder.TEMPLATE_ID -> {
                state.wrap(buffer, body, block, version);
                if (state.asOfSequence() != step.sequence) {
                    throw new AssertionError("state as of " + state.asOfSequence() + " with command " + step.sequence);
                }
                final int account = account(state.accountId());
                if (state.currency() != Currency.BTC) {
                    return;
                }
                step.stateEpochs[account] = Math.max(1, state.marksEpoch());
                step.stateBalances[account] = state.marginBalanceE12() * 1e-12;
                step.stateMargins[account] = state.initialMarginE12() * 1e-12;
            }
            case EpochAppliedDecoder.TEMPLATE_ID ->
                step.epochApplied = applied.wrap(buffer, body, block, version).marksEpoch();
            case RejectedDecoder.TEMPLATE_ID -> {
                if (step.kind == Kind.WITHDRAWAL && step.isAccepted()) {
                    step.refusedByMargin = true;
                    step.after.coins[step.account] += step.coins;
                }
            }
            default -> {
                // money and positions are worked out here, not read
            }
        }
    }
}
