package io.strikebook.matching;

import io.strikebook.schemas.BlockTradeCommandEncoder;
import io.strikebook.schemas.BlockTradeCommandEncoder.LegsEncoder;
import io.strikebook.schemas.Side;

/** Writes decided block trades. Allocates nothing. */
final class BlockCommands {
    private static final int MAX_LEGS = 16;

    private final BlockTradeCommandEncoder block = new BlockTradeCommandEncoder();
    private final Commands commands;
    private final int[] instruments = new int[MAX_LEGS];
    private final Side[] sides = new Side[MAX_LEGS];
    private final long[] pricesE8 = new long[MAX_LEGS];
    private final long[] lots = new long[MAX_LEGS];
    private int legs;

    BlockCommands(final Commands commands) {
        this.commands = commands;
    }

    /** Adds a leg to the next block trade. */
    BlockCommands leg(final int instrument, final Side side, final long priceE8, final long quantityLots) {
        instruments[legs] = instrument;
        sides[legs] = side;
        pricesE8[legs] = priceE8;
        lots[legs] = quantityLots;
        legs++;
        return this;
    }

    /** Sends what was added; returns the sequence. */
    long send(final int account, final int counterparty, final int underlying, final long blockId) {
        final int size = LegsEncoder.sbeHeaderSize() + legs * LegsEncoder.sbeBlockLength();
        block.wrapAndApplyHeader(
                        commands.buffer(),
                        commands.begin(BlockTradeCommandEncoder.BLOCK_LENGTH + size),
                        commands.header())
                .blockId(blockId)
                .validUntilNs(0)
                .accountId(account)
                .counterpartyId(counterparty)
                .underlyingId(underlying)
                .reserved(0);
        final LegsEncoder encoder = block.legsCount(legs);
        for (int i = 0; i < legs; i++) {
            encoder.next()
                    .priceE8(pricesE8[i])
                    .quantityLots(lots[i])
                    .instrumentId(instruments[i])
                    .side(sides[i])
                    .legReserved1((short) 0)
                    .legReserved2(0);
        }
        legs = 0;
        commands.end(block.envelope(), BlockTradeCommandEncoder.BLOCK_LENGTH + size);
        return commands.sequence();
    }
}
