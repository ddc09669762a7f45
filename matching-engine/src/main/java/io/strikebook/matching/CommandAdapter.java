package io.strikebook.matching;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.CommandScope;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.Trigger;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderFlagsDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.ScheduleOpeningCommandDecoder;
import io.strikebook.schemas.SetAllocationCommandDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetKillSwitchCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetMarketModeCommandDecoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandDecoder;
import io.strikebook.schemas.SetVolatilityBandCommandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import io.strikebook.schemas.UnusableRequestCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A command frame as a typed call. What the sequencer refused, and what the rules find gone, becomes {@code Rejected};
 * templates that it does not know do nothing. A block shorter than its template is not a command and throws.
 */
final class CommandAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final NewDetailedOrderCommandDecoder details = new NewDetailedOrderCommandDecoder();
    private final CancelOrderCommandDecoder cancelOrder = new CancelOrderCommandDecoder();
    private final ReplaceOrderCommandDecoder replaceOrder = new ReplaceOrderCommandDecoder();
    private final NewTriggerOrderCommandDecoder newTrigger = new NewTriggerOrderCommandDecoder();
    private final ReplaceTriggerOrderCommandDecoder replaceTrigger = new ReplaceTriggerOrderCommandDecoder();
    private final TriggeredOrderCommandDecoder triggered = new TriggeredOrderCommandDecoder();
    private final ListingAdapter listings;
    private final SetSelfTradePreventionCommandDecoder selfTradePrevention = new SetSelfTradePreventionCommandDecoder();
    private final QuoteAdapter quotes;
    private final PhaseAdapter phases;
    private final KillSwitchAdapter killSwitches;
    private final MassCancelAdapter massCancels;
    private final BlockAdapter blocks;
    private final ForcedTradesAdapter forced;
    private final LinkAdapter links;
    private final SetAllocationCommandDecoder allocation = new SetAllocationCommandDecoder();
    private final SetCancelOnDisconnectCommandDecoder cancelOnDisconnect = new SetCancelOnDisconnectCommandDecoder();
    private final SourceLostCommandDecoder sourceLost = new SourceLostCommandDecoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final OrderTerms terms = new OrderTerms();
    private final MatchingRules rules;
    private final ExecutionPublisher publisher;

    CommandAdapter(
            final VenueParameters parameters,
            final MatchingShard shard,
            final MatchingRules rules,
            final ExecutionPublisher publisher) {
        this.listings = new ListingAdapter(parameters, shard, rules);
        this.rules = rules;
        this.publisher = publisher;
        this.quotes = new QuoteAdapter(rules);
        this.phases = new PhaseAdapter(rules);
        this.killSwitches = new KillSwitchAdapter(rules);
        this.massCancels = new MassCancelAdapter(rules);
        this.blocks = new BlockAdapter(rules);
        this.forced = new ForcedTradesAdapter(rules);
        this.links = new LinkAdapter(rules);
    }

    /** Whether the frame is an accepted or refused checkpoint, which the engine answers itself. */
    static boolean isCheckpoint(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == CheckpointCommandDecoder.TEMPLATE_ID;
    }

    /** Acts on one command that matching owns, once what was due before it has happened. */
    void onCommand(final UnsafeBuffer buffer, final int offset) {
        if (rules.isAnyDue()) {
            fireDue(buffer, offset);
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case NewOrderCommandDecoder.TEMPLATE_ID -> onNewOrder(buffer, offset, NewOrderCommandDecoder.TEMPLATE_ID);
            case NewDetailedOrderCommandDecoder.TEMPLATE_ID ->
                onNewOrder(buffer, offset, NewDetailedOrderCommandDecoder.TEMPLATE_ID);
            case LiquidationOrderCommandDecoder.TEMPLATE_ID ->
                onNewOrder(buffer, offset, LiquidationOrderCommandDecoder.TEMPLATE_ID);
            case ForcedTradesCommandDecoder.TEMPLATE_ID -> onForcedTrades(buffer, offset);
            case CancelOrderCommandDecoder.TEMPLATE_ID -> onCancelOrder(buffer, offset);
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> onReplaceOrder(buffer, offset);
            case NewTriggerOrderCommandDecoder.TEMPLATE_ID ->
                onNewOrder(buffer, offset, NewTriggerOrderCommandDecoder.TEMPLATE_ID);
            case ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID -> onReplaceTriggerOrder(buffer, offset);
            case TriggeredOrderCommandDecoder.TEMPLATE_ID -> onTriggeredOrder(buffer, offset);
            case NewLinkedOrdersCommandDecoder.TEMPLATE_ID -> onNewLinkedOrders(buffer, offset);
            case GrowLinkedOrderCommandDecoder.TEMPLATE_ID -> onGrowLinkedOrder(buffer, offset);
            case MarksAdvancedCommandDecoder.TEMPLATE_ID -> onMarksAdvanced(buffer, offset);
            case MassCancelCommandDecoder.TEMPLATE_ID,
                    LiquidationCancelCommandDecoder.TEMPLATE_ID,
                    CancelByLabelCommandDecoder.TEMPLATE_ID -> onMassCancel(buffer, offset);
            case MassQuoteCommandDecoder.TEMPLATE_ID -> onMassQuote(buffer, offset);
            case CancelQuotesCommandDecoder.TEMPLATE_ID -> onCancelQuotes(buffer, offset);
            case SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID -> onSetProtection(buffer, offset);
            case ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID -> onResetProtection(buffer, offset);
            case BlockTradeCommandDecoder.TEMPLATE_ID -> onBlockTrade(buffer, offset);
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> onListInstrument(buffer, offset);
            case ListComboCommandDecoder.TEMPLATE_ID -> onListCombo(buffer, offset);
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID,
                    ScheduleOpeningCommandDecoder.TEMPLATE_ID,
                    SetVolatilityBandCommandDecoder.TEMPLATE_ID,
                    SetMarketModeCommandDecoder.TEMPLATE_ID,
                    SettleCommandDecoder.TEMPLATE_ID -> onPhases(buffer, offset);
            case SetKillSwitchCommandDecoder.TEMPLATE_ID, SetGroupKillSwitchCommandDecoder.TEMPLATE_ID ->
                onKillSwitch(buffer, offset);
            case SetSelfTradePreventionCommandDecoder.TEMPLATE_ID -> onSetSelfTradePrevention(buffer, offset);
            case SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID -> onSetCancelOnDisconnect(buffer, offset);
            case SourceLostCommandDecoder.TEMPLATE_ID -> onSourceLost(buffer, offset);
            case SetAllocationCommandDecoder.TEMPLATE_ID -> onSetAllocation(buffer, offset);
            case TickCommandDecoder.TEMPLATE_ID -> onTick(buffer, offset);
            case EnvironmentCommandDecoder.TEMPLATE_ID,
                    CheckpointCommandDecoder.TEMPLATE_ID,
                    UnusableRequestCommandDecoder.TEMPLATE_ID -> onNothingToDo(buffer, offset);
            default -> {
                // a newer sequencer's command: its group is a Done
            }
        }
    }

    private void fireDue(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        if (CommandOwnership.isForAll(templateId)) {
            rules.fireAllDue();
        } else if (CommandScope.isOfUnderlying(templateId)) {
            rules.fireDue(scopeId(templateId, buffer, offset));
        } else {
            rules.fireDue(rules.underlyingOf(scopeId(templateId, buffer, offset)));
        }
    }

    private static int scopeId(final int templateId, final UnsafeBuffer buffer, final int offset) {
        return CommandScope.id(
                templateId, buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset));
    }

    /** A new order of any template: the block of one with details begins with that of one without, and is what one with a trigger begins with. */
    private void onNewOrder(final UnsafeBuffer buffer, final int offset, final int templateId) {
        final boolean waits = templateId == NewTriggerOrderCommandDecoder.TEMPLATE_ID;
        final boolean detailed = waits || templateId == NewDetailedOrderCommandDecoder.TEMPLATE_ID;
        final int leastBlockLength = waits
                ? NewTriggerOrderCommandDecoder.BLOCK_LENGTH
                : detailed ? NewDetailedOrderCommandDecoder.BLOCK_LENGTH : NewOrderCommandDecoder.BLOCK_LENGTH;
        final RejectCode decision = decision(buffer, offset, leastBlockLength);
        newOrder.wrap(
                buffer, offset + FrameLayout.HEADER_LENGTH, leastBlockLength, FrameLayout.version(buffer, offset));
        final int accountId = newOrder.accountId();
        final int instrumentId = newOrder.instrumentId();
        final long clientOrderId = newOrder.clientOrderId();
        RejectCode code = decision;
        if (decision == RejectCode.ACCEPTED) {
            final OrderFlagsDecoder flags = newOrder.flags();
            terms.clear()
                    .clientOrderId(clientOrderId)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .sourceId(envelope.sourceId())
                    .side(newOrder.side())
                    .orderType(newOrder.orderType())
                    .timeInForce(newOrder.timeInForce())
                    .priceE8(newOrder.priceE8())
                    .quantityLots(newOrder.quantityLots())
                    .postOnly(flags.postOnly())
                    .reduceOnly(flags.reduceOnly())
                    .mmp(flags.mmp())
                    .rejectPostOnly(flags.rejectPostOnly());
            if (detailed) {
                readDetails(buffer, offset);
            }
            if (waits) {
                readTrigger(buffer, offset);
            }
            code = rules.newOrder(terms);
        }
        answer(templateId, clientOrderId, accountId, instrumentId, code);
    }

    private void readDetails(final UnsafeBuffer buffer, final int offset) {
        final int block = offset + FrameLayout.HEADER_LENGTH;
        details.wrap(buffer, block, NewDetailedOrderCommandDecoder.BLOCK_LENGTH, FrameLayout.version(buffer, offset));
        terms.withDetails()
                .ask(details.displayLots(), details.minimumLots(), details.expireNs())
                .label()
                .read(buffer, block + NewDetailedOrderCommandDecoder.labelEncodingOffset());
    }

    private void readTrigger(final UnsafeBuffer buffer, final int offset) {
        final int block = offset + FrameLayout.HEADER_LENGTH;
        newTrigger.wrap(buffer, block, NewTriggerOrderCommandDecoder.BLOCK_LENGTH, FrameLayout.version(buffer, offset));
        final boolean trails = newTrigger.triggerKind() == TriggerKind.TRAILING;
        terms.details()
                .trigger()
                .set(
                        newTrigger.triggerKind(),
                        newTrigger.triggerReference(),
                        trails ? Trigger.NO_PRICE : newTrigger.triggerPriceE8(),
                        trails ? newTrigger.triggerOffsetE8() : 0,
                        false);
    }

    private void onReplaceTriggerOrder(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ReplaceTriggerOrderCommandDecoder.BLOCK_LENGTH);
        replaceTrigger.wrapAndApplyHeader(buffer, offset, header);
        final int accountId = replaceTrigger.accountId();
        final int instrumentId = replaceTrigger.instrumentId();
        RejectCode code = decision;
        if (decision == RejectCode.ACCEPTED) {
            code = rules.triggers()
                    .replace(
                            replaceTrigger.orderId(),
                            accountId,
                            instrumentId,
                            replaceTrigger.priceE8(),
                            replaceTrigger.quantityLots(),
                            replaceTrigger.triggerPriceE8(),
                            replaceTrigger.triggerOffsetE8());
        }
        answer(
                ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID,
                replaceTrigger.clientOrderId(),
                accountId,
                instrumentId,
                code);
    }

    /** Refused, it is answered first and then ends the order. */
    private void onTriggeredOrder(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, TriggeredOrderCommandDecoder.BLOCK_LENGTH);
        triggered.wrapAndApplyHeader(buffer, offset, header);
        final long orderId = triggered.orderId();
        final int accountId = triggered.accountId();
        final int instrumentId = triggered.instrumentId();
        final RejectCode code = decision == RejectCode.ACCEPTED
                ? rules.triggers()
                        .triggered(orderId, accountId, instrumentId, triggered.priceE8(), triggered.quantityLots())
                : decision;
        answer(TriggeredOrderCommandDecoder.TEMPLATE_ID, triggered.clientOrderId(), accountId, instrumentId, code);
        if (code != RejectCode.ACCEPTED) {
            rules.triggers().refused(orderId, accountId, instrumentId);
        }
    }

    private void onNewLinkedOrders(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, NewLinkedOrdersCommandDecoder.BLOCK_LENGTH);
        final RejectCode code = links.onNewLinkedOrders(buffer, offset, envelope.sourceId(), decision);
        answer(
                NewLinkedOrdersCommandDecoder.TEMPLATE_ID,
                links.clientOrderId(),
                links.accountId(),
                links.instrumentId(),
                code);
    }

    private void onGrowLinkedOrder(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, GrowLinkedOrderCommandDecoder.BLOCK_LENGTH);
        final RejectCode code = links.onGrow(buffer, offset, decision);
        answer(
                GrowLinkedOrderCommandDecoder.TEMPLATE_ID,
                links.clientOrderId(),
                links.accountId(),
                links.instrumentId(),
                code);
        if (code != RejectCode.ACCEPTED) {
            links.onGrowthRefused();
        }
    }

    private void onMarksAdvanced(final UnsafeBuffer buffer, final int offset) {
        onNothingToDo(buffer, offset);
        rules.triggers().onMarks();
        rules.phases().onMarks();
        rules.implied().timePassed();
    }

    private void onCancelOrder(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, CancelOrderCommandDecoder.BLOCK_LENGTH);
        cancelOrder.wrapAndApplyHeader(buffer, offset, header);
        final int accountId = cancelOrder.accountId();
        final int instrumentId = cancelOrder.instrumentId();
        final RejectCode code = decision == RejectCode.ACCEPTED
                ? rules.cancel(cancelOrder.orderId(), accountId, instrumentId)
                : decision;
        answer(CancelOrderCommandDecoder.TEMPLATE_ID, cancelOrder.clientOrderId(), accountId, instrumentId, code);
    }

    private void onReplaceOrder(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ReplaceOrderCommandDecoder.BLOCK_LENGTH);
        replaceOrder.wrapAndApplyHeader(buffer, offset, header);
        final int accountId = replaceOrder.accountId();
        final int instrumentId = replaceOrder.instrumentId();
        RejectCode code = decision;
        if (decision == RejectCode.ACCEPTED) {
            code = rules.replace(
                    replaceOrder.orderId(),
                    accountId,
                    instrumentId,
                    replaceOrder.priceE8(),
                    replaceOrder.quantityLots());
        }
        answer(ReplaceOrderCommandDecoder.TEMPLATE_ID, replaceOrder.clientOrderId(), accountId, instrumentId, code);
    }

    private void onMassCancel(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        final RejectCode decision = decision(buffer, offset, MassCancelAdapter.blockLength(templateId));
        massCancels.onCommand(templateId, buffer, offset, decision);
        answer(templateId, 0, massCancels.accountId(), massCancels.instrumentId(), decision);
    }

    private void onMassQuote(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, MassQuoteCommandDecoder.BLOCK_LENGTH);
        final RejectCode code = quotes.onMassQuote(buffer, offset, decision);
        answer(MassQuoteCommandDecoder.TEMPLATE_ID, quotes.quoteSetId(), quotes.accountId(), 0, code);
    }

    private void onCancelQuotes(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, CancelQuotesCommandDecoder.BLOCK_LENGTH);
        quotes.onCancelQuotes(buffer, offset, decision);
        answer(CancelQuotesCommandDecoder.TEMPLATE_ID, quotes.quoteSetId(), quotes.accountId(), 0, decision);
    }

    private void onSetProtection(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, SetMarketMakerProtectionCommandDecoder.BLOCK_LENGTH);
        quotes.onSetProtection(buffer, offset, decision);
        answer(SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID, 0, quotes.accountId(), 0, decision);
    }

    private void onResetProtection(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ResetMarketMakerProtectionCommandDecoder.BLOCK_LENGTH);
        final RejectCode code = quotes.onResetProtection(buffer, offset, decision);
        answer(ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID, 0, quotes.accountId(), 0, code);
    }

    private void onBlockTrade(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, BlockTradeCommandDecoder.BLOCK_LENGTH);
        final RejectCode code = blocks.onBlockTrade(buffer, offset, decision);
        answer(BlockTradeCommandDecoder.TEMPLATE_ID, blocks.blockId(), blocks.accountId(), 0, code);
    }

    private void onForcedTrades(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ForcedTradesCommandDecoder.BLOCK_LENGTH);
        forced.onForcedTrades(buffer, offset, decision);
        answer(ForcedTradesCommandDecoder.TEMPLATE_ID, 0, forced.accountId(), 0, decision);
    }

    private void onListInstrument(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ListInstrumentCommandDecoder.BLOCK_LENGTH);
        final int instrumentId = listings.onInstrument(buffer, offset, decision);
        answer(ListInstrumentCommandDecoder.TEMPLATE_ID, 0, 0, instrumentId, decision);
    }

    private void onListCombo(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, ListComboCommandDecoder.BLOCK_LENGTH);
        final int instrumentId = listings.onCombo(buffer, offset, decision);
        answer(ListComboCommandDecoder.TEMPLATE_ID, 0, 0, instrumentId, decision);
    }

    /** A command about the phase or the market mode of an instrument, or of all that are settled. */
    private void onPhases(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        final RejectCode decision = decision(buffer, offset, PhaseAdapter.blockLength(templateId));
        answer(templateId, 0, 0, phases.onCommand(templateId, buffer, offset, decision), decision);
    }

    private void onKillSwitch(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        final RejectCode decision = decision(buffer, offset, KillSwitchAdapter.blockLength(templateId));
        answer(templateId, 0, killSwitches.onCommand(templateId, buffer, offset, decision), 0, decision);
    }

    private void onSetSelfTradePrevention(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, SetSelfTradePreventionCommandDecoder.BLOCK_LENGTH);
        selfTradePrevention.wrapAndApplyHeader(buffer, offset, header);
        final int accountId = selfTradePrevention.accountId();
        if (decision == RejectCode.ACCEPTED) {
            rules.selfTradePrevention(accountId, selfTradePrevention.groupId(), selfTradePrevention.mode());
        }
        answer(SetSelfTradePreventionCommandDecoder.TEMPLATE_ID, 0, accountId, 0, decision);
    }

    private void onSetCancelOnDisconnect(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, SetCancelOnDisconnectCommandDecoder.BLOCK_LENGTH);
        cancelOnDisconnect.wrapAndApplyHeader(buffer, offset, header);
        final int accountId = cancelOnDisconnect.accountId();
        if (decision == RejectCode.ACCEPTED) {
            rules.cancelOnDisconnect(envelope.sourceId(), accountId, cancelOnDisconnect.scope());
        }
        answer(SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID, 0, accountId, 0, decision);
    }

    private void onSourceLost(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, SourceLostCommandDecoder.BLOCK_LENGTH);
        sourceLost.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.sourceLost(sourceLost.lostSourceId());
        }
        answer(SourceLostCommandDecoder.TEMPLATE_ID, 0, 0, 0, decision);
    }

    private void onSetAllocation(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, SetAllocationCommandDecoder.BLOCK_LENGTH);
        allocation.wrapAndApplyHeader(buffer, offset, header);
        final int instrumentId = allocation.instrumentId();
        if (decision == RejectCode.ACCEPTED) {
            rules.allocation(instrumentId, allocation.rule(), allocation.topOrderPercent());
        }
        answer(SetAllocationCommandDecoder.TEMPLATE_ID, 0, 0, instrumentId, decision);
    }

    private void onTick(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, EnvelopeDecoder.ENCODED_LENGTH);
        if (decision == RejectCode.ACCEPTED) {
            rules.tick();
        }
        answer(TickCommandDecoder.TEMPLATE_ID, 0, 0, 0, decision);
    }

    private void onNothingToDo(final UnsafeBuffer buffer, final int offset) {
        final RejectCode decision = decision(buffer, offset, EnvelopeDecoder.ENCODED_LENGTH);
        answer(FrameLayout.templateId(buffer, offset), 0, 0, 0, decision);
    }

    private RejectCode decision(final UnsafeBuffer buffer, final int offset, final int leastBlockLength) {
        if (FrameLayout.blockLength(buffer, offset) < leastBlockLength) {
            throw new IllegalArgumentException("command " + FrameLayout.sequence(buffer, offset) + ", template "
                    + FrameLayout.templateId(buffer, offset) + ", has a block of "
                    + FrameLayout.blockLength(buffer, offset) + " bytes, at least " + leastBlockLength + " needed");
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        return envelope.decision();
    }

    private void answer(
            final int templateId,
            final long clientOrderId,
            final int accountId,
            final int instrumentId,
            final RejectCode code) {
        if (code != RejectCode.ACCEPTED) {
            publisher.rejected(templateId, envelope, clientOrderId, accountId, instrumentId, code);
        }
    }
}
