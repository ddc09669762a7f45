package io.strikebook.sequencer;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.EpochAppliedDecoder;
import io.strikebook.schemas.ExpiryRiskDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.LinkedOrderRequestDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.ListingRequestDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketQualityDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.MmpChangedDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderFlagsDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.OrdersDecrementedDecoder;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.RiskArrayDecoder;
import io.strikebook.schemas.SetMarginModelCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerOrderReplacedDecoder;
import io.strikebook.schemas.TriggerRequestDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.LinkLadder;
import io.strikebook.sequencer.pretrade.LiveOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of marks, executions and margin into the state. Templates that mean nothing to the sequencer only count as consumed. */
final class InputAdapter {
    private final MarkDecoder mark = new MarkDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final ListingRequestDecoder listing = new ListingRequestDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final BlockFillDecoder blockFill = new BlockFillDecoder();
    private final ImpliedFillDecoder impliedFill = new ImpliedFillDecoder();
    private final ImpliedLegFillDecoder impliedLegFill = new ImpliedLegFillDecoder();
    private final MmpChangedDecoder mmpChanged = new MmpChangedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrdersDecrementedDecoder decremented = new OrdersDecrementedDecoder();
    private final InstrumentPhaseChangedDecoder phaseChanged = new InstrumentPhaseChangedDecoder();
    private final OrderReleasedDecoder released = new OrderReleasedDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final LinkedOrderReducedDecoder reduced = new LinkedOrderReducedDecoder();
    private final TriggerRequestDecoder request = new TriggerRequestDecoder();
    private final LinkedOrderRequestDecoder linked = new LinkedOrderRequestDecoder();
    private final TriggerOrderReplacedDecoder waitingReplaced = new TriggerOrderReplacedDecoder();
    private final LinkedOrderReleasedDecoder moreReleased = new LinkedOrderReleasedDecoder();
    private final LinkedOrderIdleDecoder idle = new LinkedOrderIdleDecoder();
    private final AccountStateDecoder accountState = new AccountStateDecoder();
    private final EpochAppliedDecoder epochApplied = new EpochAppliedDecoder();
    private final MarketQualityDecoder quality = new MarketQualityDecoder();
    private final RiskArrayDecoder array = new RiskArrayDecoder();
    private final int[] values = new int[RiskArrayDecoder.valuesLength()];
    private final ExpiryRiskDecoder expiryRisk = new ExpiryRiskDecoder();
    private final MarksEpochBeginDecoder epochBegin = new MarksEpochBeginDecoder();
    private final SettlementInputs settlements;
    private final LiquidationInputs liquidations;
    private final LevelInputs levels;
    private final SequencerState state;

    InputAdapter(final SequencerState state) {
        this.state = state;
        this.settlements = new SettlementInputs(state);
        this.liquidations = new LiquidationInputs(state);
        this.levels = new LevelInputs(state);
    }

    void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        final long epoch = FrameLayout.sequence(buffer, offset);
        requireLater("marks", epoch, state.marksApplied);
        state.marksHash = FrameHash.update(state.marksHash, buffer, offset, length);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarkDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, body, block, version);
                state.marks.mark(mark.instrumentId(), mark.markPriceE8(), epoch);
                state.marks.markStale(mark.instrumentId(), mark.flags().stale());
                state.mirror.controls().greeks().mark(mark.instrumentId(), mark.deltaE9(), mark.vegaE8());
                state.risks.mark(mark.instrumentId(), mark.markPriceE8(), mark.deltaE9(), epoch);
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrap(buffer, body, block, version);
                state.marks.index(index.underlyingId(), index.priceE8(), epoch);
                state.marks.indexStale(index.underlyingId(), index.flags().stale());
            }
            case MarketQualityDecoder.TEMPLATE_ID -> {
                quality.wrap(buffer, body, block, version);
                state.marks.degraded(quality.underlyingId(), quality.flags().degraded());
            }
            case ListingRequestDecoder.TEMPLATE_ID -> onListingRequest(buffer, body, block, version);
            default -> onRisk(FrameLayout.templateId(buffer, offset), epoch, buffer, body, block, version);
        }
        if (FrameLayout.isLast(buffer, offset)) {
            state.marksApplied = epoch;
            state.mirror.controls().greeks().applied(epoch);
        }
    }

    /** What only portfolio margin takes. */
    private void onRisk(
            final int template,
            final long epoch,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version) {
        if (template == RiskArrayDecoder.TEMPLATE_ID) {
            array.wrap(buffer, body, block, version);
            for (int i = 0; i < values.length; i++) {
                values[i] = array.values(i);
            }
            state.risks.array(array.instrumentId(), array.unitE12(), values, epoch);
        } else if (template == ExpiryRiskDecoder.TEMPLATE_ID) {
            expiryRisk.wrap(buffer, body, block, version);
            state.risks.legs().expiryRisk(expiryRisk.underlyingId(), expiryRisk.expiryNs(), expiryRisk.factorE12());
        } else if (template == MarksEpochBeginDecoder.TEMPLATE_ID) {
            epochBegin.wrap(buffer, body, block, version);
            state.risks.legs().epochBegins(epoch, epochBegin.scenarioSetVersion());
        } else {
            levels.onMarks(buffer, body - FrameLayout.HEADER_LENGTH);
        }
    }

    private void onListingRequest(final UnsafeBuffer buffer, final int body, final int block, final int version) {
        if (!state.parameters.autoListing() || state.pricerSource == 0) {
            return;
        }
        listing.wrap(buffer, body, block, version);
        if (state.sources.see(state.pricerSource, listing.sourceSequence())) {
            final UnsafeBuffer terms = new UnsafeBuffer(new byte[InstrumentTermsDecoder.ENCODED_LENGTH]);
            terms.putBytes(
                    0,
                    buffer,
                    body + ListingRequestDecoder.termsEncodingOffset(),
                    InstrumentTermsDecoder.ENCODED_LENGTH);
            state.await(new SequencerState.PendingListing(listing.sourceSequence(), terms));
        }
    }

    void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        final long sequence = FrameLayout.sequence(buffer, offset);
        if (sequence != state.executionsTo || !state.awaitsExecutions()) {
            requireNextAnswer("executions", sequence, state.executionsTo);
        }
        state.executionsHash = FrameHash.update(state.executionsHash, buffer, offset, length);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block, version);
                final boolean takerBuys = fill.takerSide() == Side.BUY;
                onFill(sequence, fill.makerOrderId(), fill.makerAccountId(), !takerBuys);
                onFill(sequence, fill.takerOrderId(), fill.takerAccountId(), takerBuys);
            }
            case MmpChangedDecoder.TEMPLATE_ID -> {
                mmpChanged.wrap(buffer, body, block, version);
                state.mirror
                        .reserves()
                        .answered(
                                sequence,
                                state.mirror.account(mmpChanged.accountId()),
                                mmpChanged.underlyingId(),
                                mmpChanged.mmpGroup());
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, body, block, version);
                state.mirror.onGone(cancelled.orderId());
            }
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, body, block, version);
                final OrderFlagsDecoder flags = accepted.flags();
                if (flags.postOnly() && !flags.rejectPostOnly()) {
                    state.mirror.onPriced(sequence, accepted.orderId(), accepted.priceE8());
                }
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> onReplaced(sequence, replaced.wrap(buffer, body, block, version));
            case OrdersDecrementedDecoder.TEMPLATE_ID -> {
                decremented.wrap(buffer, body, block, version);
                onDecremented(sequence, decremented.makerOrderId());
                onDecremented(sequence, decremented.takerOrderId());
            }
            case RejectedDecoder.TEMPLATE_ID -> onRejected(sequence, rejected.wrap(buffer, body, block, version));
            default -> onOther(sequence, buffer, offset, body, block, version);
        }
        if (FrameLayout.isLast(buffer, offset)) {
            state.executionsApplied(sequence);
        }
    }

    /** What is of no order. */
    private void onOther(
            final long sequence,
            final UnsafeBuffer buffer,
            final int offset,
            final int body,
            final int block,
            final int version) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentPhaseChangedDecoder.TEMPLATE_ID -> {
                phaseChanged.wrap(buffer, body, block, version);
                state.trading.setPhase(
                        state.trading.instrument(phaseChanged.instrumentId()), phaseChanged.phase(), sequence);
            }
            case BlockFillDecoder.TEMPLATE_ID -> {
                blockFill.wrap(buffer, body, block, version);
                state.mirror.blocks().onFill(sequence, blockFill.leg(), blockFill.quantityLots());
            }
            case ImpliedFillDecoder.TEMPLATE_ID -> {
                impliedFill.wrap(buffer, body, block, version);
                state.mirror.onOrderFill(sequence, impliedFill.orderId(), impliedFill.quantityLots());
            }
            case ImpliedLegFillDecoder.TEMPLATE_ID ->
                onImpliedLegFill(sequence, impliedLegFill.wrap(buffer, body, block, version));
            default -> onWaiting(FrameLayout.templateId(buffer, offset), sequence, buffer, body, block, version);
        }
    }

    /** What is said of orders that wait, or waited. */
    private void onWaiting(
            final int template,
            final long sequence,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version) {
        if (template == OrderTriggeredDecoder.TEMPLATE_ID) {
            triggered.wrap(buffer, body, block, version);
            state.mirror.waiting().onTriggered(sequence, triggered.orderId(), triggered.quantityLots());
            state.mirror.onPriced(sequence, triggered.orderId(), triggered.priceE8());
        } else if (template == LinkedOrderReducedDecoder.TEMPLATE_ID) {
            reduced.wrap(buffer, body, block, version);
            state.mirror
                    .waiting()
                    .onReduced(sequence, reduced.orderId(), reduced.quantityLots(), reduced.remainingLots());
        } else if (template == OrderReleasedDecoder.TEMPLATE_ID) {
            released.wrap(buffer, body, block, version);
            if (!OrderIds.isQuote(released.orderId())) {
                state.mirror.onPriced(sequence, released.orderId(), released.priceE8());
            }
        } else {
            onGrowing(template, sequence, buffer, body, block, version);
        }
    }

    /** What is said of parts of links that grow. */
    private void onGrowing(
            final int template,
            final long sequence,
            final UnsafeBuffer buffer,
            final int body,
            final int block,
            final int version) {
        if (template == LinkedOrderReleasedDecoder.TEMPLATE_ID) {
            moreReleased.wrap(buffer, body, block, version);
            state.mirror
                    .waiting()
                    .growth()
                    .onReleased(
                            sequence,
                            moreReleased.orderId(),
                            moreReleased.remainingLots(),
                            moreReleased.answersGrowth() != 0);
        } else if (template == LinkedOrderIdleDecoder.TEMPLATE_ID) {
            idle.wrap(buffer, body, block, version);
            state.mirror
                    .waiting()
                    .growth()
                    .onIdle(
                            sequence,
                            idle.orderId(),
                            idle.comingLots(),
                            idle.keepsTrigger() != 0,
                            idle.answersDecision() != 0);
        } else if (template == TriggerOrderReplacedDecoder.TEMPLATE_ID) {
            waitingReplaced.wrap(buffer, body, block, version);
            state.mirror
                    .waiting()
                    .growth()
                    .onReplaced(sequence, waitingReplaced.orderId(), waitingReplaced.quantityLots());
        }
    }

    /**
     * A replace was answered; or the rest of a market-to-limit order got its limit: in the group of its own command, or, where it was held
     * for a while, of the one that released it, which may be its replace.
     */
    private void onReplaced(final long sequence, final OrderReplacedDecoder order) {
        final long orderId = order.orderId();
        if (order.restOfMarket() == 0 && OrderIds.sequenceOf(orderId) != sequence) {
            state.mirror.replaces().onReplaced(sequence, orderId, order.remainingLots());
        }
        state.mirror.onPriced(sequence, orderId, order.priceE8());
    }

    /** Quotes that shrink are no orders here. */
    private void onDecremented(final long sequence, final long orderId) {
        if (!OrderIds.isQuote(orderId)) {
            state.mirror.onDecremented(sequence, orderId, decremented.quantityLots());
        }
    }

    private void onFill(final long sequence, final long orderId, final int accountId, final boolean buy) {
        onFill(
                sequence,
                fill.tradeId(),
                orderId,
                accountId,
                fill.instrumentId(),
                buy,
                fill.priceE8(),
                fill.quantityLots());
    }

    /** The resting order of a leg; that of the combination was told before. */
    private void onImpliedLegFill(final long sequence, final ImpliedLegFillDecoder leg) {
        onFill(
                sequence,
                leg.tradeId(),
                leg.makerOrderId(),
                leg.makerAccountId(),
                leg.instrumentId(),
                leg.takerSide() != Side.BUY,
                leg.priceE8(),
                leg.quantityLots());
    }

    private void onFill(
            final long sequence,
            final long tradeId,
            final long orderId,
            final int accountId,
            final int instrumentId,
            final boolean buy,
            final long priceE8,
            final long lots) {
        if (OrderIds.isQuote(orderId)) {
            state.mirror.onQuoteFill(
                    sequence,
                    tradeId,
                    state.mirror.account(accountId),
                    state.trading.instrument(instrumentId),
                    buy,
                    priceE8,
                    lots);
        } else {
            state.mirror.onOrderFill(sequence, orderId, lots);
        }
    }

    private void onRejected(final long sequence, final RejectedDecoder reject) {
        final int template = reject.commandTemplateId();
        if (template == NewOrderCommandDecoder.TEMPLATE_ID
                || template == NewDetailedOrderCommandDecoder.TEMPLATE_ID
                || template == NewTriggerOrderCommandDecoder.TEMPLATE_ID
                || template == LiquidationOrderCommandDecoder.TEMPLATE_ID) {
            state.mirror.onGone(OrderIds.of(sequence, 0));
        } else if (template == BlockTradeCommandDecoder.TEMPLATE_ID) {
            state.mirror.blocks().onRefused(sequence);
        } else if (template == NewLinkedOrdersCommandDecoder.TEMPLATE_ID) {
            for (int part = 0; part < LinkLadder.MAX_PARTS; part++) {
                state.mirror.onGone(OrderIds.of(sequence, part));
            }
        } else if (template == ReplaceOrderCommandDecoder.TEMPLATE_ID) {
            final Account account = state.mirror.account(reject.accountId());
            final LiveOrder order = account == null ? null : account.orderOf(reject.instrumentId(), sequence);
            if (order != null) {
                state.mirror.replaces().onRefused(sequence, order);
            }
        }
    }

    void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        final long sequence = FrameLayout.sequence(buffer, offset);
        requireNextAnswer("margin", sequence, state.marginTo);
        state.marginHash = FrameHash.update(state.marginHash, buffer, offset, length);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case AccountStateDecoder.TEMPLATE_ID ->
                onAccountState(sequence, accountState.wrap(buffer, body, block, version));
            case TriggerRequestDecoder.TEMPLATE_ID -> onTriggerRequest(request.wrap(buffer, body, block, version));
            case LinkedOrderRequestDecoder.TEMPLATE_ID -> onLinkedRequest(linked.wrap(buffer, body, block, version));
            case EpochAppliedDecoder.TEMPLATE_ID -> {
                final long epoch =
                        epochApplied.wrap(buffer, body, block, version).marksEpoch();
                requireAnnounced(sequence, epoch);
                state.marks.finished(epoch);
                state.risks.finished(epoch);
            }
            case RejectedDecoder.TEMPLATE_ID -> {
                rejected.wrap(buffer, body, block, version);
                if (rejected.commandTemplateId() == SetMarginModelCommandDecoder.TEMPLATE_ID) {
                    state.mirror.models().onRefused(sequence, state.mirror.account(rejected.accountId()));
                }
            }
            default -> {
                settlements.onMargin(FrameLayout.templateId(buffer, offset), sequence, buffer, body, block, version);
                liquidations.onMargin(buffer, offset);
            }
        }
        if (FrameLayout.isLast(buffer, offset)) {
            state.mirror.blocks().ended(sequence);
            state.marginTo = sequence;
        }
    }

    private void onTriggerRequest(final TriggerRequestDecoder asked) {
        if (state.marginSource != 0 && state.sources.see(state.marginSource, asked.sourceSequence())) {
            state.triggers.add(
                    asked.sourceSequence(),
                    asked.orderId(),
                    asked.clientOrderId(),
                    0,
                    asked.accountId(),
                    asked.instrumentId());
        }
    }

    private void onLinkedRequest(final LinkedOrderRequestDecoder asked) {
        if (state.marginSource != 0 && state.sources.see(state.marginSource, asked.sourceSequence())) {
            state.triggers.add(
                    asked.sourceSequence(),
                    asked.orderId(),
                    asked.clientOrderId(),
                    asked.quantityLots(),
                    asked.accountId(),
                    asked.instrumentId());
        }
    }

    private void onAccountState(final long sequence, final AccountStateDecoder account) {
        requireAnnounced(sequence, account.marksEpoch());
        final Account stated = state.mirror.account(account.accountId());
        stated.setInLiquidation(account.currency().value(), account.flags().inLiquidation());
        stated.setCash(account.currency().value(), account.cash());
        state.mirror.onAccountState(
                account.accountId(),
                account.currency().value(),
                account.asOfSequence(),
                account.marksEpoch(),
                account.marginBalanceE12(),
                account.initialMarginE12(),
                account.maintenanceMarginE12());
    }

    private void requireAnnounced(final long sequence, final long epoch) {
        if (epoch > state.marksTo) {
            throw new IllegalStateException("margin group " + sequence + " counts with epoch " + epoch
                    + ", the last one announced is " + state.marksTo);
        }
    }

    private void requireNextAnswer(final String queue, final long sequence, final long applied) {
        requireLater(queue, sequence, applied);
        if (sequence > state.sequence) {
            throw new IllegalStateException(
                    queue + " group " + sequence + " answers a command after the last one, " + state.sequence);
        }
    }

    private static void requireLater(final String queue, final long sequence, final long applied) {
        if (sequence <= applied) {
            throw new IllegalStateException(
                    "group " + sequence + " of " + queue + " comes again: " + applied + " was applied");
        }
    }
}
