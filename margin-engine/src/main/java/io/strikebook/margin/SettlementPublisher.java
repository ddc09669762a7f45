package io.strikebook.margin;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.request.SettlementRequests;
import io.strikebook.margin.standard.SettlementListener;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GroupSizeEncodingEncoder;
import io.strikebook.schemas.PositionsDeliveredEncoder;
import io.strikebook.schemas.PositionsSettledEncoder;
import io.strikebook.schemas.SettledEncoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.SettlementRequestEncoder;
import io.strikebook.schemas.SettlementWaitingEncoder;

/** Writes what is to be settled, and what was, into the group that is open: positions many in a frame, which is ended where another begins. */
final class SettlementPublisher implements SettlementListener {
    private static final int MAX_ENTRIES = 128;
    private static final int DELIVERED_ROOM = PositionsDeliveredEncoder.BLOCK_LENGTH
            + GroupSizeEncodingEncoder.ENCODED_LENGTH
            + MAX_ENTRIES * PositionsDeliveredEncoder.PositionsEncoder.sbeBlockLength();
    private static final int MARKED_ROOM = PositionsSettledEncoder.BLOCK_LENGTH
            + GroupSizeEncodingEncoder.ENCODED_LENGTH
            + MAX_ENTRIES * PositionsSettledEncoder.PositionsEncoder.sbeBlockLength();

    private final Publication publication;
    private final FrameHeaderEncoder header;
    private final SettlementRequestEncoder request = new SettlementRequestEncoder();
    private final SettlementWaitingEncoder waiting = new SettlementWaitingEncoder();
    private final PositionsDeliveredEncoder delivered = new PositionsDeliveredEncoder();
    private final PositionsSettledEncoder marked = new PositionsSettledEncoder();
    private PositionsDeliveredEncoder.PositionsEncoder deliveredEntries;
    private PositionsSettledEncoder.PositionsEncoder markedEntries;
    private final SettledEncoder settled = new SettledEncoder();
    private int frames;
    private int entries;

    SettlementPublisher(final Publication publication, final FrameHeaderEncoder header) {
        this.publication = publication;
        this.header = header;
    }

    /** A group begins. */
    void begin() {
        frames = 0;
    }

    /** How many frames this wrote into the group. */
    int frames() {
        return frames;
    }

    /** Asks the sequencer, with numbers from one on, and tells what has to wait. */
    void requests(final SettlementRequests requests, final long firstNumber) {
        for (int i = 0; i < requests.count(); i++) {
            final int offset = claim(SettlementRequestEncoder.BLOCK_LENGTH);
            request.wrapAndApplyHeader(publication.buffer(), offset, header)
                    .sourceSequence(firstNumber + i)
                    .settledNs(requests.settledNs(i))
                    .deliveryPriceE8(requests.deliveryPriceE8(i))
                    .underlyingId(requests.underlyingId(i))
                    .samples(requests.samples(i))
                    .missing(requests.missing(i))
                    .kind(requests.kind(i))
                    .reserved1((short) 0)
                    .reserved2(0);
            commit(SettlementRequestEncoder.BLOCK_LENGTH);
        }
        for (int i = 0; i < requests.waiting(); i++) {
            final int offset = claim(SettlementWaitingEncoder.BLOCK_LENGTH);
            waiting.wrapAndApplyHeader(publication.buffer(), offset, header)
                    .settledNs(requests.waitingNs(i))
                    .underlyingId(requests.waitingUnderlyingId(i))
                    .reserved(0);
            commit(SettlementWaitingEncoder.BLOCK_LENGTH);
        }
    }

    @Override
    public void onDelivered(
            final int underlyingId,
            final int accountId,
            final int instrumentId,
            final long signedLots,
            final long amount,
            final long fee,
            final long balanceChangeE12) {
        if (entries == 0) {
            final int offset = claim(DELIVERED_ROOM);
            deliveredEntries = delivered
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .underlyingId(underlyingId)
                    .positionsCount(MAX_ENTRIES);
        }
        deliveredEntries
                .next()
                .signedLots(signedLots)
                .amount(amount)
                .fee(fee)
                .balanceChangeE12(balanceChangeE12)
                .accountId(accountId)
                .instrumentId(instrumentId);
        if (++entries == MAX_ENTRIES) {
            endDelivered();
        }
    }

    private void endDelivered() {
        if (entries > 0) {
            deliveredEntries.resetCountToIndex();
            entries = 0;
            commit(delivered.encodedLength());
        }
    }

    @Override
    public void onSettled(
            final int underlyingId,
            final int accountId,
            final int instrumentId,
            final long markPriceE8,
            final long amount) {
        if (entries == 0) {
            final int offset = claim(MARKED_ROOM);
            markedEntries = marked.wrapAndApplyHeader(publication.buffer(), offset, header)
                    .underlyingId(underlyingId)
                    .positionsCount(MAX_ENTRIES);
        }
        markedEntries
                .next()
                .markPriceE8(markPriceE8)
                .amount(amount)
                .accountId(accountId)
                .instrumentId(instrumentId);
        if (++entries == MAX_ENTRIES) {
            endMarked();
        }
    }

    private void endMarked() {
        if (entries > 0) {
            markedEntries.resetCountToIndex();
            entries = 0;
            commit(marked.encodedLength());
        }
    }

    /** All positions of a settlement were told. */
    void settled(final SettleAdapter command, final long positions) {
        if (command.kind() == SettlementKind.EXPIRY) {
            endDelivered();
        } else {
            endMarked();
        }
        final int offset = claim(SettledEncoder.BLOCK_LENGTH);
        settled.wrapAndApplyHeader(publication.buffer(), offset, header)
                .settledNs(command.settledNs())
                .deliveryPriceE8(command.deliveryPriceE8())
                .positions(positions)
                .underlyingId(command.underlyingId())
                .samples(command.samples())
                .missing(command.missing())
                .kind(command.kind())
                .reserved1((short) 0)
                .reserved2(0);
        commit(SettledEncoder.BLOCK_LENGTH);
    }

    private int claim(final int blockLength) {
        return publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        frames++;
    }
}
