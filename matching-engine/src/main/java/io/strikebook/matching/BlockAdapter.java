package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.rules.BlockTerms;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.BlockTradeCommandDecoder.LegsDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Block trades as typed calls. Remembers of the last one what its refusal would name. */
final class BlockAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final BlockTradeCommandDecoder block = new BlockTradeCommandDecoder();
    private final BlockTerms terms = new BlockTerms();
    private final MatchingRules rules;
    private long blockId;
    private int accountId;

    BlockAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    long blockId() {
        return blockId;
    }

    int accountId() {
        return accountId;
    }

    RejectCode onBlockTrade(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        block.wrapAndApplyHeader(buffer, offset, header);
        blockId = block.blockId();
        accountId = block.accountId();
        if (decision != RejectCode.ACCEPTED) {
            return decision;
        }
        terms.begin(blockId, accountId, block.counterpartyId(), block.underlyingId());
        final int end = offset + FrameLayout.frameLength(buffer, offset);
        require(block.limit() + LegsDecoder.sbeHeaderSize() <= end, buffer, offset, "ends before its legs begin");
        final LegsDecoder legs = block.legs();
        require(
                legs.count() <= BlockTerms.MAX_LEGS
                        && legs.actingBlockLength() >= LegsDecoder.sbeBlockLength()
                        && block.limit() + legs.count() * legs.actingBlockLength() <= end,
                buffer,
                offset,
                "has legs that it cannot have");
        while (legs.hasNext()) {
            legs.next();
            final Side side = legs.side();
            require(side == Side.BUY || side == Side.SELL, buffer, offset, "has a leg of no side");
            terms.add(legs.instrumentId(), side == Side.BUY, legs.priceE8(), legs.quantityLots());
        }
        return rules.blocks().trade(terms);
    }

    private static void require(
            final boolean condition, final UnsafeBuffer buffer, final int offset, final String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "block trade, command " + FrameLayout.sequence(buffer, offset) + ", " + otherwise);
        }
    }
}
