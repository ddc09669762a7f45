package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeCommandEncoder;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.ListComboCommandEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.MassCancelCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.ScheduleOpeningCommandEncoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.UnusableRequestCommandEncoder;

/** Writes decided commands, one group each, as the sequencer would; {@link #next} sets where the next one comes from. */
final class CommandWriter {
    private static final int MAX_LENGTH = 256;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final MassCancelCommandEncoder massCancel = new MassCancelCommandEncoder();
    private final ListInstrumentCommandEncoder list = new ListInstrumentCommandEncoder();
    private final ListComboCommandEncoder listCombo = new ListComboCommandEncoder();
    private final BlockTradeCommandEncoder block = new BlockTradeCommandEncoder();
    private final ScheduleOpeningCommandEncoder schedule = new ScheduleOpeningCommandEncoder();
    private final SetInstrumentPhaseCommandEncoder phase = new SetInstrumentPhaseCommandEncoder();
    private final UnusableRequestCommandEncoder unusable = new UnusableRequestCommandEncoder();
    private final Publication commands;
    private int sourceId;
    private long sourceSequence;
    private RejectCode decision = RejectCode.ACCEPTED;
    private long timestampNs = 1;

    public CommandWriter(final Publication commands) {
        this.commands = commands;
    }

    /** Envelope of the commands that follow. */
    public CommandWriter next(
            final int newSourceId,
            final long newSourceSequence,
            final RejectCode newDecision,
            final long newTimestampNs) {
        sourceId = newSourceId;
        sourceSequence = newSourceSequence;
        decision = newDecision;
        timestampNs = newTimestampNs;
        return this;
    }

    /** Sequence of the last command written. */
    public long lastSequence() {
        return commands.lastSequence();
    }

    public void list(final int instrumentId, final int underlyingId, final InstrumentTerms terms) {
        list.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .instrumentId(instrumentId)
                .underlyingId(underlyingId);
        envelope(list.envelope());
        TermsCodec.encode(terms, list.terms());
        end(list.encodedLength());
    }

    public void listCombo(final int instrumentId, final InstrumentTerms terms, final ComboLegs legs) {
        listCombo
                .wrapAndApplyHeader(commands.buffer(), begin(), header)
                .instrumentId(instrumentId)
                .underlyingId(legs.leg(0).underlyingId());
        envelope(listCombo.envelope());
        TermsCodec.encode(terms, listCombo.terms());
        ComboCodec.encode(legs, listCombo.legs());
        end(listCombo.encodedLength());
    }

    /** One leg. */
    public void block(
            final int accountId,
            final int counterpartyId,
            final int instrumentId,
            final Side side,
            final long priceE8,
            final long lots) {
        block.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .blockId(1)
                .validUntilNs(0)
                .accountId(accountId)
                .counterpartyId(counterpartyId)
                .underlyingId(1)
                .reserved(0);
        envelope(block.envelope());
        block.envelope().underlyingId(1);
        block.legsCount(1)
                .next()
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .side(side)
                .legReserved1((short) 0)
                .legReserved2(0);
        end(block.encodedLength());
    }

    public void phase(final int instrumentId, final InstrumentPhase newPhase) {
        phase.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .instrumentId(instrumentId)
                .phase(newPhase)
                .reserved1((short) 0)
                .reserved2(0);
        envelope(phase.envelope());
        end(phase.encodedLength());
    }

    public void schedule(final int instrumentId, final long auctionNs, final long openNs) {
        schedule.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .auctionNs(auctionNs)
                .openNs(openNs)
                .instrumentId(instrumentId)
                .reserved(0);
        envelope(schedule.envelope());
        schedule.envelope().underlyingId(1);
        end(schedule.encodedLength());
    }

    public void newOrder(
            final int accountId,
            final int instrumentId,
            final Side side,
            final long clientOrderId,
            final long priceE8,
            final long lots,
            final TimeInForce timeInForce) {
        newOrder.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce);
        newOrder.flags().clear();
        envelope(newOrder.envelope());
        end(newOrder.encodedLength());
    }

    public void cancel(final int accountId, final int instrumentId, final long orderId, final long clientOrderId) {
        cancelOrder
                .wrapAndApplyHeader(commands.buffer(), begin(), header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .instrumentId(instrumentId);
        envelope(cancelOrder.envelope());
        end(cancelOrder.encodedLength());
    }

    public void replace(
            final int accountId,
            final int instrumentId,
            final long orderId,
            final long clientOrderId,
            final long priceE8,
            final long totalLots) {
        replaceOrder
                .wrapAndApplyHeader(commands.buffer(), begin(), header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(accountId)
                .instrumentId(instrumentId);
        envelope(replaceOrder.envelope());
        end(replaceOrder.encodedLength());
    }

    public void massCancel(final int accountId) {
        massCancel
                .wrapAndApplyHeader(commands.buffer(), begin(), header)
                .accountId(accountId)
                .instrumentId(0)
                .orderSourceId(0)
                .side((short) 0)
                .kind((short) 0)
                .settlementCurrency((short) 0)
                .reserved1((short) 0)
                .reserved2(0);
        envelope(massCancel.envelope());
        end(massCancel.encodedLength());
    }

    /** In place of a request of this template. */
    public void unusable(final int template) {
        unusable.wrapAndApplyHeader(commands.buffer(), begin(), header)
                .requestTemplateId(template)
                .requestBlockLength(0)
                .reserved1(0);
        envelope(unusable.envelope());
        end(unusable.encodedLength());
    }

    private int begin() {
        commands.beginGroup(commands.lastSequence() + 1, timestampNs);
        return commands.claim(MAX_LENGTH);
    }

    private void envelope(final EnvelopeEncoder envelope) {
        envelope.sourceSequence(sourceSequence)
                .marksTo(0)
                .marginTo(0)
                .sourceId(sourceId)
                .decision(decision)
                .underlyingId(0);
    }

    private void end(final int encodedLength) {
        commands.commit(FrameLayout.HEADER_LENGTH + encodedLength);
        commands.endGroup();
        commands.flush();
    }
}
