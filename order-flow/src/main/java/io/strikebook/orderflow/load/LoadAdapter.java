package io.strikebook.orderflow.load;

import static io.strikebook.ipc.frame.FrameLayout.HEADER_LENGTH;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of {@code marks}, {@code commands} and {@code executions} to typed calls; other templates and schemas are skipped. */
final class LoadAdapter {
    private final FlowState state;
    private final LoadCounters counters;
    private final int sourceId;
    private final MarkDecoder mark = new MarkDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder combo = new ListComboCommandDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LegFillDecoder legFill = new LegFillDecoder();
    private final ImpliedFillDecoder impliedFill = new ImpliedFillDecoder();
    private final ImpliedLegFillDecoder impliedLegFill = new ImpliedLegFillDecoder();
    private final BlockFillDecoder blockFill = new BlockFillDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final LinkedOrderIdleDecoder idle = new LinkedOrderIdleDecoder();
    private final MmpTriggeredDecoder protection = new MmpTriggeredDecoder();
    private final InstrumentPhaseChangedDecoder phase = new InstrumentPhaseChangedDecoder();
    private long sequencedTo;

    LoadAdapter(final FlowState state, final LoadCounters counters, final int sourceId) {
        this.state = state;
        this.counters = counters;
        this.sourceId = sourceId;
    }

    /** Our last source sequence seen on {@code commands}. */
    long sequencedTo() {
        return sequencedTo;
    }

    /** Goes on after what a saved state had seen. */
    void sequencedTo(final long sourceSequence) {
        sequencedTo = sourceSequence;
    }

    void onMarks(final UnsafeBuffer buffer, final int offset) {
        if (!isKnownSchema(buffer, offset)) {
            return;
        }
        final int body = offset + HEADER_LENGTH;
        if (FrameLayout.templateId(buffer, offset) == MarkDecoder.TEMPLATE_ID) {
            mark.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
            state.marked(
                    mark.instrumentId(), mark.markPriceE8(), mark.deltaE9(), FrameLayout.timestampNs(buffer, offset));
        } else if (FrameLayout.templateId(buffer, offset) == IndexPriceDecoder.TEMPLATE_ID) {
            index.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
            state.index(index.underlyingId(), index.priceE8());
        }
    }

    void onCommand(final UnsafeBuffer buffer, final int offset) {
        if (!isKnownSchema(buffer, offset) || block(buffer, offset) < EnvelopeDecoder.ENCODED_LENGTH) {
            return;
        }
        envelope.wrap(buffer, offset + HEADER_LENGTH);
        if (envelope.sourceId() == sourceId) {
            onOwnCommand(buffer, offset);
        }
        if (envelope.decision() == RejectCode.ACCEPTED) {
            onListing(buffer, offset);
        }
    }

    private void onListing(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> {
                listing.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                state.listed(new Instrument(
                        listing.instrumentId(), listing.underlyingId(), TermsCodec.decode(listing.terms())));
            }
            case ListComboCommandDecoder.TEMPLATE_ID -> {
                combo.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                final ComboLegs legs = ComboCodec.decode(combo.legs(), state::listed);
                if (legs != null) {
                    state.listed(new Instrument(
                            combo.instrumentId(), combo.underlyingId(), TermsCodec.decode(combo.terms()), legs));
                }
            }
            default -> {}
        }
    }

    /** What executions says of our request was taken before. */
    private void onOwnCommand(final UnsafeBuffer buffer, final int offset) {
        sequencedTo = envelope.sourceSequence();
        counters.decided(envelope.decision());
        state.clients().answered(sequencedTo);
        if (FrameLayout.templateId(buffer, offset) == NewOrderCommandDecoder.TEMPLATE_ID) {
            newOrder.wrap(buffer, offset + HEADER_LENGTH, block(buffer, offset), version(buffer, offset));
            state.answered(
                    newOrder.accountId(),
                    newOrder.instrumentId(),
                    newOrder.side(),
                    newOrder.clientOrderId(),
                    newOrder.quantityLots());
        }
    }

    void onExecution(final UnsafeBuffer buffer, final int offset) {
        if (!isKnownSchema(buffer, offset)) {
            return;
        }
        final int block = block(buffer, offset);
        final int version = version(buffer, offset);
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, body, block, version);
                onAccepted();
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, body, block, version);
                state.replaced(
                        replaced.accountId(),
                        replaced.instrumentId(),
                        replaced.clientOrderId(),
                        replaced.priceE8(),
                        replaced.quantityLots(),
                        replaced.remainingLots());
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, body, block, version);
                state.cancelled(cancelled.accountId(), cancelled.instrumentId(), cancelled.clientOrderId());
            }
            case RejectedDecoder.TEMPLATE_ID -> {
                rejected.wrap(buffer, body, block, version);
                onRejected();
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block, version);
                onFill();
            }
            default -> onRareExecution(buffer, offset);
        }
    }

    private void onRareExecution(final UnsafeBuffer buffer, final int offset) {
        final int block = block(buffer, offset);
        final int version = version(buffer, offset);
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case LegFillDecoder.TEMPLATE_ID -> {
                legFill.wrap(buffer, body, block, version);
                onLegFill();
            }
            case ImpliedFillDecoder.TEMPLATE_ID -> {
                impliedFill.wrap(buffer, body, block, version);
                onImpliedFill();
            }
            case ImpliedLegFillDecoder.TEMPLATE_ID -> {
                impliedLegFill.wrap(buffer, body, block, version);
                onImpliedLegFill();
            }
            case BlockFillDecoder.TEMPLATE_ID -> {
                blockFill.wrap(buffer, body, block, version);
                onBlockFill();
            }
            case InstrumentPhaseChangedDecoder.TEMPLATE_ID -> {
                phase.wrap(buffer, body, block, version);
                state.phase(phase.instrumentId(), phase.phase() != InstrumentPhase.OPEN);
            }
            case OrderTriggeredDecoder.TEMPLATE_ID -> {
                triggered.wrap(buffer, body, block, version);
                state.triggered(triggered.accountId(), triggered.clientOrderId(), triggered.priceE8());
            }
            case LinkedOrderIdleDecoder.TEMPLATE_ID -> {
                idle.wrap(buffer, body, block, version);
                state.idle(idle.accountId(), idle.clientOrderId(), idle.comingLots());
            }
            case MmpTriggeredDecoder.TEMPLATE_ID -> {
                protection.wrap(buffer, body, block, version);
                state.protectionTriggered(protection.accountId(), FrameLayout.timestampNs(buffer, offset));
            }
            default -> {}
        }
    }

    private void onAccepted() {
        state.accepted(
                accepted.accountId(),
                accepted.instrumentId(),
                accepted.side(),
                accepted.clientOrderId(),
                accepted.orderId(),
                accepted.priceE8(),
                accepted.quantityLots());
    }

    private void onRejected() {
        if (rejected.sourceId() == sourceId) {
            state.rejected(rejected.accountId(), rejected.instrumentId(), rejected.clientOrderId(), rejected.code());
        }
    }

    private void onFill() {
        final Side takerSide = fill.takerSide();
        final Side makerSide = takerSide == Side.BUY ? Side.SELL : Side.BUY;
        final int instrumentId = fill.instrumentId();
        final long lots = fill.quantityLots();
        final boolean making = state.filled(
                fill.makerAccountId(),
                instrumentId,
                makerSide,
                fill.makerOrderId(),
                lots,
                fill.makerRemainingLots(),
                true);
        final boolean taking = state.filled(
                fill.takerAccountId(),
                instrumentId,
                takerSide,
                fill.takerOrderId(),
                lots,
                fill.takerRemainingLots(),
                false);
        if (making || taking) {
            counters.filled();
        }
    }

    /** What a fill of a combination is in one leg: a trade of no order of that instrument. */
    private void onLegFill() {
        final Side takerSide = legFill.takerSide();
        final Side makerSide = takerSide == Side.BUY ? Side.SELL : Side.BUY;
        state.traded(legFill.makerAccountId(), legFill.instrumentId(), makerSide, legFill.quantityLots());
        state.traded(legFill.takerAccountId(), legFill.instrumentId(), takerSide, legFill.quantityLots());
    }

    /** An order of a combination traded with orders of its legs, each of which is told next. */
    private void onImpliedFill() {
        state.filled(
                impliedFill.accountId(),
                impliedFill.instrumentId(),
                impliedFill.side(),
                impliedFill.orderId(),
                impliedFill.quantityLots(),
                impliedFill.remainingLots(),
                false);
    }

    private void onImpliedLegFill() {
        final Side takerSide = impliedLegFill.takerSide();
        final int instrumentId = impliedLegFill.instrumentId();
        final boolean ours = state.filled(
                impliedLegFill.makerAccountId(),
                instrumentId,
                takerSide == Side.BUY ? Side.SELL : Side.BUY,
                impliedLegFill.makerOrderId(),
                impliedLegFill.quantityLots(),
                impliedLegFill.makerRemainingLots(),
                true);
        state.traded(impliedLegFill.takerAccountId(), instrumentId, takerSide, impliedLegFill.quantityLots());
        if (ours) {
            counters.filled();
        }
    }

    private void onBlockFill() {
        state.traded(blockFill.buyerAccountId(), blockFill.instrumentId(), Side.BUY, blockFill.quantityLots());
        state.traded(blockFill.sellerAccountId(), blockFill.instrumentId(), Side.SELL, blockFill.quantityLots());
    }

    private static boolean isKnownSchema(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.schemaId(buffer, offset) == FrameHeaderDecoder.SCHEMA_ID;
    }

    private static int block(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.blockLength(buffer, offset);
    }

    private static int version(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.version(buffer, offset);
    }
}
