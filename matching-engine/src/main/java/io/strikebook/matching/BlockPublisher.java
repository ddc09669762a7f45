package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;

/** What traded outside the books, as frames of the group that is open. Allocates nothing after construction. */
final class BlockPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final BlockFillEncoder fill = new BlockFillEncoder();
    private final Publication executions;

    BlockPublisher(final Publication executions) {
        this.executions = executions;
    }

    void fill(
            final long tradeId,
            final long blockId,
            final int leg,
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long priceE8,
            final long lots) {
        final int length = FrameLayout.HEADER_LENGTH + BlockFillEncoder.BLOCK_LENGTH;
        fill.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .tradeId(tradeId)
                .blockId(blockId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .buyerAccountId(buyerAccountId)
                .sellerAccountId(sellerAccountId)
                .leg(leg)
                .reserved(0);
        executions.commit(length);
    }
}
