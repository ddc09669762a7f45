package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillEncoder;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Block trades asked of a venue that a test is, and matching's answers to them. */
final class BlockFrames {
    /** What a block trade says; a test changes what is to be wrong. */
    static final class Message {
        int account = 1;
        int counterparty = 2;
        int underlying = 1;
        long validUntilNs;
        int legLength = BlockTradeEncoder.LegsEncoder.sbeBlockLength();
        final List<long[]> legs = new ArrayList<>();

        Message leg(final int instrument, final Side side, final long priceE8, final long lots) {
            legs.add(new long[] {instrument, side.value(), priceE8, lots});
            return this;
        }
    }

    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    BlockFrames(final SequencerFixture venue) {
        this.venue = venue;
    }

    RejectCode send(final Message message) {
        return send(message, false);
    }

    RejectCode send(final Message message, final boolean operator) {
        final int length = BlockTradeEncoder.BLOCK_LENGTH
                + 4
                + message.legs.size() * BlockTradeEncoder.LegsEncoder.sbeBlockLength();
        return venue.request(operator, BlockTradeEncoder.TEMPLATE_ID, length, (buffer, body) -> {
            buffer.putShort(
                    body - FrameLayout.HEADER_LENGTH + 4,
                    (short) BlockTradeEncoder.BLOCK_LENGTH,
                    ByteOrder.LITTLE_ENDIAN);
            final BlockTradeEncoder.LegsEncoder legs = new BlockTradeEncoder()
                    .wrap(buffer, body)
                    .blockId(5)
                    .validUntilNs(message.validUntilNs)
                    .accountId(message.account)
                    .counterpartyId(message.counterparty)
                    .underlyingId(message.underlying)
                    .legsCount(message.legs.size());
            for (final long[] leg : message.legs) {
                legs.next()
                        .instrumentId((int) leg[0])
                        .side(Side.get((short) leg[1]))
                        .priceE8(leg[2])
                        .quantityLots(leg[3]);
            }
            buffer.putShort(body + BlockTradeEncoder.BLOCK_LENGTH, (short) message.legLength, ByteOrder.LITTLE_ENDIAN);
        });
    }

    /** Legs of the last command, a block trade: how many. */
    int legsOfTheCommand() {
        return new BlockTradeCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        BlockTradeCommandDecoder.BLOCK_LENGTH,
                        0)
                .legs()
                .count();
    }

    /** Matching carried it out. */
    void traded(final long sequence, final Message message) {
        venue.executions(sequence);
        for (int i = 0; i < message.legs.size(); i++) {
            final long[] leg = message.legs.get(i);
            final boolean buys = leg[1] == Side.BUY.value();
            new BlockFillEncoder()
                    .wrapAndApplyHeader(venue.executionsOut.buffer(), claim(BlockFillEncoder.BLOCK_LENGTH), header)
                    .tradeId(sequence << 12 | i)
                    .blockId(5)
                    .priceE8(leg[2])
                    .quantityLots(leg[3])
                    .instrumentId((int) leg[0])
                    .buyerAccountId(buys ? message.account : message.counterparty)
                    .sellerAccountId(buys ? message.counterparty : message.account)
                    .leg((short) i);
            venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + BlockFillEncoder.BLOCK_LENGTH);
        }
        venue.endExecutions();
    }

    private int claim(final int block) {
        final int offset = venue.executionsOut.claim(FrameLayout.HEADER_LENGTH + block);
        venue.executionsOut.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + block, (byte) 0);
        return offset;
    }
}
