package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.rules.ForcedTrades;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder.TradesDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/** Takeovers and deleveragings as typed calls. */
final class ForcedTradesAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final ForcedTradesCommandDecoder command = new ForcedTradesCommandDecoder();
    private final ForcedTrades rules;

    ForcedTradesAdapter(final MatchingRules rules) {
        this.rules = rules.blocks().forced();
    }

    /** Account in liquidation of the last command. */
    int accountId() {
        return command.accountId();
    }

    void onForcedTrades(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        command.wrapAndApplyHeader(buffer, offset, header);
        if (decision != RejectCode.ACCEPTED) {
            return;
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        final int end = offset + FrameLayout.frameLength(buffer, offset);
        final boolean begins = command.limit() + TradesDecoder.sbeHeaderSize() <= end;
        final TradesDecoder trades = begins ? command.trades() : null;
        if (trades == null
                || trades.actingBlockLength() < TradesDecoder.sbeBlockLength()
                || command.limit() + trades.count() * trades.actingBlockLength() > end) {
            throw new IllegalArgumentException(
                    "forced trades, command " + FrameLayout.sequence(buffer, offset) + ", end before their last trade");
        }
        final int accountId = command.accountId();
        final boolean bothReduce = command.stage() == LiquidationStage.DELEVERAGE;
        for (int index = 0; trades.hasNext(); index++) {
            trades.next();
            rules.trade(
                    envelope.sourceSequence(),
                    index,
                    trades.instrumentId(),
                    trades.buyerAccountId(),
                    trades.sellerAccountId(),
                    trades.priceE8(),
                    trades.quantityLots(),
                    accountId,
                    bothReduce);
        }
    }
}
