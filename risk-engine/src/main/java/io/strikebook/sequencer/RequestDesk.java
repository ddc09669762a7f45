package io.strikebook.sequencer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeDecoder;
import io.strikebook.schemas.CancelByLabelDecoder;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.DepositDecoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.ListComboDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.ListInstrumentDecoder;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.MassQuoteDecoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewTriggerOrderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionDecoder;
import io.strikebook.schemas.ScheduleOpeningDecoder;
import io.strikebook.schemas.SetAccountLimitsDecoder;
import io.strikebook.schemas.SetAllocationDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectDecoder;
import io.strikebook.schemas.SetGroupKillSwitchDecoder;
import io.strikebook.schemas.SetIndexSourceDecoder;
import io.strikebook.schemas.SetInstrumentPhaseDecoder;
import io.strikebook.schemas.SetKillSwitchDecoder;
import io.strikebook.schemas.SetMarginModelDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetMarketModeDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import io.strikebook.schemas.SetSelfTradePreventionDecoder;
import io.strikebook.schemas.SetVolatilityBandDecoder;
import io.strikebook.schemas.SettleExpiryDecoder;
import io.strikebook.schemas.TransferDecoder;
import io.strikebook.schemas.UnusableRequestCommandDecoder;
import io.strikebook.schemas.UnusableRequestCommandEncoder;
import io.strikebook.schemas.WithdrawDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a command of every request: asks the desk that knows its kind, and writes what was decided. */
final class RequestDesk {
    private static final int ENVELOPE = EnvelopeEncoder.ENCODED_LENGTH;

    private final UnusableRequestCommandEncoder unusable = new UnusableRequestCommandEncoder();
    private final SequencerState state;
    private final CommandPublisher publisher;
    private final CommandWriter writer;
    private final OrderDesk orders;
    private final AdminDesk admin;
    private final SettingsDesk settings;
    private final QuoteDesk quotes;
    private final PhaseDesk phases;
    private final BlockDesk blocks;
    private final LinkDesk links;
    private final ComboDesk combos;
    private final IndexDesk indices;
    private final ScenarioDesk scenarios;
    private final RiskDesk risk;
    private final RequestCosts costs;
    private final SettleDesk settlements;
    private final LiquidationDesk liquidations;

    RequestDesk(
            final VenueParameters parameters,
            final SequencerState state,
            final CommandPublisher publisher,
            final CommandWriter writer) {
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.orders = new OrderDesk(parameters, state);
        this.admin = new AdminDesk(state, orders.ladder());
        this.settings = new SettingsDesk(state);
        this.quotes = new QuoteDesk(parameters, state);
        this.phases = new PhaseDesk(state, orders.ladder());
        this.combos = new ComboDesk(state, publisher, writer, orders.ladder());
        this.blocks = new BlockDesk(parameters, state, orders.ladder());
        this.links = new LinkDesk(state, orders);
        this.indices = new IndexDesk(parameters.underlyings().size());
        this.scenarios = new ScenarioDesk(parameters, state.scenarios, state.levels);
        this.risk = new RiskDesk(state);
        this.costs = new RequestCosts(state);
        this.settlements = new SettleDesk(state, publisher, writer, orders.ladder());
        this.liquidations = new LiquidationDesk(state, publisher, writer, orders.ladder());
    }

    OrderDesk orders() {
        return orders;
    }

    LiquidationDesk liquidations() {
        return liquidations;
    }

    SettleDesk settlements() {
        return settlements;
    }

    /** See {@link Sequencer#decide}. */
    boolean decide(
            final int sourceId, final UnsafeBuffer buffer, final int offset, final int length, final long timestampNs) {
        final int template = FrameLayout.templateId(buffer, offset);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final long sourceSequence = FrameLayout.sequence(buffer, offset);
        if (!state.sources.see(sourceId, sourceSequence)) {
            return false;
        }
        state.requestConsumed(buffer, offset, length);
        final int block = state.sources.isAdmin(sourceId)
                ? RequestTemplates.adminBlock(template)
                : RequestTemplates.orderBlock(template);
        if (block == RequestTemplates.NONE
                || FrameLayout.blockLength(buffer, offset) < block
                || length < FrameLayout.HEADER_LENGTH + block) {
            refuseUnusable(sourceId, sourceSequence, template, FrameLayout.blockLength(buffer, offset), timestampNs);
            return true;
        }
        if (template == ListInstrumentDecoder.TEMPLATE_ID) {
            list(sourceId, sourceSequence, buffer, body, timestampNs);
            return true;
        }
        orders.ladder().at(Math.max(state.timestampNs, timestampNs));
        if (template == ListComboDecoder.TEMPLATE_ID) {
            combos.list(sourceId, sourceSequence, buffer, body, timestampNs);
            return true;
        }
        quotes.ladder().at(Math.max(state.timestampNs, timestampNs));
        if (template == MassQuoteDecoder.TEMPLATE_ID || template == BlockTradeDecoder.TEMPLATE_ID) {
            withEntries(template, sourceId, sourceSequence, buffer, offset, length, timestampNs);
            return true;
        }
        if (template == NewLinkedOrdersDecoder.TEMPLATE_ID) {
            linkedOrders(sourceId, sourceSequence, buffer, offset, length, timestampNs);
            return true;
        }
        final RejectCode decision =
                withinRate(sourceId, template, buffer, body, timestampNs, check(template, buffer, body));
        if (template == SetGroupKillSwitchDecoder.TEMPLATE_ID) {
            writer.behindBlock(risk.membersLength());
        }
        writer.begin(
                RequestTemplates.commandOf(template),
                ENVELOPE + block + RequestTemplates.added(template),
                decision,
                sourceId,
                sourceSequence,
                timestampNs);
        publisher.copyBody(buffer, body, block);
        complete(template);
        writer.end();
        return true;
    }

    /** Requests with a repeating group: a mass quote or a block trade. */
    private void withEntries(
            final int template,
            final int sourceId,
            final long sourceSequence,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long timestampNs) {
        final boolean isBlock = template == BlockTradeDecoder.TEMPLATE_ID;
        if (!(isBlock ? BlockDesk.isWhole(buffer, offset, length) : QuoteDesk.isWhole(buffer, offset, length))) {
            refuseUnusable(sourceId, sourceSequence, template, FrameLayout.blockLength(buffer, offset), timestampNs);
            return;
        }
        final RejectCode decision = isBlock
                ? withinRate(
                        sourceId,
                        template,
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        timestampNs,
                        blocks.decide(buffer, offset))
                : quotes.decideMassQuote(buffer, offset);
        final int block = RequestTemplates.orderBlock(template);
        writer.behindBlock(isBlock ? blocks.legsLength(decision) : quotes.entriesLength(decision))
                .begin(
                        RequestTemplates.commandOf(template),
                        ENVELOPE + block,
                        decision,
                        sourceId,
                        sourceSequence,
                        timestampNs);
        publisher.copyBody(buffer, offset + FrameLayout.HEADER_LENGTH, block);
        final int written = publisher.frame() + FrameLayout.HEADER_LENGTH;
        if (isBlock) {
            blocks.complete(publisher.buffer(), written, decision);
        } else {
            quotes.completeMassQuote(publisher.buffer(), written, decision);
        }
        writer.end();
    }

    private void linkedOrders(
            final int sourceId,
            final long sourceSequence,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long timestampNs) {
        if (!LinkDesk.isWhole(buffer, offset, length)) {
            final int blockLength = FrameLayout.blockLength(buffer, offset);
            refuseUnusable(sourceId, sourceSequence, NewLinkedOrdersDecoder.TEMPLATE_ID, blockLength, timestampNs);
            return;
        }
        final RejectCode decision = links.decide(buffer, offset);
        writer.behindBlock(links.partsLength())
                .begin(
                        NewLinkedOrdersCommandDecoder.TEMPLATE_ID,
                        NewLinkedOrdersCommandDecoder.BLOCK_LENGTH,
                        decision,
                        sourceId,
                        sourceSequence,
                        timestampNs);
        publisher.copyBody(buffer, offset + FrameLayout.HEADER_LENGTH, NewLinkedOrdersDecoder.BLOCK_LENGTH);
        links.complete(buffer, publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH, decision);
        writer.end();
    }

    /** The last check of what a client asks that is no order and no quote. */
    private RejectCode withinRate(
            final int sourceId,
            final int template,
            final UnsafeBuffer buffer,
            final int body,
            final long timestampNs,
            final RejectCode decision) {
        return decision == RejectCode.ACCEPTED
                        && state.mirror.controls().rates().isActive()
                        && state.sources.isClient(sourceId)
                        && costs.isTooMany(
                                RequestTemplates.commandOf(template),
                                buffer,
                                body - ENVELOPE,
                                Math.max(state.timestampNs, timestampNs))
                ? RejectCode.TOO_MANY_REQUESTS
                : decision;
    }

    /** Whoever sent it learns that it was refused, and the source's numbers on commands stay gap-free. */
    private void refuseUnusable(
            final int sourceId,
            final long sourceSequence,
            final int template,
            final int blockLength,
            final long timestampNs) {
        writer.begin(
                UnusableRequestCommandDecoder.TEMPLATE_ID,
                UnusableRequestCommandDecoder.BLOCK_LENGTH,
                RejectCode.MALFORMED,
                sourceId,
                sourceSequence,
                timestampNs);
        unusable.wrap(publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH)
                .requestTemplateId(template)
                .requestBlockLength(blockLength)
                .reserved1(0);
        writer.end();
    }

    private RejectCode check(final int template, final UnsafeBuffer buffer, final int body) {
        return switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> orders.decideNew(buffer, body, false);
            case NewDetailedOrderDecoder.TEMPLATE_ID -> orders.decideNew(buffer, body, true);
            case NewTriggerOrderDecoder.TEMPLATE_ID -> orders.decideNewTrigger(buffer, body);
            case ReplaceTriggerOrderDecoder.TEMPLATE_ID -> orders.decideReplaceTrigger(buffer, body);
            case CancelOrderDecoder.TEMPLATE_ID -> orders.decideCancel(buffer, body);
            case ReplaceOrderDecoder.TEMPLATE_ID -> orders.decideReplace(buffer, body);
            case MassCancelDecoder.TEMPLATE_ID -> orders.decideMassCancel(buffer, body);
            case CancelByLabelDecoder.TEMPLATE_ID -> orders.decideCancelByLabel(buffer, body);
            case CancelQuotesDecoder.TEMPLATE_ID -> quotes.decideCancel(buffer, body);
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID -> quotes.decideLimits(buffer, body);
            case ResetMarketMakerProtectionDecoder.TEMPLATE_ID -> quotes.decideReset(buffer, body);
            case CreateAccountDecoder.TEMPLATE_ID -> admin.decideCreateAccount(buffer, body);
            case DepositDecoder.TEMPLATE_ID -> admin.decideDeposit(buffer, body);
            case WithdrawDecoder.TEMPLATE_ID -> admin.decideWithdraw(buffer, body);
            case TransferDecoder.TEMPLATE_ID -> admin.decideTransfer(buffer, body);
            case SetAccountLimitsDecoder.TEMPLATE_ID -> admin.decideLimits(buffer, body);
            case SetInstrumentPhaseDecoder.TEMPLATE_ID -> phases.decidePhase(buffer, body);
            case ScheduleOpeningDecoder.TEMPLATE_ID -> phases.decideOpening(buffer, body);
            case SetVolatilityBandDecoder.TEMPLATE_ID -> phases.decideBand(buffer, body);
            case SetMarketModeDecoder.TEMPLATE_ID -> phases.decideMode(buffer, body);
            case SetKillSwitchDecoder.TEMPLATE_ID -> admin.decideKillSwitch(buffer, body);
            case SetSelfTradePreventionDecoder.TEMPLATE_ID -> settings.decideSelfTradePrevention(buffer, body);
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> settings.decideCancelOnDisconnect(buffer, body);
            case SetAllocationDecoder.TEMPLATE_ID -> settings.decideAllocation(buffer, body);
            case SetIndexSourceDecoder.TEMPLATE_ID -> indices.decide(buffer, body);
            case SetScenarioSetDecoder.TEMPLATE_ID -> scenarios.decide(buffer, body);
            case SetMarginModelDecoder.TEMPLATE_ID -> admin.decideMarginModel(buffer, body);
            case SettleExpiryDecoder.TEMPLATE_ID -> settlements.decide(buffer, body);
            default -> risk.decide(template, buffer, body);
        };
    }

    private void complete(final int template) {
        final int block = publisher.frame() + FrameLayout.HEADER_LENGTH;
        switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> orders.completeNew(publisher.buffer(), block);
            case NewDetailedOrderDecoder.TEMPLATE_ID, NewTriggerOrderDecoder.TEMPLATE_ID ->
                orders.completeDetails(publisher.buffer(), block);
            case CancelOrderDecoder.TEMPLATE_ID -> orders.completeCancel(publisher.buffer(), block);
            case ReplaceOrderDecoder.TEMPLATE_ID, ReplaceTriggerOrderDecoder.TEMPLATE_ID ->
                orders.completeReplace(publisher.buffer(), block);
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID -> quotes.completeLimits(publisher.buffer(), block);
            case SetScenarioSetDecoder.TEMPLATE_ID -> scenarios.complete(publisher.buffer(), block);
            case SetGroupKillSwitchDecoder.TEMPLATE_ID -> risk.completeKillSwitch(publisher.buffer(), block);
            case SettleExpiryDecoder.TEMPLATE_ID -> settlements.complete(publisher.buffer(), block);
            default -> {}
        }
    }

    /** See {@link Sequencer#decideListing}. */
    boolean decideListing(final long timestampNs) {
        if (state.isLevelNext()) {
            level(state.askedLevels.peekFirst(), timestampNs);
            return true;
        }
        final SequencerState.PendingListing oldest = state.listings.peekFirst();
        if (oldest == null) {
            return false;
        }
        list(state.pricerSource, oldest.sourceSequence(), oldest.terms(), 0, timestampNs);
        return true;
    }

    private void level(final PendingLevel asked, final long timestampNs) {
        writer.begin(
                SetScenarioSetCommandDecoder.TEMPLATE_ID,
                SetScenarioSetCommandDecoder.BLOCK_LENGTH,
                scenarios.decide(asked),
                state.pricerSource,
                asked.sourceSequence(),
                timestampNs);
        scenarios.complete(asked, publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH);
        writer.end();
    }

    private void list(
            final int sourceId,
            final long sourceSequence,
            final UnsafeBuffer buffer,
            final int terms,
            final long timestampNs) {
        final RejectCode decision = admin.decideListing(buffer, terms);
        writer.begin(
                ListInstrumentCommandDecoder.TEMPLATE_ID,
                ListInstrumentCommandEncoder.BLOCK_LENGTH,
                decision,
                sourceId,
                sourceSequence,
                timestampNs);
        publisher.copyBody(buffer, terms, InstrumentTermsDecoder.ENCODED_LENGTH);
        final int block = publisher.frame() + FrameLayout.HEADER_LENGTH;
        final boolean accepted = decision == RejectCode.ACCEPTED;
        publisher
                .buffer()
                .putInt(
                        block + ListInstrumentCommandEncoder.instrumentIdEncodingOffset(),
                        accepted ? state.trading.lastInstrumentId() + 1 : 0,
                        ByteOrder.LITTLE_ENDIAN);
        publisher
                .buffer()
                .putInt(
                        block + ListInstrumentCommandEncoder.underlyingIdEncodingOffset(),
                        accepted ? admin.underlyingId(buffer, terms) : 0,
                        ByteOrder.LITTLE_ENDIAN);
        writer.end();
    }
}
