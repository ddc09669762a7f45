package io.strikebook.margin;

import io.strikebook.margin.liquidation.ForcedTrades;
import io.strikebook.margin.liquidation.LiquidationListener;
import io.strikebook.margin.liquidation.Step;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.ForcedTradesRequestEncoder;
import io.strikebook.schemas.ForcedTradesRequestEncoder.TradesEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LiquidationNotice;
import io.strikebook.schemas.LiquidationNoticedEncoder;
import io.strikebook.schemas.LiquidationRequestEncoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.LossPaidEncoder;
import io.strikebook.schemas.Side;

/** Writes what liquidations ask for and tell, each with the numbers behind it, into margin's group. */
final class LiquidationPublisher implements LiquidationListener {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final LiquidationRequestEncoder request = new LiquidationRequestEncoder();
    private final ForcedTradesRequestEncoder forced = new ForcedTradesRequestEncoder();
    private final LiquidationNoticedEncoder noticed = new LiquidationNoticedEncoder();
    private final LossPaidEncoder paid = new LossPaidEncoder();
    private final MarginPublisher margin;

    LiquidationPublisher(final MarginPublisher margin) {
        this.margin = margin;
    }

    @Override
    public void onCancelRequest(final long number, final Wallet wallet) {
        begin(number, wallet, LiquidationStage.CANCEL_ORDERS, 0);
        margin.commit(LiquidationRequestEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onReduceRequest(final long number, final Wallet wallet, final Step step, final int attempt) {
        begin(number, wallet, LiquidationStage.REDUCE, step.reliefE12())
                .priceE8(step.priceE8())
                .quantityLots(step.lots())
                .instrumentId(step.instrumentId())
                .attempt(attempt)
                .side(step.isBuy() ? Side.BUY.value() : Side.SELL.value());
        margin.commit(LiquidationRequestEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onShareRequest(final long number, final Wallet wallet, final long owedE12) {
        begin(number, wallet, LiquidationStage.SHARE_LOSS, owedE12);
        margin.commit(LiquidationRequestEncoder.BLOCK_LENGTH);
    }

    private LiquidationRequestEncoder begin(
            final long number, final Wallet wallet, final LiquidationStage stage, final long reliefE12) {
        final int offset = margin.claim(LiquidationRequestEncoder.BLOCK_LENGTH);
        return request.wrapAndApplyHeader(margin.buffer(), offset, header)
                .sourceSequence(number)
                .marginBalanceE12(wallet.marginBalanceE12())
                .maintenanceMarginE12(wallet.maintenanceMarginE12())
                .reliefE12(reliefE12)
                .priceE8(0)
                .quantityLots(0)
                .accountId(wallet.accountId())
                .instrumentId(0)
                .attempt(0)
                .stage(stage)
                .currency(wallet.currency())
                .side((short) 0)
                .reserved((short) 0);
    }

    @Override
    public void onForcedTrades(
            final long number, final Wallet wallet, final LiquidationStage stage, final ForcedTrades trades) {
        final int length = ForcedTradesRequestEncoder.BLOCK_LENGTH
                + TradesEncoder.sbeHeaderSize()
                + trades.count() * TradesEncoder.sbeBlockLength();
        final int offset = margin.claim(length);
        final TradesEncoder group = forced.wrapAndApplyHeader(margin.buffer(), offset, header)
                .sourceSequence(number)
                .equityE12(wallet.equityE12())
                .maintenanceMarginE12(wallet.maintenanceMarginE12())
                .accountId(wallet.accountId())
                .stage(stage)
                .currency(wallet.currency())
                .reserved(0)
                .tradesCount(trades.count());
        for (int i = 0; i < trades.count(); i++) {
            group.next()
                    .priceE8(trades.priceE8(i))
                    .quantityLots(trades.lots(i))
                    .instrumentId(trades.instrumentId(i))
                    .buyerAccountId(trades.buyerAccountId(i))
                    .sellerAccountId(trades.sellerAccountId(i))
                    .tradeReserved(0);
        }
        margin.commit(length);
    }

    @Override
    public void onNotice(final Wallet wallet, final LiquidationNotice notice) {
        final int offset = margin.claim(LiquidationNoticedEncoder.BLOCK_LENGTH);
        noticed.wrapAndApplyHeader(margin.buffer(), offset, header)
                .equityE12(wallet.equityE12())
                .marginBalanceE12(wallet.marginBalanceE12())
                .initialMarginE12(wallet.initialMarginE12())
                .maintenanceMarginE12(wallet.maintenanceMarginE12())
                .accountId(wallet.accountId())
                .notice(notice)
                .currency(wallet.currency())
                .reserved(0);
        margin.commit(LiquidationNoticedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onLossPaid(final Wallet payer, final Wallet owing, final LiquidationStage stage, final long amount) {
        final int offset = margin.claim(LossPaidEncoder.BLOCK_LENGTH);
        paid.wrapAndApplyHeader(margin.buffer(), offset, header)
                .amount(amount)
                .accountId(payer.accountId())
                .owedByAccountId(owing.accountId())
                .stage(stage)
                .currency(payer.currency())
                .reserved1(0)
                .reserved2(0);
        margin.commit(LossPaidEncoder.BLOCK_LENGTH);
    }
}
