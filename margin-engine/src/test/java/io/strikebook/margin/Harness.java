package io.strikebook.margin;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.CheckpointAnswerDecoder;
import io.strikebook.schemas.CheckpointCommandEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountCommandEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositCommandEncoder;
import io.strikebook.schemas.DoneDecoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.EpochAppliedDecoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.FundingAccruedDecoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.LinkedOrderRequestDecoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OpenInterestDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderAcceptedEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandEncoder;
import io.strikebook.schemas.SettleCommandEncoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TickCommandEncoder;
import io.strikebook.schemas.TriggerFiredEncoder;
import io.strikebook.schemas.TriggerRequestDecoder;
import io.strikebook.schemas.WithdrawCommandEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes commands, executions and marks as sequencer, matching and pricer would, and drives the agent over queues in memory. */
final class Harness {
    static final long E8 = 100_000_000L;
    static final int PERPETUAL = 1;
    static final int CALL = 2;
    static final int PUT = 3;
    static final int LINEAR = 4;

    /** One frame that margin wrote; fields that a message does not have are 0. */
    record Answer(
            long sequence,
            String message,
            int accountId,
            Currency currency,
            long cash,
            long balanceE12,
            long equityE12,
            long initialE12,
            long maintenanceE12,
            long availableE12,
            int flags,
            long epoch,
            RejectCode code,
            long stateHash,
            long consumedHash,
            long producedHash) {}

    final MemoryQueue commandQueue = new MemoryQueue();
    final MemoryQueue executionQueue = new MemoryQueue();
    final MemoryQueue markQueue = new MemoryQueue();
    final MemoryQueue marginQueue = new MemoryQueue();
    final Publication commands = commandQueue.publication();
    final Publication executions = executionQueue.publication();
    final Publication marks = markQueue.publication();
    final Publication margin = marginQueue.publication();
    final Subscription answers = marginQueue.subscription();
    final MarginEngine engine;
    final MarginAgent agent;
    long sequence;
    long timestampNs = 1_000_000_000L;
    long epoch;
    private int listed;
    private long fills;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final List<Answer> collected = new ArrayList<>();

    Harness(final VenueParameters parameters) {
        engine = new MarginEngine(parameters, margin);
        agent = new MarginAgent(
                engine, commandQueue.subscription(), executionQueue.subscription(), markQueue.subscription(), margin);
    }

    static VenueParameters parameters(final int stateCommands, final long stateIntervalNs, final int remarkAccounts) {
        final VenueParameters base = VenueParameters.defaults();
        final VenueParameters.Margin m = base.margin();
        return new VenueParameters(
                base.underlyings(),
                base.autoListing(),
                base.sequencing(),
                base.preTrade(),
                base.fees(),
                new VenueParameters.Margin(
                        m.futureInitialE8(),
                        m.futureMaintenanceE8(),
                        m.futureSlopePerCoinE12(),
                        stateCommands,
                        stateIntervalNs,
                        remarkAccounts,
                        m.remarkThresholdE12()),
                base.marks());
    }

    static InstrumentTerms perpetual() {
        return new InstrumentTerms(
                "BTC-PERPETUAL",
                "BTC",
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                0,
                E8 / 2,
                10 * E8,
                1_000_000);
    }

    static InstrumentTerms option(final OptionType type, final long strike) {
        return new InstrumentTerms(
                "BTC-30MAR18-" + strike + (type == OptionType.CALL ? "-C" : "-P"),
                "BTC",
                InstrumentKind.OPTION,
                type,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike * E8,
                1_522_396_800_000_000_000L,
                50_000L,
                E8 / 10,
                100_000);
    }

    static InstrumentTerms linear() {
        return new InstrumentTerms(
                "BTC_USDC-PERPETUAL",
                "BTC",
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USDC,
                0,
                0,
                E8 / 2,
                E8 / 1000,
                1_000_000);
    }

    /** Lists the four instruments: {@link #PERPETUAL}, {@link #CALL} and {@link #PUT} struck at 9000, {@link #LINEAR}. */
    Harness listAll() {
        list(perpetual());
        list(option(OptionType.CALL, 9000));
        list(option(OptionType.PUT, 9000));
        list(linear());
        return this;
    }

    void list(final InstrumentTerms terms) {
        final var encoder = new ListInstrumentCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .instrumentId(++listed)
                .underlyingId(1);
        TermsCodec.encode(terms, encoder.terms());
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
        executedNothing();
    }

    void account(final int accountId) {
        final var encoder = new CreateAccountCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .name("a")
                .accountId(accountId)
                .maxOpenOrders(0);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    void deposit(final int accountId, final Currency currency, final long amount) {
        deposit(accountId, currency, amount, RejectCode.ACCEPTED);
    }

    void deposit(final int accountId, final Currency currency, final long amount, final RejectCode decision) {
        final var encoder = new DepositCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .amount(amount)
                .accountId(accountId)
                .currency(currency);
        close(encoder.envelope(), decision, encoder.sbeBlockLength());
    }

    void withdraw(final int accountId, final Currency currency, final long amount) {
        final var encoder = new WithdrawCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .amount(amount)
                .accountId(accountId)
                .currency(currency);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    void limits(final int accountId) {
        final var encoder = new SetAccountLimitsCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .accountId(accountId)
                .maxOpenOrders(1);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    void tick() {
        final var encoder = new TickCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
        executedNothing();
    }

    /** A tick in whose group the triggers of these orders fire. */
    void fires(final int accountId, final long... orderIds) {
        final var encoder = new TickCommandEncoder();
        final int command = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), command, header);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
        executions.beginGroup(sequence, timestampNs);
        for (final long orderId : orderIds) {
            final var fired = new TriggerFiredEncoder();
            final int offset = executions.claim(FrameLayout.HEADER_LENGTH + fired.sbeBlockLength());
            fired.wrapAndApplyHeader(executions.buffer(), offset, header)
                    .orderId(orderId)
                    .clientOrderId(orderId + 1)
                    .accountId(accountId)
                    .instrumentId(PERPETUAL);
            executions.commit(FrameLayout.HEADER_LENGTH + fired.sbeBlockLength());
        }
        executions.endGroup();
    }

    void checkpoint() {
        final var encoder = new CheckpointCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
        executedNothing();
    }

    /** A settlement that was asked for. */
    void settle(final SettlementKind kind, final long settledNs, final long deliveryPriceE8) {
        final var encoder = new SettleCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .settledNs(settledNs)
                .deliveryPriceE8(deliveryPriceE8)
                .underlyingId(1)
                .kind(kind);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
        executedNothing();
    }

    /** A new order of the taker that matches one maker. */
    void trade(
            final int instrumentId,
            final int taker,
            final Side side,
            final int maker,
            final long lots,
            final long priceE8) {
        newOrder(instrumentId, taker, side, lots, priceE8);
        executions.beginGroup(sequence, timestampNs);
        accepted();
        fill(instrumentId, taker, side, maker, lots, priceE8);
        executions.endGroup();
    }

    /** A new order that rests. */
    void rest(final int instrumentId, final int accountId) {
        newOrder(instrumentId, accountId, Side.BUY, 1, E8);
        executions.beginGroup(sequence, timestampNs);
        accepted();
        executions.endGroup();
    }

    void fill(
            final int instrumentId,
            final int taker,
            final Side side,
            final int maker,
            final long lots,
            final long priceE8) {
        final var encoder = new FillEncoder();
        final int offset = executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(executions.buffer(), offset, header)
                .tradeId(OrderIds.of(sequence, (int) (fills++ & 0xFFF)))
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .makerAccountId(maker)
                .takerAccountId(taker)
                .takerSide(side);
        executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    void newOrder(final int instrumentId, final int accountId, final Side side, final long lots, final long priceE8) {
        final var encoder = new NewOrderCommandEncoder();
        final int offset = open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(side)
                .quantityLots(lots)
                .priceE8(priceE8);
        close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    /** An epoch with an index of underlying 1 and marks: instrument id, price, and so on. */
    void marks(final long indexE8, final long... idsAndPrices) {
        marks.beginGroup(++epoch, timestampNs);
        final var begin = new MarksEpochBeginEncoder();
        int offset = marks.claim(FrameLayout.HEADER_LENGTH + begin.sbeBlockLength());
        begin.wrapAndApplyHeader(marks.buffer(), offset, header);
        marks.commit(FrameLayout.HEADER_LENGTH + begin.sbeBlockLength());
        final var index = new IndexPriceEncoder();
        offset = marks.claim(FrameLayout.HEADER_LENGTH + index.sbeBlockLength());
        index.wrapAndApplyHeader(marks.buffer(), offset, header).underlyingId(1).priceE8(indexE8);
        marks.commit(FrameLayout.HEADER_LENGTH + index.sbeBlockLength());
        final var mark = new MarkEncoder();
        for (int i = 0; i < idsAndPrices.length; i += 2) {
            offset = marks.claim(FrameLayout.HEADER_LENGTH + mark.sbeBlockLength());
            mark.wrapAndApplyHeader(marks.buffer(), offset, header)
                    .instrumentId((int) idsAndPrices[i])
                    .markPriceE8(idsAndPrices[i + 1]);
            marks.commit(FrameLayout.HEADER_LENGTH + mark.sbeBlockLength());
        }
        marks.endGroup();
        marks.flush();
    }

    /** Runs everything written so far and returns what margin answered since the last call. */
    List<Answer> run() {
        commands.flush();
        executions.flush();
        while (agent.doWork() > 0) {
            engine.requireConsistent();
        }
        collected.clear();
        while (answers.poll(this::collect)) {
            continue;
        }
        return List.copyOf(collected);
    }

    int open(final int blockLength) {
        commands.beginGroup(++sequence, timestampNs);
        return commands.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    void close(final EnvelopeEncoder envelope, final RejectCode decision, final int blockLength) {
        envelope.sourceSequence(sequence).marksTo(epoch).marginTo(0).sourceId(7).decision(decision);
        commands.commit(FrameLayout.HEADER_LENGTH + blockLength);
        commands.endGroup();
    }

    void executedNothing() {
        executions.beginGroup(sequence, timestampNs);
        final int offset = executions.claim(FrameLayout.HEADER_LENGTH);
        new DoneEncoder().wrapAndApplyHeader(executions.buffer(), offset, header);
        executions.commit(FrameLayout.HEADER_LENGTH);
        executions.endGroup();
    }

    private void accepted() {
        final var encoder = new OrderAcceptedEncoder();
        final int offset = executions.claim(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(executions.buffer(), offset, header);
        executions.commit(FrameLayout.HEADER_LENGTH + encoder.sbeBlockLength());
    }

    private void collect(final UnsafeBuffer buffer, final int offset, final int length) {
        final long at = FrameLayout.sequence(buffer, offset);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case AccountStateDecoder.TEMPLATE_ID -> {
                final AccountStateDecoder d = new AccountStateDecoder().wrap(buffer, body, block, 0);
                collected.add(new Answer(
                        at,
                        "state",
                        d.accountId(),
                        d.currency(),
                        d.cash(),
                        d.marginBalanceE12(),
                        d.equityE12(),
                        d.initialMarginE12(),
                        d.maintenanceMarginE12(),
                        d.availableE12(),
                        (d.flags().belowInitialMargin() ? 1 : 0) | (d.flags().belowMaintenanceMargin() ? 2 : 0),
                        d.marksEpoch(),
                        null,
                        0,
                        0,
                        0));
            }
            case EpochAppliedDecoder.TEMPLATE_ID ->
                collected.add(simple(
                        at,
                        "epoch",
                        0,
                        new EpochAppliedDecoder().wrap(buffer, body, block, 0).marksEpoch(),
                        null));
            case RejectedDecoder.TEMPLATE_ID -> {
                final RejectedDecoder d = new RejectedDecoder().wrap(buffer, body, block, 0);
                collected.add(simple(at, "rejected", d.accountId(), 0, d.code()));
            }
            case TriggerRequestDecoder.TEMPLATE_ID -> {
                final TriggerRequestDecoder d = new TriggerRequestDecoder().wrap(buffer, body, block, 0);
                assertRequest(d);
                collected.add(simple(at, "request " + d.sourceSequence(), d.accountId(), d.orderId(), null));
            }
            case LinkedOrderRequestDecoder.TEMPLATE_ID -> {
                final LinkedOrderRequestDecoder d = new LinkedOrderRequestDecoder().wrap(buffer, body, block, 0);
                collected.add(simple(
                        at,
                        "request " + d.sourceSequence() + " lots " + d.quantityLots(),
                        d.accountId(),
                        d.orderId(),
                        null));
            }
            case OpenInterestDecoder.TEMPLATE_ID -> collected.add(simple(at, "interest", 0, 0, null));
            case FundingAccruedDecoder.TEMPLATE_ID -> collected.add(simple(at, "funding", 0, 0, null));
            case DoneDecoder.TEMPLATE_ID -> collected.add(simple(at, "done", 0, 0, null));
            case CheckpointAnswerDecoder.TEMPLATE_ID ->
                collected.add(checkpoint(at, new CheckpointAnswerDecoder().wrap(buffer, body, block, 0)));
            default ->
                SettlementFrames.texts(buffer, offset).forEach(text -> collected.add(simple(at, text, 0, 0, null)));
        }
    }

    private static void assertRequest(final TriggerRequestDecoder request) {
        if (request.clientOrderId() != request.orderId() + 1 || request.instrumentId() != PERPETUAL) {
            throw new AssertionError("margin asks for another order than the one that fired: " + request);
        }
    }

    private static Answer checkpoint(final long at, final CheckpointAnswerDecoder d) {
        return new Answer(
                at,
                "checkpoint",
                0,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                d.hashes().stateHash(),
                d.hashes().consumedHash(),
                d.hashes().producedHash());
    }

    private static Answer simple(
            final long at, final String message, final int accountId, final long epoch, final RejectCode code) {
        return new Answer(at, message, accountId, null, 0, 0, 0, 0, 0, 0, 0, epoch, code, 0, 0, 0);
    }
}
