package io.strikebook.margin;

import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.position.OpenInterest;
import io.strikebook.margin.request.Requests;
import io.strikebook.margin.settlement.Funding;
import io.strikebook.margin.standard.MarginListener;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.CheckpointAnswerEncoder;
import io.strikebook.schemas.CrossStateEncoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EngineRole;
import io.strikebook.schemas.EpochAppliedEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.FundingAccruedEncoder;
import io.strikebook.schemas.LinkedOrderRequestEncoder;
import io.strikebook.schemas.OpenInterestEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.TriggerRequestEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes one group per command: what the core says, or {@code Done}. */
final class MarginPublisher implements MarginListener, OpenInterest.Listener, Funding.Listener {
    private final SettlementPublisher settlements;
    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final CrossStateEncoder cross = new CrossStateEncoder();
    private final AccountStateEncoder state = new AccountStateEncoder();
    private final EpochAppliedEncoder epochApplied = new EpochAppliedEncoder();
    private final OpenInterestEncoder openInterest = new OpenInterestEncoder();
    private final FundingAccruedEncoder funding = new FundingAccruedEncoder();
    private final RejectedEncoder rejected = new RejectedEncoder();
    private final TriggerRequestEncoder triggerRequest = new TriggerRequestEncoder();
    private final LinkedOrderRequestEncoder linkedRequest = new LinkedOrderRequestEncoder();
    private final CheckpointAnswerEncoder answer = new CheckpointAnswerEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private long sequence;
    private int frames;

    MarginPublisher(final Publication publication) {
        this.publication = publication;
        this.settlements = new SettlementPublisher(publication, header);
    }

    void beginGroup(final long groupSequence, final long timestampNs) {
        sequence = groupSequence;
        frames = 0;
        settlements.begin();
        publication.beginGroup(groupSequence, timestampNs);
    }

    void endGroup() {
        if (frames == 0 && settlements.frames() == 0) {
            final int offset = claim(DoneEncoder.BLOCK_LENGTH);
            done.wrapAndApplyHeader(publication.buffer(), offset, header);
            commit(DoneEncoder.BLOCK_LENGTH);
        }
        publication.endGroup();
    }

    @Override
    public void onState(final Wallet wallet) {
        final int offset = claim(AccountStateEncoder.BLOCK_LENGTH);
        state.wrapAndApplyHeader(publication.buffer(), offset, header)
                .asOfSequence(sequence)
                .marksEpoch(wallet.marksEpoch())
                .cash(wallet.cash())
                .marginBalanceE12(wallet.marginBalanceE12())
                .equityE12(wallet.equityE12())
                .initialMarginE12(wallet.initialMarginE12())
                .maintenanceMarginE12(wallet.maintenanceMarginE12())
                .availableE12(wallet.availableE12())
                .accountId(wallet.accountId())
                .currency(wallet.currency())
                .reserved(0);
        final int flags = wallet.flags();
        state.flags()
                .clear()
                .belowInitialMargin((flags & Wallet.BELOW_INITIAL) != 0)
                .belowMaintenanceMargin((flags & Wallet.BELOW_MAINTENANCE) != 0)
                .portfolioMargin(wallet.isPortfolio())
                .inLiquidation(wallet.isInLiquidation())
                .crossMargin(wallet.cross() != null);
        commit(AccountStateEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onCross(final CrossAccount account) {
        final int offset = claim(CrossStateEncoder.BLOCK_LENGTH);
        final CrossFigures figures = account.figures();
        cross.wrapAndApplyHeader(publication.buffer(), offset, header)
                .asOfSequence(sequence)
                .marksEpoch(account.leader().marksEpoch())
                .equityE8(figures.equityE8())
                .collateralE8(figures.collateralE8())
                .initialMarginE8(figures.initialE8())
                .maintenanceMarginE8(figures.maintenanceE8())
                .worstCaseE8(figures.worstCaseE8())
                .rollShockE8(figures.rollShockE8())
                .deltaShockE8(figures.deltaShockE8())
                .contingencyE8(figures.correlationContingencyE8())
                .accountId(account.accountId())
                .model(account.model())
                .reserved(0);
        final int flags = account.flags();
        cross.flags()
                .clear()
                .belowInitialMargin((flags & Wallet.BELOW_INITIAL) != 0)
                .belowMaintenanceMargin((flags & Wallet.BELOW_MAINTENANCE) != 0)
                .portfolioMargin(account.isPortfolio())
                .inLiquidation(account.isInLiquidation())
                .crossMargin(true);
        commit(CrossStateEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onEpochApplied(final long epoch) {
        final int offset = claim(EpochAppliedEncoder.BLOCK_LENGTH);
        epochApplied.wrapAndApplyHeader(publication.buffer(), offset, header).marksEpoch(epoch);
        commit(EpochAppliedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onOpenInterest(final int instrumentId, final long lots) {
        final int offset = claim(OpenInterestEncoder.BLOCK_LENGTH);
        openInterest
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .openLots(lots)
                .instrumentId(instrumentId)
                .reserved(0);
        commit(OpenInterestEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onFunding(final int instrumentId, final long cumulativeE12, final long rateE12) {
        final int offset = claim(FundingAccruedEncoder.BLOCK_LENGTH);
        funding.wrapAndApplyHeader(publication.buffer(), offset, header)
                .perLotE12(cumulativeE12)
                .rateE12(rateE12)
                .instrumentId(instrumentId)
                .reserved(0);
        commit(FundingAccruedEncoder.BLOCK_LENGTH);
    }

    void rejected(
            final long sourceSequence,
            final int sourceId,
            final int accountId,
            final int commandTemplateId,
            final RejectCode code) {
        final int offset = claim(RejectedEncoder.BLOCK_LENGTH);
        rejected.wrapAndApplyHeader(publication.buffer(), offset, header)
                .sourceSequence(sourceSequence)
                .clientOrderId(0)
                .accountId(accountId)
                .instrumentId(0)
                .commandTemplateId(commandTemplateId)
                .sourceId(sourceId)
                .code(code)
                .reserved(0);
        commit(RejectedEncoder.BLOCK_LENGTH);
    }

    /** Writes what the command asks the sequencer for. */
    void requests(final Requests requests) {
        for (int i = 0; i < requests.count(); i++) {
            if (requests.quantityLots(i) > 0) {
                linkedOrder(requests, i);
                continue;
            }
            final int offset = claim(TriggerRequestEncoder.BLOCK_LENGTH);
            triggerRequest
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .sourceSequence(requests.number(i))
                    .orderId(requests.orderId(i))
                    .clientOrderId(requests.clientOrderId(i))
                    .accountId(requests.accountId(i))
                    .instrumentId(requests.instrumentId(i));
            commit(TriggerRequestEncoder.BLOCK_LENGTH);
        }
    }

    private void linkedOrder(final Requests requests, final int i) {
        final int offset = claim(LinkedOrderRequestEncoder.BLOCK_LENGTH);
        linkedRequest
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .sourceSequence(requests.number(i))
                .orderId(requests.orderId(i))
                .clientOrderId(requests.clientOrderId(i))
                .quantityLots(requests.quantityLots(i))
                .accountId(requests.accountId(i))
                .instrumentId(requests.instrumentId(i));
        commit(LinkedOrderRequestEncoder.BLOCK_LENGTH);
    }

    /** What is written about settlements. */
    SettlementPublisher settlements() {
        return settlements;
    }

    void checkpoint(final long stateHash, final long consumedHash, final long producedHash) {
        final int offset = claim(CheckpointAnswerEncoder.BLOCK_LENGTH);
        answer.wrapAndApplyHeader(publication.buffer(), offset, header)
                .role(EngineRole.MARGIN)
                .reserved1((short) 0)
                .reserved2(0)
                .hashes()
                .stateHash(stateHash)
                .consumedHash(consumedHash)
                .producedHash(producedHash);
        commit(CheckpointAnswerEncoder.BLOCK_LENGTH);
    }

    UnsafeBuffer buffer() {
        return publication.buffer();
    }

    /** Where the next frame begins, with its header; see {@link #commit}. */
    int claim(final int blockLength) {
        return publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    /** The frame claimed last is written. */
    void commit(final int blockLength) {
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        frames++;
    }
}
