package io.strikebook.matching;

import io.strikebook.common.order.Label;
import io.strikebook.matching.rules.CancelFilter;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cancels of many orders of one account as typed calls: an account's own, one of a liquidation, which has the same fields, and by label.
 * Remembers of the last one what its refusal would name.
 */
final class MassCancelAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MassCancelCommandDecoder massCancel = new MassCancelCommandDecoder();
    private final LiquidationCancelCommandDecoder liquidation = new LiquidationCancelCommandDecoder();
    private final CancelByLabelCommandDecoder cancelByLabel = new CancelByLabelCommandDecoder();
    private final CancelFilter filter = new CancelFilter();
    private final Label label = new Label();
    private final MatchingRules rules;
    private int accountId;
    private int instrumentId;

    MassCancelAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    /** What the block of such a command has at least. */
    static int blockLength(final int templateId) {
        return switch (templateId) {
            case CancelByLabelCommandDecoder.TEMPLATE_ID -> CancelByLabelCommandDecoder.BLOCK_LENGTH;
            case LiquidationCancelCommandDecoder.TEMPLATE_ID -> LiquidationCancelCommandDecoder.BLOCK_LENGTH;
            default -> MassCancelCommandDecoder.BLOCK_LENGTH;
        };
    }

    int accountId() {
        return accountId;
    }

    int instrumentId() {
        return instrumentId;
    }

    void onCommand(final int templateId, final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        filter.clear();
        switch (templateId) {
            case CancelByLabelCommandDecoder.TEMPLATE_ID -> byLabel(buffer, offset);
            case LiquidationCancelCommandDecoder.TEMPLATE_ID -> ofLiquidation(buffer, offset);
            default -> ofAccount(buffer, offset);
        }
        if (decision == RejectCode.ACCEPTED && accountId != 0) {
            rules.massCancel(filter.accountId(accountId).instrumentId(instrumentId));
        }
    }

    private void ofAccount(final UnsafeBuffer buffer, final int offset) {
        massCancel.wrapAndApplyHeader(buffer, offset, header);
        accountId = massCancel.accountId();
        instrumentId = massCancel.instrumentId();
        filter.orderSourceId(massCancel.orderSourceId())
                .side(massCancel.side())
                .kind(massCancel.kind())
                .settlementCurrency(massCancel.settlementCurrency());
    }

    private void ofLiquidation(final UnsafeBuffer buffer, final int offset) {
        liquidation.wrapAndApplyHeader(buffer, offset, header);
        accountId = liquidation.accountId();
        instrumentId = liquidation.instrumentId();
        filter.settlementCurrency(liquidation.settlementCurrency());
    }

    private void byLabel(final UnsafeBuffer buffer, final int offset) {
        cancelByLabel.wrapAndApplyHeader(buffer, offset, header);
        accountId = cancelByLabel.accountId();
        instrumentId = cancelByLabel.instrumentId();
        label.read(buffer, cancelByLabel.offset() + CancelByLabelCommandDecoder.labelEncodingOffset());
        filter.label(label);
    }
}
