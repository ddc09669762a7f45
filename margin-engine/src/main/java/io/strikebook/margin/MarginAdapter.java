package io.strikebook.margin;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.liquidation.Liquidations;
import io.strikebook.margin.request.Requests;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.ExpiryRiskDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FundingRateDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RiskArrayDecoder;
import io.strikebook.schemas.SetAccountGroupCommandDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandDecoder;
import io.strikebook.schemas.SetAccountStandingCommandDecoder;
import io.strikebook.schemas.SetGreekLimitsCommandDecoder;
import io.strikebook.schemas.SetIndexSourceCommandDecoder;
import io.strikebook.schemas.SetMarginModelCommandDecoder;
import io.strikebook.schemas.SetPositionLimitCommandDecoder;
import io.strikebook.schemas.SetRateLimitCommandDecoder;
import io.strikebook.schemas.SetRiskLimitsCommandDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.schemas.TransferCommandDecoder;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.WithdrawCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns frames into calls of the core and keeps what the command's answer needs. Templates and fields it does not know are skipped.
 */
final class MarginAdapter {
    private static final int TEMPLATE_NONE = 0;

    private final MarginCore core;
    private final Liquidations liquidations;
    private final LiquidationAdapter steps;
    private final Requests requests;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final CreateAccountCommandDecoder createAccount = new CreateAccountCommandDecoder();
    private final DepositCommandDecoder deposit = new DepositCommandDecoder();
    private final WithdrawCommandDecoder withdraw = new WithdrawCommandDecoder();
    private final TransferCommandDecoder transfer = new TransferCommandDecoder();
    private final SetAccountLimitsCommandDecoder limits = new SetAccountLimitsCommandDecoder();
    private final ListInstrumentCommandDecoder list = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder listCombo = new ListComboCommandDecoder();
    private final LegFillDecoder legFill = new LegFillDecoder();
    private final ImpliedLegFillDecoder impliedLegFill = new ImpliedLegFillDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final FundingRateDecoder funding = new FundingRateDecoder();
    private final RiskArrayDecoder array = new RiskArrayDecoder();
    private final int[] values = new int[RiskArrayDecoder.valuesLength()];
    private final ExpiryRiskDecoder expiryRisk = new ExpiryRiskDecoder();
    private final MarksEpochBeginDecoder epochBegin = new MarksEpochBeginDecoder();
    private final SetMarginModelCommandDecoder marginModel = new SetMarginModelCommandDecoder();
    private final SetScenarioSetCommandDecoder scenarioSet = new SetScenarioSetCommandDecoder();
    private final long[] parametersE8 = new long[ScenarioParameter.COUNT];
    private final FillDecoder fill = new FillDecoder();
    private final BlockFillDecoder blockFill = new BlockFillDecoder();
    private final TriggerFiredDecoder fired = new TriggerFiredDecoder();
    private final LinkFiredDecoder released = new LinkFiredDecoder();
    private final LinkedOrderReleasedDecoder more = new LinkedOrderReleasedDecoder();

    private final SettleAdapter settlement = new SettleAdapter();

    private long sequence;
    private long timestampNs;
    private long sourceSequence;
    private int sourceId;
    private int templateId = TEMPLATE_NONE;
    private int accountId;
    private RejectCode refusal = RejectCode.ACCEPTED;

    MarginAdapter(final MarginCore core, final Liquidations liquidations, final Requests requests) {
        this.core = core;
        this.liquidations = liquidations;
        this.steps = new LiquidationAdapter(liquidations);
        this.requests = requests;
    }

    long sequence() {
        return sequence;
    }

    long timestampNs() {
        return timestampNs;
    }

    long sourceSequence() {
        return sourceSequence;
    }

    int sourceId() {
        return sourceId;
    }

    int templateId() {
        return templateId;
    }

    /** Account that a refused command of margin's own names. */
    int accountId() {
        return accountId;
    }

    /** Why margin answers that its own command is refused; {@code ACCEPTED} where it does not. */
    RejectCode refusal() {
        return refusal;
    }

    /** The settlement that the command is, if it is one. */
    SettleAdapter settlement() {
        return settlement;
    }

    boolean isTick() {
        return templateId == TickCommandDecoder.TEMPLATE_ID;
    }

    boolean isCheckpoint() {
        return templateId == CheckpointCommandDecoder.TEMPLATE_ID;
    }

    void onMarks(final UnsafeBuffer buffer, final int offset) {
        core.epoch(FrameLayout.sequence(buffer, offset));
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int blockLength = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrap(buffer, body, blockLength, version);
                core.index(index.underlyingId(), index.priceE8(), index.flags().stale());
            }
            case MarkDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, body, blockLength, version);
                core.mark(mark.instrumentId(), mark.markPriceE8(), mark.deltaE9());
            }
            case RiskArrayDecoder.TEMPLATE_ID -> {
                array.wrap(buffer, body, blockLength, version);
                for (int i = 0; i < values.length; i++) {
                    values[i] = array.values(i);
                }
                core.risks().array(array.instrumentId(), array.unitE12(), values);
            }
            case ExpiryRiskDecoder.TEMPLATE_ID -> {
                expiryRisk.wrap(buffer, body, blockLength, version);
                core.risks()
                        .legs()
                        .expiryRisk(expiryRisk.underlyingId(), expiryRisk.expiryNs(), expiryRisk.factorE12());
            }
            case MarksEpochBeginDecoder.TEMPLATE_ID -> {
                epochBegin.wrap(buffer, body, blockLength, version);
                core.risks().legs().epochBegins(core.marks().epoch(), epochBegin.scenarioSetVersion());
            }
            case FundingRateDecoder.TEMPLATE_ID -> {
                funding.wrap(buffer, body, blockLength, version);
                core.fundingRate(funding.instrumentId(), funding.rateE12());
            }
            default -> {
                // Other Greeks, averages and hashes are not needed.
            }
        }
    }

    void onCommand(final UnsafeBuffer buffer, final int offset) {
        sequence = FrameLayout.sequence(buffer, offset);
        timestampNs = FrameLayout.timestampNs(buffer, offset);
        templateId = FrameLayout.templateId(buffer, offset);
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        sourceSequence = envelope.sourceSequence();
        sourceId = envelope.sourceId();
        settlement.clear();
        accountId = 0;
        refusal = RejectCode.ACCEPTED;
        if (envelope.marksTo() != core.marks().epoch()) {
            throw new IllegalStateException("command " + sequence + " was decided on marks epoch " + envelope.marksTo()
                    + ", but margin has applied " + core.marks().epoch());
        }
        final boolean forAll = CommandOwnership.isForAll(templateId);
        requests.begin(forAll);
        core.beginCommand(sequence, timestampNs, forAll);
        apply(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                FrameLayout.version(buffer, offset),
                envelope.decision());
    }

    private void apply(
            final UnsafeBuffer buffer,
            final int body,
            final int blockLength,
            final int version,
            final RejectCode decision) {
        final boolean accepted = decision == RejectCode.ACCEPTED;
        switch (templateId) {
            case CreateAccountCommandDecoder.TEMPLATE_ID,
                    DepositCommandDecoder.TEMPLATE_ID,
                    WithdrawCommandDecoder.TEMPLATE_ID,
                    TransferCommandDecoder.TEMPLATE_ID -> account(buffer, body, blockLength, version, decision);
            case SetAccountLimitsCommandDecoder.TEMPLATE_ID -> {
                limits.wrap(buffer, body, blockLength, version);
                own(limits.accountId(), decision);
            }
            case SetMarginModelCommandDecoder.TEMPLATE_ID ->
                marginModel(marginModel.wrap(buffer, body, blockLength, version), decision);
            case SetScenarioSetCommandDecoder.TEMPLATE_ID ->
                scenarioSet(scenarioSet.wrap(buffer, body, blockLength, version), decision);
            case SetIndexSourceCommandDecoder.TEMPLATE_ID,
                    SetAccountStandingCommandDecoder.TEMPLATE_ID,
                    SetAccountGroupCommandDecoder.TEMPLATE_ID,
                    SetRiskLimitsCommandDecoder.TEMPLATE_ID,
                    SetPositionLimitCommandDecoder.TEMPLATE_ID,
                    SetGreekLimitsCommandDecoder.TEMPLATE_ID,
                    SetRateLimitCommandDecoder.TEMPLATE_ID -> own(0, decision);
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> {
                if (accepted) {
                    list.wrap(buffer, body, blockLength, version);
                    core.list(
                            new Instrument(list.instrumentId(), list.underlyingId(), TermsCodec.decode(list.terms())));
                }
            }
            case ListComboCommandDecoder.TEMPLATE_ID -> {
                if (accepted) {
                    listCombo(listCombo.wrap(buffer, body, blockLength, version));
                }
            }
            case SettleCommandDecoder.TEMPLATE_ID -> {
                if (accepted) {
                    settlement.take(buffer, body, blockLength, version);
                }
            }
            default -> steps.onCommand(templateId, buffer, body, blockLength, version);
        }
    }

    private void account(
            final UnsafeBuffer buffer,
            final int body,
            final int blockLength,
            final int version,
            final RejectCode decision) {
        final boolean accepted = decision == RejectCode.ACCEPTED;
        switch (templateId) {
            case CreateAccountCommandDecoder.TEMPLATE_ID -> {
                createAccount.wrap(buffer, body, blockLength, version);
                own(createAccount.accountId(), decision);
                if (accepted) {
                    core.createAccount(accountId);
                }
            }
            case DepositCommandDecoder.TEMPLATE_ID -> {
                deposit.wrap(buffer, body, blockLength, version);
                own(deposit.accountId(), decision);
                if (accepted) {
                    refusal = core.deposit(accountId, deposit.currency(), deposit.amount());
                }
            }
            case WithdrawCommandDecoder.TEMPLATE_ID -> {
                withdraw.wrap(buffer, body, blockLength, version);
                own(withdraw.accountId(), decision);
                if (accepted) {
                    refusal = core.withdraw(accountId, withdraw.currency(), withdraw.amount());
                }
            }
            case TransferCommandDecoder.TEMPLATE_ID -> {
                transfer.wrap(buffer, body, blockLength, version);
                own(transfer.accountId(), decision);
                if (accepted) {
                    refusal =
                            core.transfer(accountId, transfer.counterpartyId(), transfer.currency(), transfer.amount());
                }
            }
            default -> throw new IllegalStateException("template " + templateId + " is not of an account's money");
        }
    }

    private void marginModel(final SetMarginModelCommandDecoder asked, final RejectCode decision) {
        own(asked.accountId(), decision);
        if (decision == RejectCode.ACCEPTED) {
            refusal = core.setMarginModel(accountId, asked.model());
        }
    }

    private void scenarioSet(final SetScenarioSetCommandDecoder asked, final RejectCode decision) {
        own(0, decision);
        if (decision == RejectCode.ACCEPTED) {
            ScenarioCodec.decode(asked, parametersE8);
            core.risks().legs().scenarioSet(asked.scenarioSetVersion(), asked.underlyingId(), parametersE8);
        }
    }

    private void listCombo(final ListComboCommandDecoder listed) {
        core.list(new Instrument(
                listed.instrumentId(),
                listed.underlyingId(),
                TermsCodec.decode(listed.terms()),
                ComboCodec.decode(listed.legs(), core.instruments()::get)));
    }

    private void own(final int namedAccountId, final RejectCode decision) {
        accountId = namedAccountId;
        refusal = decision;
    }

    void onExecution(final UnsafeBuffer buffer, final int offset) {
        final long executedSequence = FrameLayout.sequence(buffer, offset);
        if (executedSequence != sequence) {
            throw new IllegalStateException(
                    "executions group " + executedSequence + " where that of command " + sequence + " belongs");
        }
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int blockLength = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrap(buffer, body, blockLength, version));
            case LegFillDecoder.TEMPLATE_ID -> onLegFill(legFill.wrap(buffer, body, blockLength, version));
            case ImpliedLegFillDecoder.TEMPLATE_ID ->
                onImpliedLegFill(impliedLegFill.wrap(buffer, body, blockLength, version));
            case BlockFillDecoder.TEMPLATE_ID -> onBlockFill(blockFill.wrap(buffer, body, blockLength, version));
            case TriggerFiredDecoder.TEMPLATE_ID -> {
                fired.wrap(buffer, body, blockLength, version);
                requests.triggerFired(fired.orderId(), fired.clientOrderId(), fired.accountId(), fired.instrumentId());
            }
            case LinkFiredDecoder.TEMPLATE_ID -> {
                released.wrap(buffer, body, blockLength, version);
                if (released.asksSequencer() != 0) {
                    requests.triggerFired(
                            released.orderId(),
                            released.clientOrderId(),
                            released.accountId(),
                            released.instrumentId());
                }
            }
            case LinkedOrderReleasedDecoder.TEMPLATE_ID -> onReleased(more.wrap(buffer, body, blockLength, version));
            default -> {
                // orders and books are matching's own
            }
        }
    }

    private void onReleased(final LinkedOrderReleasedDecoder part) {
        if (part.asksSequencer() != 0) {
            requests.released(
                    part.orderId(), part.clientOrderId(), part.quantityLots(), part.accountId(), part.instrumentId());
        }
    }

    private void onBlockFill(final BlockFillDecoder leg) {
        final int instrumentId = leg.instrumentId();
        final int buyerId = leg.buyerAccountId();
        final int sellerId = leg.sellerAccountId();
        if (liquidations.isForced()) {
            core.matches().forcedFill(instrumentId, buyerId, sellerId, leg.quantityLots(), leg.priceE8());
            liquidations.onFill(instrumentId, buyerId, sellerId, leg.quantityLots(), leg.priceE8());
        } else {
            core.matches().blockFill(instrumentId, buyerId, sellerId, leg.quantityLots(), leg.priceE8());
        }
    }

    private void onLegFill(final LegFillDecoder leg) {
        final boolean takerBuys = leg.takerSide() == Side.BUY;
        final int buyerId = takerBuys ? leg.takerAccountId() : leg.makerAccountId();
        final int sellerId = takerBuys ? leg.makerAccountId() : leg.takerAccountId();
        core.comboFees().leg(leg.tradeId(), leg.leg(), takerBuys, true);
        core.matches().fill(leg.instrumentId(), buyerId, sellerId, !takerBuys, leg.quantityLots(), leg.priceE8());
        liquidations.onFill(leg.instrumentId(), buyerId, sellerId, leg.quantityLots(), leg.priceE8());
    }

    /** Both may have rested: the order of the combination, too. */
    private void onImpliedLegFill(final ImpliedLegFillDecoder leg) {
        final boolean takerBuys = leg.takerSide() == Side.BUY;
        final boolean takerRested = leg.takerRested() != 0;
        final int buyerId = takerBuys ? leg.takerAccountId() : leg.makerAccountId();
        final int sellerId = takerBuys ? leg.makerAccountId() : leg.takerAccountId();
        core.comboFees().leg(leg.comboTradeId(), leg.leg(), takerBuys, false);
        core.matches()
                .impliedFill(
                        leg.instrumentId(),
                        buyerId,
                        sellerId,
                        !takerBuys || takerRested,
                        takerBuys || takerRested,
                        leg.quantityLots(),
                        leg.priceE8());
        liquidations.onFill(leg.instrumentId(), buyerId, sellerId, leg.quantityLots(), leg.priceE8());
    }

    /** Nobody holds a combination: what its fills are in its legs follows them. */
    private void onFill(final FillDecoder match) {
        if (core.isCombo(match.instrumentId())) {
            return;
        }
        final boolean takerBuys = match.takerSide() == Side.BUY;
        final int buyerId = takerBuys ? match.takerAccountId() : match.makerAccountId();
        final int sellerId = takerBuys ? match.makerAccountId() : match.takerAccountId();
        core.matches().fill(match.instrumentId(), buyerId, sellerId, !takerBuys, match.quantityLots(), match.priceE8());
        liquidations.onFill(match.instrumentId(), buyerId, sellerId, match.quantityLots(), match.priceE8());
    }
}
