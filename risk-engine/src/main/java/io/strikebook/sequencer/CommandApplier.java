package io.strikebook.sequencer;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetKillSwitchCommandDecoder;
import io.strikebook.schemas.SetMarginModelCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetMarketModeCommandDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.TransferCommandDecoder;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import io.strikebook.schemas.VolatilityRule;
import io.strikebook.schemas.WithdrawCommandDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.Mirror;
import io.strikebook.sequencer.pretrade.WaitingTerms;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies commands to the state: one just decided, or one read back. Never decides. */
final class CommandApplier {
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final NewDetailedOrderCommandDecoder details = new NewDetailedOrderCommandDecoder();
    private final TriggeredOrderCommandDecoder triggered = new TriggeredOrderCommandDecoder();
    private final GrowLinkedOrderCommandDecoder grow = new GrowLinkedOrderCommandDecoder();
    private final ReplaceOrderCommandDecoder replace = new ReplaceOrderCommandDecoder();
    private final SetMarketMakerProtectionCommandDecoder protection = new SetMarketMakerProtectionCommandDecoder();
    private final BlockTradeCommandDecoder block = new BlockTradeCommandDecoder();
    private final ForcedTradesCommandDecoder forced = new ForcedTradesCommandDecoder();
    private final ListInstrumentCommandDecoder list = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder listCombo = new ListComboCommandDecoder();
    private final CreateAccountCommandDecoder createAccount = new CreateAccountCommandDecoder();
    private final WithdrawCommandDecoder withdraw = new WithdrawCommandDecoder();
    private final TransferCommandDecoder transfer = new TransferCommandDecoder();
    private final SetAccountLimitsCommandDecoder limits = new SetAccountLimitsCommandDecoder();
    private final SetInstrumentPhaseCommandDecoder phase = new SetInstrumentPhaseCommandDecoder();
    private final SetMarketModeCommandDecoder mode = new SetMarketModeCommandDecoder();
    private final SetScenarioSetCommandDecoder scenarioSet = new SetScenarioSetCommandDecoder();
    private final SetMarginModelCommandDecoder marginModel = new SetMarginModelCommandDecoder();
    private final SetKillSwitchCommandDecoder killSwitch = new SetKillSwitchCommandDecoder();
    private final SettleCommandDecoder settle = new SettleCommandDecoder();
    private final SourceLostCommandDecoder sourceLost = new SourceLostCommandDecoder();
    private final EnvironmentCommandDecoder environment = new EnvironmentCommandDecoder();
    private final WaitingTerms waiting = new WaitingTerms();
    private final long[] parametersE8 = new long[ScenarioParameter.COUNT];
    private final LinkApplier links;
    private final RiskApplier risk;
    private final RequestCosts costs;
    private final SequencerState state;

    CommandApplier(final SequencerState state) {
        this.state = state;
        this.links = new LinkApplier(state);
        this.risk = new RiskApplier(state);
        this.costs = new RequestCosts(state);
    }

    void apply(final UnsafeBuffer buffer, final int offset) {
        final int template = FrameLayout.templateId(buffer, offset);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        envelope.wrap(buffer, body);
        requireContext(FrameLayout.sequence(buffer, offset), template);
        state.sequence++;
        state.timestampNs = Math.max(state.timestampNs, FrameLayout.timestampNs(buffer, offset));
        state.marksTo = envelope.marksTo();
        final int sourceId = envelope.sourceId();
        if (sourceId == SourceDescription.SEQUENCER) {
            state.ownCommands = envelope.sourceSequence();
        } else {
            state.sources.sequenced(sourceId, envelope.sourceSequence());
            if (sourceId == state.pricerSource) {
                state.pricerSequenced(envelope.sourceSequence());
            } else if (sourceId == state.marginSource) {
                state.marginSequenced(envelope.sourceSequence());
            }
        }
        if (template == MarksAdvancedCommandDecoder.TEMPLATE_ID) {
            state.marks.announced();
            state.risks.announced();
        }
        if (CommandOwnership.isForAll(template)) {
            state.lastForAllNs = state.timestampNs;
        }
        state.checkpointed = template == CheckpointCommandDecoder.TEMPLATE_ID;
        if (state.mirror.controls().rates().isActive() && state.sources.isClient(sourceId)) {
            costs.charge(buffer, offset, envelope.decision());
        }
        if (envelope.decision() == RejectCode.ACCEPTED) {
            applyAccepted(
                    template,
                    buffer,
                    body,
                    FrameLayout.blockLength(buffer, offset),
                    FrameLayout.version(buffer, offset));
        }
    }

    private void requireContext(final long sequence, final int template) {
        if (sequence != state.sequence + 1) {
            throw new IllegalStateException("command " + sequence + " follows " + state.sequence);
        }
        final long marksTo = template == MarksAdvancedCommandDecoder.TEMPLATE_ID ? state.marksApplied : state.marksTo;
        if (envelope.marksTo() != marksTo || envelope.marginTo() != state.marginTo || state.marksApplied != marksTo) {
            throw new IllegalStateException("command " + sequence + " was decided on marks " + envelope.marksTo()
                    + " and margin " + envelope.marginTo() + "; applied are marks " + state.marksApplied
                    + " and margin " + state.marginTo);
        }
    }

    private void applyAccepted(
            final int template, final UnsafeBuffer buffer, final int body, final int block, final int version) {
        final Mirror mirror = state.mirror;
        switch (template) {
            case SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                applyProtection(protection.wrap(buffer, body, block, version));
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> {
                list.wrap(buffer, body, block, version);
                state.trading.list(
                        new Instrument(list.instrumentId(), list.underlyingId(), TermsCodec.decode(list.terms())),
                        state.parameters);
                state.risks.list(state.trading.instrument(list.instrumentId()));
            }
            case ListComboCommandDecoder.TEMPLATE_ID -> applyCombo(listCombo.wrap(buffer, body, block, version));
            case SetMarketModeCommandDecoder.TEMPLATE_ID -> {
                mode.wrap(buffer, body, block, version);
                state.trading.modes().set(mode.instrumentId(), mode.mode(), mode.delayNs());
            }
            case CreateAccountCommandDecoder.TEMPLATE_ID -> {
                createAccount.wrap(buffer, body, block, version);
                mirror.createAccount(createAccount.accountId(), openOrdersOrDefault(createAccount.maxOpenOrders()));
            }
            case WithdrawCommandDecoder.TEMPLATE_ID -> {
                withdraw.wrap(buffer, body, block, version);
                withdrawn(withdraw.accountId(), withdraw.currency(), withdraw.amount());
            }
            case TransferCommandDecoder.TEMPLATE_ID -> {
                transfer.wrap(buffer, body, block, version);
                withdrawn(transfer.accountId(), transfer.currency(), transfer.amount());
            }
            case SetAccountLimitsCommandDecoder.TEMPLATE_ID -> {
                limits.wrap(buffer, body, block, version);
                mirror.setLimits(
                        mirror.account(limits.accountId()),
                        openOrdersOrDefault(limits.maxOpenOrders()),
                        limits.maxOrderLots());
            }
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID -> {
                phase.wrap(buffer, body, block, version);
                state.trading.setPhase(state.trading.instrument(phase.instrumentId()), phase.phase(), state.sequence);
            }
            case SetMarginModelCommandDecoder.TEMPLATE_ID -> {
                marginModel.wrap(buffer, body, block, version);
                mirror.models().set(state.sequence, mirror.account(marginModel.accountId()), marginModel.model());
            }
            case SetScenarioSetCommandDecoder.TEMPLATE_ID -> scenarios(scenarioSet.wrap(buffer, body, block, version));
            case SetKillSwitchCommandDecoder.TEMPLATE_ID ->
                applyKillSwitch(killSwitch.wrap(buffer, body, block, version));
            case SourceLostCommandDecoder.TEMPLATE_ID ->
                state.sources.lose(sourceLost.wrap(buffer, body, block, version).lostSourceId());
            case EnvironmentCommandDecoder.TEMPLATE_ID -> {
                environment.wrap(buffer, body, block, version);
                state.trading.setDiskLow(environment.kind() == EnvironmentKind.DISK_LOW);
            }
            default -> applyOrder(template, buffer, body, block, version);
        }
    }

    private void applyCombo(final ListComboCommandDecoder listed) {
        state.trading.list(new Instrument(
                listed.instrumentId(),
                listed.underlyingId(),
                TermsCodec.decode(listed.terms()),
                ComboCodec.decode(listed.legs(), state.trading::instrument)));
    }

    private void applyOrder(
            final int template, final UnsafeBuffer buffer, final int body, final int block, final int version) {
        final Mirror mirror = state.mirror;
        switch (template) {
            case NewOrderCommandDecoder.TEMPLATE_ID -> applyNewOrder(newOrder.wrap(buffer, body, block, version));
            case LiquidationOrderCommandDecoder.TEMPLATE_ID ->
                applyNewOrder(newOrder.wrap(buffer, body, block, version));
            case ForcedTradesCommandDecoder.TEMPLATE_ID -> applyForced(forced.wrap(buffer, body, block, version));
            case NewDetailedOrderCommandDecoder.TEMPLATE_ID -> {
                applyNewOrder(newOrder.wrap(buffer, body, block, version));
                applyDetails(details.wrap(buffer, body, block, version));
            }
            case NewTriggerOrderCommandDecoder.TEMPLATE_ID ->
                applyNewTrigger(newOrder.wrap(buffer, body, block, version), buffer, body);
            case NewLinkedOrdersCommandDecoder.TEMPLATE_ID -> links.apply(buffer, body, block, version);
            case TriggeredOrderCommandDecoder.TEMPLATE_ID -> {
                triggered.wrap(buffer, body, block, version);
                mirror.waiting()
                        .acceptTriggered(
                                state.sequence,
                                mirror.order(triggered.orderId()),
                                triggered.priceE8(),
                                triggered.quantityLots());
            }
            case GrowLinkedOrderCommandDecoder.TEMPLATE_ID -> {
                grow.wrap(buffer, body, block, version);
                mirror.waiting()
                        .growth()
                        .accept(state.sequence, mirror.order(grow.orderId()), grow.priceE8(), grow.quantityLots());
            }
            case ReplaceOrderCommandDecoder.TEMPLATE_ID, ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID -> {
                replace.wrap(buffer, body, block, version);
                mirror.replaces()
                        .accept(
                                state.sequence,
                                mirror.order(replace.orderId()),
                                replace.priceE8(),
                                replace.quantityLots());
            }
            case SettleCommandDecoder.TEMPLATE_ID -> applySettlement(settle.wrap(buffer, body, block, version));
            case BlockTradeCommandDecoder.TEMPLATE_ID -> applyBlock(this.block.wrap(buffer, body, block, version));
            default -> risk.apply(template, buffer, body, block, version);
        }
    }

    private void withdrawn(final int accountId, final Currency currency, final long amount) {
        state.mirror.acceptWithdrawal(
                state.sequence,
                state.mirror.account(accountId),
                currency.value(),
                FixedPoint.multiply(amount, Currencies.unitE12(currency)));
    }

    private void applySettlement(final SettleCommandDecoder decided) {
        if (decided.kind() == SettlementKind.EXPIRY) {
            state.trading.settle(decided.underlyingId(), decided.settledNs());
        }
    }

    private void applyBlock(final BlockTradeCommandDecoder decided) {
        final Account account = state.mirror.account(decided.accountId());
        final Account counterparty = state.mirror.account(decided.counterpartyId());
        final BlockTradeCommandDecoder.LegsDecoder legs = decided.legs();
        for (int leg = 0; legs.hasNext(); leg++) {
            legs.next();
            final boolean buys = legs.side() == Side.BUY;
            state.mirror
                    .blocks()
                    .accept(
                            state.sequence,
                            leg,
                            buys ? account : counterparty,
                            buys ? counterparty : account,
                            state.trading.instrument(legs.instrumentId()),
                            legs.priceE8(),
                            legs.quantityLots());
        }
    }

    /** Until matching answers, all of them count as sure to trade, for both sides. */
    private void applyForced(final ForcedTradesCommandDecoder decided) {
        final ForcedTradesCommandDecoder.TradesDecoder trades = decided.trades();
        for (int index = 0; trades.hasNext(); index++) {
            trades.next();
            state.mirror
                    .blocks()
                    .accept(
                            state.sequence,
                            index,
                            state.mirror.account(trades.buyerAccountId()),
                            state.mirror.account(trades.sellerAccountId()),
                            state.trading.instrument(trades.instrumentId()),
                            trades.priceE8(),
                            trades.quantityLots());
        }
    }

    private void applyProtection(final SetMarketMakerProtectionCommandDecoder decided) {
        state.mirror
                .reserves()
                .accept(
                        state.sequence,
                        state.mirror.account(decided.accountId()),
                        decided.underlyingId(),
                        decided.mmpGroup(),
                        decided.currency().value(),
                        decided.intervalNs() == 0 ? 0 : decided.maxQuoteQuantityE8(),
                        decided.reserveE12());
    }

    private void scenarios(final SetScenarioSetCommandDecoder command) {
        ScenarioCodec.decodeOperators(command, parametersE8);
        state.levels.set(
                command.underlyingId(),
                parametersE8,
                command.levelE8(),
                command.volatilityRule() == VolatilityRule.HELD);
        ScenarioCodec.decode(command, parametersE8);
        state.scenarios.set(command.scenarioSetVersion(), command.underlyingId(), parametersE8);
        state.risks.legs().scenarioSet(command.scenarioSetVersion(), command.underlyingId(), parametersE8);
    }

    private void applyKillSwitch(final SetKillSwitchCommandDecoder decided) {
        final boolean on = decided.on() != 0;
        if (decided.accountId() == 0) {
            state.trading.setKilled(on);
        } else {
            state.mirror.setKilled(state.mirror.account(decided.accountId()), on);
        }
    }

    private void applyNewOrder(final NewOrderCommandDecoder order) {
        state.mirror.accept(
                state.sequence,
                OrderIds.of(state.sequence, 0),
                state.mirror.account(order.accountId()),
                state.trading.instrument(order.instrumentId()),
                order.clientOrderId(),
                order.side() == Side.BUY,
                Ladder.isReduceOnly(order.flags().getRaw()),
                order.priceE8(),
                order.quantityLots());
        if (order.flags().mmp()) {
            state.mirror.flagMmp(OrderIds.of(state.sequence, 0));
        }
    }

    private void applyDetails(final NewDetailedOrderCommandDecoder order) {
        if (order.displayLots() != 0) {
            state.mirror.setDisplay(OrderIds.of(state.sequence, 0), order.displayLots());
        }
    }

    private void applyNewTrigger(final NewOrderCommandDecoder order, final UnsafeBuffer buffer, final int body) {
        final byte kind = buffer.getByte(body + NewTriggerOrderCommandDecoder.triggerKindEncodingOffset());
        waiting.order(OrderIds.of(state.sequence, 0), order.clientOrderId())
                .of(state.mirror.account(order.accountId()), state.trading.instrument(order.instrumentId()))
                .asks(order.side() == Side.BUY, order.priceE8(), order.quantityLots())
                .is(Ladder.isReduceOnly(order.flags().getRaw()), order.orderType() == OrderType.MARKET)
                .waits(kind == TriggerKind.TRAILING.value(), false, false);
        state.mirror.waiting().accept(state.sequence, waiting);
    }

    private int openOrdersOrDefault(final int maxOpenOrders) {
        return maxOpenOrders == 0 ? state.parameters.preTrade().defaultMaxOpenOrders() : maxOpenOrders;
    }
}
