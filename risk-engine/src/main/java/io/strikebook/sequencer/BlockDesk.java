package io.strikebook.sequencer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeCommandEncoder;
import io.strikebook.schemas.BlockTradeDecoder;
import io.strikebook.schemas.BlockTradeDecoder.LegsDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.sequencer.pretrade.BlockLadder;
import io.strikebook.sequencer.pretrade.BlockRequest;
import io.strikebook.sequencer.pretrade.Ladder;
import org.agrona.concurrent.UnsafeBuffer;

/** Decides block trades, and writes what their commands have behind their blocks. Changes no state. */
final class BlockDesk {
    private final BlockTradeDecoder decoder = new BlockTradeDecoder();
    private final BlockTradeCommandEncoder command = new BlockTradeCommandEncoder();
    private final BlockRequest request = new BlockRequest();
    private final SequencerState state;
    private final BlockLadder ladder;

    BlockDesk(final VenueParameters parameters, final SequencerState state, final Ladder ladder) {
        this.state = state;
        this.ladder = new BlockLadder(parameters, ladder, state.marks, state.trading, state.mirror);
    }

    /** Whether a block trade is as long as it says. */
    static boolean isWhole(final UnsafeBuffer buffer, final int offset, final int length) {
        return RepeatingGroup.isWhole(buffer, offset, length, LegsDecoder.sbeBlockLength());
    }

    RejectCode decide(final UnsafeBuffer buffer, final int offset) {
        decoder.wrap(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                BlockTradeDecoder.SCHEMA_VERSION);
        final LegsDecoder legs = decoder.legs();
        final int count = legs.count();
        request.begin(
                decoder.accountId(), decoder.counterpartyId(), decoder.underlyingId(), decoder.validUntilNs(), count);
        for (int leg = 0; leg < Math.min(count, BlockRequest.MAX_LEGS); leg++) {
            legs.next();
            request.leg(leg, legs.instrumentId(), legs.side(), legs.priceE8(), legs.quantityLots());
        }
        return ladder.check(request, state.marginLag());
    }

    /** Bytes that the command of the block trade decided last has behind its block. */
    int legsLength(final RejectCode decision) {
        return LegsDecoder.sbeHeaderSize() + count(decision) * LegsDecoder.sbeBlockLength();
    }

    private int count(final RejectCode decision) {
        decoder.sbeRewind();
        return decision == RejectCode.ACCEPTED ? decoder.legs().count() : 0;
    }

    /** Writes the legs; none where the block trade was refused. */
    void complete(final UnsafeBuffer buffer, final int block, final RejectCode decision) {
        final int count = count(decision);
        decoder.sbeRewind();
        final LegsDecoder from = decoder.legs();
        final BlockTradeCommandEncoder.LegsEncoder to =
                command.wrap(buffer, block).legsCount(count);
        for (int leg = 0; leg < count; leg++) {
            from.next();
            to.next()
                    .priceE8(from.priceE8())
                    .quantityLots(from.quantityLots())
                    .instrumentId(from.instrumentId())
                    .side(from.side())
                    .legReserved1((short) 0)
                    .legReserved2(0);
        }
    }
}
