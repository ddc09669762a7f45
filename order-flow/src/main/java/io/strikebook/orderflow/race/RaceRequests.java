package io.strikebook.orderflow.race;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;

/** Requests of one source, one group each. */
final class RaceRequests {
    /** Instruments that one mass quote may be about. */
    static final int MAX_ENTRIES = 100;

    private static final long MAX_QUOTE_E8 = 1_000L * 100_000_000L;
    private static final int GROUP = 1;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final MassQuoteEncoder massQuote = new MassQuoteEncoder();
    private final SetMarketMakerProtectionEncoder protection = new SetMarketMakerProtectionEncoder();
    private final Publication publication;

    RaceRequests(final Publication publication) {
        this.publication = publication;
    }

    /** Both sides of one instrument. */
    record Pair(int instrumentId, long bidE8, long askE8, long lots) {}

    void immediateOrCancel(
            final long nowNs,
            final int accountId,
            final int instrumentId,
            final Side side,
            final long priceE8,
            final long lots) {
        final int offset = begin(nowNs, NewOrderEncoder.BLOCK_LENGTH);
        newOrder.wrapAndApplyHeader(publication.buffer(), offset, header)
                .clientOrderId(publication.lastSequence() + 1)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
        newOrder.flags().clear();
        end(newOrder.encodedLength());
    }

    void quotes(final long nowNs, final int accountId, final int underlyingId, final List<Pair> pairs) {
        final int offset = begin(nowNs, MassQuoteEncoder.BLOCK_LENGTH + (pairs.size() + 1) * Long.BYTES * 8);
        massQuote
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .quoteSetId(0)
                .validUntilNs(0)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) GROUP)
                .reserved1((short) 0)
                .reserved2(0);
        final MassQuoteEncoder.EntriesEncoder entries = massQuote.entriesCount(pairs.size());
        for (final Pair pair : pairs) {
            entries.next()
                    .bidPriceE8(pair.bidE8)
                    .bidLots(pair.lots)
                    .askPriceE8(pair.askE8)
                    .askLots(pair.lots)
                    .instrumentId(pair.instrumentId)
                    .entryReserved(0);
        }
        end(massQuote.encodedLength());
    }

    /** Limits that no race reaches: a window is over at once. */
    void protect(final long nowNs, final int accountId, final int underlyingId, final Currency currency) {
        final int offset = begin(nowNs, SetMarketMakerProtectionEncoder.BLOCK_LENGTH);
        protection
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .intervalNs(1)
                .frozenNs(1)
                .quantityLimitE8(0)
                .deltaLimitE8(0)
                .vegaLimitE8(0)
                .maxQuoteQuantityE8(MAX_QUOTE_E8)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) GROUP)
                .currency(currency)
                .reserved1(0)
                .reserved2(0);
        end(protection.encodedLength());
    }

    private int begin(final long nowNs, final int most) {
        publication.beginGroup(publication.lastSequence() + 1, nowNs);
        final int length = FrameLayout.HEADER_LENGTH + most;
        final int offset = publication.claim(length);
        publication.buffer().setMemory(offset, length, (byte) 0);
        return offset;
    }

    private void end(final int bodyLength) {
        publication.commit(FrameLayout.HEADER_LENGTH + bodyLength);
        publication.endGroup();
    }
}
