package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.PositionsDeliveredEncoder;
import io.strikebook.schemas.PositionsSettledEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleExpiryEncoder;
import io.strikebook.schemas.SettledEncoder;
import io.strikebook.schemas.SettlementKind;

/** What an operator asks for and margin answers in settlements of the first underlying. */
final class SettlementAnswers {
    private static final int ROOM = 256;

    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    SettlementAnswers(final SequencerFixture venue) {
        this.venue = venue;
    }

    RejectCode request(final int underlyingId, final long expiryNs, final long priceE8) {
        return venue.request(
                true,
                SettleExpiryEncoder.TEMPLATE_ID,
                SettleExpiryEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SettleExpiryEncoder()
                        .wrap(buffer, block)
                        .settledNs(expiryNs)
                        .deliveryPriceE8(priceE8)
                        .underlyingId(underlyingId));
    }

    /** Begins margin's answer to the last command. */
    SettlementAnswers begin() {
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        return this;
    }

    /** A position ended, and the opposite one of the other account: the first's change of balance is the second's the other way. */
    SettlementAnswers delivered(final int instrumentId, final long firstLots, final long firstChangeE12) {
        final int offset = venue.marginOut.claim(ROOM);
        final PositionsDeliveredEncoder encoder =
                new PositionsDeliveredEncoder().wrapAndApplyHeader(venue.marginOut.buffer(), offset, header);
        final PositionsDeliveredEncoder.PositionsEncoder positions =
                encoder.underlyingId(1).positionsCount(2);
        for (int account = 1; account <= 2; account++) {
            final int sign = account == 1 ? 1 : -1;
            positions
                    .next()
                    .signedLots(sign * firstLots)
                    .amount(sign * firstChangeE12 / 10_000)
                    .fee(0)
                    .balanceChangeE12(sign * firstChangeE12)
                    .accountId(account)
                    .instrumentId(instrumentId);
        }
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    /** The profit of a position of the first account became cash. */
    SettlementAnswers marked(final int instrumentId, final long markPriceE8) {
        final int offset = venue.marginOut.claim(ROOM);
        final PositionsSettledEncoder encoder =
                new PositionsSettledEncoder().wrapAndApplyHeader(venue.marginOut.buffer(), offset, header);
        encoder.underlyingId(1)
                .positionsCount(1)
                .next()
                .markPriceE8(markPriceE8)
                .amount(0)
                .accountId(1)
                .instrumentId(instrumentId);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    /** All positions of the expiry were told. */
    SettlementAnswers settled(final long expiryNs, final long priceE8) {
        final int offset = venue.marginOut.claim(ROOM);
        new SettledEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .settledNs(expiryNs)
                .deliveryPriceE8(priceE8)
                .positions(2)
                .underlyingId(1)
                .kind(SettlementKind.EXPIRY);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + SettledEncoder.BLOCK_LENGTH);
        return this;
    }

    void end() {
        venue.endMargin();
    }
}
