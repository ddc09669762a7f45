package io.strikebook.orderflow.load;

import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.CancelByLabelEncoder;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.CancelQuotesEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.ResetMarketMakerProtectionEncoder;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetCancelOnDisconnectEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.SetSelfTradePreventionEncoder;
import io.strikebook.schemas.Side;

/**
 * The clients' requests that are about an account: quotes, protection, block trades, cancels of many orders, settings. One thread;
 * allocates nothing.
 */
final class AccountRequests {
    private final RequestPublisher publisher;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MassQuoteEncoder quotes = new MassQuoteEncoder();
    private final CancelQuotesEncoder cancelQuotes = new CancelQuotesEncoder();
    private final SetMarketMakerProtectionEncoder protection = new SetMarketMakerProtectionEncoder();
    private final ResetMarketMakerProtectionEncoder reset = new ResetMarketMakerProtectionEncoder();
    private final SetSelfTradePreventionEncoder selfTrades = new SetSelfTradePreventionEncoder();
    private final SetCancelOnDisconnectEncoder disconnect = new SetCancelOnDisconnectEncoder();
    private final MassCancelEncoder massCancel = new MassCancelEncoder();
    private final CancelByLabelEncoder cancelByLabel = new CancelByLabelEncoder();
    private final BlockTradeEncoder block = new BlockTradeEncoder();
    private MassQuoteEncoder.EntriesEncoder entries;
    private BlockTradeEncoder.LegsEncoder legs;

    AccountRequests(final RequestPublisher publisher) {
        this.publisher = publisher;
    }

    /** Begins a mass quote; as many entries follow. */
    void quotes(final int accountId, final int underlyingId, final int group, final long quoteSetId, final int count) {
        final int offset = publisher.begin(MassQuoteEncoder.BLOCK_LENGTH
                + MassQuoteEncoder.EntriesEncoder.sbeHeaderSize()
                + count * MassQuoteEncoder.EntriesEncoder.sbeBlockLength());
        quotes.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .quoteSetId(quoteSetId)
                .validUntilNs(0)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        entries = quotes.entriesCount(count);
    }

    /** A side without lots is taken off. */
    void entry(final int instrumentId, final long bidE8, final long bidLots, final long askE8, final long askLots) {
        entries.next()
                .bidPriceE8(bidLots == 0 ? MassQuoteEncoder.EntriesEncoder.bidPriceE8NullValue() : bidE8)
                .bidLots(bidLots)
                .askPriceE8(askLots == 0 ? MassQuoteEncoder.EntriesEncoder.askPriceE8NullValue() : askE8)
                .askLots(askLots)
                .instrumentId(instrumentId)
                .entryReserved(0);
    }

    void endQuotes() {
        publisher.end(quotes.encodedLength());
    }

    void cancelQuotes(
            final int accountId,
            final int underlyingId,
            final int group,
            final int instrumentId,
            final long quoteSetId) {
        final int offset = publisher.begin(CancelQuotesEncoder.BLOCK_LENGTH);
        cancelQuotes
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .quoteSetId(quoteSetId)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .instrumentId(instrumentId)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        publisher.end(cancelQuotes.encodedLength());
    }

    /** Limits of a group; quantities in 1e-8 of a coin. */
    void protect(
            final int accountId,
            final int underlyingId,
            final int group,
            final Currency currency,
            final long frozenNs,
            final long quantityLimitE8,
            final long maxQuoteQuantityE8) {
        final int offset = publisher.begin(SetMarketMakerProtectionEncoder.BLOCK_LENGTH);
        protection
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .intervalNs(ClientQuotes.WINDOW_NS)
                .frozenNs(frozenNs)
                .quantityLimitE8(quantityLimitE8)
                .deltaLimitE8(0)
                .vegaLimitE8(0)
                .maxQuoteQuantityE8(maxQuoteQuantityE8)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) group)
                .currency(currency)
                .reserved1(0)
                .reserved2(0);
        publisher.end(protection.encodedLength());
    }

    void reset(final int accountId, final int underlyingId, final int group) {
        final int offset = publisher.begin(ResetMarketMakerProtectionEncoder.BLOCK_LENGTH);
        reset.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        publisher.end(reset.encodedLength());
    }

    void selfTrades(final int accountId, final SelfTradePrevention mode) {
        final int offset = publisher.begin(SetSelfTradePreventionEncoder.BLOCK_LENGTH);
        selfTrades
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .accountId(accountId)
                .groupId(0)
                .mode(mode)
                .reserved1((short) 0)
                .reserved2(0);
        publisher.end(selfTrades.encodedLength());
    }

    void disconnect(final int accountId, final CancelOnDisconnect scope) {
        final int offset = publisher.begin(SetCancelOnDisconnectEncoder.BLOCK_LENGTH);
        disconnect
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .accountId(accountId)
                .scope(scope)
                .reserved1((short) 0)
                .reserved2(0);
        publisher.end(disconnect.encodedLength());
    }

    /** Cancels what all of these fit; 0: whatever it is. */
    void massCancel(
            final int accountId,
            final int instrumentId,
            final int orderSourceId,
            final int side,
            final int kind,
            final int currency) {
        final int offset = publisher.begin(MassCancelEncoder.BLOCK_LENGTH);
        massCancel
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .orderSourceId(orderSourceId)
                .side((short) side)
                .kind((short) kind)
                .settlementCurrency((short) currency)
                .reserved1((short) 0)
                .reserved2(0);
        publisher.end(massCancel.encodedLength());
    }

    void cancelByLabel(final int accountId, final int instrumentId, final byte[] label) {
        final int offset = publisher.begin(CancelByLabelEncoder.BLOCK_LENGTH);
        cancelByLabel
                .wrapAndApplyHeader(publisher.buffer(), offset, header)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .putLabel(label, 0);
        publisher.end(cancelByLabel.encodedLength());
    }

    /** Begins a block trade; as many legs follow. */
    void block(final int accountId, final int counterpartyId, final int underlyingId, final int count) {
        final int offset = publisher.begin(BlockTradeEncoder.BLOCK_LENGTH
                + BlockTradeEncoder.LegsEncoder.sbeHeaderSize()
                + count * BlockTradeEncoder.LegsEncoder.sbeBlockLength());
        block.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .blockId(publisher.nextSequence())
                .validUntilNs(0)
                .accountId(accountId)
                .counterpartyId(counterpartyId)
                .underlyingId(underlyingId)
                .reserved(0);
        legs = block.legsCount(count);
    }

    void leg(final int instrumentId, final Side side, final long priceE8, final long lots) {
        legs.next()
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrumentId)
                .side(side)
                .legReserved1((short) 0)
                .legReserved2(0);
    }

    void endBlock() {
        publisher.end(block.encodedLength());
    }
}
